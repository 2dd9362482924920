"""Judge one attempt at a gate on one chain: pure, the same for the same reading and parameters.

A gate passed when every test that it selected was seen to pass, on the network that it is
about. Everything else holds or fails it, and the sentence says which: a failure outranks
what was not seen to its end, and that outranks what was left out. Nothing is forgiven here
that the parameters, which a policy sets and people sign, do not forgive.

Subtests are no tests of their own here: a test that has a failed subtest has failed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from gonogo.acceptance.gate_run import GateRun
from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.result import Kind, Result
from gonogo.acceptance.standing import Standing, standings
from gonogo.evidence import Figure, Outcome

# A sentence names a few of them; the report of the run lists all.
_NAMED = 3
_MESSAGE_CHARACTERS = 160


@dataclass(frozen=True)
class GateParameters:
    """What a policy holds a gate to."""

    least_tests: int = 1
    """How many tests must have passed."""
    most_skipped: int = 0
    """How many tests may have skipped themselves, with a reason."""
    most_quarantined: int = 0
    """How many tests in quarantine may have done anything but pass."""
    most_silent: int = 0
    """How many processes whose tests passed may never have called the network."""
    most_left_out: int = 0
    """How many of its tests or packages somebody may have excluded."""
    from_elsewhere: bool = False
    """Whether it may have been run by others, past our proxy, and brought here as a report."""
    most_hours_old: int = 24
    """How old a report from elsewhere may be when it is brought here."""
    definition: str = ""
    """The digest of the tests that the gate must ask for; empty: whichever it asks for."""


@dataclass(frozen=True)
class GateJudgement:
    """What a gate says about one chain."""

    outcome: Outcome
    summary: str
    figures: tuple[Figure, ...] = ()


def evaluate(
    run: GateRun,
    parameters: GateParameters,
    chain: str | None,
    *,
    seen_at: datetime | None = None,
) -> GateJudgement:
    """Judge an attempt at a gate.

    Args:
        run: What is left of it.
        parameters: What it is held to.
        chain: The chain that it is about; None: no network was named, so none was to be called.
        seen_at: When it was observed, or brought here; None: nobody asks how old it was then.
    """
    sorted_out = _SortedOut.of(run)
    figures = sorted_out.figures(run, chain)
    aged = _from_elsewhere(run, parameters, seen_at)
    objections = (*_objections(run, sorted_out, parameters, chain), *aged)
    # One reason is enough for a sentence, and the gravest stands first.
    for outcome, reason in objections:
        return GateJudgement(outcome, f"{run.gate}: {reason}", figures)
    passed = len(sorted_out.passed)
    apart = sorted_out.apart(len(run.left_out))
    return GateJudgement(Outcome.PASSED, f"{run.gate}: {_tests(passed)} passed{apart}", figures)


@dataclass(frozen=True)
class _SortedOut:
    """The tests of an attempt by what became of them."""

    failed: tuple[Standing, ...]
    errored: tuple[Standing, ...]
    precluded: tuple[Standing, ...]
    skipped: tuple[Standing, ...]
    passed: tuple[Standing, ...]
    not_applicable: tuple[Standing, ...]
    quarantined: tuple[Standing, ...]
    """Those in quarantine that did anything but pass."""

    @classmethod
    def of(cls, run: GateRun) -> "_SortedOut":
        """Sort the tests of an attempt; what is in quarantine and did not pass stands apart."""
        quarantine = {each.test for each in run.quarantine}
        all_of_them = standings(run)
        # A pass counts like any other, so that a test is not out of the way while it is in there.
        put_up_with = [
            each
            for each in all_of_them
            if each.test in quarantine and each.outcome is not Outcome.PASSED
        ]
        counted = [each for each in all_of_them if each not in put_up_with]

        def those(outcome: Outcome) -> tuple[Standing, ...]:
            return tuple(each for each in counted if each.outcome is outcome)

        return cls(
            those(Outcome.FAILED),
            those(Outcome.ERRORED),
            those(Outcome.PRECLUDED),
            those(Outcome.SKIPPED),
            those(Outcome.PASSED),
            those(Outcome.NOT_APPLICABLE),
            tuple(put_up_with),
        )

    def apart(self, left_out: int) -> str:
        """Return what is told beside the passes; empty: nothing."""
        parts = (
            (len(self.not_applicable), "not applicable"),
            (len(self.skipped), "skipped"),
            (len(self.quarantined), "in quarantine did not pass"),
            (left_out, "left out"),
        )
        told = [f"{count} {words}" for count, words in parts if count]
        return f" ({', '.join(told)})" if told else ""

    def figures(self, run: GateRun, chain: str | None) -> tuple[Figure, ...]:
        """Return the counts; calls are those to the chain, or to anything where there is none."""
        calls = sum(each.calls for each in run.calls if chain is None or each.chain == chain)
        counts = {
            "tests selected": len({each.test for each in run.selected}),
            "tests passed": _how_many(self.passed),
            "tests failed": _how_many(self.failed),
            "tests without an answer": _how_many((*self.errored, *self.precluded)),
            "tests skipped": _how_many(self.skipped),
            "tests not applicable": len(self.not_applicable),
            "tests in quarantine": len(self.quarantined),
        }
        told = [Figure(name, float(count), "tests") for name, count in counts.items()]
        return (*told, Figure("calls to the network", float(calls), "calls"))


def _objections(
    run: GateRun, tests: _SortedOut, parameters: GateParameters, chain: str | None
) -> Iterable[tuple[Outcome, str]]:
    """Yield what speaks against a pass, the gravest first."""
    if tests.failed:
        yield Outcome.FAILED, f"{_counted(tests.failed)} failed: {_named(tests.failed)}"
    if run.is_interrupted:
        yield Outcome.ERRORED, "it was ended before all of its tests had ended"
    if run.faults:
        yield Outcome.ERRORED, "; ".join(run.faults[:_NAMED])
    if not run.selected:
        yield Outcome.ERRORED, "it selects no test, so nothing was tried"
    if tests.errored:
        yield (
            Outcome.ERRORED,
            f"{_counted(tests.errored)} gave no answer: " + _named(tests.errored),
        )
    if tests.precluded:
        count = _counted(tests.precluded)
        yield Outcome.PRECLUDED, f"{count} could not be made: {_named(tests.precluded)}"
    yield from _left_out(tests, parameters)
    yield from _excluded(run, parameters)
    if parameters.definition and parameters.definition != run.definition:
        yield Outcome.ERRORED, f"it asks for other tests ({run.definition}) than it must"
    # A policy may ask for none, and yet a gate of which nothing passed has shown nothing.
    if len(tests.passed) < max(1, parameters.least_tests):
        wanted = max(1, parameters.least_tests)
        apart = tests.apart(len(run.left_out))
        yield Outcome.ERRORED, f"{_tests(len(tests.passed))} passed, and {wanted} must{apart}"
    # Nobody saw whom tests elsewhere called, and whoever accepts those has accepted that.
    if chain is not None and not (run.source and parameters.from_elsewhere):
        yield from _silence(run, tests.passed, parameters, chain)


def _from_elsewhere(
    run: GateRun, parameters: GateParameters, seen_at: datetime | None
) -> Iterable[tuple[Outcome, str]]:
    """Yield what speaks against results that others brought."""
    if not run.source:
        return
    if not parameters.from_elsewhere:
        yield Outcome.ERRORED, f"it was run elsewhere ({run.source}), past our proxy"
    if run.ran_at is None:
        yield Outcome.ERRORED, "nobody says when it was run elsewhere"
    elif seen_at is not None and run.ran_at > seen_at:
        yield Outcome.ERRORED, "it is said to have been run after its results were brought here"
    elif seen_at is not None and seen_at - run.ran_at > timedelta(hours=parameters.most_hours_old):
        when = f"{run.ran_at:%Y-%m-%d %H:%M} UTC"
        yield Outcome.ERRORED, f"it was run elsewhere long before it was brought here, {when}"


def _left_out(tests: _SortedOut, parameters: GateParameters) -> Iterable[tuple[Outcome, str]]:
    # A policy grants skips for their reasons, and so none to a test that gives none.
    unreasoned = [each for each in tests.skipped if not each.message]
    if unreasoned:
        yield (
            Outcome.SKIPPED,
            f"{_counted(unreasoned)} skipped for no reason: " + _named(unreasoned),
        )
    if len(tests.skipped) > parameters.most_skipped:
        yield Outcome.SKIPPED, f"{_counted(tests.skipped)} skipped: {_named(tests.skipped)}"
    if len(tests.quarantined) > parameters.most_quarantined:
        yield (
            Outcome.SKIPPED,
            (
                f"{_counted(tests.quarantined)} in quarantine did not pass, and"
                f" {parameters.most_quarantined} may: {_named(tests.quarantined)}"
            ),
        )


def _excluded(run: GateRun, parameters: GateParameters) -> Iterable[tuple[Outcome, str]]:
    if len(run.left_out) > parameters.most_left_out:
        gates = ", ".join(sorted({each.gate for each in run.left_out}))
        named = ", ".join(str(each.test) for each in run.left_out[:_NAMED])
        yield Outcome.SKIPPED, f"{len(run.left_out)} left out of it by {gates}: {named}"


def _silence(
    run: GateRun, passed: Iterable[Standing], parameters: GateParameters, chain: str
) -> Iterable[tuple[Outcome, str]]:
    """Yield what says that the tests ran past the network that they are to be about."""
    if run.is_local:
        yield Outcome.ERRORED, "it was run without a network"
    answered = [each for each in run.calls if each.answered > 0]
    # Any server has an error for whoever asks; only the network has something else to say.
    if not any(each.chain == chain and each.answered > each.errors for each in answered):
        yield Outcome.ERRORED, f"no test talked to {chain}, so nothing was seen of it"
    talking = {each.task for each in answered}
    silent = sorted({each.task for each in passed} - talking)
    if len(silent) > parameters.most_silent:
        names = ", ".join(silent[:_NAMED])
        count = "1 test process" if len(silent) == 1 else f"{len(silent)} test processes"
        yield Outcome.ERRORED, f"{count} passed and never called the network: {names}"


def _named(tests: Iterable[Standing]) -> str:
    """Name the first few tests, each with why."""
    listed = list(tests)
    told = [_with_reason(each.test, each.worst) for each in listed[:_NAMED]]
    more = len(listed) - len(told)
    return "; ".join([*told, *([f"and {more} more"] if more > 0 else [])])


def _with_reason(test: NamedTest, worst: Result | None) -> str:
    if worst is None:
        return f"{test} never ran"
    line = worst.message.strip().partition("\n")[0][:_MESSAGE_CHARACTERS]
    kind = "" if worst.kind in (Kind.NONE, Kind.ASSERTION) else f" [{worst.kind.value}]"
    return f"{test}{kind}: {line}" if line else f"{test}{kind}"


def _how_many(told: Iterable[Standing]) -> int:
    return sum(not each.test.is_package for each in told)


def _counted(told: Sequence[Standing]) -> str:
    """Count tests, and apart from them packages that have something to tell as a whole."""
    packages = sum(each.test.is_package for each in told)
    tests = len(told) - packages
    parts = [_tests(tests)] if tests or not packages else []
    parts += ["1 package" if packages == 1 else f"{packages} packages"] if packages else []
    return " and ".join(parts)


def _tests(count: int) -> str:
    return "1 test" if count == 1 else f"{count} tests"
