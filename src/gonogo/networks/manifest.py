"""Read a `manifest.yaml`: what a network is meant to be made of.

Numbers are left as they are written, since the same field is a number in some
manifests and quoted text in others, and versions may look like numbers. Names
of components that look like slips are noted, not refused. Settings of one chain
are named `chain.NAME.…`.
"""

from typing import Any

from gonogo.documents import nearest, parse_yaml_as_text, validate
from gonogo.networks import flags
from gonogo.networks.candidate import chain_prefix
from gonogo.networks.manifest_schema import Deployment, Manifest, ManifestChain, ManifestComponent
from gonogo.networks.model import L1, Chain, Component, Network, Stage
from gonogo.networks.repeats import refuse_repeats

KNOWN_COMPONENTS = (
    "balance-mon",
    "flashblocks-websocket-proxy",
    "kona-node",
    "kona-program",
    "op-acceptor",
    "op-batcher",
    "op-challenger",
    "op-conductor",
    "op-conductor-mon",
    "op-conductor-ops",
    "op-dispute-mon",
    "op-geth",
    "op-interop-filter",
    "op-interop-mon",
    "op-node",
    "op-program",
    "op-proposer",
    "op-rbuilder",
    "op-reth",
    "op-supernode",
    "op-supervisor",
    "peer-mgmt-service",
    "proxyd",
    "rollup-boost",
    "screening-service",
)

# `demo` and `devnet` say nothing about the stage, so a person must.
_PROPOSED = {stage.value: stage for stage in Stage}


def read_manifest(text: str, name: str) -> Network:
    """Return the network that a manifest describes, its chains still without nodes.

    Raises:
        DocumentError: it is no manifest; names every problem with its place.
    """
    document = parse_yaml_as_text(text, name)
    manifest = validate(document, Manifest)
    refuse_repeats(
        document,
        [
            [
                (("l2", "chains", position, key), getattr(chain, key))
                for position, chain in enumerate(manifest.l2.chains)
            ]
            for key in ("name", "chain_id")
        ],
    )
    fork_plan, settings = _deployment(manifest)
    components, notes = _components(manifest.l2.components)
    return Network(
        name=manifest.name,
        type=manifest.type,
        stage=_PROPOSED.get(manifest.type),
        l1=L1(
            manifest.l1.name,
            manifest.l1.chain_id,
            rpcs=(manifest.l1.eth_rpc,) if manifest.l1.eth_rpc else (),
        ),
        chains=tuple(
            Chain(chain.name, chain.chain_id, features=tuple(chain.features))
            for chain in manifest.l2.chains
        ),
        status=manifest.status,
        description=manifest.description,
        scope=manifest.scope,
        components=components,
        features=tuple(manifest.features),
        fork_plan=fork_plan,
        flags=settings,
        contract_versions=_contract_versions(manifest.l2.deployment),
        notes=notes,
    )


def _components(
    found: dict[str, ManifestComponent],
) -> tuple[tuple[Component, ...], tuple[str, ...]]:
    notes = []
    for name, component in found.items():
        near = None if name in KNOWN_COMPONENTS else nearest(name, KNOWN_COMPONENTS)
        if near is not None:
            notes.append(f"component {name!r} is none that networks had so far; {near!r} is")
        if component.version is None:
            notes.append(f"component {name!r} has no version")
    ordered = sorted(found.items())
    return (
        tuple(Component(name, part.version or "", part.repository) for name, part in ordered),
        tuple(notes),
    )


def _contract_versions(deployment: Deployment | None) -> tuple[flags.Pair, ...]:
    if deployment is None:
        return ()
    named = {
        "op-deployer": deployment.op_deployer,
        "l1-contracts": deployment.l1_contracts,
        "l2-contracts": deployment.l2_contracts,
    }
    return flags.in_order(
        # What is not named stays out, so that a manifest which leaves it out is the same one.
        pair
        for name, part in named.items()
        if part is not None
        for pair in flags.pairs(name, part.model_dump())
    )


def _deployment(manifest: Manifest) -> tuple[tuple[flags.Pair, ...], tuple[flags.Pair, ...]]:
    """Return the fork plan and all other settings that change what is deployed."""
    forks: list[flags.Pair] = []
    settings = flags.pairs("l1.owner_safe_address", manifest.l1.owner_safe_address)
    if manifest.l2.deployment is not None:
        dumped = manifest.l2.deployment.model_dump(
            exclude={"overrides", "op_deployer", "l1_contracts", "l2_contracts"}
        )
        # Bitmaps are combined by or, so their order says nothing.
        dumped["dev_feature_bitmaps"] = sorted(filter(None, dumped["dev_feature_bitmaps"]))
        settings += _unprefixed(dumped)
        _sort_overrides("", manifest.l2.deployment.overrides, forks, settings)
    settings += flags.pairs("charts", {k: v.model_dump() for k, v in manifest.l2.charts.items()})
    settings += _component_settings("", manifest.l2.components)
    for chain in manifest.l2.chains:
        _chain_settings(chain, forks, settings)
    return flags.in_order(forks), flags.in_order(settings)


def _chain_settings(
    chain: ManifestChain, forks: list[flags.Pair], settings: list[flags.Pair]
) -> None:
    prefix = chain_prefix(chain.name)
    if chain.custom_gas_token is not None:
        settings += flags.pairs(f"{prefix}custom_gas_token", chain.custom_gas_token.model_dump())
    _sort_overrides(prefix, chain.overrides, forks, settings)
    settings += _component_settings(prefix, chain.components)
    for name, component in chain.components.items():
        described = {"version": component.version, "repository": component.repository}
        settings += flags.pairs(f"{prefix}component.{name}", described)
    if chain.deployment is None:
        return
    dumped = chain.deployment.model_dump(exclude={"overrides", "useRevenueShare"})
    if dumped["use_revenue_share"] is None:
        dumped["use_revenue_share"] = chain.deployment.useRevenueShare
    settings += [(prefix + name, value) for name, value in _unprefixed(dumped)]
    _sort_overrides(prefix, chain.deployment.overrides, forks, settings)


def _component_settings(prefix: str, components: dict[str, ManifestComponent]) -> list[flags.Pair]:
    return [
        pair
        for name, component in components.items()
        for pair in flags.pairs(f"{prefix}component.{name}.env", component.env)
    ]


def _unprefixed(values: dict[str, Any]) -> list[flags.Pair]:
    return [pair for name, value in values.items() for pair in flags.pairs(name, value)]


def _sort_overrides(
    prefix: str,
    overrides: dict[str, Any],
    forks: list[flags.Pair],
    settings: list[flags.Pair],
) -> None:
    for key, value in overrides.items():
        if flags.is_fork_offset(key):
            forks += flags.pairs(prefix + key, value)
        else:
            settings += flags.pairs(f"{prefix}overrides.{key}", value)
