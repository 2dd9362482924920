"""Tests on their way through pytest, and what becomes of them: the gravest answer of any phase."""

from __future__ import annotations

from .channel import clean

LONGEST_MESSAGE = 2000
PASS, SKIP, FAIL = "pass", "skip", "fail"
GRAVITY = (PASS, SKIP, FAIL)
PHASES = frozenset(("setup", "call", "teardown"))


class Answer:
    """What is to be said at the end of a test, or about one phase of it."""

    def __init__(self, action: str, kind: str = "", message: str = "") -> None:
        self.action, self.kind, self.message = action, kind, clean(message)[:LONGEST_MESSAGE]
        self.gravity = GRAVITY.index(action)

    def extra(self) -> dict[str, object]:
        """Return what an event of it has beside its action."""
        return {"Gonogo": {"kind": self.kind, "message": self.message}} if self.kind else {}


class Course:
    """A test, or one case of it, on its way through its phases."""

    def __init__(self, package: str, top: str, case: str | None) -> None:
        self.package, self.top = package, top
        self.name = top if case is None else f"{top}/{within(case)}"
        self.is_case = case is not None
        self.answer = Answer(PASS)
        self.passed: set[str] = set()
        self.seconds = 0.0
        self.sections = self.subtests = 0

    def take(self, answer: Answer) -> None:
        """Keep the gravest answer, of equally grave ones the first."""
        if answer.gravity > self.answer.gravity:
            self.answer = answer

    def conclude(self) -> Answer:
        """Return what became of it. What nobody called has not passed."""
        missing = PHASES - self.passed
        if missing and self.answer.action == PASS:
            text = f"pytest did not take it through: {', '.join(sorted(missing))}"
            return Answer(SKIP, "skipped", text)
        return self.answer


class Family:
    """The cases of a parametrised test, which is over when all of them are."""

    def __init__(self) -> None:
        self.waiting: set[str] = set()
        self.said: list[tuple[str, Answer]] = []
        self.seconds = 0.0
        self.has_begun = False

    def conclude(self) -> Answer:
        """Return the gravest answer of a case, and of how many cases it is."""
        name, gravest = max(self.said, key=lambda said: said[1].gravity)
        if gravest.action == PASS:
            return gravest
        alike = sum(answer.action == gravest.action for _, answer in self.said)
        what = "failed" if gravest.action == FAIL else "did not run"
        text = f"{alike} of {len(self.said)} cases {what}; {name}: {gravest.message}"
        return Answer(gravest.action, gravest.kind, text)


def within(name: str) -> str:
    """Return a part of a name as it stands in the whole: a slash would begin a subtest."""
    return name.replace("/", "%2F")
