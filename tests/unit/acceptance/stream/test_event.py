"""Lines of a stream: events, text, and what should have been an event."""

import json

import pytest

from gonogo.acceptance.stream.event import (
    Event,
    Garbage,
    Text,
    Told,
    bytes_of,
    decode_block,
    decode_line,
    encode_output,
    with_output,
)
from tests.unit.acceptance.stream.streams import RECORDED, line, passing


@pytest.mark.parametrize("path", sorted(RECORDED.glob("*.jsonl")), ids=lambda path: path.stem)
def test_streams_of_go(path: object) -> None:
    """Whatever Go itself writes is decoded at once."""
    block = RECORDED.joinpath(str(path)).read_bytes()

    events = decode_block(block)

    assert events is not None
    assert len(events) == len(block.splitlines())


def test_block_as_line_by_line() -> None:
    """A block is the same events as its lines."""
    block = passing("TestA", "TestB")

    assert decode_block(block) == [decode_line(each) for each in block.splitlines()]


@pytest.mark.parametrize(
    "bad", [b"plain text\n", b"{\n", b'{"Action":"boom"}\n', b'{"a":"\xff"}\n']
)
def test_block_with_a_bad_line(bad: bytes) -> None:
    """A block in which one line is no event is not decoded at once."""
    assert decode_block(passing("TestA") + bad) is None


def test_what_our_own_runners_say() -> None:
    """The key of ours beside an end is read, with keys that nobody knows yet."""
    told = {"kind": "waiting", "message": "for 7 days", "until": "2026-12-01"}

    event = decode_line(line("skip", "TestA", Gonogo=told))

    assert isinstance(event, Event)
    assert event.gonogo == Told("waiting", "for 7 days")


@pytest.mark.parametrize(
    "text", [b"", b"\n", b"go: downloading\n", b"FAIL x [build failed]\n", b"[]"]
)
def test_text(text: bytes) -> None:
    """What does not begin like an event is text."""
    assert decode_line(text) == Text(text)


@pytest.mark.parametrize(
    "bad",
    [
        b"{",
        b"{}",
        b'{"Action":"pass","Test":"TestA"',
        b'{"Action":"pass","Test":"TestA"} more',
        b'{"Action":"pass","Test":17}',
        b'{"Action":null}',
        b'{"Action":"PASS"}',
        b'{"action":"pass"}',
        b'{"Action":"pass","Elapsed":"fast"}',
        b'{"Action":"pass","Gonogo":"waiting"}',
        b'{"Action":"pass","Test":"Test\xff"}',
        b'{"Action":"output","Output":17}',
        b'{"Action":"output","Test":"Test\xff","Output":"x"}',
        b'{"Action":' + b"[" * 100_000,
    ],
)
def test_garbage(bad: bytes) -> None:
    """What begins like an event and is none is garbage, whatever is wrong with it."""
    assert isinstance(decode_line(bad), Garbage)


def test_garbage_about_a_test() -> None:
    """Of a line that cannot be understood it is known which test it is about, if it says so."""
    garbage = decode_line(line("exploded", "TestA"))

    assert isinstance(garbage, Garbage)
    assert garbage.test == "TestA"
    assert "exploded" in garbage.why


@pytest.mark.parametrize("raw", [b"a\xffb", b"\xc3", b"\xed\xa0\x80"])
def test_output_that_is_no_valid_text(raw: bytes) -> None:
    """Output that is no valid UTF-8 survives byte for byte."""
    event = decode_line(b'{"Action":"output","Test":"TestA","Output":"' + raw + b'\\n"}\n')

    assert isinstance(event, Event)
    assert bytes_of([event.output]) == raw + b"\n"


def test_output_of_half_a_character() -> None:
    """Half a pair of surrogates, which no encoding can write, is replaced."""
    event = decode_line(b'{"Action":"output","Output":"a\\ud800b"}')

    assert isinstance(event, Event)
    assert bytes_of([event.output]) == "a\N{REPLACEMENT CHARACTER}b".encode()


def test_text_as_an_event() -> None:
    """Text becomes an event of a package that prints it."""
    written = encode_output("a/b", b'say "hi"\xff\n')

    event = decode_line(written)

    assert isinstance(event, Event)
    assert (event.package, event.output) == ("a/b", 'say "hi"\N{REPLACEMENT CHARACTER}\n')


def test_another_output() -> None:
    """An event gets another output and keeps everything else, also what nobody knows."""
    written = with_output(line("output", "TestA", Output="old", New={"x": 1}), "näw")

    assert json.loads(written) == {
        **json.loads(line("output", "TestA")),
        "Output": "näw",
        "New": {"x": 1},
    }
