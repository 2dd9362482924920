"""A suite of pytest for each test."""

from pathlib import Path

import pytest

from tests.integration.acceptance.pytest.suites import Suite, plain_environment


@pytest.fixture
def suite(tmp_path: Path) -> Suite:
    workplace = tmp_path / "workplace"
    workplace.mkdir()
    (tmp_path / "suite").mkdir()
    return Suite(tmp_path / "suite", workplace, plain_environment())
