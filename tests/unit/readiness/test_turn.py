"""Whose turn it is, and what they have to type."""

from dataclasses import replace
from datetime import timedelta

import pytest

from gonogo.evidence import Outcome
from gonogo.findings import finding_id
from gonogo.readiness import Policy, Reason, Requirement, Turn, Turns, Verdict, judge
from tests.unit.readiness.signed_example import BY_HAND, ROW, Bench, asking


def told(bench: Bench, *rows: Requirement, days: float = 0.0) -> list[Turn]:
    policy = asking(*(rows or (ROW,)))
    record = bench.compiled(bench.now + timedelta(days=days))
    decision, whose = judge(policy, record), Turns(policy, record)
    found = [turn for given in decision.answers for turn in whose.of_answer(given)]
    found += [turn for reason in decision.reasons for turn in whose.of_reason(reason)]
    return list(dict.fromkeys(found))


def commands(bench: Bench, *rows: Requirement, days: float = 0.0) -> list[str]:
    return [one.command for one in told(bench, *rows, days=days) if one.command]


def test_of_a_go_it_is_nobodys() -> None:
    """Nothing is to be done."""
    bench = Bench()
    bench.run()

    assert told(bench) == []


def test_what_was_not_observed_waits_for_a_run_or_a_waiver() -> None:
    """Both commands work when they are typed."""
    assert commands(Bench()) == [
        "gonogo assess bench --policy promote:alphanet",
        f'gonogo waive {ROW.id} --network bench --until DATE --reason "…"',
    ]


def test_what_is_tested_by_hand_waits_for_the_role() -> None:
    """Named as the requirement names it."""
    first = told(Bench(), BY_HAND)[0]

    assert first.who == "feature or platforms"
    assert first.command == "gonogo sign-off review --network bench --evidence FILE"


def test_a_failure_waits_for_its_rating_and_its_cause() -> None:
    """From whoever may rate, and from its team."""
    bench = Bench()
    name = finding_id(bench.run(Outcome.FAILED)).removeprefix("sha256:")[:12]

    rate, resolve = told(bench)

    assert rate.who == "platforms or release-coordinator"
    assert rate.command.startswith(f"gonogo finding rate {name} ")
    assert resolve.command.startswith(f"gonogo finding resolve {name} ")


def test_a_claim_waits_for_passes() -> None:
    """Not for people any more."""
    bench = Bench()
    failed = bench.run(Outcome.FAILED)
    bench.rated(failed, 3)
    bench.resolved(failed)

    assert "gonogo assess bench --policy promote:alphanet" in commands(bench)


def test_a_refuted_claim_waits_for_another() -> None:
    """Claimed to be mended, and still failing."""
    bench = Bench()
    failed = bench.run(Outcome.FAILED)
    bench.rated(failed, 3)
    bench.resolved(failed)
    bench.run(Outcome.FAILED)

    assert any("failed again" in one.what for one in told(bench))


def test_what_failed_by_hand_waits_for_another_look_and_not_for_a_run() -> None:
    """Until it fails by hand again: then the cause was none, whoever may not sign it says what."""
    bench = Bench()
    failed = bench.signed_off("ada", "failed")
    bench.rated(failed.id, 3)
    bench.resolved(failed.id)
    name = failed.id.removeprefix("sha256:")[:12]
    claimed = commands(bench, BY_HAND)
    bench.signed_off("cora", "failed")
    by_another = commands(bench, BY_HAND)
    bench.signed_off("fred", "failed")

    refuted = commands(bench, BY_HAND)

    look = "gonogo sign-off review --network bench --evidence FILE"
    resolve = f'gonogo finding resolve {name} --cause "…" --fix URL'
    assert look in claimed
    assert resolve not in claimed + by_another
    assert resolve in refuted
    assert not any("gonogo assess" in each for each in claimed)


@pytest.mark.parametrize(
    ("endorsers", "days", "words"),
    [((), 0, "Agree to its plan"), (("ada",), 90, "The plan was due"), (None, 0, "Plan how")],
)
def test_a_major_finding_waits_for_its_plan(
    endorsers: tuple[str, ...] | None, days: float, words: str
) -> None:
    """To be made, to be agreed to, or to be made anew."""
    bench = Bench()
    failed = bench.run(Outcome.FAILED)
    bench.rated(failed, 2)
    if endorsers is not None:
        bench.planned(failed, *endorsers)

    assert any(one.what.startswith(words) for one in told(bench, days=days))


def test_what_no_requirement_asks_about_waits_for_a_second_person() -> None:
    """The act to agree to is named."""
    bench = Bench()
    bench.run()
    failed = bench.run(Outcome.FAILED, check="unasked")
    bench.rated(failed, 2)
    claim = bench.resolved(failed)

    assert f"gonogo endorse {claim.id.removeprefix('sha256:')[:12]}" in commands(bench)


def test_a_failure_of_a_rehearsal_waits_for_passes_alone() -> None:
    """Nobody rates, plans or explains what was broken on purpose."""
    bench = Bench()
    bench.run(Outcome.FAILED)
    policy = replace(asking(ROW), resolves_by_pass=True)
    record = bench.compiled(bench.now)
    (given,) = judge(policy, record).answers

    found = Turns(policy, record, "gonogo assess bench").of_answer(given)

    assert [turn.command for turn in found] == ["gonogo assess bench"]


def test_a_gate_that_no_requirement_asks_for_is_run_again_by_itself() -> None:
    """In a rehearsal, where assessing would never run it; elsewhere people have their turns."""
    bench = Bench()
    bench.run(Outcome.FAILED, check="gate:gonogo/base")
    strict, record = asking(ROW), bench.compiled(bench.now)
    rehearsal = replace(strict, resolves_by_pass=True)

    def typed(policy: Policy) -> list[str]:
        reasons = judge(policy, record).reasons
        return [turn.command for each in reasons for turn in Turns(policy, record).of_reason(each)]

    assert typed(rehearsal) == ["gonogo accept bench --gate gonogo/base"]
    assert [each.split()[:3] for each in typed(strict)] == [
        ["gonogo", "finding", "rate"],
        ["gonogo", "finding", "resolve"],
    ]
    (reason,) = judge(rehearsal, record).reasons
    assert "`gonogo accept bench --gate gonogo/base`" in reason.remedy


def test_a_finding_that_is_lost_leaves_somebody_with_a_turn() -> None:
    """What is not on record cannot be rated or resolved; observing again can be typed."""
    bench = Bench()
    bench.run(Outcome.FAILED)
    policy, record = asking(ROW), bench.compiled(bench.now)
    (given,) = judge(policy, record).answers

    found = Turns(policy, replace(record, findings=())).of_answer(given)

    assert found[0].command == "gonogo assess bench --policy promote:alphanet"


def test_an_unfinished_run_is_resumed() -> None:
    """By its name."""
    bench = Bench()
    bench.run()
    started = bench.started()

    assert commands(bench) == [f"gonogo resume {started.run}"]


@pytest.mark.parametrize(
    ("code", "command"),
    [
        ("seen-now", "gonogo assess bench --policy promote:alphanet"),
        ("unsigned-run", "gonogo assess bench --policy promote:alphanet"),
        ("lost-act", "gonogo record restore"),
        ("blocked", "gonogo determine bench"),
        ("feature-not-passed", "gonogo ledger --feature interop"),
        ("freeze", ""),
        ("something-new", ""),
    ],
)
def test_every_reason_is_somebodys_turn(code: str, command: str) -> None:
    """Also one that only this machine knows, and one that nobody has thought of."""
    whose = Turns(asking(ROW), Bench().compiled(Bench().now))

    (turn,) = whose.of_reason(Reason("", Verdict.HOLD, "so it is", "", code, "interop"))

    assert turn.command == command
    assert (turn.who, turn.what) != ("", "")


def test_an_invariant_is_never_offered_a_waiver() -> None:
    """It would do nothing."""
    row = replace(ROW, is_invariant=True)

    assert not any("waive" in each for each in commands(Bench(), row))
