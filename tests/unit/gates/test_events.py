"""The lines that a gate prints, as `go test -json` does."""

import json

from gonogo.gates.events import Action, Events, Reason
from tests.simulator.clock import SimulatedClock


def said(lines: list[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in lines]


def events(lines: list[bytes]) -> Events:
    return Events("gonogo/base", SimulatedClock(0), lines.append)


def test_the_keys_are_those_of_go() -> None:
    """Every line is one object with the keys that tools of Go know, and ours beside them."""
    lines: list[bytes] = []

    events(lines).end("transfer", Action.SKIP, 1.23456, Reason("precondition", "no money"))

    assert said(lines) == [
        {
            "Time": "2026-01-01T00:00:00Z",
            "Action": "skip",
            "Package": "gonogo/base",
            "Test": "transfer",
            "Elapsed": 1.235,
            "Gonogo": {"kind": "precondition", "message": "no money"},
        }
    ]
    assert all(line.endswith(b"\n") and line.count(b"\n") == 1 for line in lines)


def test_output_is_cut_into_lines() -> None:
    """Several lines are several events, and a line without end is cut."""
    lines: list[bytes] = []

    events(lines).output("transfer", "one\ntwo")
    events(lines).output("", "")
    events(lines).output("transfer", "x" * 9000)

    outputs = [str(event["Output"]) for event in said(lines)]
    assert outputs[:3] == ["one\n", "two\n", "\n"]
    assert max(map(len, outputs)) <= 4001
    assert "".join(outputs[3:]).replace("\n", "") == "x" * 9000


def test_half_a_character_is_no_end() -> None:
    """Text that cannot be written as JSON is replaced where it cannot, and kept elsewhere."""
    lines: list[bytes] = []

    events(lines).output("transfer", "before \udcff after")
    events(lines).end("transfer", Action.FAIL, 0, Reason("crash", "\udcff"))

    printed, ended = said(lines)
    assert printed["Output"] == "before ? after\n"
    assert ended["Gonogo"] == {"kind": "crash", "message": "?"}


def test_what_a_node_says_cannot_forge_an_event() -> None:
    """Text of others stays within its string, whatever is in it."""
    lines: list[bytes] = []

    events(lines).output("transfer", '"}\x00\u2028{"Action":"pass"}')

    assert {event["Action"] for event in said(lines)} == {"output"}
