"""The bench: a local OP network that gonogo starts itself, to rehearse on and to test itself.

It is anvil with the real OP contracts, and roles of ours; it is not op-node, and
says so wherever it shows. Other rooms read only the files it writes.

Names whose modules bring the HTTP server are imported when they are first used:
listing and asking benches must not cost what running one costs.
"""

from typing import TYPE_CHECKING

from gonogo.bench.control import Status, read_status
from gonogo.bench.errors import BenchError
from gonogo.bench.parts import Part, parse_part
from gonogo.bench.session import (
    DEFAULT_NAME,
    Session,
    State,
    find_session,
    require_name,
    running_sessions,
)
from gonogo.bench.settings import MOST_VERIFIERS, NOTE
from gonogo.lazily import lazily

if TYPE_CHECKING:
    from gonogo.bench.launch import (
        prepare,
        run_bench,
        start_detached,
        stop_bench,
    )
    from gonogo.bench.visible import break_visibly, mend_visibly

_LATER = {
    "prepare": "launch",
    "run_bench": "launch",
    "start_detached": "launch",
    "stop_bench": "launch",
    "break_visibly": "visible",
    "mend_visibly": "visible",
}

__getattr__ = lazily(__name__, _LATER)

__all__ = [
    "DEFAULT_NAME",
    "MOST_VERIFIERS",
    "NOTE",
    "BenchError",
    "Part",
    "Session",
    "State",
    "Status",
    "break_visibly",
    "find_session",
    "mend_visibly",
    "parse_part",
    "prepare",
    "read_status",
    "require_name",
    "run_bench",
    "running_sessions",
    "start_detached",
    "stop_bench",
]
