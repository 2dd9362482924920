"""Real benches for tests: started as a user starts them, ended whatever happens."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from gonogo import bench


def _say_nothing(_: str) -> None:
    """Progress is for people."""


@pytest.fixture(scope="module")
def benches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a folder for benches; every bench that still runs in it is ended."""
    directory = tmp_path_factory.mktemp("workspace") / "bench"
    # Installed before any test is timed: a fresh machine downloads the programs here.
    bench.prepare(directory, os.environ, _say_nothing)
    yield directory
    for session in bench.running_sessions(directory):
        bench.stop_bench(directory, session.name)
