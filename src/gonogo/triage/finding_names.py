"""The names of findings: which there are, and which one somebody means.

An id is 64 digits, and nobody types those. So the beginning of one is enough wherever
a finding is named, as long as no other begins like it; what is shown is as long as
that takes.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from gonogo import digest
from gonogo.documents import nearest
from gonogo.errors import GonogoError
from gonogo.project import shown
from gonogo.readiness import Subject, compile_record
from gonogo.record import Counted
from gonogo.triage.looking import networks_with_acts

_FEWEST_DIGITS = 4
_FEWEST_SHOWN = 8
_PREFIX = "sha256:"
_LISTED = 5


class UnknownFindingError(GonogoError):
    """No finding, or more than one, is called like this."""

    def __init__(self, name: str, what: str, *, hint: str) -> None:
        super().__init__(f"{what} {shown(name)}", hint=hint)
        self.name = name


def all_findings(counted: Counted) -> dict[str, str]:
    """Return the id of every finding, with the network that it is about."""
    known: dict[str, str] = {}
    moment = max((act.at for act in counted.acts), default=datetime.min.replace(tzinfo=UTC))
    for network in sorted(networks_with_acts(counted)):
        record = compile_record(counted, Subject(network, None, "", (), moment))
        known |= dict.fromkeys((finding.id for finding in record.every_finding), network)
    return known


def shortest(ids: Iterable[str]) -> dict[str, str]:
    """Return of each id as many digits as tell it from the others, but not too few to read."""
    ordered = sorted(each.removeprefix(_PREFIX) for each in ids)
    found = {}
    for place, digits in enumerate(ordered):
        beside = ordered[max(0, place - 1) : place] + ordered[place + 1 : place + 2]
        length = max((_alike(digits, other) + 1 for other in beside), default=0)
        found[_PREFIX + digits] = digits[: max(_FEWEST_SHOWN, length)]
    return found


def finding_named(name: str, known: Mapping[str, str]) -> str:
    """Return the id of a finding by its beginning.

    Args:
        name: What somebody typed.
        known: Every finding that there is, by id.

    Raises:
        UnknownFindingError: there is none, or several begin like this.
    """
    digits, found = digest.typed(name), digest.beginning_with(name, known)
    if len(digits) < _FEWEST_DIGITS:
        hint = f"Give at least {_FEWEST_DIGITS} digits of its id: gonogo finding list"
        raise UnknownFindingError(name, "too short to name a finding:", hint=hint)
    if len(found) > 1:
        told = ", ".join(each.removeprefix(_PREFIX)[:16] for each in sorted(found)[:_LISTED])
        raise UnknownFindingError(name, "several findings begin with", hint=f"They are: {told}.")
    if not found:
        near = nearest(digits, {each.removeprefix(_PREFIX)[: len(digits)] for each in known})
        guess = f"Did you mean {near}? " if near else ""
        hint = f"{guess}See which there are: gonogo finding list. Or get the newest: git pull."
        raise UnknownFindingError(name, "there is no finding", hint=hint)
    return found[0]


def _alike(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b), len(one))
