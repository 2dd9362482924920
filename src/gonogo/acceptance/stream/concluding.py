"""What follows from a stream when its process has ended: also from all that was not heard.

1. A test that had not ended has no answer, or has failed: where it panicked, where the time of
   all was over while it ran, or where its process died of a fault while no other test ran.
2. A test's subtests weigh on it: what is failed or without an answer below cannot have passed
   above, and a test of which nothing but skipped subtests is left was skipped.
3. A package gets a result of its own only where there is something to tell that no test tells.
4. What was selected and of which nothing was heard has never run.

Every rule makes outcomes graver, or explains them; none makes one lighter.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from gonogo.acceptance.named_test import SUBTEST, NamedTest
from gonogo.acceptance.result import Kind, Result
from gonogo.acceptance.stream.assembler import Assembler
from gonogo.acceptance.stream.ends import as_failed
from gonogo.acceptance.stream.explaining import Explanation, bounded, explain_failure, is_crash
from gonogo.acceptance.stream.packages import conclude_packages
from gonogo.acceptance.stream.story import Story
from gonogo.acceptance.task import Cut, Ending, Task
from gonogo.evidence import Outcome, gravest


def conclude_stream(
    assembler: Assembler, ending: Ending, selected: Sequence[NamedTest], ended_at: datetime
) -> tuple[Result, ...]:
    """Return what became of everything that was selected or heard of.

    Args:
        assembler: What has followed the stream to its last event.
        ending: How the process ended.
        selected: The tests, or packages as a whole, of which an answer is expected.
        ended_at: When it ended; what had not ended before took until then.
    """
    # In this order: what had no end gets one, then parts weigh, and packages tell the rest.
    tests = [story for story in assembler.stories.values() if not story.test.is_package]
    _conclude_unended(tests, ending, ended_at)
    for story in tests:
        if story.doubt:
            story.conclude(Outcome.ERRORED, Explanation(Kind.INTERRUPTED, story.doubt))
    _weigh_subtests(tests)
    # After the weighing, which hands a panic up, and before packages, which ask why.
    _share_panics(tests)
    conclude_packages(assembler, ending, selected)
    heard = tuple(
        result_of(story, assembler.task)
        for story in assembler.stories.values()
        if story.outcome is not None
    )
    return (*heard, *_never_ran(assembler, ending, selected))


def result_of(story: Story, task: Task) -> Result:
    """Return what became of a test that has an outcome."""
    assert story.outcome is not None  # noqa: S101 - Who has none is not asked for it.
    return Result(
        test=story.test,
        outcome=story.outcome,
        kind=story.explanation.kind,
        seconds=story.seconds,
        message=story.explanation.message,
        started_at=story.started_at,
        attempt=task.attempt,
        task=task.id,
        log=story.log.parts,
    )


def why_cut(ending: Ending) -> str:
    """Return why a process did not end by itself, or how it did."""
    if ending.cut is Cut.TIMEOUT:
        return "its process was ended when its time was over"
    if ending.cut is Cut.CANCELLED:
        return "the run was ended"
    if ending.signal is not None:
        return f"its process was ended by {ending.signal}"
    if ending.fault:
        return ending.fault
    return f"its process ended with code {ending.exit_code}"


def _conclude_unended(tests: Sequence[Story], ending: Ending, ended_at: datetime) -> None:
    unended = [story for story in tests if story.is_running or not story.end]
    explained = {id(story): explain_failure(story.log.read(), story.marked) for story in unended}
    _blame_one(unended, explained, ending)
    # Go says of all tests together that their time is over, in the output of one of them.
    timed_out = {
        (story.test.package, name): explained[id(story)].message
        for story in unended
        for name in explained[id(story)].running
    }
    causes = {
        story.test.package: f"{story.test.name} ended its process: {why.message}"
        for story in tests
        for why in (explained.get(id(story), story.explanation),)
        if why.kind in {Kind.CRASH, Kind.TIMEOUT} and why.is_own and why.message
    }
    for story in unended:
        if story.started_at is not None:
            story.seconds += max((ended_at - story.started_at).total_seconds(), 0.0)
        since = _timed_out(story, timed_out)
        cause = causes.get(story.test.package, why_cut(ending))
        story.conclude(*_unended(story, ending, explained[id(story)], since, cause))
        story.log.spill()


def _blame_one(unended: Sequence[Story], explained: dict[int, Explanation], ending: Ending) -> None:
    """Explain by the death of a process the one test that ran in it; of several nobody knows."""
    told = [why.message for why in explained.values() if why.is_of_process]
    # With a fault not all was heard, and the test may have ended before.
    if is_crash(ending.signal) and ending.cut is None and not ending.fault:
        told.append(f"it ran, and {why_cut(ending)}")
    at_work = [story for story in unended if story.began and not story.is_paused]
    is_alone = len({story.test.top for story in at_work}) == 1
    for story in unended:
        why = explained[id(story)]
        if told and is_alone and story in at_work and why.kind not in {Kind.CRASH, Kind.TIMEOUT}:
            explained[id(story)] = Explanation(Kind.CRASH, told[0])
        elif why.is_of_process and not (is_alone and story in at_work):
            explained[id(story)] = Explanation(Kind.ASSERTION, why.message, is_own=False)


def _timed_out(story: Story, timed_out: dict[tuple[str, str], str]) -> str:
    """Return what is said of a test, or of one that runs in it, that ran out of time."""
    return next(
        (
            message
            for (package, name), message in timed_out.items()
            if package == story.test.package
            and (name + SUBTEST).startswith(story.test.name + SUBTEST)
        ),
        "",
    )


def _unended(
    story: Story, ending: Ending, explanation: Explanation, timed_out: str, cause: str
) -> tuple[Outcome, Explanation]:
    if explanation.kind is Kind.CRASH:
        return Outcome.FAILED, explanation
    if timed_out:
        return Outcome.FAILED, Explanation(Kind.TIMEOUT, timed_out)
    # Go before 1.20 does not say which tests were running; the one that it says it in was.
    if explanation.kind is Kind.TIMEOUT and not explanation.running:
        return Outcome.FAILED, explanation
    if ending.cut is Cut.TIMEOUT and story.began and not story.is_paused:
        return Outcome.FAILED, Explanation(Kind.TIMEOUT, f"it ran, and {why_cut(ending)}")
    state = "waited for its turn" if story.is_paused else "ran"
    if not story.began:
        state = "printed something, and was never heard to begin"
    last = explanation.message if explanation.kind is not Kind.TIMEOUT else ""
    words = f"it {state} and did not end; {cause}" + (f": {last}" if last else "")
    return Outcome.ERRORED, Explanation(Kind.INTERRUPTED, bounded(words))


def _weigh_subtests(tests: Sequence[Story]) -> None:
    """Let what became of subtests weigh on what they run in, from the innermost out."""
    by_key = {(story.test.package, story.test.name): story for story in tests}
    below: dict[int, list[Story]] = {}
    for story in sorted(tests, key=lambda each: -each.test.name.count(SUBTEST)):
        _weigh(story, below.get(id(story), []))
        parent = _parent(story, by_key)
        if parent is not None:
            below.setdefault(id(parent), []).append(story)


def _parent(story: Story, by_key: dict[tuple[str, str], Story]) -> Story | None:
    """Return the test that a subtest runs in; a name may have more slashes than tests in it."""
    package, name = story.test.package, story.test.name
    while SUBTEST in name:
        name = name.rpartition(SUBTEST)[0]
        if (package, name) in by_key:
            return by_key[package, name]
    return None


def _weigh(story: Story, subtests: Sequence[Story]) -> None:
    outcomes = [each.outcome for each in subtests if each.outcome is not None]
    if not outcomes:
        return
    worst = next(each for each in subtests if each.outcome is gravest(outcomes))
    assert worst.outcome is not None  # noqa: S101 - It is among those that have one.
    why = Explanation(worst.explanation.kind, _of_subtest(worst))
    if story.has_failed and not story.explanation.is_own:
        # It failed because of them. What it logged itself may be why as well, so only where it
        # says nothing at all can a precondition below be the whole of it.
        is_silent = not story.explanation.message
        if worst.outcome is Outcome.FAILED or (is_silent and worst.outcome is Outcome.PRECLUDED):
            story.outcome, story.explanation = worst.outcome, why
    elif worst.outcome in {Outcome.FAILED, Outcome.ERRORED}:
        story.conclude(worst.outcome, why)
    elif story.outcome is Outcome.PASSED and Outcome.PASSED not in outcomes:
        story.outcome, story.explanation = worst.outcome, why


def _of_subtest(story: Story) -> str:
    return bounded(f"{story.test.name}: {story.explanation.message}".removesuffix(": "))


def _share_panics(tests: Sequence[Story]) -> None:
    """Explain subtests that ended in a panic, of which Go tells in the test they run in."""
    crashed = {
        (story.test.package, story.test.name): story.explanation
        for story in tests
        if story.explanation.kind is Kind.CRASH
    }
    for story in tests if crashed else ():
        above = crashed.get((story.test.package, story.test.top.name))
        if story.has_failed and not story.explanation.is_own and above is not None:
            story.outcome, story.explanation = as_failed(above)


def _never_ran(
    assembler: Assembler, ending: Ending, selected: Sequence[NamedTest]
) -> Iterator[Result]:
    for test in dict.fromkeys(selected):
        story = assembler.stories.get((test.package, test.name))
        # Of a package as a whole `packages` has told already what there is to tell.
        if test.is_package or (story is not None and story.outcome is not None):
            continue
        kind, why = _why_never(assembler, ending, test.package)
        yield Result(
            test=test,
            outcome=Outcome.ERRORED,
            kind=kind,
            seconds=0.0,
            message=bounded(f"it was selected and never ran{why}"),
            attempt=assembler.task.attempt,
            task=assembler.task.id,
        )


def _why_never(assembler: Assembler, ending: Ending, package: str) -> tuple[Kind, str]:
    whole = assembler.stories.get((package, ""))
    if whole is not None and whole.explanation.kind is Kind.BUILD:
        return Kind.BUILD, f": {whole.explanation.message}"
    if not ending.is_clean:
        return Kind.NEVER_RAN, f"; {why_cut(ending)}"
    if whole is not None and whole.outcome is not None and whole.explanation.message:
        return Kind.NEVER_RAN, f": {whole.explanation.message}"
    return Kind.NEVER_RAN, ""
