"""Every problem of a document at once, each with its place and the nearest key."""

from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from gonogo.documents import DocumentError, parse_yaml, validate

ROLE = "Input should be 'sequencer' or 'verifier' (did you mean 'sequencer'?)"


class Node(BaseModel):
    """A model with a closed set of values and an alias."""

    model_config = ConfigDict(extra="forbid")

    name: str
    role: Literal["sequencer", "verifier"] = "verifier"
    timeout_seconds: float | None = Field(default=None, alias="timeout", gt=0)


class Devnet(BaseModel):
    """A model of models, in a list, a mapping and a union."""

    model_config = ConfigDict(extra="forbid")

    name: str
    nodes: list[Node] | None = None
    by_name: dict[str, Node | list[Node]] = {}


def problems(text: str) -> list[str]:
    with pytest.raises(DocumentError) as refused:
        validate(parse_yaml(text, "d.yaml"), Devnet)
    return refused.value.message.splitlines()


def test_fitting_document_becomes_the_model() -> None:
    """What fits comes back typed."""
    devnet = validate(parse_yaml("name: a\nnodes: [{name: n, timeout: 3}]", "d.yaml"), Devnet)

    assert devnet.nodes == [Node(name="n", timeout=3)]


def test_all_problems_in_the_order_of_the_file() -> None:
    """One pass names everything that is wrong."""
    text = "nodes:\n  - nam: x\n    timeout: 0\n  - name: [1]\n    role: sequncer\nnmae: x\n"

    assert problems(text) == [
        "d.yaml:1:1 name: is required and is missing",
        "d.yaml:2:5 nodes.0.name: is required and is missing",
        "d.yaml:2:5 nodes.0.nam: unknown key (did you mean 'name'?)",
        "d.yaml:3:14 nodes.0.timeout: Input should be greater than 0",
        "d.yaml:4:11 nodes.1.name: must be text",
        "d.yaml:5:11 nodes.1.role: " + ROLE,
        "d.yaml:6:1 nmae: unknown key (did you mean 'name'?)",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name: a\nnodes: [{name: n, timout: 3}]", "did you mean 'timeout'?"),
        ("name: a\nby_name: {x: {name: n, Time_Out: 3}}", "did you mean 'timeout'?"),
        ("name: a\nby_name:\n  x:\n    - {name: n, rôle: 3}", "d.yaml:4:17 by_name.x.0.rôle"),
        ("name: a\nzzzz: 1", "unknown key (known here: by_name, name, nodes)"),
        ("name: a\nnodes: {}", "d.yaml:2:8 nodes: must be a list"),
        ("[]", "d.yaml:1:1: must be a mapping"),
        ("", "d.yaml:1:1: is empty"),
        ("# nothing", "is empty"),
    ],
)
def test_problem(text: str, expected: str) -> None:
    """Each problem says where, what, and what was probably meant."""
    assert expected in "\n".join(problems(text))


def test_values_are_not_repeated() -> None:
    """A secret in the wrong place does not reach the message, nor the chain of causes."""
    with pytest.raises(DocumentError) as refused:
        validate(parse_yaml("name: {key: hunter2}\nnodes: hunter2", "d.yaml"), Devnet)

    assert "hunter2" not in refused.value.message
    assert refused.value.__context__ is None


def test_many_problems_are_cut_short() -> None:
    """A wholly wrong file does not fill the screen."""
    text = "name: a\n" + "\n".join(f"k{n}: 1" for n in range(80))

    lines = problems(text)

    assert len(lines) == 51
    assert lines[-1] == "d.yaml: and 30 more problems"


def test_keys_cannot_speak_to_the_terminal() -> None:
    """A key with control characters, or without end, is shown as neither."""
    [line] = problems('name: a\n? "\\e[31m' + "x" * 5_000 + '"\n: 1\n')

    assert line.isprintable()
    assert len(line) < 400


def test_wholly_wrong_files_are_told_in_time() -> None:
    """The time to report does not grow with the number of mistakes beyond what is shown."""
    text = "name: a\nnodes:\n" + "  - {nam: x}\n" * 20_000

    assert len(problems(text)) == 51
