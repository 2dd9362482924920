"""Check that all nodes have the same chain: no divergence, no fork.

Two nodes with different blocks at one height cannot both be right; users of one of
them see money that does not exist. The usual causes are two clients that execute a
block differently, a fork that activated on one of them only, and a corrupted
database. Numbers that differ are lag, not divergence: only hashes at the common
height count, for the unsafe, the safe and the finalized head, and the output root
that a proposer would claim. On a mismatch the first divergent block is searched by
bisection and kept with both headers. The addresses must belong together, too: the
consensus clients to chain and L1 of the other endpoints, and none to two nodes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from gonogo.checks.asking import ask_each
from gonogo.checks.divergence import Divergence, encode, find_divergence
from gonogo.checks.facts import Facts
from gonogo.checks.growth import NO_ENDPOINT, NOT_SEEN
from gonogo.checks.judgement import Judgement, errored, failed, passed, precluded, worst_of
from gonogo.checks.l1_origin import judge_l1, observe_l1
from gonogo.checks.questions import SYNC_STATUS, Heads
from gonogo.checks.readings import UNREACHABLE, read
from gonogo.checks.view import View, reading_name
from gonogo.evidence import Figure
from gonogo.protocol import format_quantity
from gonogo.rpc import FullHeader, Header, Output, decode_hook

T = TypeVar("T")

TITLE = "All nodes have the same chain"
FOLLOWS = (SYNC_STATUS,)
SENDS_TRANSACTIONS = False
COMPONENT = None

TAGS = {"unsafe": "latest", "safe": "safe", "finalized": "finalized"}
"""What execution clients call each head."""
DIVERGENCES = "divergences.json"
OUTPUTS = "outputs.safe.jsonl"
_SAFE_BLOCKS = "blocks.safe.jsonl"
_FEWEST_TO_COMPARE = 2


@dataclass(frozen=True)
class Parameters:
    """Nothing may differ, so there is nothing to set."""


async def observe(view: View) -> Mapping[str, bytes]:
    """Ask every node, when the window ends, for the block at each common height."""
    readings = dict(await view.watched(*FOLLOWS))
    divergences: list[Divergence] = []
    for head, tag in TAGS.items():
        heads = await _blocks(view, tag, Header)
        readings[f"heads.{head}.jsonl"] = heads
        height = _common_height(f"heads.{head}.jsonl", heads)
        if height is None:
            continue
        blocks = await _blocks(view, format_quantity(height), FullHeader)
        readings[f"blocks.{head}.jsonl"] = blocks
        divergences += [
            await find_divergence(view, head, height, left, right)
            for left, right in _parting(f"blocks.{head}.jsonl", blocks)
        ]
        if head == "safe":
            readings[OUTPUTS] = await ask_each(
                view,
                view.consensus,
                "optimism_outputAtBlock",
                format_quantity(height),
                answer=Output,
            )
    return {**readings, **await observe_l1(view), DIVERGENCES: encode(divergences)}


async def _blocks(view: View, which: str, answer: type[Header]) -> bytes:
    params = (which, False)
    return await ask_each(view, view.execution, "eth_getBlockByNumber", *params, answer=answer)


def _common_height(name: str, heads: bytes) -> int | None:
    # The lowest of the heads: who is behind has this block too, so lag is not taken for divergence.
    return min((int(header.number) for _, header in _answers(name, heads, Header)), default=None)


def _parting(name: str, blocks: bytes) -> list[tuple[str, str]]:
    """Pair the first node with one node of every other opinion."""
    opinions: dict[str, str] = {}
    for node, block in _answers(name, blocks, FullHeader):
        opinions.setdefault(block.hash.lower(), node)
    # One node of each opinion is enough: those that share one part from the first at one block.
    first, *others = opinions.values() or [""]
    return [(first, other) for other in others]


def _answers(name: str, content: bytes, answer: type[T]) -> Iterator[tuple[str, T]]:
    for reading in read(name, content, answer):
        if isinstance(reading.a, answer):
            yield reading.n, reading.a


def evaluate(readings: Mapping[str, bytes], parameters: Parameters, facts: Facts) -> Judgement:
    """Judge each head at its common height, the outputs, and what was said meanwhile."""
    _ = parameters
    if not facts.execution_nodes:
        return errored(NO_ENDPOINT)
    if len(facts.execution_nodes) < _FEWEST_TO_COMPARE:
        return errored(
            f"only {facts.execution_nodes[0]} has a known address; agreement needs two nodes"
        )
    if all(f"blocks.{head}.jsonl" not in readings for head in TAGS):
        return errored(NOT_SEEN)
    divergences = msgspec.json.decode(
        readings[DIVERGENCES], type=list[Divergence], dec_hook=decode_hook
    )
    return worst_of(
        *(_judge_head(head, readings, divergences, facts) for head in TAGS),
        _judge_outputs(readings, facts),
        judge_l1(readings, facts),
        _judge_meanwhile(readings),
        *(errored(twins) for twins in (facts.execution_twins(), facts.consensus_twins()) if twins),
    )


def _judge_head(
    head: str, readings: Mapping[str, bytes], divergences: list[Divergence], facts: Facts
) -> Judgement:
    heads_name, blocks_name = f"heads.{head}.jsonl", f"blocks.{head}.jsonl"
    height = _common_height(heads_name, readings[heads_name])
    if height is None or blocks_name not in readings:
        return errored(f"no node told its {head} head")
    figures = (Figure(f"common {head} height", height, "block"),)
    blocks = dict(_answers(blocks_name, readings[blocks_name], FullHeader))
    for node, block in blocks.items():
        if block.number != height:
            return failed(
                f"{node} was asked for block {height} and answered with block {block.number}",
                figures=figures,
            )
    if len({block.hash.lower() for block in blocks.values()}) > 1:
        found = [each.sentence for each in divergences if each.head == head]
        hashes = ", ".join(f"{node} has {block.hash}" for node, block in blocks.items())
        return failed(
            f"the nodes differ at the {head} block {height}: {hashes}; {'; '.join(found)}",
            figures=figures,
        )
    if lacking := _lacking(
        f"the {head} block", facts.execution_nodes, readings, heads_name, blocks_name
    ):
        return lacking
    return passed(f"all {len(blocks)} nodes have the same {head} block {height}", figures=figures)


def _lacking(
    what: str, nodes: tuple[str, ...], readings: Mapping[str, bytes], *names: str
) -> Judgement | None:
    """Say who did not answer one of these questions; None: everybody did."""
    words: dict[str, str] = {}
    is_dead = True
    for name in names:
        found = {reading.n: reading for reading in read(name, readings[name], Any)}
        for node in nodes:
            reading = found.get(node)
            if reading is None or reading.e is not None:
                words[node] = reading.w if reading is not None else "nothing is recorded"
                is_dead &= reading is not None and reading.e == UNREACHABLE
    if not words:
        return None
    who = "; ".join(f"{node}: {said}" for node, said in words.items())
    return (precluded if is_dead else errored)(f"{what} could not be compared on {who}")


def _judge_outputs(readings: Mapping[str, bytes], facts: Facts) -> Judgement:
    if OUTPUTS not in readings or not facts.consensus_nodes:
        return errored("no consensus node could be asked for its output root")
    outputs = dict(_answers(OUTPUTS, readings[OUTPUTS], Output))
    roots = {node: output.output_root.lower() for node, output in outputs.items()}
    if len(set(roots.values())) > 1:
        said = ", ".join(f"{node} has {root}" for node, root in roots.items())
        return failed(f"the output roots at the common safe height differ: {said}")
    known = {
        block.hash.lower()
        for _, block in _answers(_SAFE_BLOCKS, readings[_SAFE_BLOCKS], FullHeader)
    }
    for node, output in outputs.items():
        if known and output.block_ref.hash.lower() not in known:
            return failed(
                f"the consensus client of {node} has {output.block_ref.hash} as block "
                f"{output.block_ref.number}, which no execution client has at the common safe "
                "height: they follow different chains"
            )
    if lacking := _lacking("the output root", facts.consensus_nodes, readings, OUTPUTS):
        return lacking
    return passed(f"{len(roots)} consensus nodes give the same output root there")


def _judge_meanwhile(readings: Mapping[str, bytes]) -> Judgement:
    """Look for two nodes that ever named two blocks as the safe or finalized one of a height.

    An unsafe block may be replaced; one that was called safe must not be.
    """
    name = reading_name(SYNC_STATUS)
    seen: dict[tuple[str, int], tuple[str, str]] = {}
    heard: set[str] = set()
    for node, heads in _answers(name, readings[name], Heads):
        heard.add(node)
        for called, head in (("safe", heads.safe_l2), ("finalized", heads.finalized_l2)):
            found = (head.hash.lower(), node)
            before = seen.setdefault((called, head.number), found)
            if before[0] != found[0]:
                return failed(
                    f"{before[1]} had {before[0]} as {called} block {head.number}, "
                    f"and {node} had {found[0]}"
                )
    if not heard:
        return errored("no consensus node gave a usable answer during the window")
    return passed("and no two of them named different safe blocks during the window")
