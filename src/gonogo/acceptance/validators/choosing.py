"""Choose gates: those that are asked for, those that are left out, or everything.

op-acceptor ran nothing and reported success for a gate that does not exist, and ran what
was to be left out when it could not read the list. Here both are refused.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gonogo.acceptance.gate import Entry, Gate, Validators
from gonogo.acceptance.validators.inheritance import resolve
from gonogo.acceptance.validators.lineage import lineage
from gonogo.documents import nearest
from gonogo.errors import GonogoError

GATELESS = "gateless"
"""The gate of a run of everything, as op-acceptor called it."""
EVERYTHING = "./..."
"""What every runner takes for all that is below the test directory."""
_SEPARATOR = ","


class ChoiceError(GonogoError):
    """Gates cannot be run as they were asked for; nothing was run."""


class UnknownGateError(ChoiceError):
    """A gate is in no file that is read."""

    def __init__(self, unknown: Sequence[str], file: str, known: Sequence[str]) -> None:
        told = []
        for gate in unknown:
            near = nearest(gate, known)
            told.append(f"{gate!r} (did you mean {near!r}?)" if near else repr(gate))
        super().__init__(
            f"{file} has no gate {', nor '.join(told)}", hint=f"Gates: {', '.join(known)}."
        )
        self.unknown = tuple(unknown)
        self.known = tuple(known)


class EmptyGateError(ChoiceError):
    """A gate asks for no test, so whatever network passes it."""

    def __init__(self, gates: Sequence[Gate], file: str, full: Sequence[str]) -> None:
        told = [f"{file}:{gate.place}: gate {gate.id!r} has no tests" for gate in gates]
        hint = f"Gates with tests: {', '.join(full)}." if full else "No gate here has tests."
        super().__init__("\n".join(told), hint=hint)


@dataclass(frozen=True)
class Choice:
    """What is to be run, with everything inherited in it."""

    file: str
    """The validators file, as messages call it; empty: none was read."""
    gates: tuple[Gate, ...]
    excluded: tuple[Gate, ...] = ()
    """Gates whose tests are left out wherever they stand."""


def gate_list(text: str) -> tuple[str, ...]:
    """Return the gates of a list such as `isthmus,base`, each once; of an empty text none.

    Raises:
        ChoiceError: a name between two commas is missing, as of an empty variable.
    """
    if not text.strip():
        return ()
    names = [name.strip() for name in text.split(_SEPARATOR)]
    if not all(names):
        raise ChoiceError(
            f"the list of gates {text!r} has an empty name in it",
            hint="Is a variable empty that should hold a gate?",
        )
    return tuple(dict.fromkeys(names))


def choose_gates(
    validators: Validators | None, gates: Sequence[str], excluded: Sequence[str] = ()
) -> Choice:
    """Return what to run, and what to leave out of it; without gates, everything there is.

    Raises:
        ChoiceError: there is no file to choose from, a gate is unknown or empty, or one is
            both asked for and excluded.
    """
    if validators is None:
        if gates or excluded:
            raise ChoiceError(
                f"no file says which tests {' and '.join([*gates, *excluded])} has",
                hint="Name it: --validators acceptance-tests.yaml",
            )
        return Choice("", (gateless(),))
    # Excluded gates too: one that is misspelt would leave out nothing, without a word.
    _require_known(validators, [*gates, *excluded])
    both = [gate for gate in gates if gate in excluded]
    if both:
        raise ChoiceError(
            f"{', '.join(both)}: asked for by --gate and left out by --exclude-gates",
            hint="Decide for one of the two.",
        )
    chosen = resolve(validators, gates) if gates else (gateless(),)
    _require_tests(validators, chosen)
    return Choice(validators.file, chosen, _left_out(validators, gates, excluded))


def gateless() -> Gate:
    """Return the gate of everything below the test directory."""
    return Gate(GATELESS, "All tests below the test directory.", entries=(Entry(EVERYTHING),))


def _left_out(
    validators: Validators, gates: Sequence[str], excluded: Sequence[str]
) -> tuple[Gate, ...]:
    """Return the excluded gates, with what they inherit.

    Not with what the chosen gates are built on by themselves: who runs `jovian` without
    `flashblocks` does not mean to lose the `base` of both. Who runs it without `base` does.
    """
    parents = {
        gate.id: [parent for parent in gate.inherits if parent not in excluded]
        for gate in validators.gates
    }
    needed = {each for gate in gates for each in lineage(gate, parents)}
    cut = Validators(
        validators.file,
        tuple(
            Gate(
                each.id,
                each.description,
                tuple(parent for parent in each.inherits if parent not in needed),
                each.entries,
                each.suites,
                place=each.place,
            )
            for each in validators.gates
        ),
    )
    return resolve(cut, excluded)


def _require_known(validators: Validators, gates: Iterable[str]) -> None:
    known = [gate.id for gate in validators.gates]
    unknown = [gate for gate in dict.fromkeys(gates) if gate not in known]
    if unknown:
        raise UnknownGateError(unknown, validators.file, known)


def _require_tests(validators: Validators, chosen: Iterable[Gate]) -> None:
    empty = [gate for gate in chosen if not _has_tests(gate)]
    if empty:
        everything = resolve(validators, (gate.id for gate in validators.gates))
        full = [gate.id for gate in everything if _has_tests(gate)]
        raise EmptyGateError(empty, validators.file, full)


def _has_tests(gate: Gate) -> bool:
    return bool(gate.entries or gate.suites)
