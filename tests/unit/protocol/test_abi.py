"""Calls and answers of contracts."""

import pytest
from eth_abi.abi import encode as reference_encode
from hypothesis import given
from hypothesis import strategies as st

from gonogo.protocol import (
    MalformedABIError,
    decode_values,
    encode_call,
    encode_values,
    event_topic,
    selector,
)
from gonogo.protocol.abi import Value

TYPED_VALUES = st.one_of(
    st.tuples(st.just("bytes"), st.binary(max_size=100)),
    st.tuples(st.just("bool"), st.booleans()),
    st.tuples(st.just("address"), st.binary(min_size=20, max_size=20)),
    st.integers(1, 32).flatmap(
        lambda size: st.tuples(st.just(f"bytes{size}"), st.binary(min_size=size, max_size=size))
    ),
    st.integers(1, 32).flatmap(
        lambda size: st.tuples(st.just(f"uint{8 * size}"), st.integers(0, 256**size - 1))
    ),
)


@pytest.mark.parametrize(
    ("signature", "expected"),
    [
        ("transfer(address,uint256)", "a9059cbb"),
        ("depositTransaction(address,uint256,uint64,bool,bytes)", "e9e05c42"),
        ("create(uint32,bytes32,bytes)", "82ecf2f6"),
        ("setL1BlockValuesIsthmus()", "098999be"),
    ],
)
def test_published_selectors(signature: str, expected: str) -> None:
    """The selectors are those that the deployed contracts answer to."""
    assert selector(signature).hex() == expected


def test_a_published_topic() -> None:
    """The topic of a token transfer is the one on every explorer."""
    topic = event_topic("Transfer(address,address,uint256)").hex()

    assert topic == "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"


@given(st.lists(TYPED_VALUES, max_size=6))
def test_values_are_encoded_as_another_implementation_does(
    typed: list[tuple[str, Value]],
) -> None:
    """The reference library writes the same bytes, and ours reads them back."""
    types = [name for name, _ in typed]
    values = [value for _, value in typed]

    encoded = encode_values(types, values)

    assert encoded == reference_encode(types, values)
    assert decode_values(types, encoded) == tuple(values)


def test_a_call_is_a_selector_and_its_arguments() -> None:
    """A dispute game is created with its type, its claim and its block, by hand."""
    claim = b"\x11" * 32
    extra = (5).to_bytes(32, "big")

    call = encode_call("create(uint32,bytes32,bytes)", 1, claim, extra)

    assert call == bytes.fromhex("82ecf2f6") + b"".join(
        [(1).to_bytes(32, "big"), claim, (96).to_bytes(32, "big"), (32).to_bytes(32, "big"), extra]
    )


def test_a_call_without_arguments() -> None:
    """Nothing follows the selector."""
    assert encode_call("resolve()") == selector("resolve()")


@pytest.mark.parametrize(
    ("types", "values"),
    [
        (["uint8"], [256]),
        (["uint8"], [-1]),
        (["uint256"], [1 << 256]),
        (["uint256"], [b"\1"]),
        (["bool"], [2]),
        (["address"], [bytes(32)]),
        (["address"], [5]),
        (["bytes32"], [bytes(31)]),
        (["bytes4"], [1]),
        (["bytes"], [1]),
        (["uint7"], [1]),
        (["uint264"], [1]),
        (["uint0"], [0]),
        (["bytes33"], [bytes(33)]),
        (["bytes0"], [b""]),
        (["uint"], [1]),
        (["int256"], [1]),
        (["string"], [b""]),
        (["uint256[]"], [b""]),
        (["uint8"], []),
        ([], [1]),
    ],
)
def test_what_does_not_fit_is_refused(types: list[str], values: list[Value]) -> None:
    """A value too large, of another kind or of an unknown type is an error, never cut."""
    with pytest.raises(MalformedABIError):
        encode_values(types, values)


@pytest.mark.parametrize("signature", ["create", "create(uint8", "(uint8)", "f(uint8) ", "f( )"])
def test_what_is_no_signature_is_refused(signature: str) -> None:
    """A misspelt signature would call another function or none."""
    with pytest.raises(MalformedABIError):
        encode_call(signature, 1)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("uint256", b""),
        ("uint256", bytes(31)),
        ("uint8", (256).to_bytes(32, "big")),
        ("bool", (2).to_bytes(32, "big")),
        ("address", b"\1" + bytes(31)),
        ("bytes4", bytes(31) + b"\1"),
        ("bytes", b"\xff" * 32),
        ("bytes", (32).to_bytes(32, "big")),
        ("bytes", (32).to_bytes(32, "big") + (1).to_bytes(32, "big")),
        ("bytes", (32).to_bytes(32, "big") + b"\xff" * 32 + bytes(64)),
        ("tuple", bytes(32)),
    ],
)
def test_answers_that_are_none_are_refused(name: str, data: bytes) -> None:
    """An empty, cut or overflowing answer of a node is an error."""
    with pytest.raises(MalformedABIError):
        decode_values([name], data)
