"""Each runner with a project of its own, one after the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.acceptance.running import Place
from tests.contract.acceptance.stand import Case, Stand
from tests.contract.acceptance.stands import STANDS


@pytest.fixture(params=STANDS, ids=lambda stand: stand.name)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Make a project, and see to it that no test of it outlives the test here."""
    stand: Stand = request.param
    case = request.node.get_closest_marker("case")
    for needed in case.args if case else ():
        if needed in stand.lacks:
            pytest.skip(stand.lacks[needed])
        assert isinstance(needed, Case)
        assert needed in stand.tests, f"{stand.name} neither has {needed} nor says why not"
    made = Place.make(stand, tmp_path)
    yield made
    assert made.outliving() == []
