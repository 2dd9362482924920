"""Chain files of both generations."""

import pytest

from gonogo.documents import DocumentError
from gonogo.networks.chain_file import read_chain_file
from tests.unit.networks.fixtures import NETWORKS

OLDER = (NETWORKS / "pebble-renamed" / "older-name" / "chain.yaml").read_text()
LATER = (NETWORKS / "harbour" / "harbour-0" / "chain.yaml").read_text()


@pytest.mark.parametrize("text", [OLDER, LATER], ids=["older", "later"])
def test_both_generations_have_the_same_names(text: str) -> None:
    """Whatever the generation, a contract is found under one name, in lower case."""
    contracts = read_chain_file(text, "chain.yaml").contracts

    names = {"OptimismPortalProxy", "SystemConfigProxy", "DisputeGameFactoryProxy", "MipsImpl"}
    assert names | {"OpChainProxyAdminImpl", "SuperchainProxyAdminImpl"} <= contracts.keys()
    assert all(len(address) == 42 for address in contracts.values())
    assert all(address == address.lower() for address in contracts.values())


def test_zero_is_no_address() -> None:
    """A contract that was not deployed is not among the contracts."""
    contracts = read_chain_file(LATER, "chain.yaml").contracts

    assert "AltDAChallengeProxy" not in contracts
    assert "ProtocolVersionsProxy" not in contracts


@pytest.mark.parametrize(
    ("word", "by", "expected"),
    [
        ("contracts:", "contrats:", "contrats: unknown key (did you mean 'contracts'?)"),
        ("  opChainDeployment:", "  opChainDeploymnt:", "did you mean 'opChainDeployment'?"),
        ("chain_id: 420120201", "chain_id: -1", "chain_id: is not a chain id"),
        ("chain_id: 420120201\n", "", "chain_id: is required"),
        ('"0x0000000000000000000000000000000000000000"', "12", "is not an address"),
        ('"0x0000000000000000000000000000000000000000"', "0xzz", "is not an address"),
        ('name: "harbour-0"', "name: [x]", "name: must be text"),
    ],
)
def test_mistakes(word: str, by: str, expected: str) -> None:
    """A wrong chain file is refused with the place."""
    assert word in LATER

    with pytest.raises(DocumentError) as refused:
        read_chain_file(LATER.replace(word, by), "chain.yaml")

    assert expected in refused.value.message
