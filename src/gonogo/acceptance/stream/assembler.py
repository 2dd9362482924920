"""The stream of one task, followed event by event: what was heard of which test.

Nothing is concluded here from what was not heard; that takes the end of the process, and is in
`concluding`.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.stream.ends import ENDS, conclude
from gonogo.acceptance.stream.event import Event, Garbage, text_of
from gonogo.acceptance.stream.grouping import Printed, group
from gonogo.acceptance.stream.story import Log, Story
from gonogo.acceptance.task import Task

_BUILD_CHARACTERS = 4000
_MOST_EXAMPLES = 3


# Whatever a test says of itself: numbers that have no sum would make the record unreadable.
_LONGEST_SECONDS = 1e9


class Assembler:
    """Follows the stream of a task."""

    def __init__(
        self,
        task: Task,
        new_log: Callable[[], Log],
        *,
        on_began: Callable[[Story], None] = lambda _story: None,
        on_ended: Callable[[Story], None] = lambda _story: None,
    ) -> None:
        self.task = task
        self.stories: dict[tuple[str, str], Story] = {}
        """By package and name, in the order in which they were first heard of."""
        self.builds: dict[str, str] = {}
        """What was said of each thing that did not build."""
        self.garbage: list[str] = []
        """The first few lines that could not be understood, and why."""
        self.garbage_count = 0
        self.last_at: datetime | None = None
        """When the last event happened, as far as one said so."""
        self._new_log = new_log
        self._on_began = on_began
        self._on_ended = on_ended
        self._build_words: dict[str, str] = {}

    def story(self, package: str, name: str = "") -> Story:
        """Return the story of a test, begun where there was none."""
        key = (package, name)
        if key not in self.stories:
            self.stories[key] = Story(NamedTest(package, name), self._new_log())
        return self.stories[key]

    def take(self, events: Iterable[Event]) -> None:
        """Follow some events."""
        self.follow(group(events))

    def follow(self, runs: Iterable[Printed | Event]) -> None:
        """Follow some events that are in runs."""
        stories = self.stories
        for run in runs:
            if isinstance(run, tuple):
                package, test, text = run
                story = stories.get((package, test)) or self._printing(package, test)
                story.log.write(text)
            elif run.action == "output":
                self._printing(run.package, run.test).mark(run.output)
            else:
                self._follow(run)

    def text(self, data: bytes) -> None:
        """Keep what was printed beside all tests."""
        self.story(self.task.package).log.write(text_of(data))

    def doubt(self, garbage: Garbage) -> None:
        """Take note of a line that could not be understood."""
        self.garbage_count += 1
        if len(self.garbage) < _MOST_EXAMPLES:
            self.garbage.append(garbage.why)
        if garbage.test:
            story = self.story(garbage.package, garbage.test)
            story.doubt = f"a line about it could not be understood: {garbage.why}"

    def _printing(self, package: str, test: str) -> Story:
        return self.story(package or self.task.package, test)

    def _follow(self, event: Event) -> None:
        if event.action in {"build-output", "build-fail"}:
            self._build(event)
            return
        if event.time:
            self.last_at = _moment(event.time) or self.last_at
        story = self.story(event.package or self.task.package, event.test)
        if event.action in {"start", "run"}:
            story.begin(_moment(event.time))
            if event.test:
                self._on_began(story)
        elif event.action in {"pause", "cont"}:
            story.is_paused = event.action == "pause"
        elif event.action in ENDS:
            self._end(story, event)

    def _end(self, story: Story, event: Event) -> None:
        story.seconds += min(max(event.elapsed or 0.0, 0.0), _LONGEST_SECONDS)
        if story.test.is_package:
            story.is_running, story.end = False, event.action
            if event.failed_build:
                said = event.gonogo.message if event.gonogo is not None else ""
                self._not_built(event.failed_build, said)
        else:
            conclude(story, event.action, event.gonogo)
            self._on_ended(story)
        story.log.spill()

    def _build(self, event: Event) -> None:
        if event.action == "build-fail":
            self._not_built(event.import_path)
            return
        self.story(self.task.package).log.write(event.output)
        words = self._build_words.get(event.import_path, "")
        if len(words) < _BUILD_CHARACTERS:
            self._build_words[event.import_path] = words + event.output

    def _not_built(self, what: str, said: str = "") -> None:
        # A runner that knows what is wrong spares us the way that led there.
        self.builds[what] = said or self._build_words.get(what, "")


def _moment(text: str) -> datetime | None:
    """Return a time that says to which zone it belongs; None: it is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
