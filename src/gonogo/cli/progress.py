"""Show how far a run is: live on a terminal, as plain lines elsewhere, to stderr.

Stdout is kept for the verdict, so that it can be piped while progress is seen. For machines,
stderr has one JSON object a line instead.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from gonogo.acceptance import Live as SuiteEvent
from gonogo.acceptance import SuitesLeft
from gonogo.checks import Tick
from gonogo.cli.suite_progress import PlainSuites, SuitePicture
from gonogo.cli.suite_words import fault_lines
from gonogo.evidence import Outcome
from gonogo.printable import printable
from gonogo.workflows import Answered, Began, Entered, Event, OnEvent, Phase

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_STYLES = {
    Outcome.PASSED: "green",
    Outcome.FAILED: "bold red",
    Outcome.ERRORED: "yellow",
    Outcome.SKIPPED: "yellow",
    Outcome.PRECLUDED: "yellow",
    Outcome.NOT_APPLICABLE: "dim",
}
_REFRESHES_PER_SECOND = 8


@contextmanager
def shown(*, is_quiet: bool, as_events: bool = False) -> Iterator[OnEvent]:
    """Yield what to tell events to, for as long as they are shown.

    Args:
        is_quiet: Tell only what would be missed.
        as_events: Tell everything as lines of JSON; goes before being quiet.
    """
    if as_events:
        yield _tell_machines()
    elif is_quiet:
        yield _tell_faults
    elif sys.stderr.isatty():
        with _live() as on_event:
            yield on_event
    else:
        with _plain() as on_event:
            yield on_event


def _tell_machines() -> OnEvent:
    from gonogo.cli.event_lines import event_line  # noqa: PLC0415 - Few ask for it.
    from gonogo.clock import SystemClock  # noqa: PLC0415

    clock = SystemClock()
    return lambda event: _line(event_line(event, clock.now()))


def _tell_faults(event: Event) -> None:
    if isinstance(event, SuitesLeft):
        for line in fault_lines(event):
            _line(line)


@contextmanager
def _plain() -> Iterator[OnEvent]:
    suites = PlainSuites(_line)

    def tell(event: Event) -> None:
        if isinstance(event, SuiteEvent):
            suites.take(event)
        else:
            tell_plainly(event)

    try:
        yield tell
    finally:
        suites.end()


def tell_plainly(event: Event) -> None:
    """Write one line for an event; ticks of a window are left out."""
    match event:
        case Began():
            again = f", {event.answered} of them answered before" if event.answered else ""
            _line(f"run {event.number} ({event.run}): {event.questions} checks{again}")
        case Entered(Phase.OBSERVE):
            _line("observing…")
        case Entered():
            _line(f"{event.phase.value}…")
        case Answered():
            _line(f"  {event.outcome.mark} {event.check} on {event.chain}: {event.summary}")


def _line(text: str) -> None:
    # Summaries quote what tests printed.
    click.echo(printable(text), err=True)


@contextmanager
def _live() -> Iterator[Callable[[Event], None]]:
    # Rich takes a while to import, and only a terminal needs it.
    from rich.console import Console  # noqa: PLC0415
    from rich.live import Live  # noqa: PLC0415

    console = Console(stderr=True)

    def stay(line: str) -> None:
        console.print(line, highlight=False, markup=False, soft_wrap=True)

    picture = _Picture(SuitePicture(stay))
    with Live(
        console=console,
        refresh_per_second=_REFRESHES_PER_SECOND,
        transient=True,
        get_renderable=picture.render,
    ):
        yield lambda event: picture.take(event, console)


class _Picture:
    """What is on the terminal while a run goes on."""

    def __init__(self, suites: SuitePicture) -> None:
        self._suites = suites
        self._began: Began | None = None
        self._phase: Phase | None = None
        self._answered = 0
        self._ticks: dict[str, Tick] = {}

    def take(self, event: Event, console: "Console") -> None:
        """Take an event into the picture; answers are printed above it, where they stay."""
        from rich.text import Text  # noqa: PLC0415 - Imported already where this is used.

        match event:
            case Began():
                self._began = event
                self._answered = event.answered
                console.print(f"run {event.number} ({event.run})", style="dim", highlight=False)
            case Entered():
                self._phase = event.phase
            case Answered():
                self._answered += 1
                mark = (f" {event.outcome.mark} ", _STYLES[event.outcome])
                line = Text.assemble(mark, event.check, (f"  {event.summary}", "dim"))
                console.print(line, highlight=False, overflow="ellipsis", no_wrap=True)
            case Tick():
                self._ticks[event.chain] = event
            case _:
                self._suites.take(event)

    def render(self) -> "RenderableType":
        """Return the lines that move."""
        from rich.console import Group  # noqa: PLC0415 - As above.
        from rich.progress_bar import ProgressBar  # noqa: PLC0415
        from rich.table import Table  # noqa: PLC0415

        suites = self._suites.render()
        if suites is not None:
            return suites
        if self._phase is None or self._began is None:
            return ""
        lines = Table.grid(padding=(0, 1))
        for chain, tick in sorted(self._ticks.items()):
            bar = ProgressBar(total=tick.window_seconds, completed=tick.seconds, width=30)
            lines.add_row(chain, bar, f"{tick.seconds:.0f} of {tick.window_seconds:.0f} s")
            for node, heads in tick.heads:
                unsafe, safe, final = heads.unsafe_l2, heads.safe_l2, heads.finalized_l2
                told = f"unsafe {unsafe.number}  safe {safe.number}  finalized {final.number}"
                lines.add_row(f"  {node}", told)
            for name in tick.silent:
                lines.add_row(f"  {name}", "no answer")
        count = f"{self._phase.value}, {self._answered} of {self._began.questions} checks answered"
        return Group(lines, count)
