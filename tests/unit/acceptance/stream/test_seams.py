"""Secrets that a stream has cut in two."""

import base64
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.acceptance.stream.event import Event
from gonogo.acceptance.stream.seams import Beginnings, Seams, has_cuts
from gonogo.acceptance.stream.secret_forms import forms_of

KEY = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"


def events_of(*outputs: str, test: str = "TestA") -> list[Event]:
    """Return events in which a test prints."""
    return [Event("output", package="p", test=test, output=output) for output in outputs]


def seams_of(secret: str) -> Seams:
    return Seams(Beginnings(sorted(forms_of(secret))))


def mended(*batches: list[Event], secret: str = KEY) -> str:
    """Return what some batches of events print after they were mended."""
    seams = seams_of(secret)
    for batch in batches:
        seams.mend(batch)
    return "|".join(event.output for batch in batches for event in batch)


def test_cut_in_two() -> None:
    """A secret that begins in one event and ends in the next is taken out of both."""
    assert (
        mended(events_of(f"key {KEY[:30]}", f"{KEY[30:]} end\n")) == "key [secret]|[secret] end\n"
    )


def test_cut_in_three_across_blocks() -> None:
    """A secret may be cut more than once, and the rest of it may come much later."""
    cut = [events_of(f"key {KEY[:30]}"), events_of(KEY[30:50]), events_of(f"{KEY[50:]}\n")]

    assert mended(*cut) == "key [secret]|[secret]|[secret]\n"


def test_other_tests_between() -> None:
    """What another test prints in between is left alone."""
    between = events_of("other\n", KEY[30:] + "\n", test="TestB")

    outputs = mended(events_of(KEY[:30]), between, events_of(KEY[30:]))

    assert outputs == f"[secret]|other\n|{KEY[30:]}\n|[secret]"


def test_short_beginning() -> None:
    """The first few characters of a secret are shown, and its rest is not."""
    assert mended(events_of(KEY[:5], KEY[5:])) == f"{KEY[:5]}|[secret]"


def test_beginning_that_was_none() -> None:
    """What only looked like the beginning of a secret costs what looked like it."""
    assert mended(events_of(f"x {KEY[:20]}", "different\n")) == "x [secret]|different\n"


def test_whole_lines() -> None:
    """Output of whole lines is not touched, whatever a line ends with."""
    assert mended(events_of(f"{KEY[:30]}\n", f"{KEY[30:]}\n")) == f"{KEY[:30]}\n|{KEY[30:]}\n"


def test_changes_are_told() -> None:
    """Whoever mends is told which events were changed."""
    assert seams_of(KEY).mend(events_of("a\n", KEY[:30], KEY[30:], "b\n")) == [1, 2]


@given(st.integers(1, 63), st.integers(1, 63))
def test_wherever_it_is_cut(first: int, second: int) -> None:
    """Wherever a secret is cut, at most a few characters of it are left."""
    one, two = sorted((first, second))

    outputs = mended(events_of("x" + KEY[:one], KEY[one:two], KEY[two:] + "\n"))

    kept = outputs.replace("[secret]", "").replace("|", "")
    assert len(kept) <= len("x\n") + 14


@given(st.integers(1, 63), st.integers(1, 63), st.randoms(use_true_random=False))
def test_in_whatever_case_it_is_cut(first: int, second: int, random: Random) -> None:
    """Each half may have letters of its own case."""
    one, two = sorted((first, second))
    key = "".join(random.choice((letter, letter.upper())) for letter in KEY)

    outputs = mended(events_of("x" + key[:one], key[one:two], key[two:] + "\n"))

    kept = outputs.replace("[secret]", "").replace("|", "")
    assert len(kept) <= len("x\n") + 14


@pytest.mark.parametrize("secret", [KEY, f"0x{KEY.upper()}", "a pass/word?", "first\nsecond of it"])
@given(data=st.data())
def test_cut_in_base64(secret: str, data: st.DataObject) -> None:
    """What is encoded is cut like anything else."""
    encoded = base64.b64encode(secret.encode()).decode()
    cut = data.draw(st.integers(1, len(encoded.rstrip("=")) - 1))

    outputs = mended(events_of(f"x {encoded[:cut]}", f"{encoded[cut:]} y\n"), secret=secret)

    assert len(outputs.replace("[secret]", "")) <= len("x | y\n") + 7 + len("==")


def test_text_without_small_letters_is_none() -> None:
    """Only digits are the same in either case; a passphrase is not."""
    cut = events_of("PASSPHRASE OF", " MINE\n")

    assert mended(cut, secret="passphrase of mine") == "PASSPHRASE OF| MINE\n"


def test_whether_anything_is_cut() -> None:
    """Output that ends inside a line may be the beginning of a secret; other events have none."""
    assert has_cuts(events_of("1\n", "2"))
    assert has_cuts(events_of("1\n", ""))
    assert not has_cuts([*events_of("1\n"), Event("run", test="A")])
    assert not has_cuts([])
