"""The parts of a bench that can be broken on purpose."""

import enum

from gonogo.bench.errors import UnknownPartError
from gonogo.documents import nearest


class Part(enum.Enum):
    """What can be broken."""

    BATCHER = "batcher"  #: The batcher stops: nothing reaches L1, the safe head stands still.
    SEQUENCER = "sequencer"  #: The sequencer stops: no new L2 blocks.
    PROPOSER = "proposer"  #: The proposer stops: no new dispute games.
    VERIFIER = "verifier"  #: The first verifier's chain forks: its block hashes differ.
    L1 = "l1"  #: L1 makes no more blocks.
    RPC = "rpc"  #: One node, the first verifier, refuses connections to its execution RPC.
    FUNDS = "funds"  #: The batcher's account on L1 is empty.
    ROOTS = "roots"  #: The proposer claims output roots that the chain does not have.
    FEES = "fees"  #: The SystemConfig asks for fees that the chain does not follow.

    @property
    def effect(self) -> str:
        """Return what shows from outside once it is broken."""
        return _EFFECTS[self]


_EFFECTS = {
    Part.BATCHER: "the safe head stands still while the unsafe head goes on",
    Part.SEQUENCER: "the unsafe head stands still",
    Part.PROPOSER: "no new dispute game is created",
    Part.VERIFIER: "the first verifier has another block hash than the sequencer",
    Part.L1: "the L1 head stands still",
    Part.RPC: "the first verifier refuses connections to its execution RPC",
    Part.FUNDS: "the batcher's L1 account is empty and the safe head stands still",
    Part.ROOTS: "the newest dispute game claims another output root than the chain has",
    Part.FEES: "the SystemConfig has other fee scalars than L2 was told",
}


def parse_part(word: str) -> Part:
    """Return the part of this name.

    Raises:
        UnknownPartError: there is none; it names the nearest.
    """
    parts = tuple(part.value for part in Part)
    if word not in parts:
        raise UnknownPartError(word, parts=parts, nearest=nearest(word, parts))
    return Part(word)
