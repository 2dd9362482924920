"""One name for each contract."""

import pytest

from gonogo.networks.contracts import contract_name, named


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("l1ERC721BridgeProxyAddress", "L1Erc721BridgeProxy"),
        ("optimismMintableERC20FactoryProxyAddress", "OptimismMintableErc20FactoryProxy"),
        ("delayedWETHPermissionedGameProxyAddress", "DelayedWethPermissionedGameProxy"),
        ("preimageOracleSingletonAddress", "PreimageOracleImpl"),
        ("mipsSingletonAddress", "MipsImpl"),
        ("faultDisputeGameAddress", "FaultDisputeGameImpl"),
        ("addressManagerAddress", "AddressManagerImpl"),
        ("opcmAddress", "OpcmImpl"),
        ("opcmDeployerAddress", "OpcmDeployerImpl"),
        ("dataAvailabilityChallengeImplAddress", "AltDAChallengeImpl"),
        ("proxyAdminAddress", "OpChainProxyAdminImpl"),
        ("systemConfigProxy", "SystemConfigProxy"),
        ("ethLockboxProxy", "EthLockboxProxy"),
        ("L1CrossDomainMessengerProxy", "L1CrossDomainMessengerProxy"),
        ("AltDAChallengeProxy", "AltDAChallengeProxy"),
    ],
)
def test_contract_name(written: str, name: str) -> None:
    """Each older name becomes the later one, and a later one stays."""
    assert contract_name(written) == name
    assert contract_name(name) == name


def test_named_leaves_out_what_is_not_deployed() -> None:
    """A contract without an address is not among the contracts."""
    assert named([("opcmAddress", None), ("mipsSingletonAddress", "0xaa")]) == {"MipsImpl": "0xaa"}
