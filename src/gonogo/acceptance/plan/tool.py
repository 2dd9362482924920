"""Which tool runs which gates: a plan is for one of them, since each finds packages its own way."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gonogo.acceptance.validators import Choice


@dataclass(frozen=True, slots=True)
class Tool:
    """What runs tests, as gates ask for it."""

    runner: str
    """Empty: whichever fits the test directory."""
    command: tuple[str, ...] = ()
    report: str = ""


def by_tool(choice: Choice) -> Mapping[Tool, Choice]:
    """Return what is to be run by what runs it, both in the order in which they come."""
    sorted_out: dict[Tool, Choice] = {}
    for gate in choice.gates:
        tool = Tool(gate.runner, gate.command, gate.report)
        # What is excluded is excluded for every tool: each knows packages by names of its own.
        earlier = sorted_out.get(tool, replace(choice, gates=()))
        sorted_out[tool] = replace(earlier, gates=(*earlier.gates, gate))
    return sorted_out
