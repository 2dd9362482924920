"""Readings and facts put together by hand, for judging without a network."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType

import msgspec

from gonogo.checks import CATALOG, Judgement, Observation, evaluate, parameters_from_text
from gonogo.checks.facts import Facts, NodeFact
from gonogo.evidence import Window
from tests.simulator.chain import Blocks
from tests.simulator.clock import GENESIS

WINDOW_SECONDS = 10.0
WINDOW = Window(GENESIS, GENESIS + timedelta(seconds=WINDOW_SECONDS))
BLOCKS = Blocks("l2", 2, int(GENESIS.timestamp()))
SILENT = object()
"""Stands for a tick at which an endpoint gave no answer."""


def facts(  # noqa: PLR0913 - a test names what it varies.
    nodes: Sequence[tuple[str, str]] = (("sequencer-0", "sequencer"), ("verifier-0", "verifier")),
    *,
    unlisted: Sequence[str] = (),
    promised: Sequence[str] = (),
    twins: Mapping[str, str] = MappingProxyType({}),
    services: Sequence[str] = ("batcher", "proposer", "challenger"),
    roles: Sequence[str] = ("batcher", "proposer", "challenger"),
    l1: Sequence[str] = ("L1",),
    block_time_seconds: int | None = 2,
    window_seconds: float = WINDOW_SECONDS,
) -> Facts:
    """Return what is known of a small chain; `unlisted` nodes have no address.

    The inventory lists the clients of the `promised` ones; `twins` have another's address.
    """
    return Facts(
        chain="simulated-901",
        chain_id=901,
        l1_chain_id=900,
        started_at=GENESIS,
        window_seconds=window_seconds,
        interval_seconds=1.0,
        nodes=tuple(
            NodeFact(
                name,
                kind,
                name not in unlisted,
                name not in unlisted,
                is_execution_listed=name in promised,
                is_consensus_listed=name in promised,
                execution_twin=twins.get(name),
                consensus_twin=twins.get(name),
            )
            for name, kind in nodes
        ),
        l1=tuple(l1),
        services=tuple(services),
        has_inventory=bool(services),
        roles=dict.fromkeys(roles, "0x" + "ba" * 20),
        contracts={},
        block_time_seconds=block_time_seconds,
    )


def lines(**answers: Iterable[object]) -> bytes:
    """Return readings: each endpoint's answers, one a second; `_` in names stands for `-`."""
    content = b""
    for name, given in answers.items():
        for tick, answer in enumerate(given):
            reading: dict[str, object] = {
                "k": tick,
                "t": float(tick),
                "d": 0.0,
                "n": name.replace("_", "-"),
            }
            if answer is SILENT:
                reading |= {"e": "unreachable", "w": "no answer within 1 s"}
            else:
                reading["a"] = answer
            content += msgspec.json.encode(reading) + b"\n"
    return content


def ticks(
    seconds: Sequence[float],
    *,
    silent: Sequence[float] = (),
    late: Mapping[float, float] = MappingProxyType({}),
    slept: Mapping[float, float] = MappingProxyType({}),
) -> bytes:
    """Return the ticks that began at these seconds, the window's end among them.

    At the `silent` ones everybody who was asked failed; the `late` ones were due so much
    earlier; before the `slept` ones the machine had slept so long.
    """
    content = b""
    wall = 0.0
    for tick, second in enumerate([*seconds, seconds[-1]]):
        is_end = tick == len(seconds)
        wall += 0.0 if is_end else slept.get(second, 0.0)
        is_heard = not is_end and second not in silent
        looked = {
            "wall": second + wall,
            "asked": 0 if is_end else 2,
            "answered": 2 if is_heard else 0,
            "heard": [second, second] if is_heard else None,
        }
        late_by = 0.0 if is_end else late.get(second, 0.0)
        reading = {"k": tick, "t": second, "d": late_by, "n": "gonogo", "a": looked}
        content += msgspec.json.encode(reading) + b"\n"
    return content


def heads(unsafe: int, safe: int | None = None, finalized: int | None = None) -> object:
    """Return an answer to `optimism_syncStatus`; L1 is as high as the unsafe head."""
    safe = unsafe if safe is None else safe
    finalized = safe if finalized is None else finalized
    l1 = {"number": unsafe}
    return {
        "current_l1": l1,
        "head_l1": l1,
        "finalized_l1": l1,
        **{
            name: {"number": number, "hash": BLOCKS.hash(number)}
            for name, number in (
                ("unsafe_l2", unsafe),
                ("safe_l2", safe),
                ("finalized_l2", finalized),
            )
        },
    }


def header(number: int) -> object:
    """Return a block as it is kept."""
    return BLOCKS.block(number)


def judge_readings(
    check: str, readings: dict[str, bytes], known: Facts | None = None, **parameters: object
) -> Judgement:
    """Judge readings as if they had been observed."""
    known = known or facts()
    seconds = [float(second) for second in range(int(known.window_seconds) + 1)]
    everything = {
        "network.json": msgspec.json.encode(known),
        "ticks.jsonl": ticks(seconds),
        **readings,
    }
    pairs = [(name, str(value)) for name, value in parameters.items()]
    return evaluate(
        Observation(check, "simulated-901", WINDOW, everything),
        parameters_from_text(CATALOG[check], pairs),
    )
