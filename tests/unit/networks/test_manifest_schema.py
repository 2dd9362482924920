"""Every key of a manifest, and what is only nearly one."""

import copy
from typing import Any

import pytest
from pydantic import ValidationError

from gonogo.networks.manifest_schema import ChainDeployment, Manifest

WHOLE: dict[str, Any] = {
    "name": "eris",
    "type": "alphanet",
    "l1": {"name": "sepolia", "chain_id": 11155111},
    "l2": {
        "components": {"op-node": {"version": "1.2.3"}},
        "chains": [{"name": "eris-0", "chain_id": 420}],
    },
}


def spoiled(*path: str | int, value: object) -> dict[str, Any]:
    made = copy.deepcopy(WHOLE)
    place: Any = made
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return made


def test_the_least_that_a_manifest_says_is_enough() -> None:
    """What is left out is unknown, and not empty."""
    manifest = Manifest.model_validate(WHOLE)

    assert (manifest.status, manifest.l2.deployment) == (None, None)
    assert manifest.l2.components["op-node"].version == "1.2.3"


@pytest.mark.parametrize(
    "manifest",
    [
        spoiled("stauts", value="online"),
        spoiled("l2", "componets", value={}),
        spoiled("l2", "chains", 0, "chain-id", value=1),
        spoiled("type", value="mainnet"),
        spoiled("status", value="Online"),
        spoiled("l2", "chains", value=[]),
        spoiled("l2", "chains", value=None),
        spoiled("l2", "chains", 0, "chain_id", value="four"),
        spoiled("l1", "chain_id", value=None),
        spoiled("name", value=""),
        spoiled("l2", "components", "op-node", value="1.2.3"),
    ],
)
def test_what_is_misspelt_or_of_another_type_is_refused(manifest: dict[str, Any]) -> None:
    """A manifest decides what is judged, so a slip of the pen must not judge something else."""
    with pytest.raises(ValidationError):
        Manifest.model_validate(manifest)


@pytest.mark.parametrize("key", ["name", "type", "l1", "l2"])
def test_what_a_manifest_must_say_is_required(key: str) -> None:
    """Without it nobody knows what is judged."""
    with pytest.raises(ValidationError):
        Manifest.model_validate({name: value for name, value in WHOLE.items() if name != key})


def test_an_empty_status_is_an_unknown_one() -> None:
    """As some manifests in use have it."""
    assert Manifest.model_validate({**WHOLE, "status": ""}).status is None


@pytest.mark.parametrize(
    ("keys", "is_refused"),
    [
        ({"use_revenue_share": True, "useRevenueShare": True}, False),
        ({"use_revenue_share": True}, False),
        ({"useRevenueShare": False}, False),
        ({"use_revenue_share": True, "useRevenueShare": False}, True),
    ],
)
def test_two_spellings_of_one_setting_must_agree(
    keys: dict[str, bool], *, is_refused: bool
) -> None:
    """Nobody could say which of them is deployed."""
    if is_refused:
        with pytest.raises(ValidationError, match="one setting and differ"):
            ChainDeployment.model_validate(keys)
    else:
        assert ChainDeployment.model_validate(keys).model_dump(exclude_unset=True) == keys


def test_a_token_of_an_endpoint_is_not_shown() -> None:
    """Manifests are printed where they are wrong."""
    manifest = Manifest.model_validate(spoiled("l1", "celestia_auth_token", value="secret-token"))

    assert "secret-token" not in repr(manifest)
