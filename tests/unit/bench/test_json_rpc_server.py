"""What is answered to requests, good and bad."""

import msgspec
import pytest

from gonogo.bench.json_rpc_server import (
    LARGEST_BATCH,
    JSONRPCServer,
    Params,
    RPCFault,
    unknown_method,
)


async def handler(method: str, params: Params) -> object:
    if method == "echo":
        return params
    if method == "revert":
        raise RPCFault(3, "execution reverted", b'"0x08c3"')
    if method == "crash":
        raise ZeroDivisionError
    raise unknown_method(method)


async def answer(body: str) -> object:
    return msgspec.json.decode(await JSONRPCServer(handler).answer(body.encode()))


async def test_a_result_has_the_id_of_its_call() -> None:
    """Clients match answers to calls by id, whatever type it has."""
    said = await answer('{"jsonrpc":"2.0","id":"x7","method":"echo","params":[1,{"a":null}]}')

    assert said == {"jsonrpc": "2.0", "id": "x7", "result": [1, {"a": None}]}


async def test_what_a_fault_attaches_is_passed_on() -> None:
    """A revert's reason reaches the client."""
    said = await answer('{"id":1,"method":"revert"}')

    assert said == {
        "jsonrpc": "2.0",
        "id": 1,
        "error": {"code": 3, "message": "execution reverted", "data": "0x08c3"},
    }


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", -32700),
        ("<html>", -32700),
        ("null", -32600),
        ("[]", -32600),
        ('{"id":1}', -32600),
        ('{"id":1,"method":7}', -32600),
        ('{"id":1,"method":"echo","params":{"a":1}}', -32602),
        ('{"id":1,"method":"nothing"}', -32601),
        ('{"id":1,"method":"crash"}', -32603),
        ("[" + ",".join(["{}"] * (LARGEST_BATCH + 1)) + "]", -32600),
    ],
)
async def test_errors_have_the_codes_of_the_standard(body: str, code: int) -> None:
    """A bad request is an answer, never a broken connection."""
    said = await answer(body)

    assert isinstance(said, dict)
    assert said["error"]["code"] == code


async def test_a_bad_call_in_a_batch_spoils_only_itself() -> None:
    """Every call of a batch has its own answer, in the order of the calls."""
    said = await answer('[{"id":1,"method":"echo"},7,{"id":3,"method":"echo","params":[3]}]')

    assert isinstance(said, list)
    assert [one.get("result") for one in said] == [[], None, [3]]
    assert said[1]["error"]["code"] == -32600


@pytest.mark.parametrize(
    "body", [b"[" * 20_000, b'{"a":' * 20_000, b'{"id":1,"method":"\xff"}', b"\xff\xfe"]
)
async def test_hostile_bytes_are_answered_as_json_rpc(body: bytes) -> None:
    """Neither a thousand brackets nor bad UTF-8 get past the parser as a fault of ours."""
    said = msgspec.json.decode(await JSONRPCServer(handler).answer(body))

    assert said["error"]["code"] == -32700
