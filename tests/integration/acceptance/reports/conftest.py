"""One run of real Go tests, for all tests that look at what it left."""

import pytest

from tests.integration.acceptance.reports.left import LeftRun, run_all


@pytest.fixture(scope="session")
def left(tmp_path_factory: pytest.TempPathFactory) -> LeftRun:
    return run_all(tmp_path_factory.mktemp("left"))
