"""Check that the accounts which pay on L1 have money: batcher, proposer, challenger.

An account that runs dry stops its component without any other sign until heads
stall. The usual cause is that nobody refilled it after fees on L1 rose.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gonogo.checks.asking import ask_each
from gonogo.checks.errors import CannotObserveError
from gonogo.checks.facts import Facts
from gonogo.checks.growth import NO_ENDPOINT, NOT_SEEN
from gonogo.checks.judgement import Judgement, errored, failed, passed
from gonogo.checks.limit import at_least
from gonogo.checks.readings import read
from gonogo.checks.view import View
from gonogo.evidence import Figure
from gonogo.rpc import Quantity

TITLE = "Batcher, proposer and challenger have money on L1"
FOLLOWS = ()
SENDS_TRANSACTIONS = False
COMPONENT = None

ROLES = ("batcher", "proposer", "challenger")
WEI_PER_ETH = 10**18


@dataclass(frozen=True)
class Parameters:
    """The least that each account must have."""

    least_wei: int = at_least(1)


async def observe(view: View) -> Mapping[str, bytes]:
    """Ask every L1 endpoint for the balance of each account that has an address."""
    known = [role for role in ROLES if view.chain.role(role) is not None]
    if not known:
        raise CannotObserveError(
            "no address is known for batcher, proposer or challenger",
            hint="Add their addresses to the network's descriptor.",
        )
    return {
        f"balance.{role}.jsonl": await ask_each(
            view, view.l1, "eth_getBalance", view.require_role(role), "latest", answer=Quantity
        )
        for role in known
    }


def evaluate(readings: Mapping[str, bytes], parameters: Parameters, facts: Facts) -> Judgement:
    """Judge the smallest balance; of several L1 endpoints, the lowest answer counts."""
    if not facts.l1:
        return errored(NO_ENDPOINT)
    found = {
        role: _balance(f"balance.{role}.jsonl", readings) for role in ROLES if role in facts.roles
    }
    unknown = [role for role, balance in found.items() if balance is None]
    if not found or len(unknown) == len(found):
        return errored(NOT_SEEN)
    known = {role: balance for role, balance in found.items() if balance is not None}
    figures = tuple(
        Figure(f"balance of the {role}", balance / WEI_PER_ETH, "ETH")
        for role, balance in known.items()
    )
    poor = {role: balance for role, balance in known.items() if balance < parameters.least_wei}
    if poor:
        return failed(
            "; ".join(
                f"the {role} has {balance} wei on L1, less than {parameters.least_wei}"
                for role, balance in poor.items()
            ),
            figures=figures,
        )
    if unknown:
        return errored(f"the balance of {' and '.join(unknown)} could not be read", figures=figures)
    unnamed = [role for role in ROLES if role in facts.services and role not in found]
    if unnamed:
        return errored(
            f"the inventory lists {' and '.join(unnamed)}, whose address is not known; "
            "add it to the network's descriptor",
            figures=figures,
        )
    least = min(known, key=lambda role: known[role])
    return passed(
        f"{', '.join(known)} have money on L1; the least is {known[least] / WEI_PER_ETH:.4f} ETH "
        f"of the {least}",
        figures=figures,
    )


def _balance(name: str, readings: Mapping[str, bytes]) -> int | None:
    answers = [
        reading.a for reading in read(name, readings[name], Quantity) if isinstance(reading.a, int)
    ]
    return min(answers, default=None)
