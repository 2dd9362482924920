"""Follow `inherits`: what a gate asks for, with everything that it inherits in it.

As op-acceptor documents it, which its later versions no longer did: depth first, what is
nearer to the gate wins, a suite replaces the suite of its name in what its gate inherits,
and a test is in the result once, by whichever ways it was inherited.

Of two gates that do not inherit each other neither replaces the other's suite: both are
kept, under one name. op-acceptor dropped the second, with all of its tests.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from gonogo.acceptance.gate import Entry, Gate, Suite, Validators
from gonogo.acceptance.validators.lineage import lineage


def resolve(validators: Validators, gates: Iterable[str]) -> tuple[Gate, ...]:
    """Return gates with all that they inherit in them, in the order asked, each once.

    A gate may come out empty; whether that is wrong depends on what it is wanted for.

    Raises:
        KeyError: a gate is not in the file; `choose_gates` tells people so.
    """
    return tuple(_resolved(validators, gate) for gate in dict.fromkeys(gates))


def _resolved(validators: Validators, gate: str) -> Gate:
    by_id = {each.id: each for each in validators.gates}
    parents = {each.id: each.inherits for each in validators.gates}
    own = by_id[gate]
    line = [by_id[each] for each in lineage(gate, parents)]
    met: set[tuple[str, str]] = set()
    entries: list[Entry] = []
    suites: dict[str, Suite] = {}
    for each in line:
        entries += _unmet(each.entries, met)
        for suite in _standing(each, line, parents):
            found = tuple(_unmet(suite.entries, met))
            # Two that do not inherit each other: both are kept, under the name they share.
            nearer = suites.get(suite.id, replace(suite, entries=()))
            suites[suite.id] = replace(nearer, entries=nearer.entries + found)
    # That two of them never name different tools is seen to when the file is read.
    tool = next((each for each in line if each.runner), own)
    return replace(
        own,
        inherits=(),
        entries=tuple(entries),
        suites=tuple(each for each in suites.values() if each.entries),
        runner=tool.runner,
        command=tool.command,
        report=tool.report,
    )


def _unmet(entries: Sequence[Entry], met: set[tuple[str, str]]) -> Iterator[Entry]:
    """Yield the entries that were not met before, and remember them."""
    for entry in entries:
        test = (entry.package, entry.name)
        if test not in met:
            met.add(test)
            yield entry


def _standing(
    gate: Gate, line: Sequence[Gate], parents: dict[str, tuple[str, ...]]
) -> Iterator[Suite]:
    """Yield the suites of a gate that nothing replaces which inherits it."""
    for suite in gate.suites:
        rivals = [
            other
            for other in line
            if other is not gate and any(each.id == suite.id for each in other.suites)
        ]
        if not any(gate.id in lineage(other.id, parents) for other in rivals):
            yield suite
