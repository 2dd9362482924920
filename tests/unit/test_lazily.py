"""Names of a room that are imported when they are asked for."""

import subprocess
import sys

import pytest

from gonogo.lazily import lazily


def test_a_name_is_what_its_module_calls_so() -> None:
    """Whoever asks gets the thing itself, not something that stands for it."""
    from gonogo.evidence.outcome import Outcome  # noqa: PLC0415 - What must be the same.

    public_name = lazily("gonogo.evidence", {"Outcome": "outcome"})

    assert public_name("Outcome") is Outcome


def test_a_name_that_no_module_has_is_none_of_the_room() -> None:
    """As of any module: whoever asks whether it is there is told that it is not."""
    public_name = lazily("gonogo.evidence", {"Outcome": "outcome"})

    with pytest.raises(AttributeError, match="has no attribute 'Verdict'"):
        public_name("Verdict")


@pytest.mark.parametrize(
    "room", ["bench", "bootstrap", "policies", "project", "steps", "triage", "workflows"]
)
def test_every_public_name_is_there_and_none_is_imported_before(room: str) -> None:
    """A name that was moved or misspelt would only be missed by whoever types its command."""
    asks = (
        "import importlib, sys\n"
        f"room = importlib.import_module('gonogo.{room}')\n"
        "heavy = {'dbos', 'sqlalchemy', 'aiohttp', 'jinja2'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
        "assert room._LATER.keys() <= set(room.__all__)\n"
        "[getattr(room, name) for name in room.__all__]\n"
    )

    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", asks], capture_output=True, text=True, check=False
    )

    assert done.stderr == ""
