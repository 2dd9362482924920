"""Which tool runs which gates."""

from gonogo.acceptance import Gate
from gonogo.acceptance.plan import Tool, by_tool
from gonogo.acceptance.validators import Choice


def test_gates_of_one_tool_go_together() -> None:
    """Gates are planned with those that the same tool runs, whatever stands between them."""
    gates = (
        Gate("a", runner="go"),
        Gate("b", runner="pytest"),
        Gate("c", runner="go"),
        Gate("d"),
    )
    excluded = (Gate("x"),)

    found = by_tool(Choice("f", gates, excluded))

    assert found == {
        Tool("go"): Choice("f", (gates[0], gates[2]), excluded),
        Tool("pytest"): Choice("f", (gates[1],), excluded),
        Tool(""): Choice("f", (gates[3],), excluded),
    }


def test_two_commands_are_two_tools() -> None:
    """Gates of different commands are run apart."""
    one = Gate("a", runner="command", command=("npm", "test"), report="junit.xml")
    other = Gate("b", runner="command", command=("make", "test"), report="junit.xml")

    assert len(by_tool(Choice("f", (one, other)))) == 2
