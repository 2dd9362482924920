"""Read a rollup configuration: `rollup.json`, a descriptor's, or a node's answer.

It is written by tools and read by op-node, which gains keys with every upgrade,
so unknown keys are kept: they are part of its canonical form and so of the
deployment's identity. Only what is used here is demanded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from gonogo import digest
from gonogo.documents import parse_yaml, validate
from gonogo.networks.fields import Address, ChainId


@dataclass(frozen=True)
class RollupFile:
    """What a rollup configuration says, and all of it as canonical JSON."""

    chain_id: int
    l1_chain_id: int
    block_time_seconds: int
    roles: dict[str, str]
    contracts: dict[str, str]
    canonical: str


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


class _SystemConfig(_Lenient):
    batcher: Address = Field(default=None, alias="batcherAddr")


class _Genesis(_Lenient):
    system_config: _SystemConfig = Field(default_factory=_SystemConfig)


class _Rollup(_Lenient):
    genesis: _Genesis
    block_time: Annotated[int, Field(strict=True, gt=0)]
    l1_chain_id: ChainId
    l2_chain_id: ChainId
    batch_inbox_address: Address = None
    deposit_contract_address: Address = None
    l1_system_config_address: Address = None
    protocol_versions_address: Address = None


def read_rollup_file(text: str, name: str) -> RollupFile:
    """Return what a rollup configuration file says.

    Raises:
        DocumentError: it is no rollup configuration; names every problem with its place.
    """
    document = parse_yaml(text, name)
    return _rollup_file(validate(document, _Rollup), document.value)


def read_rollup_config(config: Mapping[str, Any], name: str) -> RollupFile:
    """Return what a rollup configuration that is already parsed says.

    Raises:
        DocumentError: it is no rollup configuration.
    """
    return read_rollup_file(digest.canonical_json(config).decode(), name)


def _rollup_file(rollup: _Rollup, value: Any) -> RollupFile:
    roles = {
        "batcher": rollup.genesis.system_config.batcher,
        "batch_inbox": rollup.batch_inbox_address,
    }
    contracts = {
        "OptimismPortalProxy": rollup.deposit_contract_address,
        "SystemConfigProxy": rollup.l1_system_config_address,
        "ProtocolVersionsProxy": rollup.protocol_versions_address,
    }
    return RollupFile(
        chain_id=rollup.l2_chain_id,
        l1_chain_id=rollup.l1_chain_id,
        block_time_seconds=rollup.block_time,
        roles={name: address for name, address in roles.items() if address},
        contracts={name: address for name, address in contracts.items() if address},
        canonical=digest.canonical_json(value).decode(),
    )
