"""A withdrawal over days: what a run does, what it leaves to later ones, and what it refuses."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gonogo.clock import SystemClock
from gonogo.gates.command import run_gate
from gonogo.gates.discovery import choose
from gonogo.networks import Network
from tests.unit.gates.rehearsal import MONEY, Said
from tests.unit.gates.served import served
from tests.unit.gates.withdrawal.two_chains import DAY, FUNDER, L2, Portal, network_of

NOW = int(SystemClock().now().timestamp())
PASSED = ("pass", "", "")


@dataclass
class Scene:
    """Two chains, and a state directory."""

    l1: Portal
    l2: L2
    network: Network
    state: Path

    async def run(self) -> tuple[str, str, str]:
        """Run the test once; return how it ended."""
        said = Said()
        await run_gate(
            choose("base", ["withdrawal"]),
            self.network,
            {**MONEY, "GONOGO_STATE_DIR": str(self.state)},
            package="gonogo/base",
            timeout_seconds=60,
            clock=SystemClock(),
            write=said.lines.append,
        )
        self.output = said.output()
        return said.ending("withdrawal")

    @property
    def entries(self) -> list[dict[str, Any]]:
        """Return what is written down, the first begun first."""
        paths = self.state.glob("*/withdrawals/*.json")
        # Two that were begun within a second have names that do not tell which was first.
        read = [json.loads(path.read_bytes()) for path in paths]
        return sorted(read, key=lambda entry: str(entry["began_at"]))

    def rewrite(self, **changes: Any) -> None:
        """Change what is written down about the only withdrawal."""
        (path,) = self.state.glob("*/withdrawals/*.json")
        path.write_text(json.dumps({**json.loads(path.read_bytes()), **changes}))

    def later(self, seconds: int) -> None:
        """Turn the clocks of both chains on."""
        self.l1.time += seconds
        self.l2.time += seconds


@asynccontextmanager
async def _scene(state: Path) -> AsyncIterator[Scene]:
    # So long ago that whatever finishes after two waits of eight days finishes now.
    begun = NOW - 16 * DAY
    l1 = Portal(900, "0x" + "11" * 32, begun)
    l2 = L2(901, "0x" + "22" * 32, begun)
    # Two games at an interval of an hour, of which the newer one claims every block there is.
    l1.games = [(l1.time - 3600, 1), (l1.time - 10, 1_000_000)]
    async with served(l1.answer) as l1_url, served(l2.answer) as l2_url:
        yield Scene(l1, l2, network_of(l1_url, l2_url), state)


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with _scene(tmp_path) as made:
        yield made


async def test_a_wait_of_days_is_left_to_a_later_run(scene: Scene) -> None:
    """The first run proves it, and says since when and until when it waits."""
    action, kind, message = await scene.run()

    assert (action, kind) == ("skip", "waiting")
    (entry,) = scene.entries
    assert f"proven at {entry['proven_at']}" in message
    assert "can be finalized after" in message


async def test_later_runs_go_on_until_it_is_finalized(scene: Scene) -> None:
    """Each does what can be done by then, and nothing twice."""
    endings = [await scene.run()]
    for days in (3, 1, 4):
        scene.later(days * DAY + 60)
        endings.append(await scene.run())

    assert [ending[1] for ending in endings] == ["waiting", "waiting", "waiting", ""], endings
    assert endings[-1] == PASSED
    (entry,) = scene.entries
    assert sorted(entry["posted"]) == ["finalize", "initiate", "prove", "resolve", "resolve-claim"]
    assert {len(versions) for versions in entry["posted"].values()} == {1}


async def _finished(scene: Scene) -> None:
    await scene.run()
    for _ in range(2):
        scene.later(8 * DAY)
        ending = await scene.run()
    assert ending == PASSED


async def test_one_that_finished_lately_counts_while_the_next_one_waits(scene: Scene) -> None:
    """A network that is asked each day passes each day, once the first week is over."""
    await _finished(scene)
    scene.l1.status = 0

    assert await scene.run() == PASSED
    assert "is finalized on this deployment, at" in scene.output
    assert [bool(entry.get("finalized_at")) for entry in scene.entries] == [True, False]


async def test_one_that_finished_long_ago_does_not_count(scene: Scene) -> None:
    """It says nothing about the network as it is now."""
    await _finished(scene)
    scene.rewrite(finalized_at="2026-01-01T00:00:00Z")
    scene.l1.status = 0

    assert (await scene.run())[:2] == ("skip", "waiting")


async def test_one_that_is_not_finalized_any_more_goes_on(scene: Scene) -> None:
    """The chain is asked, and the state is not believed."""
    await _finished(scene)
    (before,) = scene.entries
    (posted,) = before["posted"]["finalize"]
    scene.l1.finalized.clear()
    del scene.l1.receipts[posted["hash"]]

    assert await scene.run() == PASSED
    assert "L1 was reorganised" in scene.output
    (after,) = scene.entries
    assert after["posted"]["finalize"] != [posted]


async def test_one_of_another_deployment_does_not_count(scene: Scene) -> None:
    """Another genesis is another network, whatever its name and its chain ids."""
    await _finished(scene)
    scene.l2.genesis = "0x" + "33" * 32
    scene.l1.status = 0

    assert (await scene.run())[:2] == ("skip", "waiting")
    assert len(scene.entries) == 2


async def test_a_day_later_another_one_is_begun(scene: Scene) -> None:
    """So that each day one can finish."""
    await scene.run()
    await scene.run()
    before = len(scene.entries)
    scene.rewrite(began_at="2026-01-01T00:00:00Z")
    await scene.run()

    assert (before, len(scene.entries)) == (1, 2)


async def test_a_message_that_was_reorganised_away_is_sent_again(scene: Scene) -> None:
    """The same bytes, so that it cannot be there twice."""
    await scene.run()
    (entry,) = scene.entries
    (posted,) = entry["posted"]["initiate"]
    (sender,) = [one for one in scene.l2.sent if f"0x{one.hash.hex()}" == posted["hash"]]
    scene.l2.undo(posted["hash"], f"0x{sender.sender.hex()}")
    scene.l2.nonces[f"0x{sender.sender.hex()}"] = sender.transaction.nonce
    await scene.run()

    (after,) = scene.entries
    assert after["posted"]["initiate"] == [posted]
    assert posted["hash"] in scene.l2.receipts


async def test_a_message_that_can_never_come_back_is_begun_anew(scene: Scene) -> None:
    """Its nonce was used by something else, and the log says so."""
    await scene.run()
    (entry,) = scene.entries
    (posted,) = entry["posted"]["initiate"]
    del scene.l2.receipts[posted["hash"]]
    await scene.run()

    (after,) = scene.entries
    assert after["posted"]["initiate"][0]["hash"] != posted["hash"]
    assert "it begins anew" in scene.output
    assert after["hash"] != entry["hash"]


async def test_a_proof_that_was_reorganised_away_is_sent_again(scene: Scene) -> None:
    """What the portal does not keep was not proven."""
    await scene.run()
    scene.l1.proven.clear()
    (entry,) = scene.entries
    (posted,) = entry["posted"]["prove"]
    del scene.l1.receipts[posted["hash"]]
    await scene.run()

    assert "the proof is not on L1 any more" in scene.output
    assert (await scene.run())[:2] == ("skip", "waiting")


async def test_a_game_that_the_challenger_wins_fails_it_for_good(scene: Scene) -> None:
    """The claim was right; the next run begins another withdrawal."""
    await scene.run()
    scene.l1.status = 1
    action, _, message = await scene.run()
    scene.l1.status = 0
    after = await scene.run()

    assert action == "fail"
    assert "resolved against it" in message
    assert after[:2] == ("skip", "waiting")
    assert [bool(entry.get("given_up")) for entry in scene.entries] == [True, False]


async def test_a_contested_game_is_waited_for(scene: Scene) -> None:
    """Nobody but the challenger knows in which order its claims resolve."""
    await scene.run()
    scene.l1.claims = 3
    scene.later(5 * DAY)
    action, kind, message = await scene.run()

    assert (action, kind) == ("skip", "waiting")
    assert "its dispute game is contested" in message


async def test_no_game_yet_is_waited_for_as_long_as_games_usually_take(scene: Scene) -> None:
    """The last one is half an hour old, and they come every hour."""
    scene.l1.games = [(scene.l1.time - 5400, 1), (scene.l1.time - 1800, 1)]

    action, kind, message = await scene.run()

    assert (action, kind) == ("skip", "waiting")
    assert "no dispute game of the proposer covers L2 block" in message


async def test_a_game_that_is_long_overdue_fails(scene: Scene) -> None:
    """The last one is a day old, and they come every hour."""
    scene.l1.games = [(scene.l1.time - DAY - 3600, 1), (scene.l1.time - DAY, 1)]

    action, kind, message = await scene.run()

    assert (action, kind) == ("fail", "assertion")
    assert "so far 3600 s lay between two games" in message


async def test_another_root_fails(scene: Scene) -> None:
    """And nothing is proven against it."""
    scene.l1.root_claim = b"\x66" * 32

    action, kind, message = await scene.run()

    assert (action, kind) == ("fail", "assertion")
    assert "the proposer proposed another root" in message
    assert "prove" not in scene.entries[0]["posted"]


@pytest.mark.parametrize("game_type", [4, 5, 7, 9])
async def test_games_of_several_chains_are_a_precondition(scene: Scene, game_type: int) -> None:
    """Their proof is another one, which is not known here."""
    scene.l1.game_type = game_type

    assert (await scene.run())[:2] == ("skip", "precondition")
    assert scene.entries == []


async def test_no_money_is_a_precondition(scene: Scene) -> None:
    """It says nothing about the network."""
    scene.l2.balances = [{FUNDER: 0}]

    assert (await scene.run())[:2] == ("skip", "precondition")
