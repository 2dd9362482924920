"""An explanation in words and as JSON."""

from gonogo.cli.explain_words import document, lines_of_circumstance, lines_of_requirement
from gonogo.evidence import Outcome
from gonogo.people import ActKind
from gonogo.readiness import judge
from gonogo.record import FindingBody
from gonogo.steps.explanation import Explaining
from tests.unit.readiness.signed_example import BY_HAND, NETWORK, OURS, ROW, Bench, asking


def explaining(bench: Bench) -> Explaining:
    policy, record = asking(ROW, BY_HAND), bench.compiled(bench.now)
    return Explaining(judge(policy, record), record, policy, "promote")


def reported() -> Bench:
    """A network that passes, and somebody who saw it stall."""
    bench = Bench()
    bench.run()
    deployed = (NETWORK, OURS.digest, OURS.candidate)
    said = FindingBody(*deployed, None, None, "It stalls", "", None, None, None, None)
    bench.sign(ActKind.FINDING, said, by="cora")
    return bench


def test_a_reason_names_everybody_whose_turn_it_is() -> None:
    """Not only whoever comes first: the others would wait for somebody to tell them."""
    beside = list(explaining(reported()).circumstances())

    lines = [line for each in beside for line in lines_of_circumstance(each)]
    told = document("hold", (), beside)

    turns = [line for line in lines if line.startswith("  turn ")]
    assert [" finding rate " in turns[0], " finding resolve " in turns[1]] == [True, True]
    assert isinstance(told["reasons"], list)
    (reason,) = told["reasons"]
    assert [f"{each['who']}: {each['command']}" for each in reason["turns"]] == [
        line.removeprefix("  turn      ") for line in turns
    ]


def test_a_finding_has_the_name_under_which_it_is_rated() -> None:
    """What the line says is what the command beside it takes."""
    bench = Bench()
    bench.run(Outcome.FAILED)

    (row,) = explaining(bench).requirements(ROW.id)
    lines = list(lines_of_requirement(row))

    (finding,) = (line.split()[1] for line in lines if line.startswith("  finding "))
    assert any(f"gonogo finding rate {finding} " in line for line in lines)
    assert any("(unrated)" in line for line in lines)
