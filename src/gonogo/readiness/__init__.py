"""Readiness: judge what was recorded against a policy. Pure: no clock, disk or network.

`judge` is the story and its rules are small functions in the modules beside it.
Only `policy_file` reads: text that it is given, and the policies of the package.
"""

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
from gonogo.readiness.judge import judge
from gonogo.readiness.policy import EmptyPolicyError, Policy, Requirement
from gonogo.readiness.policy_file import (
    KnownCheck,
    UnknownPolicyError,
    parse_policy,
    shipped_policy,
    shipped_policy_names,
    shipped_policy_text,
)
from gonogo.readiness.power import exclusion_percent
from gonogo.readiness.record import ChainScope, KnownDeployment, Problem, Record
from gonogo.readiness.verdict import Verdict, worst

__all__ = [
    "LONGEST_WINDOW_SECONDS",
    "Answer",
    "ChainScope",
    "Decision",
    "EmptyPolicyError",
    "KnownCheck",
    "KnownDeployment",
    "Policy",
    "Problem",
    "Reason",
    "Record",
    "Requirement",
    "RequirementAnswer",
    "SignatureState",
    "UnknownPolicyError",
    "UnreadableDecisionError",
    "Verdict",
    "decision_bytes",
    "decision_from_bytes",
    "exclusion_percent",
    "in_words",
    "judge",
    "parse_policy",
    "shipped_policy",
    "shipped_policy_names",
    "shipped_policy_text",
    "worst",
]
