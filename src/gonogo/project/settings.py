"""Read gonogo.yaml: the workspace's id, the features in scope, where acceptance tests are."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from gonogo import documents
from gonogo.features import Feature, scope_faults
from gonogo.people import is_workspace_id


@dataclass(frozen=True)
class AcceptanceSettings:
    """Where a team's acceptance tests are; paths as they are written, from gonogo.yaml."""

    validators: str | None = None
    """The file with the gates."""
    directory: str | None = None
    """The test directory; None: that of the validators file."""
    quarantine: str | None = None
    """The file of tests that are known to fail now and then."""


@dataclass(frozen=True)
class Settings:
    """What gonogo.yaml says; features are sorted by id."""

    workspace: str
    features: tuple[Feature, ...]
    acceptance: AcceptanceSettings = AcceptanceSettings()


_NullAsEmptyDict = BeforeValidator(lambda value: {} if value is None else value)
_NullAsEmptyList = BeforeValidator(lambda value: [] if value is None else value)


class _Closed(BaseModel):
    """A mapping that may hold only the keys that are known, of exactly their types."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)


class _FeatureRow(_Closed):
    title: str
    team: str
    components: list[str]
    networks: Annotated[list[str], _NullAsEmptyList] = Field(default_factory=list)


class _AcceptanceSection(_Closed):
    validators: str | None = None
    testdir: str | None = None
    quarantine: str | None = None


class _SettingsFile(_Closed):
    workspace: str
    acceptance: _AcceptanceSection = Field(default_factory=_AcceptanceSection)
    features: Annotated[dict[str, _FeatureRow], _NullAsEmptyDict] = Field(default_factory=dict)


def parse_settings(text: str, name: str) -> Settings:
    """Read a gonogo.yaml; `name` is what messages call it.

    Raises:
        DocumentError: lists everything that is wrong, with place and nearest name.
    """
    document = documents.parse_yaml(text, name)
    file = documents.validate(document, _SettingsFile)
    features = [
        Feature(id_, row.title, row.team, tuple(row.components), tuple(row.networks))
        for id_, row in file.features.items()
    ]
    problems = [
        documents.Problem(document.key_place(path), ".".join(map(str, path)), message)
        for path, message in _faults(file.workspace, features)
    ]
    if problems:
        raise documents.DocumentError(name, problems)
    return Settings(
        workspace=file.workspace,
        features=tuple(
            Feature(
                each.id,
                each.title,
                each.team,
                tuple(sorted(each.components)),
                tuple(sorted(each.networks)),
            )
            for each in sorted(features, key=lambda each: each.id)
        ),
        acceptance=AcceptanceSettings(
            validators=file.acceptance.validators,
            directory=file.acceptance.testdir,
            quarantine=file.acceptance.quarantine,
        ),
    )


def _faults(workspace: str, features: list[Feature]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if not is_workspace_id(workspace):
        yield ("workspace",), "must be 32 small hexadecimal digits, as gonogo init wrote them"
    for path, message in scope_faults(features):
        yield ("features", *path), message
