"""Readiness: judge what was recorded against a policy. Pure: no clock, disk or network.

`judge` is the story and its rules are small functions in the modules beside it.
Only `policy_file` reads: text that it is given, and the policies of the package.
"""

from gonogo.readiness.compile import Subject, compile_record
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
from gonogo.readiness.extension import effective_policy
from gonogo.readiness.judge import judge
from gonogo.readiness.known_check import KnownCheck, KnownChecks
from gonogo.readiness.outline import outline, outline_bytes
from gonogo.readiness.passes import Pass, passes, scope_in_force, signed_differences
from gonogo.readiness.policy import EmptyPolicyError, Policy, Requirement
from gonogo.readiness.policy_file import (
    UnknownPolicyError,
    parse_policy,
    shipped_policy,
    shipped_policy_names,
    shipped_policy_text,
)
from gonogo.readiness.power import exclusion_percent
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
from gonogo.readiness.verdict import Verdict, worst

__all__ = [
    "LONGEST_WINDOW_SECONDS",
    "Answer",
    "Block",
    "ChainScope",
    "Decision",
    "EmptyPolicyError",
    "FeatureInScope",
    "KnownCheck",
    "KnownChecks",
    "KnownChecks",
    "KnownDeployment",
    "ManualResult",
    "Pass",
    "Policy",
    "Problem",
    "Reason",
    "Record",
    "Requirement",
    "RequirementAnswer",
    "SignatureState",
    "Subject",
    "UnknownPolicyError",
    "UnreadableDecisionError",
    "Verdict",
    "Waiver",
    "compile_record",
    "decision_bytes",
    "decision_from_bytes",
    "effective_policy",
    "exclusion_percent",
    "in_words",
    "judge",
    "outline",
    "outline_bytes",
    "parse_policy",
    "passes",
    "scope_in_force",
    "shipped_policy",
    "shipped_policy_names",
    "shipped_policy_text",
    "signed_differences",
    "worst",
]
