"""What people.yaml and trust.yaml may say, as pydantic models: anything else is an error.

Imported only when a file is read, since pydantic takes a while to come up. Rules
that one value alone cannot tell are in `rules`.
"""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from gonogo.people.moment import parse_moment
from gonogo.people.names import unknown
from gonogo.people.public_key import PublicKeyError, public_key
from gonogo.people.role import Role

_ROLES = {role.value: role for role in Role}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("must be text; put it in quotes")  # noqa: TRY004 - pydantic's way.
    return value


def _public(value: object) -> str:
    try:
        return public_key(_text(value))
    except PublicKeyError as error:
        # Raised without its cause: the text may be a private key.
        raise ValueError(error.message) from None


def _moment(value: object) -> datetime:
    return parse_moment(_text(value))


def _role(value: object) -> Role:
    text = _text(value)
    if text not in _ROLES:
        raise ValueError(unknown("role", text[:100], _ROLES))
    return _ROLES[text]


def _once(values: list[Role]) -> list[Role]:
    if len(set(values)) != len(values):
        raise ValueError("names a role twice")
    return values


def _as_key_row(value: object) -> object:
    """Let a key that is valid without limits be written as its line alone."""
    return {"key": value} if isinstance(value, str) else value


def _null_as_empty(value: object) -> object:
    return {} if value is None else value


_Public = Annotated[str, BeforeValidator(_public)]
_Moment = Annotated[datetime, BeforeValidator(_moment)]
_RoleName = Annotated[Role, BeforeValidator(_role)]
_NullAsEmpty = BeforeValidator(_null_as_empty)


class _Closed(BaseModel):
    """A mapping that may hold only the keys that are known, of exactly their types."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, hide_input_in_errors=True, populate_by_name=True
    )


class KeyRow(_Closed):
    """A key, and when it may sign."""

    key: _Public
    valid_from: _Moment | None = Field(default=None, alias="from")
    valid_until: _Moment | None = Field(default=None, alias="until")


_Keys = list[Annotated[KeyRow, BeforeValidator(_as_key_row)]]


class TeamRow(_Closed):
    """A team."""

    title: str


class PersonRow(_Closed):
    """A person."""

    team: str
    roles: Annotated[list[_RoleName], AfterValidator(_once)] = Field(default_factory=list)
    keys: _Keys


class RunnerRow(_Closed):
    """A runner."""

    keys: _Keys


class PeopleFile(_Closed):
    """A people.yaml."""

    teams: dict[str, TeamRow]
    people: dict[str, PersonRow]
    runners: Annotated[dict[str, RunnerRow], _NullAsEmpty] = Field(default_factory=dict)


class TrustFile(_Closed):
    """A trust.yaml."""

    workspace: str
    verifier_id: str
    is_solo: bool = False
    threshold: Annotated[int, Field(ge=1, le=1000)]
    roots: dict[str, _Public]
    policies: Annotated[dict[str, str], _NullAsEmpty] = Field(default_factory=dict)
