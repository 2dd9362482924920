"""What single values of people.yaml and trust.yaml may be."""

from typing import Any

import pytest
from pydantic import ValidationError

from gonogo.people import Role
from gonogo.people.schema import PeopleFile, PersonRow, RunnerRow, TrustFile
from tests.unit.people.keys import key

ROW: dict[str, Any] = {"team": "platforms", "keys": [key(1)]}
TRUST: dict[str, Any] = {
    "workspace": "0f" * 16,
    "verifier_id": "urn:x",
    "threshold": 2,
    "roots": {"ada": key(1)},
}


def test_a_key_may_be_written_as_its_line_alone() -> None:
    """Then it is valid without limits, and its comment is gone."""
    row = PersonRow.model_validate({**ROW, "keys": [f"{key(1)} ada@home"]})

    (found,) = row.keys
    assert found.model_dump() == {"key": key(1), "valid_from": None, "valid_until": None}


def test_roles_are_words_of_the_product() -> None:
    """Each once, and none is none."""
    assert PersonRow.model_validate(ROW).roles == []
    assert PersonRow.model_validate({**ROW, "roles": ["security"]}).roles == [Role.SECURITY]


@pytest.mark.parametrize(
    "changes",
    [
        {"roles": ["platforms", "platforms"]},
        {"roles": ["Platforms"]},
        {"roles": ["runner"]},
        {"roles": ["person"]},
        {"roles": "platforms"},
        {"roles": None},
        {"keys": key(1)},
        {"keys": [{"key": key(1), "until": "tomorrow"}]},
        {"keys": [{"key": key(1), "until": 2027}]},
        {"keys": [{"line": key(1)}]},
        {"keys": [None]},
        {"keys": None},
        {"team": 1},
        {"is_root": True},
    ],
)
def test_a_person_is_read_strictly(changes: dict[str, Any]) -> None:
    """What is nearly right is refused, and so is every key that nobody knows."""
    with pytest.raises(ValidationError):
        PersonRow.model_validate({**ROW, **changes})


def test_a_runner_has_no_role() -> None:
    """Not even where one is written."""
    with pytest.raises(ValidationError):
        RunnerRow.model_validate({"keys": [key(1)], "roles": ["platforms"]})


@pytest.mark.parametrize("value", [True, "2", 2.0, 0, -1, 1001, None])
def test_a_threshold_is_a_whole_number(value: object) -> None:
    """YAML's other ways to write one would be another number somewhere."""
    with pytest.raises(ValidationError):
        TrustFile.model_validate({**TRUST, "threshold": value})


@pytest.mark.parametrize("value", [1, "true", None])
def test_whether_somebody_is_alone_is_said_in_full(value: object) -> None:
    """It takes the second person away, so nothing else passes for it."""
    with pytest.raises(ValidationError):
        TrustFile.model_validate({**TRUST, "is_solo": value})


def test_a_private_key_is_never_repeated() -> None:
    """Whoever pastes the wrong file finds no part of it in the message."""
    secret = "-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0"  # noqa: S105 - No key.

    with pytest.raises(ValidationError) as caught:
        TrustFile.model_validate({**TRUST, "roots": {"ada": secret}})

    assert "c2VjcmV0" not in str(caught.value.errors(include_input=False))


def test_a_key_without_a_value_is_empty_where_that_is_allowed() -> None:
    """`runners:` alone is how people leave a list for later."""
    people = PeopleFile.model_validate({"teams": {}, "people": {}, "runners": None})

    assert people.runners == {}
    assert TrustFile.model_validate({**TRUST, "policies": None}).policies == {}
