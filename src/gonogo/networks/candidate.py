"""What would be released: the candidate, by one canonical digest.

A candidate is component versions, contract versions, flags, fork plan and
feature set. Its status, dates, description and endpoints are not part of it, nor
are names and chain ids, which belong to the network that it runs on: `pending`
becoming `online` changes nothing. Order does not matter. Chains count as a
collection of settings, so two chains with the same settings count twice.

The features `skip-ci` and `skip-workflows` are left out: they tell the
repository of manifests what to run, and say nothing about what is deployed.
"""

from gonogo import digest
from gonogo.networks.model import Chain, Network

_NOT_DEPLOYED = frozenset({"skip-ci", "skip-workflows"})

Pairs = list[tuple[str, str]]


def candidate_digest(network: Network) -> str:
    """Return the digest of the candidate that a network's files name."""
    settings = _by_chain(network, network.flags)
    forks = _by_chain(network, network.fork_plan)
    chains = [
        {
            "features": _features(chain.features),
            "flags": settings.get(chain.name, []),
            "fork_plan": forks.get(chain.name, []),
        }
        for chain in network.chains
    ]
    return digest.of_value(
        {
            "components": sorted(
                (part.name, part.version, part.repository or "") for part in network.components
            ),
            "contract_versions": sorted(network.contract_versions),
            "features": _features(network.features),
            "flags": settings.get(None, []),
            "fork_plan": forks.get(None, []),
            "chains": sorted(chains, key=digest.canonical_json),
        }
    )


def _features(found: tuple[str, ...]) -> list[str]:
    return sorted(set(found) - _NOT_DEPLOYED)


def _by_chain(network: Network, pairs: tuple[tuple[str, str], ...]) -> dict[str | None, Pairs]:
    """Sort settings by the chain whose they are, without its name; None is the network."""
    sorted_out: dict[str | None, Pairs] = {}
    for name, value in sorted(pairs):
        chain = _owner(network.chains, name)
        own = name if chain is None else name.removeprefix(chain_prefix(chain))
        sorted_out.setdefault(chain, []).append((own, value))
    return sorted_out


def _owner(chains: tuple[Chain, ...], setting: str) -> str | None:
    owners = [chain.name for chain in chains if setting.startswith(chain_prefix(chain.name))]
    # One chain's name may begin another's, as in `a` and `a.b`; the longer one is meant.
    return max(owners, key=len, default=None)


def chain_prefix(name: str) -> str:
    """Return what begins the names of a chain's own settings."""
    return f"chain.{name}."
