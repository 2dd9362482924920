"""What is said of tests while they run, in lines: for a terminal and for a log alike."""

from collections import Counter
from collections.abc import Iterator, Sequence

from gonogo.acceptance import Kind, Live, Result, SuitesBegan, SuitesLeft, TaskBegan, TaskEnded
from gonogo.cli.suite_course import SuiteCourse
from gonogo.evidence import Outcome
from gonogo.printable import printable

_LINES = 3
_CHARACTERS = 200
_PAGE = "report.html"


def lines_of(event: Live, troubles: tuple[Result, ...]) -> Iterator[str]:
    """Yield the lines that an event is worth where lines stay, with failures it tells first."""
    for result in troubles:
        yield from trouble_lines(result)
    match event:
        case SuitesBegan():
            yield began_line(event)
        case TaskBegan():
            yield printable(f"  … {event.task.package}")
        case TaskEnded():
            yield _task_line(event)
        case SuitesLeft():
            yield from left_lines(event)


def began_line(event: SuitesBegan) -> str:
    """Return what is about to run."""
    gates = ", ".join(event.gates)
    before = "" if event.expected_seconds is None else f", {span(event.expected_seconds)} of tests"
    return printable(
        f"{_count(event.tests, 'test', 'tests')} of {gates} in"
        f" {_count(event.tasks, 'process', 'processes')}, {event.jobs} at a time{before}"
    )


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def trouble_lines(result: Result) -> Iterator[str]:
    """Yield a failure and the beginning of why."""
    kind = "" if result.kind in (Kind.NONE, Kind.ASSERTION) else f" [{result.kind.value}]"
    yield printable(f"  {result.outcome.mark} {result.test}{kind}  {span(result.seconds)}")
    for line in result.message.strip().splitlines()[:_LINES]:
        yield printable(f"      {line[:_CHARACTERS]}")


def left_lines(event: SuitesLeft) -> Iterator[str]:
    """Yield where everything lies, and what does not."""
    yield printable(f"  report: {event.directory}/{_PAGE}")
    yield from fault_lines(event)
    yield from (printable(f"  ! {note}") for note in event.notes)


def fault_lines(event: SuitesLeft) -> Iterator[str]:
    """Yield what could not be written."""
    for fault in event.faults:
        yield printable(f"! {fault}")


def state_line(course: SuiteCourse) -> str:
    """Return how far it is, in one line."""
    parts = [f"{course.done} of {course.total} tests done", counted(course)]
    running = course.running()
    if course.is_building:
        parts.append("building")
    if running:
        name, seconds = running[0]
        parts.append(f"{len(running)} running, the longest {name} for {span(seconds)}")
    parts.append(left_words(course))
    return printable("  " + "; ".join(part for part in parts if part))


def counted(course: SuiteCourse) -> str:
    """Return how many tests ended how, without those of which there are none."""
    counts = course.counts
    return ", ".join(f"{counts[each]} {each.value}" for each in Outcome if counts[each])


def left_words(course: SuiteCourse) -> str:
    """Return about how long it will go on; empty: nothing can be said."""
    seconds = course.seconds_left()
    if seconds is None:
        return ""
    # Whatever still runs takes longer than what is known: how long, nobody can say.
    return f"about {span(seconds)} left" if seconds else "longer than before"


def span(seconds: float) -> str:
    """Return a length of time as people glance at it."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes}:{rest:02} min" if minutes else f"{seconds:.1f} s"


def _task_line(event: TaskEnded) -> str:
    top = [each for each in event.results if not each.test.is_subtest]
    outcomes = Counter(each.outcome for each in top if not each.test.is_package)
    told = ", ".join(f"{outcomes[each]} {each.value}" for each in Outcome if outcomes[each])
    fault = f": {event.ending.fault[:_CHARACTERS]}" if event.ending.fault else ""
    took = span(event.ending.seconds)
    return printable(
        f"  {_task_mark(event, top)} {event.task.package}: {told or 'no test'}  {took}{fault}"
    )


def _task_mark(event: TaskEnded, top: Sequence[Result]) -> str:
    """Return the mark of what is gravest, what is told of the package as a whole included."""
    outcomes = {each.outcome for each in top}
    for outcome in (Outcome.FAILED, Outcome.ERRORED, Outcome.PASSED):
        if outcome in outcomes:
            return outcome.mark
    return (Outcome.SKIPPED if event.ending.is_clean else Outcome.ERRORED).mark
