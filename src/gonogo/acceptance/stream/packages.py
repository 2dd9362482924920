"""What there is to tell about a package as a whole: what no test of it tells.

It did not build; it failed, and none of its tests did; its stream stops before its end, so tests
may be missing of which nobody knows; it ended well without having run anything; what was said of
it could not all be understood. Where nothing of the kind is so, a package has no result: its
tests speak for it.
"""

from collections.abc import Sequence

from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.result import Kind
from gonogo.acceptance.stream.assembler import Assembler
from gonogo.acceptance.stream.ends import FAIL
from gonogo.acceptance.stream.explaining import Explanation, bounded, end_of
from gonogo.acceptance.stream.story import Story
from gonogo.acceptance.task import Cut, Ending
from gonogo.evidence import Outcome

_NOT_BUILT = ("[build failed]", "[setup failed]")
_Conclusion = tuple[Outcome, Explanation]


def conclude_packages(assembler: Assembler, ending: Ending, selected: Sequence[NamedTest]) -> None:
    """Conclude the stories of packages, where there is something to tell."""
    packages = dict.fromkeys(
        (
            assembler.task.package,
            *(package for package, _ in assembler.stories),
            *(test.package for test in selected),
        )
    )
    for package in packages:
        story = assembler.story(package)
        conclusion = _Whole(assembler, story, ending).conclude()
        if conclusion is not None:
            story.conclude(*conclusion)
        if package == assembler.task.package and assembler.garbage_count:
            story.conclude(*_garbled(assembler))
        story.log.spill()


def _garbled(assembler: Assembler) -> _Conclusion:
    count = assembler.garbage_count
    lines = "1 line" if count == 1 else f"{count} lines"
    examples = "; ".join(assembler.garbage)
    words = f"{lines} of its stream could not be understood: {examples}"
    return Outcome.ERRORED, Explanation(Kind.INTERRUPTED, bounded(words))


class _Whole:
    """A package, with all that was heard of it."""

    def __init__(self, assembler: Assembler, story: Story, ending: Ending) -> None:
        self._assembler = assembler
        self._story = story
        self._ending = ending
        self._tests = [
            each
            for (package, name), each in assembler.stories.items()
            if package == story.test.package and name
        ]
        self._has_failed = any(
            each.has_failed or each.outcome is Outcome.FAILED for each in self._tests
        )

    def conclude(self) -> _Conclusion | None:
        """Return what there is to tell; None: nothing."""
        not_built = self._not_built()
        if not_built:
            return Outcome.ERRORED, Explanation(Kind.BUILD, bounded(not_built))
        if self._story.end == FAIL:
            return self._failed()
        if not self._story.end and not self._ending.is_clean:
            return _interrupted(self._ending)
        return self._ended()

    def _ended(self) -> _Conclusion | None:
        """Return what there is to tell of one that ended, and did not say that it failed."""
        is_of_task = self._story.test.package == self._assembler.task.package
        if is_of_task and self._ending.exit_code and not self._is_explained:
            return self._crashed(f"it ended with code {self._ending.exit_code}, and no test failed")
        if not self._tests:
            return self._nothing_ran()
        if is_of_task and self._ending.signal is not None:
            return _interrupted(self._ending)
        return None

    @property
    def _is_explained(self) -> bool:
        """Whether anything failed, in whichever package, that explains an exit code."""
        return any(
            story.has_failed or story.outcome is Outcome.FAILED or story.end == FAIL
            for story in self._assembler.stories.values()
        )

    def _failed(self) -> _Conclusion | None:
        if self._has_failed:
            return None
        # Without a code only the stream calls it a failure, and nobody knows how it ended.
        is_cut = self._ending.exit_code is None or (
            self._ending.signal and not self._ending.exit_code
        )
        if self._ending.cut is not None or is_cut:
            return _interrupted(self._ending)
        return self._crashed("it failed, and none of its tests did")

    def _crashed(self, words: str) -> _Conclusion:
        last = self._last_words()
        if not self._tests and not self._story.began and not self._story.end:
            words = f"it ended with code {self._ending.exit_code}, and told of no test"
            said = f"{words}: {last}" if last else words
            return Outcome.ERRORED, Explanation(Kind.NEVER_RAN, bounded(said))
        return Outcome.FAILED, Explanation(
            Kind.CRASH, bounded(f"{words}: {last}" if last else words)
        )

    def _nothing_ran(self) -> _Conclusion:
        if self._ending.fault:
            words = self._ending.fault
        elif not self._story.end and not self._story.began:
            words = "nothing was heard of it"
        else:
            words = "it ended, and no test of it ran"
        return Outcome.ERRORED, Explanation(Kind.NEVER_RAN, bounded(words))

    def _not_built(self) -> str:
        """Return why it was not built; empty: it was."""
        if self._tests:
            return ""
        if self._assembler.builds and (self._story.end == FAIL or not self._story.end):
            said = "\n".join(words.strip() for words in self._assembler.builds.values())
            return said.strip() or f"{', '.join(self._assembler.builds)} did not build"
        printed = end_of(self._story.log.read()) if self._story.end == FAIL else ""
        return printed.strip() if any(sign in printed for sign in _NOT_BUILT) else ""

    def _last_words(self) -> str:
        """Return what was printed last beside the tests, or in the one that did not end."""
        unended = (each for each in self._tests if each.is_running or not each.end)
        for story in (*unended, self._story):
            lines = [line.strip() for line in end_of(story.log.read()).splitlines()]
            told = [line for line in lines if line and not _is_frame(line)]
            if told:
                return "\n".join(told[-8:])
        return ""


def _is_frame(line: str) -> bool:
    return line == "FAIL" or line.startswith(("=== ", "--- ", "FAIL\t", "ok  \t", "PASS"))


def _interrupted(ending: Ending) -> _Conclusion:
    if ending.cut is Cut.TIMEOUT:
        why = "its time was over before it ended"
    elif ending.cut is Cut.CANCELLED:
        why = "the run was ended before its process was done"
    elif ending.signal is not None:
        why = f"its process was ended by {ending.signal}"
    else:
        why = ending.fault or "its stream stops before its end"
    return Outcome.ERRORED, Explanation(Kind.INTERRUPTED, bounded(why))
