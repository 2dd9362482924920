"""The main job on a real local network: up, judged, broken, judged, mended, judged, down."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.test_command import gonogo

pytestmark = [pytest.mark.bench, pytest.mark.slow]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Path]:
    """A directory with a bench that is up, and down afterwards."""
    started = gonogo(tmp_path, "bench", "up", "--detach")
    assert started.returncode == 0, started.stderr
    yield tmp_path
    gonogo(tmp_path, "bench", "down")


def verdict(directory: Path, *words: str) -> tuple[int, str]:
    """Assess the bench and return the exit code and the verdict that the report names."""
    ended = gonogo(directory, "assess", "bench", "--json", *words)
    return ended.returncode, str(json.loads(ended.stdout)["verdict"])


@pytest.mark.timeout(240)
def test_broken_batcher_is_a_no_go_until_it_is_mended(bench: Path) -> None:
    """The verdict follows the network, and what was seen for seconds is no half hour."""
    healthy = verdict(bench)
    short = verdict(bench, "--policy", "promote:alphanet", "--now")
    gonogo(bench, "bench", "break", "batcher")
    broken = gonogo(bench, "assess", "bench")
    gonogo(bench, "bench", "mend")
    mended = verdict(bench)

    assert healthy == (0, "go")
    assert short == (3, "hold")
    assert broken.returncode == 1
    assert "batcher" in broken.stdout
    assert mended == (0, "go")


def test_bare_endpoints_are_enough_to_check(bench: Path) -> None:
    """Addresses alone are enough; all that pass is exit code 0."""
    descriptor = json.loads((bench / ".gonogo/bench/bench/devnet-env.json").read_text())
    words = ["--l1-rpc", url_of(descriptor["l1"]["nodes"][0], "el")]
    for node in descriptor["l2"][0]["nodes"]:
        words += ["--l2-rpc", url_of(node, "el"), "--rollup-rpc", url_of(node, "cl")]
    ended = gonogo(
        bench, "check", *words, "--window", "3", "--only", "node_answers,nodes_agree", "--json"
    )

    assert ended.returncode == 0, ended.stderr
    assert {each["outcome"] for each in json.loads(ended.stdout)["checks"]} == {"passed"}


def url_of(node: dict[str, dict[str, dict[str, object]]], service: str) -> str:
    """Return where a node of a descriptor answers."""
    endpoint = node["services"][service]["endpoints"]["rpc"]  # type: ignore[index]
    return f"http://{endpoint['host']}:{endpoint['port']}"


def test_demo_leaves_a_report_and_nothing_else(tmp_path: Path) -> None:
    """One command goes the whole way and tears down what it started."""
    ended = gonogo(tmp_path, "demo")
    left = gonogo(tmp_path, "bench", "list")

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.startswith("GO")
    assert "no bench runs" in left.stdout + left.stderr
    assert (tmp_path / "gonogo-report.html").exists()
    assert json.loads((tmp_path / "gonogo-report.json").read_text())["verdict"] == "go"
