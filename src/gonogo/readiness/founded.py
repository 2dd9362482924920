"""Whether a signed decision follows from itself: its verdict from its answers, its level from both.

What it rests on is looked at afterwards (`gonogo.readiness.earlier`), and only of what
holds together: this costs nothing, and tells what is wrong more exactly.
"""

from collections.abc import Iterator

from gonogo.readiness.decision import VERDICT_OF
from gonogo.readiness.verdict import Verdict, worst
from gonogo.record import DeterminationBody

REHEARSAL = "rehearsal"
"""The transition of the bench, which is of no stage."""

REHEARSAL_LEVEL = "READINESS_REHEARSAL"
REHEARSAL_LEVELS = frozenset({REHEARSAL_LEVEL, f"{REHEARSAL_LEVEL}_CONDITIONAL"})
"""What decisions are worth that count for no stage, whichever transition they name."""

_CONDITIONAL = "_CONDITIONAL"
_MOVES = {"deploy": "DEPLOY_", "publish": "PUBLISH_", "promote": ""}
_STAGES = ("alphanet", "betanet", "testnet")
_LEVEL_OF = {
    f"{move}:{stage}": f"READINESS_{word}{stage.upper()}"
    for move, word in _MOVES.items()
    for stage in _STAGES
}
"""The levels of the process. A policy of one's own may have another, but not that of another
step."""


def holds_together(decided: DeterminationBody) -> bool:
    """Say whether the verdict is the worst of the answers and reasons, and they are complete.

    Complete: at least one requirement is answered, and each of them once on each chain.
    """
    outline = decided.outline
    asked = [(given.requirement, given.chain) for given in outline.answers]
    requirements = {requirement for requirement, _ in asked}
    chains = {chain.name for chain in decided.scope}
    is_complete = len(set(asked)) == len(asked) == len(requirements) * len(chains)
    if not asked or not is_complete or any(chain not in chains for _, chain in asked):
        return False
    verdicts = list(_verdicts(decided))
    return (
        None not in verdicts
        and worst(each for each in verdicts if each).value == outline.verdict == decided.verdict
    )


def _verdicts(decided: DeterminationBody) -> Iterator[Verdict | None]:
    known = {answer.value: verdict for answer, verdict in VERDICT_OF.items()}
    for given in decided.outline.answers:
        yield known.get(given.answer)
    for reason in decided.outline.reasons:
        yield Verdict(reason.verdict)


def has_own_level(decided: DeterminationBody) -> bool:
    """Say whether the level is one that a decision of this step and verdict can have."""
    is_conditional = decided.level.endswith(_CONDITIONAL)
    if is_conditional != (decided.verdict == Verdict.CONDITIONAL.value):
        return False
    own, level = _LEVEL_OF.get(decided.transition), decided.level.removesuffix(_CONDITIONAL)
    return own is None or level == own or level not in _LEVEL_OF.values()
