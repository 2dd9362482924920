"""What can be wrong with bytes that claim to be something of the protocol.

Every decoder of this room raises `MalformedDataError`, or a kind of it, for bytes that
are not what they claim to be, and nothing else: bytes come from nodes and from
anyone who pays for a transaction. Values are checked by the same rules when
they are built, so that what cannot be decoded cannot be encoded either.
"""

from gonogo.errors import GonogoError


class MalformedDataError(GonogoError):
    """Bytes or values are not what the protocol says they must be."""

    def __init__(self, what: str, problem: str, *, hint: str | None = None) -> None:
        super().__init__(f"malformed {what}: {problem}", hint=hint)
        self.what = what
        self.problem = problem


class MalformedRLPError(MalformedDataError):
    """Bytes are not the one canonical RLP encoding of an item."""

    def __init__(self, problem: str) -> None:
        super().__init__("RLP", problem)


class MalformedHexError(MalformedDataError):
    """Text is no quantity, no data or no address in hexadecimal form."""


class MalformedABIError(MalformedDataError):
    """Values do not fit their ABI types, or bytes are no encoding of them."""

    def __init__(self, problem: str) -> None:
        super().__init__("ABI encoding", problem)


class MalformedKeyError(MalformedDataError):
    """Something is no private key, mnemonic or derivation path.

    The message never quotes what was given, since it may be a secret.
    """


class MalformedTransactionError(MalformedDataError):
    """Bytes are no transaction, or one that no chain could include."""

    def __init__(self, problem: str, *, hint: str | None = None) -> None:
        super().__init__("transaction", problem, hint=hint)


class MalformedDepositError(MalformedDataError):
    """Bytes are no deposit transaction, or a log is no deposit event."""

    def __init__(self, problem: str) -> None:
        super().__init__("deposit", problem)


class MalformedFrameError(MalformedDataError):
    """The data of a batcher transaction, or one of its frames, must be ignored."""

    def __init__(self, problem: str, *, hint: str | None = None) -> None:
        super().__init__("frame", problem, hint=hint)


class MalformedBatchError(MalformedDataError):
    """A batch must be ignored, and with it the rest of its channel."""

    def __init__(self, problem: str) -> None:
        super().__init__("batch", problem)


class UnsupportedEncodingError(GonogoError):
    """The data is valid for an OP Stack node, but in a form that is not read here.

    Unlike malformed data it must not be dropped: a node would derive blocks
    from it, and who drops it derives another chain without noticing.
    """

    def __init__(self, encoding: str, *, hint: str) -> None:
        super().__init__(f"{encoding} cannot be read", hint=hint)
        self.encoding = encoding
