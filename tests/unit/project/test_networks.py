"""The networks of a workspace, by name."""

import shutil
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from gonogo.networks import L1, Chain, Network, Node, NodeKind, Stage
from gonogo.project import (
    NameTakenError,
    NetworkNameError,
    UnknownNetworkError,
    WorkspaceNetworks,
    is_local,
)

SAMPLE = Path("tests/data/networks/harbour")


@pytest.fixture
def networks(tmp_path: Path) -> WorkspaceNetworks:
    return WorkspaceNetworks(tmp_path)


def test_added_network_is_read_from_its_copy(networks: WorkspaceNetworks, tmp_path: Path) -> None:
    """The originals may go; only the owner can read the copy, which may hold keys."""
    added = networks.add(SAMPLE, name="mine", stage=Stage.BETANET)

    copied = [path for path in (tmp_path / "networks" / "mine").rglob("*") if path.is_file()]
    assert (added.name, added.stage) == ("mine", Stage.BETANET)
    assert networks.load("mine") == added
    assert networks.names() == ("mine",)
    assert {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in copied} == {0}


@pytest.mark.parametrize(
    "name", ["mine", "../mine", "", " ", ".hidden", "a b", "x" * 65, "bench", "old"]
)
def test_name_that_is_taken_or_none_is_refused(networks: WorkspaceNetworks, name: str) -> None:
    """Nothing is overwritten, and no name leads out of the workspace."""
    networks.add(SAMPLE, name="mine")
    (networks.benches / "old").mkdir(parents=True)

    with pytest.raises(NetworkNameError) as refused:
        networks.add(SAMPLE, name=name)
    assert "--name" in str(refused.value.hint)


@pytest.mark.parametrize(
    ("name", "told"),
    [("mime", "did you mean 'mine'"), ("bench", "no bench 'bench' is up"), ("..", "no network")],
)
def test_unknown_name_says_what_to_do(networks: WorkspaceNetworks, name: str, told: str) -> None:
    """A misspelt name names the nearest, and a bench that is down is told as such."""
    networks.add(SAMPLE, name="mine")

    with pytest.raises(UnknownNetworkError, match=told):
        networks.load(name)


def test_the_bench_of_another_clone_is_added_under_another_name(
    networks: WorkspaceNetworks, tmp_path: Path
) -> None:
    """The message has the command, which works as it stands, and says where else to go."""
    clone = tmp_path / "their clone"
    place = clone / ".gonogo" / "bench" / "bench"
    shutil.copytree(SAMPLE, place)

    with pytest.raises(UnknownNetworkError) as unknown:
        networks.load("bench")
    with pytest.raises(NetworkNameError) as refused:
        networks.add(place, name="bench")

    assert "gonogo network add THAT_CLONE/.gonogo/bench/bench --name" in str(unknown.value.hint)
    add = f"gonogo network add '{place}' --name that-bench."
    assert str(refused.value.hint).startswith(f"Add it under another name: {add}")
    assert f"cd '{clone}'" in str(refused.value.hint)
    assert networks.add(place, name="that-bench").name == "that-bench"


def test_bench_that_is_down_is_no_network(networks: WorkspaceNetworks) -> None:
    """Files that a bench left behind lead nowhere."""
    (networks.benches / "old").mkdir(parents=True)

    assert networks.names() == ()
    with pytest.raises(UnknownNetworkError, match="is not up") as told:
        networks.load("old")
    assert "gonogo bench up old" in str(told.value.hint)


def test_unreadable_network_is_listed_with_its_problem(
    networks: WorkspaceNetworks, tmp_path: Path
) -> None:
    """One broken network does not hide the others."""
    networks.add(SAMPLE, name="mine")
    broken = tmp_path / "networks" / "broken"
    broken.mkdir()
    (broken / "manifest.yaml").write_text("name: [")

    listed = {each.name: each for each in networks.listed()}
    assert listed["mine"].network is not None
    assert listed["broken"].network is None
    assert "manifest.yaml" in str(listed["broken"].problem)


def network(*urls: str) -> Network:
    nodes = tuple(Node(url, NodeKind.RPC, execution_rpc=url) for url in urls)
    return Network("n", "t", None, L1("l1", 1), (Chain("c", 1, nodes=nodes),))


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (network("http://127.0.0.1:1", "http://localhost:2", "http://[::1]:3"), True),
        (network("http://127.0.0.1:1", "https://rpc.example.org"), False),
        (network("http://localhost.example.org"), False),
        (network("http://localhost@example.org"), False),
        (network(), False),
        (replace(network("http://127.0.0.1:1"), l1=L1("l1", 1, ("https://l1.org",))), False),
    ],
)
def test_local_is_local_to_the_last_address(*, asked: Network, answer: bool) -> None:
    """One address elsewhere makes a network remote, and so does having none."""
    assert is_local(asked) is answer


def test_removed_network_is_gone_and_nothing_else_is(
    networks: WorkspaceNetworks, tmp_path: Path
) -> None:
    """Its name is free again; what was recorded about it stays."""
    networks.add(SAMPLE, name="mine")
    networks.add(SAMPLE, name="other")
    (tmp_path / "history.sqlite").write_text("runs and findings")

    networks.remove("mine")

    assert networks.names() == ("other",)
    assert [path.name for path in (tmp_path / "networks").iterdir()] == ["other"]
    assert (tmp_path / "history.sqlite").read_text() == "runs and findings"
    assert networks.add(SAMPLE, name="mine").name == "mine"


@pytest.mark.parametrize("name", ["mime", "", "..", ".", "../networks/mine"])
def test_only_what_was_added_is_removed(networks: WorkspaceNetworks, name: str) -> None:
    """No name leads out of the workspace or to all of it."""
    networks.add(SAMPLE, name="mine")

    with pytest.raises(UnknownNetworkError):
        networks.remove(name)
    assert networks.names() == ("mine",)


def test_stage_can_be_told_again(networks: WorkspaceNetworks) -> None:
    """A stage that was told wrongly is put right without losing anything."""
    networks.add(SAMPLE, name="mine", stage=Stage.BETANET)

    told = networks.set_stage("mine", Stage.ALPHANET)

    assert (told.stage, networks.load("mine").stage) == (Stage.ALPHANET, Stage.ALPHANET)


def test_bench_cannot_hide_a_network(networks: WorkspaceNetworks) -> None:
    """A bench of the same name would be judged in its place."""
    networks.add(SAMPLE, name="mine")
    networks.require_no_network("other")

    with pytest.raises(NameTakenError, match="was added") as refused:
        networks.require_no_network("mine")
    assert "gonogo network remove mine" in str(refused.value.hint)
