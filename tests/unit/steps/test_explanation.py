"""What a decision is explained with."""

from gonogo.evidence import Outcome
from gonogo.people import ActKind
from gonogo.readiness import Answer, judge
from gonogo.record import FindingBody
from gonogo.steps.explanation import Explaining
from tests.unit.readiness.signed_example import BY_HAND, NETWORK, OURS, ROW, Bench, asking


def explaining(bench: Bench) -> Explaining:
    policy, record = asking(ROW, BY_HAND), bench.compiled(bench.now)
    return Explaining(judge(policy, record), record, policy, "promote")


def test_an_answer_comes_with_what_it_rests_on() -> None:
    """The evidence, the finding that it opened, since when, and what to type."""
    bench = Bench()
    failed = bench.run(Outcome.FAILED)

    (row,) = explaining(bench).requirements(ROW.id)

    assert row.answer.answer is Answer.UNMET
    assert row.evidence == (failed,)
    assert [row.since] == [finding.opened_at for finding in row.findings]
    assert row.turns[0].command.startswith("gonogo finding rate ")


def test_what_is_met_is_nobodys_turn() -> None:
    """And it is so since its pass."""
    bench = Bench()
    passed = bench.run()

    (row,) = explaining(bench).requirements(ROW.id)

    assert [(turn.who, turn.command) for turn in row.turns] == [("nobody", "")]
    assert row.since == passed.window.ended_at


def test_what_nobody_saw_is_so_since_nobody_knows_when() -> None:
    """The command observes for the step that was asked about."""
    (row,) = explaining(Bench()).requirements(ROW.id)

    assert row.since is None
    assert row.turns[0].command == "gonogo assess bench --for promote"


def test_every_requirement_is_explained_unless_one_is_asked_for() -> None:
    """In the order of the decision."""
    rows = list(explaining(Bench()).requirements())

    assert {row.requirement.id for row in rows} == {ROW.id, BY_HAND.id}


def test_what_weighs_beside_the_requirements_has_a_turn_too() -> None:
    """Whoever started a run can go on with it."""
    bench = Bench()
    bench.run()
    started = bench.started()

    turns = {each.reason.code: each.turns for each in explaining(bench).circumstances()}

    (turn,) = turns["run-unfinished"]
    assert turn.command == f"gonogo resume {started.run}"


def test_everybody_whose_turn_it_is_is_told() -> None:
    """A finding that no requirement asks about is rated by some and mended by others."""
    bench = Bench()
    bench.run()
    deployed = (NETWORK, OURS.digest, OURS.candidate)
    said = FindingBody(*deployed, None, None, "It stalls", "", None, None, None, None)
    bench.sign(ActKind.FINDING, said, by="cora")

    told = {each.reason.code: each.turns for each in explaining(bench).circumstances()}

    turns = told["finding-unrated"]
    commands = [turn.command.split()[:3] for turn in turns]
    assert commands == [["gonogo", "finding", "rate"], ["gonogo", "finding", "resolve"]]
    assert len({turn.who for turn in turns}) == len(turns)
