"""A record on a real disk."""

from pathlib import Path

import pytest

from gonogo.record import RecordDirectory
from tests.unit.record.example import Workshop


@pytest.fixture
def workshop() -> Workshop:
    made = Workshop()
    for title in ("One", "Two", "Three"):
        made.finding(title=title)
    return made


@pytest.fixture
def record(tmp_path: Path, workshop: Workshop) -> RecordDirectory:
    made = RecordDirectory(tmp_path / "record" / "acts")
    for sealed in workshop.sealed:
        made.append(sealed)
    return made
