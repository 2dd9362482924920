"""A node in memory: it answers from functions and remembers what it was asked."""

from collections.abc import Callable
from typing import Any

import msgspec

from gonogo.rpc import Endpoint, JSONRPCClient


class MemoryEndpoint(Endpoint):
    """Answers each method by the function of its name; an exception that one returns is raised."""

    def __init__(self, **answers: Callable[..., object]) -> None:
        super().__init__(JSONRPCClient(), "memory:")
        self.answers = answers
        self.calls: list[tuple[str, tuple[object, ...]]] = []

    async def call(self, method: str, *params: object, answer: Any = None) -> Any:
        """Remember the call and answer it."""
        self.calls.append((method, params))
        result = self.answers[method](*params)
        if isinstance(result, Exception):
            raise result
        if answer is msgspec.Raw:
            return msgspec.Raw(msgspec.json.encode(result))
        return result if answer is None else msgspec.convert(result, answer)
