"""Readiness: judge what was recorded against a policy. Pure: no clock, disk or network."""

from gonogo.readiness.decision import Answer, Decision, Reason, RequirementAnswer, SignatureState
from gonogo.readiness.policy import Policy, Requirement
from gonogo.readiness.verdict import Verdict, worst

__all__ = [
    "Answer",
    "Decision",
    "Policy",
    "Reason",
    "Requirement",
    "RequirementAnswer",
    "SignatureState",
    "Verdict",
    "worst",
]
