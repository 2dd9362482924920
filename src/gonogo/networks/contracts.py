"""One name for each L1 contract, whatever the generation of the file.

Files of 2025 say `optimismPortalProxyAddress`, later ones `OptimismPortalProxy`,
descriptors either. The model says `OptimismPortalProxy`: PascalCase, abbreviations
as words, and at the end `Proxy` or `Impl`, whichever the address is.
"""

from collections.abc import Iterable

# Older names that are not the newer ones in another case.
_RENAMED = {
    "ProxyAdmin": "OpChainProxyAdminImpl",
    "DataAvailabilityChallengeProxy": "AltDAChallengeProxy",
    "DataAvailabilityChallengeImpl": "AltDAChallengeImpl",
}
_ABBREVIATIONS = (("ERC", "Erc"), ("WETH", "Weth"), ("ETHLockbox", "EthLockbox"), ("OPCM", "Opcm"))


def contract_name(written: str) -> str:
    """Return the name that the model uses for a contract."""
    name = written[:1].upper() + written[1:]
    name = name.removesuffix("Address")
    for abbreviation, word in _ABBREVIATIONS:
        name = name.replace(abbreviation, word)
    name = _RENAMED.get(name, name)
    if name.endswith(("Proxy", "Impl")):
        return name
    return f"{name.removesuffix('Singleton')}Impl"


def named(found: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """Return addresses by the model's names, without those that are nothing or zero."""
    return {contract_name(name): address for name, address in found if address is not None}
