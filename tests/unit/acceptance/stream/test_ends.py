"""What the end of a test means."""

import pytest

from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.result import Kind
from gonogo.acceptance.stream.ends import NO_REASON, conclude
from gonogo.acceptance.stream.event import Told
from gonogo.acceptance.stream.story import Story
from gonogo.evidence import Outcome
from tests.unit.acceptance.stream.streams import MemoryLog


def concluded(action: str, told: Told | None = None, output: bytes = b"") -> Story:
    """Return the story of a test that began, printed something and ended."""
    story = Story(NamedTest("p", "TestA"), MemoryLog())
    story.begin(None)
    story.log.write(output.decode())
    conclude(story, action, told)
    return story


@pytest.mark.parametrize(
    ("action", "kind", "expected"),
    [
        ("pass", "", "passed none"),
        ("pass", "none", "passed none"),
        ("pass", "waiting", "precluded waiting"),
        ("pass", "precondition", "precluded precondition"),
        ("pass", "skipped", "skipped skipped"),
        ("pass", "not-applicable", "not-applicable not-applicable"),
        ("pass", "assertion", "failed assertion"),
        ("pass", "interrupted", "errored interrupted"),
        ("pass", "unheard-of", "errored interrupted"),
        ("skip", "", "skipped skipped"),
        ("skip", "none", "skipped skipped"),
        ("skip", "precondition", "precluded precondition"),
        ("skip", "waiting", "precluded waiting"),
        ("skip", "not-applicable", "not-applicable not-applicable"),
        ("skip", "crash", "failed crash"),
        ("skip", "unheard-of", "errored interrupted"),
        ("fail", "", "failed assertion"),
        ("fail", "none", "failed assertion"),
        ("fail", "crash", "failed crash"),
        ("fail", "timeout", "failed timeout"),
        ("fail", "infrastructure", "failed infrastructure"),
        ("fail", "precondition", "precluded precondition"),
        ("fail", "waiting", "precluded waiting"),
        ("fail", "build", "errored build"),
        ("fail", "skipped", "failed assertion"),
        ("fail", "not-applicable", "failed assertion"),
        ("fail", "never-ran", "failed assertion"),
        ("fail", "interrupted", "failed assertion"),
    ],
)
def test_what_is_said_beside_an_end(action: str, kind: str, expected: str) -> None:
    """What is said beside an end makes it graver, and a failure lighter in three cases only."""
    story = concluded(action, Told(kind, "why"))

    assert story.outcome is not None
    assert f"{story.outcome.value} {story.explanation.kind.value}" == expected


def test_failure_of_an_unknown_kind() -> None:
    """A failure of a kind that nobody knows is no failure that is taken back."""
    story = concluded("fail", Told("unheard-of", "why"))

    assert story.has_failed
    assert story.outcome in {Outcome.ERRORED, Outcome.FAILED}


def test_message_that_is_told() -> None:
    """A message that is told is taken, and one that is not is looked for in the output."""
    output = b"    a_test.go:3: 1 != 2\n"

    assert concluded("fail", Told("assertion", "told"), output).explanation.message == "told"
    assert concluded("fail", Told("assertion"), output).explanation.message == "a_test.go:3: 1 != 2"
    assert concluded("fail", Told("", "told"), output).explanation.message == "told"
    assert concluded("skip", Told("", "told"), output).explanation.message == "told"


def test_message_of_an_unreached_network() -> None:
    """A failure is labelled as one of the infrastructure by its words."""
    story = concluded("fail", Told("assertion", "dial tcp: connection refused"))

    assert story.explanation.kind is Kind.INFRASTRUCTURE


@pytest.mark.parametrize("told", [None, Told("skipped"), Told("waiting")])
def test_skip_without_a_reason(told: Told | None) -> None:
    """A skip that gives no reason says so."""
    assert concluded("skip", told).explanation.message == NO_REASON
