"""What a run was asked for, as far as it may be recorded."""

from gonogo.workflows import Endpoints, Request

SECRET = "s3cret-1234567890abcdef"  # noqa: S105 - It opens nothing.
BARE = Endpoints(
    f"https://user:{SECRET}@l1.example.org/",
    (f"https://l2.example.org/{SECRET}", "http://127.0.0.1:8545"),
    (f"https://node.example.org/?key={SECRET}",),
)


def request(network_digest: str) -> Request:
    return Request("eris", "sha256:cc", "p", "sha256:aa", network_digest, may_send=False)


def test_nothing_that_opens_an_address_is_recorded() -> None:
    """Which one it was can still be told."""
    shown = BARE.as_shown()

    assert SECRET not in repr(shown)
    assert "l1.example.org" in shown.l1_rpc
    assert "node.example.org" in shown.rollup_rpcs[0]
    assert shown.l2_rpcs[1].startswith("http://127.0.0.1:8545")
    assert [len(shown.l2_rpcs), len(shown.rollup_rpcs)] == [2, 1]


def test_a_run_without_its_network_is_known_from_acts_alone() -> None:
    """Nobody can go on with it here."""
    assert request("").is_from_acts
    assert not request("sha256:nn").is_from_acts
