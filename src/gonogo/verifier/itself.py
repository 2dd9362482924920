"""What an earlier decision must say before it is worth deriving again.

Whatever it rests on: its verdict must be that of its own answers, on every chain alike,
and its level that of its step.
"""

from collections.abc import Mapping
from typing import Any

from . import shape as s
from .bodies import VERDICTS

_AS_A_VERDICT = {"met": "go", "conditional": "conditional", "unknown": "hold", "unmet": "no-go"}
_OUTLINE = s.keys(
    {
        "answers": s.listed(
            s.keys({"answer": s.one_of(*_AS_A_VERDICT), "chain": s.text, "requirement": s.text})
        ),
        "reasons": s.listed(
            s.keys({"code": s.text, "subject": s.text, "verdict": s.one_of(*VERDICTS)})
        ),
        "verdict": s.one_of(*VERDICTS),
    }
)
_SUFFIX = "_CONDITIONAL"
_LEVELS = {
    "deploy:alphanet": "READINESS_DEPLOY_ALPHANET",
    "deploy:betanet": "READINESS_DEPLOY_BETANET",
    "deploy:testnet": "READINESS_DEPLOY_TESTNET",
    "publish:alphanet": "READINESS_PUBLISH_ALPHANET",
    "publish:betanet": "READINESS_PUBLISH_BETANET",
    "publish:testnet": "READINESS_PUBLISH_TESTNET",
    "promote:alphanet": "READINESS_ALPHANET",
    "promote:betanet": "READINESS_BETANET",
    "promote:testnet": "READINESS_TESTNET",
}
"""What each step of the process is worth: never what another is."""


def follows_from_itself(body: Mapping[str, Any]) -> bool:
    """Say whether verdict and level of a decision are those of its own answers and step."""
    return _OUTLINE(body["outline"]) and _has_its_verdict(body) and _has_its_level(body)


def _has_its_verdict(body: Mapping[str, Any]) -> bool:
    """Say whether something was answered, on every chain alike, and the worst of it stands."""
    outline = body["outline"]
    by_chain: dict[str, list[str]] = {row["name"]: [] for row in body["scope"]}
    for row in outline["answers"]:
        if row["chain"] not in by_chain:
            return False
        by_chain[row["chain"]].append(row["requirement"])
    answered = [sorted(names) for names in by_chain.values()]
    # Each chain answers the same rows, or the chain on which a row fails could be left out of it.
    if not answered or not answered[0] or any(names != answered[0] for names in answered):
        return False
    if len(set(answered[0])) != len(answered[0]):
        return False
    said = [_AS_A_VERDICT[row["answer"]] for row in outline["answers"]]
    said += [row["verdict"] for row in outline["reasons"]]
    return bool(max(said, key=VERDICTS.index) == outline["verdict"] == body["verdict"])


def _has_its_level(body: Mapping[str, Any]) -> bool:
    level = str(body["level"])
    if level.endswith(_SUFFIX) != (body["verdict"] == "conditional"):
        return False
    own = _LEVELS.get(body["transition"])
    level = level.removesuffix(_SUFFIX)
    return own is None or level == own or level not in _LEVELS.values()
