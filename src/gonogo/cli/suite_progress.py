"""Show tests while they run: as a picture that moves on a terminal, as lines elsewhere.

Lines tell when a process begins and ends and each failure, and every half a minute how far it
is, so that no log is silent for long. The picture is drawn by another thread than the one that
tells, so both take turns.
"""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from gonogo.acceptance import Live, SuitesBegan, SuitesLeft
from gonogo.cli.suite_course import SuiteCourse
from gonogo.cli.suite_words import (
    began_line,
    counted,
    left_lines,
    left_words,
    lines_of,
    span,
    state_line,
    trouble_lines,
)
from gonogo.clock import Clock, SystemClock
from gonogo.printable import printable

if TYPE_CHECKING:
    from rich.console import RenderableType

SECONDS_BETWEEN_STATES = 30.0
_SHOWN_RUNNING = 8
_BAR = 40


class PlainSuites:
    """Tells by lines."""

    def __init__(
        self,
        tell: Callable[[str], None],
        *,
        clock: Clock | None = None,
        seconds_between: float = SECONDS_BETWEEN_STATES,
    ) -> None:
        self._tell = tell
        self._clock = clock or SystemClock()
        self._course = SuiteCourse(self._clock)
        self._turn = threading.Lock()
        self._between = seconds_between
        self._is_over = threading.Event()
        self._teller: threading.Thread | None = None

    def take(self, event: Live) -> None:
        """Take an event, and tell the lines that it is worth."""
        with self._turn:
            if isinstance(event, SuitesBegan):
                self._course = SuiteCourse(self._clock)
            troubles = self._course.take(event)
            for line in lines_of(event, troubles):
                self._tell(line)
        if isinstance(event, SuitesBegan):
            self._begin()
        elif isinstance(event, SuitesLeft):
            self.end()

    def end(self) -> None:
        """Tell no more of how far it is."""
        self._is_over.set()
        if self._teller is not None:
            self._teller.join()
            self._teller = None

    def _begin(self) -> None:
        self.end()
        self._is_over.clear()
        # It must not keep a process alive that has nothing else to do.
        self._teller = threading.Thread(target=self._keep_telling, daemon=True)
        self._teller.start()

    def _keep_telling(self) -> None:
        while not self._is_over.wait(self._between):
            with self._turn:
                self._tell(state_line(self._course))


class SuitePicture:
    """Draws what runs; failures are printed above, where they stay."""

    def __init__(self, tell: Callable[[str], None], *, clock: Clock | None = None) -> None:
        self._tell = tell
        self._clock = clock or SystemClock()
        self._course = SuiteCourse(self._clock)
        self._turn = threading.Lock()

    def take(self, event: Live) -> None:
        """Take an event into the picture."""
        with self._turn:
            if isinstance(event, SuitesBegan):
                self._course = SuiteCourse(self._clock)
            troubles = self._course.take(event)
            if isinstance(event, SuitesLeft):
                # Nothing runs any more, so there is nothing to draw.
                self._course = SuiteCourse(self._clock)
        lines = [line for result in troubles for line in trouble_lines(result)]
        if isinstance(event, SuitesBegan):
            lines.append(began_line(event))
        elif isinstance(event, SuitesLeft):
            lines += left_lines(event)
        for line in lines:
            self._tell(line)

    def render(self) -> "RenderableType | None":
        """Return what moves; None: no tests run."""
        with self._turn:
            return None if self._course.began is None else self._drawn()

    def _drawn(self) -> "RenderableType":
        # Rich takes a while to import, and only a terminal needs it.
        from rich.console import Group  # noqa: PLC0415
        from rich.progress_bar import ProgressBar  # noqa: PLC0415
        from rich.table import Table  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        course = self._course
        bar = ProgressBar(total=max(1, course.total), completed=course.done, width=_BAR)
        head = Table.grid(padding=(0, 1))
        head.add_row(bar, Text(f"{course.done} of {course.total} tests"))
        words = (span(course.elapsed_seconds), left_words(course), counted(course))
        lines = [Text("  ".join(each for each in words if each), no_wrap=True)]
        running = course.running()
        if course.is_building:
            lines.append(Text("building…", style="dim"))
        for name, seconds in running[:_SHOWN_RUNNING]:
            text = Text(f"{span(seconds):>10}  {printable(name)}", style="dim")
            text.no_wrap, text.overflow = True, "ellipsis"
            lines.append(text)
        if len(running) > _SHOWN_RUNNING:
            lines.append(Text(f"            and {len(running) - _SHOWN_RUNNING} more", style="dim"))
        return Group(head, *lines)
