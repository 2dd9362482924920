"""Which acts count: by whom, when and where they were signed."""

import pytest

from gonogo.verifier import Expected, ReasonCode, verify
from tests.unit.verifier.judging import failed, judged, passed, started
from tests.unit.verifier.writing import (
    ADA,
    BEN,
    FAY,
    PAT,
    Key,
    decided,
    evidence,
    expected,
    founded,
    minutes,
    people,
    row,
    text_of,
)


def codes(bundle: bytes, asked: Expected | None = None) -> set[ReasonCode]:
    """Return what speaks against a bundle; nothing would let it through."""
    return {reason.code for reason in verify(bundle, asked or expected()).reasons}


@pytest.mark.parametrize(
    ("begin", "end"), [(None, text_of(minutes(30))), (text_of(minutes(31)), None)]
)
def test_key_outside_its_time_is_refused(begin: str | None, end: str | None) -> None:
    """A key decides only between its first and its last moment."""
    pat = {"team": "platforms", "roles": ["platforms"], "keys": [row(PAT, begin, end)]}
    writer = founded(people_value=people(pat=pat))
    writer.run(20, evidence(""))

    assert ReasonCode.KEY_NOT_VALID in codes(decided(writer).bundle())


def test_role_that_was_taken_away_since_is_refused() -> None:
    """Who may no longer decide is not believed either about what was decided before."""
    decision = decided()
    fired = people(pat={"team": "platforms", "roles": ["feature"], "keys": [row(PAT)]})
    decision.writer.adopt(fired, minutes(40), BEN, agreed_by=ADA)

    assert codes(decision.bundle()) == {ReasonCode.WRONG_ROLE}


def test_role_that_was_given_since_is_refused() -> None:
    """Who gets the role later could not decide then."""
    decision = decided(signer=FAY)
    promoted = people(fay={"team": "platforms", "roles": ["platforms"], "keys": [row(FAY)]})
    decision.writer.adopt(promoted, minutes(40), BEN, agreed_by=ADA)

    assert codes(decision.bundle()) == {ReasonCode.WRONG_ROLE}


def test_people_that_no_root_signed_give_nothing() -> None:
    """A people act of one's own making makes nobody Platforms."""
    writer = founded()
    mine = people(fay={"team": "platforms", "roles": ["platforms"], "keys": [row(FAY)]})
    writer.act("people", {"content": mine}, FAY, minutes(2))
    writer.run(20, evidence(""))

    assert codes(decided(writer, signer=FAY).bundle()) == {ReasonCode.WRONG_ROLE}


def test_revocation_by_somebody_without_the_role_takes_nothing_back() -> None:
    """A revocation counts only if its signer may revoke."""
    decision = decided()
    decision.writer.act(
        "revocation", {"determination": decision.name, "reason": "no"}, FAY, minutes(40)
    )

    assert verify(decision.bundle(), expected()).is_accepted


def test_act_of_another_workspace_counts_for_nothing() -> None:
    """Passes that were signed in another workspace do not make a go here."""
    writer = founded()
    writer.workspace = "f" * 32
    writer.run(20, evidence(""))
    writer.workspace = expected().trust["workspace"]

    assert ReasonCode.VERDICT_DIFFERS in codes(decided(writer).bundle())


def test_key_that_ran_out_loses_no_failure() -> None:
    """An act of a key that ran out before any root saw it holds, and is not just left out."""
    writer = started()
    lab = {"lab-1": {"keys": [row(Key("lab-1"), None, text_of(minutes(100)))]}}
    ending = people() | {"runners": lab}
    passed(writer, 20)
    writer.adopt(ending, minutes(30))
    failed(writer, 50)

    early = judged(writer, at=60)
    late = judged(writer, at=150)

    assert early.verdict == "no-go"
    assert ("record-incomplete", "") in late.reasons
