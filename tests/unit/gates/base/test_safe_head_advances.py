"""The safe head rises within its time on every node."""

from tests.unit.gates.rehearsal import Scene


async def test_a_rising_head(devnet: Scene) -> None:
    """On a sound network it rises on all nodes."""
    assert (await devnet.run("safe_head_advances"))[0] == "pass"


async def test_a_head_that_stands_still(devnet: Scene) -> None:
    """Without batches nothing becomes safe."""
    devnet.devnet.stop_batcher()

    action, kind, message = await devnet.run("safe_head_advances")

    assert (action, kind) == ("fail", "assertion")
    assert "expected within 30 s" in message


async def test_a_head_that_falls_back(devnet: Scene) -> None:
    """A head that moves down has not advanced."""
    devnet.devnet.safe.stop(devnet.devnet.now)
    before = devnet.devnet.safe_head()

    class Falling:
        """A flow that loses two blocks as soon as time goes on."""

        start = devnet.devnet.now

        def value(self, now: float) -> int:
            return before if now <= self.start else before - 2

    devnet.devnet.safe = Falling()  # type: ignore[assignment]

    assert f"at least {before + 1}" in (await devnet.run("safe_head_advances"))[2]


async def test_one_node_that_is_silent(devnet: Scene) -> None:
    """One node that rises says nothing about another."""
    devnet.server.fail("consensus/verifier-0")

    assert (await devnet.run("safe_head_advances"))[0] == "fail"
