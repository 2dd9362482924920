"""Read a `chain.yaml`: the addresses of the contracts that a chain was deployed with.

The file is written by a tool after the deployment. Its sections are closed; the
names of contracts are not, since every upgrade brings new ones.
"""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from gonogo.documents import parse_yaml_as_text, validate
from gonogo.networks import contracts
from gonogo.networks.fields import Address, ChainId, Label, NullAsEmptyDict, Record, Text


@dataclass(frozen=True)
class ChainFile:
    """What a chain file says."""

    name: str
    chain_id: int
    public_rpc: str | None
    contracts: dict[str, str]


Section = Annotated[dict[str, Address], NullAsEmptyDict]


class _Contracts(Record):
    superchain: Section = Field(default_factory=dict, alias="superchainDeployment")
    op_chain: Section = Field(default_factory=dict, alias="opChainDeployment")
    implementations: Section = Field(default_factory=dict, alias="implementationsDeployment")


class _ChainFile(Record):
    name: Label
    chain_id: ChainId
    rpc_url: Text = None
    contracts: _Contracts | None = None


def read_chain_file(text: str, name: str) -> ChainFile:
    """Return what a chain file says, contracts by the model's names.

    Raises:
        DocumentError: it is no chain file; names every problem with its place.
    """
    file = validate(parse_yaml_as_text(text, name), _ChainFile)
    found: dict[str, str] = {}
    if file.contracts is not None:
        # Both sections have a `proxyAdminAddress`; the superchain's has a name of its own.
        found |= {
            "SuperchainProxyAdminImpl" if name == "OpChainProxyAdminImpl" else name: address
            for name, address in contracts.named(file.contracts.superchain.items()).items()
        }
        found |= contracts.named(file.contracts.op_chain.items())
        found |= contracts.named(file.contracts.implementations.items())
    return ChainFile(file.name, file.chain_id, file.rpc_url, found)
