"""What a decision says against its step, in words."""

from gonogo.record import OutlineAnswer, OutlineBody, OutlineReason
from gonogo.record.decision_bodies import Block
from gonogo.steps.against import objections, replaced, said_against
from tests.unit.promotion.example import Process

UNMET = OutlineAnswer("unmet", "eris-901", "safe-head")
MET = OutlineAnswer("met", "eris-901", "unsafe-head")
UNKNOWN = tuple(OutlineAnswer("unknown", "", each) for each in ("asked", "looked", "tried"))
SAID = OutlineReason("blocked", "wait\x1b[2J", "no-go")
BLOCK = Block("blocked", "wait\x1b[2J", "no-go", "whoever decided says so")


def test_people_come_before_failures_and_those_before_what_is_unknown() -> None:
    """The first few are told, and how many more there are; nothing in them moves a cursor."""
    process = Process()
    act = process.decide(
        verdict="no-go",
        blocks=(BLOCK,),
        outline=OutlineBody((*UNKNOWN, MET, UNMET), (SAID,), "no-go"),
    )

    told = said_against(act, process.counted()).split("; ")

    assert told[0].startswith("ada blocked it: wait")
    assert "\x1b" not in told[0]
    assert told[1:] == ["safe-head on eris-901 is unmet", "asked is unknown", "and 2 more"]


def test_a_decision_that_nobody_blocked_falls_without_a_word() -> None:
    """And what is no decision says nothing against a step."""
    process = Process()
    act = process.decide()
    counted = process.counted()

    assert said_against(act, counted) == ""
    assert len(list(replaced(act, counted).in_words())) == 1
    assert not any(objections(each, counted) for each in counted.acts)
