"""Asking contracts, and the reasons for which they refuse."""

from typing import Any

import msgspec
import pytest

from gonogo.gates.contract import Contract, refusal
from gonogo.gates.side import Side
from gonogo.protocol import MalformedABIError, format_data, selector
from gonogo.rpc import Endpoint, JSONRPCClient, MethodError
from tests.unit.gates.served import served

ADDRESS = "0x" + "ab" * 20


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (format_data(selector("OptimismPortal_Unproven()")), "OptimismPortal_Unproven"),
        (format_data(selector("Other()")), "reverted"),
        ("0x", "reverted"),
        ("nonsense", "reverted"),
        ({"a": 1}, "reverted"),
        (None, "reverted"),
    ],
)
def test_a_refusal_is_named_where_it_is_known(data: object, told: str) -> None:
    """Whatever else a node attaches, its own words are told."""
    raw = None if data is None else msgspec.json.encode(data)

    assert refusal(MethodError("http://127.0.0.1:1", "eth_call", 3, "reverted", raw)) == told


async def test_typed_values_at_a_block() -> None:
    """The question names the block, and the answer is of the type that was asked for."""
    asked: list[Any] = []

    def answer(method: str, params: list[Any]) -> object:
        asked.append((method, params[0]["to"], params[0]["data"], params[1]))
        return f"0x{1:064x}"

    async with served(answer) as url, JSONRPCClient() as client:
        side = Side("l2", 901, Endpoint(client, url), is_l2=True)
        contract = Contract(side, ADDRESS, 16)
        number, flag = await contract.number("a()"), await contract.flag("a()")
        word = await contract.word("a()")
        address = await contract.address_of("a()")

    assert (number, flag, word) == (1, True, (1).to_bytes(32, "big"))
    assert address == "0x" + "0" * 39 + "1"
    assert set(asked) == {("eth_call", ADDRESS, format_data(selector("a()")), "0x10")}


@pytest.mark.parametrize("told", ["0x", "0x01", f"0x{2:064x}"])
async def test_another_answer_is_refused(told: str) -> None:
    """An address without code answers nothing, and two is no truth."""
    async with served(lambda *_: told) as url, JSONRPCClient() as client:
        contract = Contract(Side("l2", 901, Endpoint(client, url), is_l2=True), ADDRESS)
        with pytest.raises(MalformedABIError):
            await contract.flag("a()")
