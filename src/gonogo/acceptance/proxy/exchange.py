"""One exchange over HTTP: which calls it has, and what its answer counts as.

A call of JSON-RPC is answered by JSON-RPC with a result or an error, and by nothing else:
a page that some gateway shows instead is not the network's answer. A request that is no
JSON-RPC is answered by any response of HTTP. What gateways say when nobody is behind them
is no answer to either.
"""

from dataclasses import dataclass

from gonogo.acceptance.proxy import answers_in as answers
from gonogo.acceptance.proxy import calls_in as calls
from gonogo.acceptance.proxy.body import Beginning, Glimpse, plain
from gonogo.acceptance.proxy.calls_in import Call
from gonogo.acceptance.proxy.pending import Pending
from gonogo.acceptance.proxy.tally import Tally

_FIRST_HTTP_ERROR = 400
# As for our own client: the gateway refuses to pass a call on, or finds no node behind it.
_NOBODY_BEHIND = frozenset({429, 502, 503, 504})


@dataclass(frozen=True)
class Exchange:
    """A request on its way and its calls."""

    calls: tuple[Call, ...]
    """Empty: it is no JSON-RPC."""
    is_batch: bool
    pending: Pending

    def note_response(self, status: int, encoding: str, glimpse: Glimpse) -> None:
        """Note what came back, after all of it was passed on."""
        if status in _NOBODY_BEHIND:
            return
        if not self.calls:
            self.pending.note_answer_to_all(is_error=status >= _FIRST_HTTP_ERROR)
            return
        seen, is_all = plain(glimpse.kept, encoding, answers.LARGEST_LOOKED_AT_BYTES)
        if glimpse.is_whole and is_all:
            found = answers.answers_in(seen)
        else:
            found = answers.answers_from(seen, self.pending.ids)
        if len(found) == 1 and seen.lstrip()[:1] == b"{":
            # One answer to one call is its answer, and one to a batch refuses all of it.
            self.pending.note_answer_to_all(is_error=found[0].is_error)
        else:
            self.pending.note_answers(found)


def begin(tally: Tally, method: str, path: str, body: Beginning, encoding: str) -> Exchange:
    """Count the calls of a request that is about to be passed on."""
    seen, is_all = b"", False
    if method == "POST" and body.rest is None:
        seen, is_all = plain(body.read, encoding, calls.LARGEST_LOOKED_AT_BYTES)
    found = calls.calls_in(seen) if is_all else ()
    otherwise = f"{method} {path}"
    pending = Pending(tally)
    pending.note_calls(found or (Call(otherwise, None),), otherwise)
    return Exchange(found, seen.lstrip()[:1] == b"[", pending)
