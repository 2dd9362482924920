"""Signatures of the curve P-256 are verified by the chain itself, since Fjord (RIP-7212).

Wallets with keys in phones rely on the precompile at 0x100. A valid signature must give one,
and anything else nothing at all; a client that answers otherwise splits the chain with the
first wallet that uses it. The usual cause is a client whose Fjord is not active.
"""

from gonogo.gates.fork_plan import require_fork
from gonogo.gates.stand import Stand
from gonogo.protocol import format_data
from gonogo.rpc import Endpoint

TITLE = "The P-256 precompile accepts a valid signature and nothing else"
COMPONENT = None
NEEDS_FUNDS = False

ADDRESS = "0x0000000000000000000000000000000000000100"
# Hash, r, s and the public key's x and y.
VALID = bytes.fromhex(
    "4cee90eb86eaa050036147a12d49004b6b9c72bd725d39d4785011fe190f0b4d"
    "a73bd4903f0ce3b639bbbf6e8e80d16931ff4bcf5993d58468e8fb19086e8cac"
    "36dbcd03009df8c59286b162af3bd7fcc0450c9aa81be5d10d312af6c66b1d60"
    "4aebd3099c618202fcfe16ae7770b0c49ab5eadf74b754204a3bb6060e44eff3"
    "7618b065f9832de4ca6ca971a7a1adc826d0f7c00181a5fb2ddf79ae00b4e10e"
)
INVALID = {
    "of another message": bytes((VALID[0] ^ 1,)) + VALID[1:],
    "with another r": VALID[:40] + bytes((VALID[40] ^ 1,)) + VALID[41:],
    "with an s of zero": VALID[:64] + bytes(32) + VALID[96:],
    "of a point off the curve": VALID[:-1] + bytes((VALID[-1] ^ 1,)),
    "cut off": VALID[:-1],
    "with a byte too many": VALID + b"\0",
    "of nothing": b"",
}


async def run(stand: Stand) -> None:
    """Ask every node of the chain to verify the same signatures."""
    await require_fork(stand, "Fjord")
    for node, endpoint in stand.execution_nodes:
        seen = await _verified(endpoint, VALID)
        stand.expect_equal(f"{node.name} on a valid signature", seen=seen, expected=f"0x{1:064x}")
        for kind, data in INVALID.items():
            seen = await _verified(endpoint, data)
            stand.expect_equal(f"{node.name} on a signature {kind}", seen=seen, expected="0x")


async def _verified(endpoint: Endpoint, data: bytes) -> str:
    request = {"to": ADDRESS, "data": format_data(data)}
    return (await endpoint.call("eth_call", request, "latest", answer=str)).lower()
