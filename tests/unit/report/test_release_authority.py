"""Who decided, in blocks of text."""

from dataclasses import replace

from gonogo.readiness import Verdict
from gonogo.report.authority import AddedBlock, Afterwards, Authority
from gonogo.report.release_authority import deciders, names_of
from gonogo.report.sheet import Facts, Mark, Paragraph, Table, written
from tests.unit.report.listed import ADA, HOUR, NOW, authority


def facts(given: Authority) -> dict[str, str]:
    first = next(iter(deciders(given, NOW)))
    assert isinstance(first, Facts)
    return {name: written(text) for name, text in first.rows}


def test_who_signed_is_told_with_role_key_and_act() -> None:
    """So that anybody can look them up."""
    told = facts(authority())["Decided by"]

    assert "Ada (platforms)" in told
    assert "key SHA256:ada" in told
    assert "act act-1" in told


def test_somebody_without_a_role_is_told_without_one() -> None:
    """Empty brackets would hide that there is none."""
    assert "Ada, " in facts(authority(decided=replace(ADA, roles=())))["Decided by"]


def test_what_nobody_did_is_said() -> None:
    """That nobody agreed, nothing was replaced, and nothing was done on it."""
    told = facts(authority())
    last = list(deciders(authority(), NOW))[-1]

    assert told["Endorsed by"] == "nobody else"
    assert told["Replaces"] == "no earlier decision"
    assert isinstance(last, Paragraph)
    assert "nobody took it back" in written(last.text)


def test_a_decision_that_is_over_says_so() -> None:
    """In the moment in which it ends."""
    assert "(over)" not in facts(authority())["Valid until"]
    assert "(over)" in facts(authority(valid_until=NOW))["Valid until"]
    assert "(over)" in facts(authority(valid_until=NOW - HOUR))["Valid until"]


def test_what_was_added_and_what_became_of_it_are_tables() -> None:
    """What takes its force must not be missed."""
    block = AddedBlock("governance", "", Verdict.HOLD, "not before the vote")
    taken = Afterwards("revoked", ADA, "no", takes_force=True)
    made = Afterwards("promoted", ADA, "promote:alphanet")

    _, added, after = deciders(authority(taken, made, blocks=(block,)), NOW)

    assert isinstance(added, Table)
    assert isinstance(after, Table)
    assert written(added.rows[0][1]) == "governance"
    assert written(added.rows[0][2]) == "not before the vote"
    assert [row[0][0].mark for row in after.rows] == [Mark.STRONG, Mark.PLAIN]


def test_names_stand_one_after_the_other() -> None:
    """None of them is lost."""
    assert written(names_of(("a", "b"))) == "a, b"
    assert names_of(()) == ()
