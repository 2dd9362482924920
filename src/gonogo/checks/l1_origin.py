"""Whether consensus clients follow the very L1 that we ask ourselves.

Two L1 chains can have one chain id, as every local network shows, and a network
that is judged by the batches and games of another L1 is not judged at all. So each
consensus client is asked which L1 block it calls finalized, and each L1 endpoint for
the block of that height. Finalized blocks are compared because nobody replaces them.
"""

import asyncio
from collections.abc import Callable, Mapping

import msgspec

from gonogo.checks.asking import ask_each
from gonogo.checks.facts import Facts
from gonogo.checks.judgement import Judgement, errored, failed, passed, precluded
from gonogo.checks.readings import UNREACHABLE, read
from gonogo.checks.view import View
from gonogo.protocol import format_quantity
from gonogo.rpc import BlockReference, Header

CLAIMS = "l1_claims.jsonl"
BLOCKS = "l1_blocks.jsonl"
_NONE_YET = "0x" + "00" * 32


class Claim(msgspec.Struct, frozen=True):
    """The part of `optimism_syncStatus` that says which L1 a node follows."""

    finalized_l1: BlockReference


async def observe_l1(view: View) -> Mapping[str, bytes]:
    """Ask which L1 block each consensus client calls finalized, and L1 for those blocks."""
    claims = await ask_each(view, view.consensus, "optimism_syncStatus", answer=Claim)
    heights = {claim.finalized_l1.number for claim in _claims(claims).values()}
    asked = [(format_quantity(height), False) for height in sorted(heights)]
    blocks = await asyncio.gather(
        *(
            ask_each(view, view.l1, "eth_getBlockByNumber", *params, answer=Header)
            for params in asked
        )
    )
    return {CLAIMS: claims, BLOCKS: b"".join(blocks)}


def _claims(content: bytes) -> dict[str, Claim]:
    return {
        reading.n: reading.a
        for reading in read(CLAIMS, content, Claim)
        if isinstance(reading.a, Claim)
    }


def judge_l1(readings: Mapping[str, bytes], facts: Facts) -> Judgement:
    """Judge whether every L1 endpoint has the blocks that consensus clients call finalized."""
    claims = _claims(readings[CLAIMS])
    if not facts.l1 or not claims:
        return errored("nobody can tell which L1 the nodes follow: nobody could be asked for it")
    blocks, silence = _blocks(readings[BLOCKS])
    lacking: list[str] = []
    for node, claim in claims.items():
        said = claim.finalized_l1
        for endpoint in facts.l1:
            found = blocks.get((endpoint, said.number))
            # op-node says zeros until it knows a finalized block; that agrees with nobody.
            if said.hash == _NONE_YET or found is None:
                lacking.append(f"{endpoint} and {node}")
            elif found != said.hash.lower():
                return failed(
                    f"{node} follows another L1 than the endpoint {endpoint}: its finalized L1 "
                    f"block {said.number} is {said.hash}, and that of the endpoint {found}"
                )
    if not lacking:
        return passed(f"all {len(claims)} consensus nodes follow the L1 that was asked")
    outcome, why = silence or (errored, "no finalized block is known yet")
    return outcome(f"the L1 of {'; '.join(lacking)} could not be compared: {why}")


def _blocks(
    content: bytes,
) -> tuple[dict[tuple[str, int], str], tuple[Callable[[str], Judgement], str] | None]:
    """Return L1's blocks by endpoint and height, and what a missing one means, and why."""
    found: dict[tuple[str, int], str] = {}
    silence: tuple[Callable[[str], Judgement], str] | None = None
    for reading in read(BLOCKS, content, Header):
        if isinstance(reading.a, Header):
            found[reading.n, reading.a.number] = reading.a.hash.lower()
        else:
            silence = (precluded if reading.e == UNREACHABLE else errored), reading.w
    return found, silence
