"""Promotion: the stages, the ledger of features, and the gate that each step passes.

Pure: acts that count and a `VerifiedDetermination` go in, refusals come out. Nothing
here signs, reads or writes; `steps` does, and only where nothing is refused.
"""

from gonogo.promotion.bodies import (
    Judged,
    NoReasonError,
    TimeOverError,
    break_glass_body,
    break_glass_closed_body,
    determination_body,
    forced_step_body,
    revocation_body,
    step_body,
    version_difference_body,
)
from gonogo.promotion.break_glass import OpenBreakGlass, may_force, open_break_glasses
from gonogo.promotion.gate import Wanted, may_promote, may_publish
from gonogo.promotion.ledger import Ledger, LedgerLine, ledger_of
from gonogo.promotion.ledger_table import ledger_rows, ledger_table
from gonogo.promotion.pull_request import (
    KnownFinding,
    PullRequest,
    Reason,
    pull_request_text,
    pull_request_title,
    verifying_lines,
)
from gonogo.promotion.refusal import Refusal
from gonogo.promotion.stage import (
    Move,
    Transition,
    break_glass_level,
    next_stage,
    parse_transition,
    transition_from,
)
from gonogo.readiness import REHEARSAL

__all__ = [
    "REHEARSAL",
    "Judged",
    "KnownFinding",
    "Ledger",
    "LedgerLine",
    "Move",
    "NoReasonError",
    "OpenBreakGlass",
    "PullRequest",
    "Reason",
    "Refusal",
    "TimeOverError",
    "Transition",
    "Wanted",
    "break_glass_body",
    "break_glass_closed_body",
    "break_glass_level",
    "determination_body",
    "forced_step_body",
    "ledger_of",
    "ledger_rows",
    "ledger_table",
    "may_force",
    "may_promote",
    "may_publish",
    "next_stage",
    "open_break_glasses",
    "parse_transition",
    "pull_request_text",
    "pull_request_title",
    "revocation_body",
    "step_body",
    "transition_from",
    "verifying_lines",
    "version_difference_body",
]
