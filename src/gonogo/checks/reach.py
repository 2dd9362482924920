"""An endpoint that costs its time limit once, however many questions there are.

When a call to a dead or hanging endpoint fails, calls that follow fail at once
with the same words, until the next tick lets one of them try again. Otherwise a
single dead node would hold up a sweep by its time limit for every question.
"""

from typing import Any, TypeVar

from gonogo.checks.vigil import Vigil
from gonogo.clock import Clock
from gonogo.rpc import JSONRPCClient, UnreachableError

T = TypeVar("T")


class Reach:
    """One endpoint, under the name that people know it by."""

    def __init__(  # noqa: PLR0913 - an endpoint and what it is asked with, nothing looked up.
        self,
        name: str,
        url: str,
        client: JSONRPCClient,
        clock: Clock,
        *,
        rest_seconds: float,
        vigil: Vigil,
    ) -> None:
        self.name = name
        self.url = url
        self.timeout_seconds = client.timeout_seconds
        self._client = client
        self._clock = clock
        self._rest_seconds = rest_seconds
        self._vigil = vigil
        self._failure: UnreachableError | None = None
        self._rests_until = 0.0

    async def call(self, method: str, *params: object, answer: Any = None) -> Any:
        """Ask, unless this endpoint was found dead a moment ago.

        Raises:
            RPCError: as `JSONRPCClient.call` does, at once while the endpoint rests.
        """
        if self._failure is not None and self._clock.monotonic() < self._rests_until:
            raise UnreachableError(self.url, method, self._failure.what)
        return await self.probe(method, *params, answer=answer)

    async def probe(self, method: str, *params: object, answer: Any = None) -> Any:
        """Ask even an endpoint that rests: how it is found to be back.

        Raises:
            RPCError: as `JSONRPCClient.call` does.
        """
        began = self._clock.monotonic()
        try:
            found = await self._client.call(self.url, method, *params, answer=answer)
        except UnreachableError as error:
            self._failure = error
            self._rests_until = self._clock.monotonic() + self._rest_seconds
            raise
        finally:
            self._vigil.end(began, self.timeout_seconds)
        self._failure = None
        return found
