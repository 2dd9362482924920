"""The calls in what a client sends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.acceptance.proxy.calls_in import Call, calls_in


@pytest.mark.parametrize(
    ("body", "calls"),
    [
        (b'{"jsonrpc":"2.0","id":1,"method":"a","params":[]}', [Call("a", 1)]),
        (b' \n{"id":"x","method":"a","extra":{"method":"b"}}', [Call("a", "x")]),
        (b'{"method":"notify"}', [Call("notify", None)]),
        (b'[{"id":1,"method":"a"},{"id":2,"method":"b"}]', [Call("a", 1), Call("b", 2)]),
        (b'[{"id":1,"method":"a"},7]', [Call("a", 1), Call(None, None)]),
        (b'[{"id":{},"method":"a"}]', [Call(None, None)]),
    ],
)
def test_each_call_is_found(body: bytes, calls: list[Call]) -> None:
    """Each entry of a batch is one, also one that is no call."""
    assert list(calls_in(body)) == calls


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b'"eth_chainId"',
        b"<html>",
        b'{"id":1}',
        b'{"id":1,"method":7}',
        b'{"id":[1],"method":"a"}',
        b'{"id":1,"method":"a"',
        b'{"id":1,"method":"\xff"}',
        b"[" * 100_000,
        b'{"method":"a","params":' + b"[" * 100_000,
        b"[" + b"1," * 600_000 + b"1]",
    ],
)
def test_what_is_no_json_rpc_has_none(body: bytes) -> None:
    """It is passed on all the same, and counted under its path."""
    assert calls_in(body) == ()


@given(st.binary(max_size=200))
def test_no_bytes_break_it(body: bytes) -> None:
    """A test may send anything."""
    assert isinstance(calls_in(body), tuple)
