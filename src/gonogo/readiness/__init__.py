"""Readiness: judge what was recorded against a policy. Pure: no clock, disk or network.

`judge` is the story and its rules are small functions in the modules beside it.
Only `policy_file` reads: text that it is given, and the policies of the package.
"""

from gonogo.readiness.buys import what_a_limit_buys, what_it_buys
from gonogo.readiness.by_hand import manual_check
from gonogo.readiness.comparison import Difference, differences, said
from gonogo.readiness.compile import Subject
from gonogo.readiness.composition import Composed, Origin
from gonogo.readiness.decision import (
    Answer,
    Decision,
    Reason,
    RequirementAnswer,
    SignatureState,
    UnreadableDecisionError,
    decision_bytes,
    decision_from_bytes,
)
from gonogo.readiness.duration import LONGEST_WINDOW_SECONDS, in_words
from gonogo.readiness.earlier import compile_record, decisions_promoted_on, promoted, subject_of
from gonogo.readiness.extension import Folder, effective_policy
from gonogo.readiness.founded import REHEARSAL, REHEARSAL_LEVEL, REHEARSAL_LEVELS
from gonogo.readiness.judge import judge
from gonogo.readiness.known_check import KnownCheck, KnownChecks
from gonogo.readiness.outline import outline, outline_bytes
from gonogo.readiness.passes import (
    Flaw,
    FlawKind,
    Promoted,
    accepting,
    is_same_version,
    signed_differences,
)
from gonogo.readiness.policy import EmptyPolicyError, Policy, Requirement, policy_from_bytes
from gonogo.readiness.policy_file import (
    ReadFile,
    UnknownPolicyError,
    compose_policy,
    parse_policy,
    read_file,
    shipped_composed,
    shipped_policy,
    shipped_policy_names,
    shipped_policy_text,
)
from gonogo.readiness.power import exclusion_percent
from gonogo.readiness.reasons import is_about_finding
from gonogo.readiness.record import (
    Block,
    ChainScope,
    FeatureInScope,
    KnownDeployment,
    ManualResult,
    Problem,
    Record,
    Waiver,
)
from gonogo.readiness.scope import scope_in_force
from gonogo.readiness.terms import Term, policy_terms, requirement_terms
from gonogo.readiness.turn import NOBODY, RUNNER, Turn, Turns, team_in_words
from gonogo.readiness.unasked import do_passes_resolve_unasked, gate_again
from gonogo.readiness.verdict import Verdict, worst

__all__ = [
    "LONGEST_WINDOW_SECONDS",
    "NOBODY",
    "REHEARSAL",
    "REHEARSAL_LEVEL",
    "REHEARSAL_LEVELS",
    "RUNNER",
    "Answer",
    "Block",
    "ChainScope",
    "Composed",
    "Decision",
    "Difference",
    "EmptyPolicyError",
    "FeatureInScope",
    "Flaw",
    "FlawKind",
    "Folder",
    "KnownCheck",
    "KnownChecks",
    "KnownDeployment",
    "ManualResult",
    "Origin",
    "Policy",
    "Problem",
    "Promoted",
    "ReadFile",
    "Reason",
    "Record",
    "Requirement",
    "RequirementAnswer",
    "SignatureState",
    "Subject",
    "Term",
    "Turn",
    "Turns",
    "UnknownPolicyError",
    "UnreadableDecisionError",
    "Verdict",
    "Waiver",
    "accepting",
    "compile_record",
    "compose_policy",
    "decision_bytes",
    "decision_from_bytes",
    "decisions_promoted_on",
    "differences",
    "do_passes_resolve_unasked",
    "effective_policy",
    "exclusion_percent",
    "gate_again",
    "in_words",
    "is_about_finding",
    "is_same_version",
    "judge",
    "manual_check",
    "outline",
    "outline_bytes",
    "parse_policy",
    "policy_from_bytes",
    "policy_terms",
    "promoted",
    "read_file",
    "requirement_terms",
    "said",
    "scope_in_force",
    "shipped_composed",
    "shipped_policy",
    "shipped_policy_names",
    "shipped_policy_text",
    "signed_differences",
    "subject_of",
    "team_in_words",
    "what_a_limit_buys",
    "what_it_buys",
    "worst",
]
