"""The files by which a bench is known: manifest, inventory, chain, rollup, descriptor.

They have the formats of the field's devnets, so everything after reads the
bench as it reads any network, and nothing of its internals. Whatever differs
from a real candidate is said in them: these are not the candidate's programs,
and the clocks of the dispute games were changed.
"""

import contextlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from gonogo.bench.address_book import AddressBook
from gonogo.bench.settings import (
    BLOCK_TIME_SECONDS,
    GAS_LIMIT,
    L1_CHAIN_ID,
    L2_CHAIN_ID,
    NOTE,
    SEQUENCER,
    Account,
    Addresses,
)

MANIFEST = "manifest.yaml"
INVENTORY = "inventory.yaml"
DESCRIPTOR = "devnet-env.json"
CHAIN_FILE = "chain.yaml"
ROLLUP_FILE = "rollup.json"

ROLES = "gonogo-bench"

_FORKS = ("regolith", "canyon", "delta", "ecotone", "fjord", "granite", "holocene", "isthmus")
_ELASTICITY, _DENOMINATOR, _DENOMINATOR_CANYON = 6, 50, 250

_Mapping = dict[str, Any]


@dataclass(frozen=True)
class Versions:
    """The programs a bench consists of."""

    anvil: str
    gonogo: str
    supersim: str


@dataclass(frozen=True)
class Description:
    """Everything the files of a bench say."""

    name: str
    versions: Versions
    book: AddressBook
    rollup_config: str
    addresses: Addresses
    users: tuple[Account, ...]
    batcher: Account
    proposer: Account

    @property
    def chain(self) -> str:
        """Return the name of the one L2 chain."""
        return f"{self.name}-{L2_CHAIN_ID}"


def write_description(directory: Path, description: Description) -> None:
    """Write all files, the manifest last: where it stands, the others are complete."""
    chain = directory / description.chain
    chain.mkdir(parents=True, exist_ok=True)
    _write(chain / ROLLUP_FILE, description.rollup_config)
    _write(chain / CHAIN_FILE, _yaml(_chain_file(description)))
    _write(directory / INVENTORY, _yaml(_inventory(description)))
    _write(directory / DESCRIPTOR, json.dumps(_descriptor(description), indent=2) + "\n")
    _write(directory / MANIFEST, _yaml(_manifest(description, "online")))


def mark_offline(directory: Path, description: Description) -> None:
    """Say in the manifest that this bench was ended; does nothing when the folder was removed."""
    with contextlib.suppress(FileNotFoundError):
        _write(directory / MANIFEST, _yaml(_manifest(description, "offline")))


def rollup_config(
    book: AddressBook, *, l1_genesis_hash: str, l2_genesis_hash: str, genesis_time: int
) -> str:
    """Return the rollup configuration as JSON text, as `optimism_rollupConfig` gives it."""
    config = book.system_config
    # Version 1, that of Ecotone: both scalars packed into one word.
    scalar = f"01{config.blob_base_fee_scalar:054x}{config.base_fee_scalar:08x}"
    value = {
        "genesis": {
            "l1": {"hash": l1_genesis_hash, "number": 0},
            "l2": {"hash": l2_genesis_hash, "number": 0},
            "l2_time": genesis_time,
            "system_config": {
                "batcherAddr": config.batcher,
                "overhead": f"0x{0:064x}",
                "scalar": f"0x{scalar}",
                "gasLimit": config.gas_limit,
                # Zero means that the values of `chain_op_config` hold.
                "eip1559Params": f"0x{0:016x}",
                "operatorFeeParams": f"0x{0:064x}",
                "minBaseFee": 0,
                "daFootprintGasScalar": 0,
            },
        },
        "block_time": BLOCK_TIME_SECONDS,
        # As deployed; since Fjord nodes ignore it (see `rollup.MAX_SEQUENCER_DRIFT_SECONDS`).
        "max_sequencer_drift": 600,
        "seq_window_size": 3600,
        "channel_timeout": 300,
        "l1_chain_id": L1_CHAIN_ID,
        "l2_chain_id": L2_CHAIN_ID,
        **{f"{fork}_time": 0 for fork in _FORKS},
        "batch_inbox_address": config.batch_inbox,
        "deposit_contract_address": book.contracts["OptimismPortalProxy"],
        "l1_system_config_address": book.contracts["SystemConfigProxy"],
        "chain_op_config": {
            "eip1559Elasticity": _ELASTICITY,
            "eip1559Denominator": _DENOMINATOR,
            "eip1559DenominatorCanyon": _DENOMINATOR_CANYON,
        },
    }
    return json.dumps(value, indent=2) + "\n"


def _manifest(description: Description, status: str) -> _Mapping:
    clock = description.book.game_clock_seconds
    fees = {
        "gas_limit": GAS_LIMIT,
        "eip1559_elasticity": _ELASTICITY,
        "eip1559_denominator": _DENOMINATOR,
        "eip1559_denominator_canyon": _DENOMINATOR_CANYON,
    }
    contracts = {"locator": "", "version": f"supersim/{description.versions.supersim}"}
    return {
        "name": description.name,
        "type": "bench",
        "status": status,
        "description": (
            f"A {NOTE}: anvil runs the chains, and sequencer, batcher, verifier and proposer are"
            " gonogo's own. It rehearses a release and is never the candidate's software. Its"
            f" dispute games decide after {clock} s, by clocks changed in the genesis state."
        ),
        "features": [],
        "l1": {"name": f"{description.name}-l1", "chain_id": L1_CHAIN_ID},
        "l2": {
            "deployment": {
                "l1-contracts": contracts,
                "l2-contracts": dict(contracts),
                "overrides": {
                    "l2GenesisIsthmusTimeOffset": "0x0",
                    "l2BlockTime": BLOCK_TIME_SECONDS,
                    "faultGameMaxClockDuration": clock,
                },
                "fund_dev_accounts": True,
                **fees,
            },
            "components": {
                "anvil": {"version": f"anvil/v{description.versions.anvil}"},
                ROLES: {"version": f"{ROLES}/v{description.versions.gonogo}"},
            },
            "chains": [
                {
                    "name": description.chain,
                    "chain_id": L2_CHAIN_ID,
                    "features": [],
                    "deployment": {"overrides": {}, **fees},
                }
            ],
        },
    }


def _inventory(description: Description) -> _Mapping:
    return {
        "chains": [
            {
                "nodes": [
                    {
                        "kind": "node",
                        "name": name,
                        "spec": {
                            "kind": "sequencer" if name == SEQUENCER else "verifier",
                            "el": {"kind": "anvil", "spec": {"kind": "full"}},
                            "cl": {"kind": ROLES},
                        },
                    }
                    for name in description.addresses.nodes
                ],
                # Both ask the sequencer's node: it has the blocks before L1 has them.
                "services": [
                    {"kind": kind, "name": kind, "spec": {"kind": ROLES}, "deps": {"nodes": [at]}}
                    for kind, at in (("batcher", SEQUENCER), ("proposer", SEQUENCER))
                ],
            }
        ]
    }


def _chain_file(description: Description) -> _Mapping:
    contracts = description.book.contracts
    sections: dict[str, dict[str, str]] = {
        "superchainDeployment": {},
        "opChainDeployment": {},
        "implementationsDeployment": {},
    }
    for name, address in contracts.items():
        is_behind_proxy = f"{name.removesuffix('Impl')}Proxy" in contracts
        if name.startswith("Superchain"):
            sections["superchainDeployment"][name] = address
        elif name.endswith("Impl") and is_behind_proxy:
            sections["implementationsDeployment"][name] = address
        else:
            sections["opChainDeployment"][name] = address
    return {
        "name": description.chain,
        "chain_id": L2_CHAIN_ID,
        "rpc_url": description.addresses.nodes[SEQUENCER].execution_rpc,
        "contracts": sections,
    }


def _descriptor(description: Description) -> _Mapping:
    addresses = description.addresses
    contracts = {name[0].lower() + name[1:]: at for name, at in description.book.contracts.items()}
    users = {
        f"user-key-{index}": {
            "address": account.address,
            "private_key": f"0x{account.private_key.hex()}",
        }
        for index, account in enumerate(description.users)
    }
    roles = {
        "batcher": {"address": description.batcher.address},
        "proposer": {"address": description.proposer.address},
    }
    return {
        "name": description.name,
        "l1": {
            "name": f"{description.name}-l1",
            "id": str(L1_CHAIN_ID),
            "services": {},
            "nodes": [{"name": "l1-0", "services": {"el": _service("el", rpc=addresses.l1_rpc)}}],
            "wallets": users,
        },
        "l2": [
            {
                "name": description.chain,
                "id": str(L2_CHAIN_ID),
                "services": {
                    "batcher": [_service("batcher", metrics=addresses.batcher_metrics)],
                    "proposer": [_service("proposer", metrics=addresses.proposer_metrics)],
                },
                "nodes": [
                    {
                        "name": name,
                        "services": {
                            "el": _service("el", rpc=node.execution_rpc),
                            "cl": _service("cl", rpc=node.consensus_rpc, metrics=node.metrics),
                        },
                        "labels": {"note": NOTE},
                    }
                    for name, node in addresses.nodes.items()
                ],
                "wallets": {**roles, **users},
                "l1_wallets": {**roles, **users},
                "l1_addresses": contracts,
                "rollup_config": json.loads(description.rollup_config),
            }
        ],
        "features": [],
    }


def _service(name: str, **endpoints: str) -> _Mapping:
    parsed = {protocol: urlsplit(url) for protocol, url in endpoints.items()}
    return {
        "name": name,
        "endpoints": {
            protocol: {"scheme": url.scheme, "host": url.hostname, "port": url.port}
            for protocol, url in parsed.items()
        },
    }


def _yaml(value: _Mapping) -> str:
    return f"# {NOTE}\n" + yaml.safe_dump(value, sort_keys=False, width=100, allow_unicode=True)


def _write(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
