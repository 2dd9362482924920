"""The one change to the genesis state: the clocks of the dispute games."""

import msgspec
import pytest

from gonogo.bench.errors import InstallError
from gonogo.bench.genesis import patch_game_clocks

CLOCK = "7f" + f"{302_400:064x}"
EXTENSION = "7f" + f"{10_800:064x}"


def state(*codes: str) -> bytes:
    accounts = {f"{index:040x}": {"code": code} for index, code in enumerate(codes)}
    return msgspec.json.encode({"alloc": {**accounts, "ff": {"balance": "0x1"}}})


def test_both_clocks_of_a_game_become_seconds() -> None:
    """A game implementation pushes six seconds and one second instead of hours."""
    patched = patch_game_clocks(
        msgspec.json.encode({"alloc": {"0a": {"code": f"0x60{CLOCK}5b{EXTENSION}00"}}})
    )

    assert msgspec.json.decode(patched)["alloc"]["0a"]["code"] == (f"0x607f{6:064x}5b7f{1:064x}00")


def test_code_with_only_one_of_the_numbers_is_not_touched() -> None:
    """A contract that happens to hold one of the two numbers is no dispute game."""
    other = f"0x{CLOCK}00"
    game = f"0x{CLOCK}{EXTENSION}"

    alloc = msgspec.json.decode(patch_game_clocks(state(other, game)))["alloc"]

    assert alloc[f"{0:040x}"]["code"] == other
    assert alloc[f"{1:040x}"]["code"] != game


def test_a_state_without_games_is_refused() -> None:
    """A state that cannot be patched must not pass as one that was."""
    with pytest.raises(InstallError, match="no dispute game"):
        patch_game_clocks(state("0x00", f"0x{CLOCK}"))
