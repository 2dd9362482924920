"""The gate: may this step be made now, on this decision?

Pure. What is wanted comes from whoever wants it, never from the bundle; the decision
comes from `attest.verify` and from nowhere else; what became of it since, and which
feature passed where, comes from the acts that count now. No refusal means yes, and
every refusal is given, not only the first.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from gonogo.attest import Touched, VerifiedDetermination, Versions, known_versions
from gonogo.networks import Stage
from gonogo.people import ActKind, to_the_minute
from gonogo.promotion.history import Decided, History, read_history
from gonogo.promotion.ledger import Ledger
from gonogo.promotion.refusal import Refusal
from gonogo.promotion.stage import Move, next_stage, transition_from
from gonogo.readiness import REHEARSAL, REHEARSAL_LEVELS, Verdict
from gonogo.record import Counted

_AGAIN = "Decide again: `gonogo assess`, then `gonogo determine`."


@dataclass(frozen=True)
class Wanted:
    """The step that somebody wants to make, in their own words."""

    network: str
    stage: Stage
    transition: str
    deployment: str
    candidate: str
    features: Mapping[str, Touched]
    """Each feature in scope on the network, with the versions of what it touches."""
    accepts_conditional: bool = False

    @property
    def versions(self) -> Mapping[str, Versions]:
        """Return the features with the versions that are known, as a decision names them."""
        return {feature: known_versions(touched) for feature, touched in self.features.items()}


def may_promote(
    verified: VerifiedDetermination,
    wanted: Wanted,
    ledger: Ledger,
    counted: Counted,
    now: datetime,
) -> tuple[Refusal, ...]:
    """Return why the features may not go one stage up; nothing: they may.

    A step that was made already is refused with that alone, `already_promoted`.
    """
    return _may(_PROMOTION, verified, wanted, ledger, counted, now)


def may_publish(
    verified: VerifiedDetermination,
    wanted: Wanted,
    ledger: Ledger,
    counted: Counted,
    now: datetime,
) -> tuple[Refusal, ...]:
    """Return why the network may not be made live and public; nothing: it may.

    A step that was made already is refused with that alone, `already_published`.
    """
    return _may(_PUBLICATION, verified, wanted, ledger, counted, now)


def _nowhere_to_go(wanted: Wanted) -> Iterable[Refusal]:
    # A bench has no stage above it either: what is promoted there is a rehearsal.
    if wanted.stage is Stage.BENCH:
        return
    if next_stage(wanted.stage) is None:
        yield Refusal(
            "no_next_stage",
            f"above a {wanted.stage.value} there is no stage in this process",
            "Mainnet is decided by governance; give it the decision and its report.",
        )
    if not wanted.features:
        yield Refusal(
            "no_features",
            f"no feature is in scope on {wanted.network}, so nothing would go up",
            "Name the features and their networks in the scope, then decide again.",
        )


@dataclass(frozen=True)
class _Step:
    """What one kind of step has of its own; everything else holds for both."""

    kind: ActKind
    move: Move
    done: str
    own: Callable[[Wanted], Iterable[Refusal]]
    """What is asked of this kind alone."""


_PROMOTION = _Step(ActKind.PROMOTION, Move.PROMOTE, "promoted", _nowhere_to_go)
_PUBLICATION = _Step(ActKind.PUBLICATION, Move.PUBLISH, "published", lambda _: ())


def _may(  # noqa: PLR0913, PLR0917 - the kind of step, and what a step depends on
    step: _Step,
    verified: VerifiedDetermination,
    wanted: Wanted,
    ledger: Ledger,
    counted: Counted,
    now: datetime,
) -> tuple[Refusal, ...]:
    history = read_history(counted.acts)
    if (made := _made(step.kind, verified, wanted, history)) is not None:
        # Alone: whoever asks again has nothing to mend, whatever became of the decision since.
        return (_already(step.done, made),)
    return (
        *_wrong_move(step.move, wanted),
        *step.own(wanted),
        *_against(verified, wanted, ledger, counted, history, now),
    )


def _against(  # noqa: PLR0913, PLR0917 - the six things that a step depends on
    verified: VerifiedDetermination,
    wanted: Wanted,
    ledger: Ledger,
    counted: Counted,
    history: History,
    now: datetime,
) -> Iterable[Refusal]:
    yield from _of_something_else(verified, wanted)
    yield from _worth(verified, wanted)
    yield from _recorded(verified, counted, history)
    yield from _standing(verified, history, now)
    yield from _not_passed(verified, wanted, ledger)


def _made(
    kind: ActKind, verified: VerifiedDetermination, wanted: Wanted, history: History
) -> str | None:
    for step in history.steps:
        same = (step.kind, step.determination, step.network, step.transition) == (
            kind,
            verified.id,
            wanted.network,
            wanted.transition,
        )
        is_of_this = (step.deployment, step.candidate) == (wanted.deployment, wanted.candidate)
        # At other versions it was another step, and this one is still to be made.
        if same and is_of_this and step.features == wanted.versions:
            return step.act
    return None


def _already(what: str, act: str) -> Refusal:
    return Refusal(
        f"already_{what}",
        f"this was {what} already on this decision, by {act}",
        "Nothing needs to be done.",
    )


def _wrong_move(move: Move, wanted: Wanted) -> Iterable[Refusal]:
    its_own = transition_from(move, wanted.stage)
    if wanted.transition != its_own:
        yield Refusal(
            "wrong_transition",
            f"{wanted.network} is a {wanted.stage.value}, which makes the step {its_own}"
            f" and not {wanted.transition}",
            f"Ask for {its_own}, or correct the stage of the network.",
        )


def _of_something_else(verified: VerifiedDetermination, wanted: Wanted) -> Iterable[Refusal]:
    for what in ("network", "transition", "deployment", "candidate"):
        if (decided := getattr(verified, what)) != (asked := getattr(wanted, what)):
            yield Refusal(
                f"not_this_{what}",
                f"the decision is about {what} {decided}, and what is asked for is {asked}",
                f"Decide about that {what}, or name the one that was decided about.",
            )
    # Of both, so that neither one that came into scope since nor one that left goes unnoticed.
    for feature in sorted(verified.features.keys() | wanted.features.keys()):
        if verified.features.get(feature) != wanted.versions.get(feature):
            yield _other_scope(feature, verified, wanted)


def _other_scope(feature: str, verified: VerifiedDetermination, wanted: Wanted) -> Refusal:
    if feature not in wanted.features:
        what = f"{feature} was decided about and is no longer in scope"
    elif feature not in verified.features:
        what = f"{feature} came into scope after the decision"
    else:
        what = f"{feature} was decided about at other versions than are asked for"
    return Refusal("not_this_scope", what, _AGAIN)


def _worth(verified: VerifiedDetermination, wanted: Wanted) -> Iterable[Refusal]:
    verdict = verified.verdict
    if verified.break_glass is not None:
        yield Refusal(
            "break_glass",
            f"this was accepted by force, under {verified.break_glass}, and is no pass",
            "Make the step under the break-glass itself, which says so in the record.",
        )
    if verdict in (Verdict.HOLD, Verdict.NO_GO):
        yield Refusal(
            verdict.value.replace("-", "_"),
            f"the decision says {verdict.value}",
            "See `gonogo explain` for what to mend, then decide again.",
        )
    if verdict is Verdict.CONDITIONAL and not wanted.accepts_conditional:
        yield Refusal(
            "conditional_not_accepted",
            "the decision is conditional: it rests on plans or waivers",
            "Read its reasons; whoever accepts them says so with --accept conditional.",
        )
    # Both ways: a rehearsal is worth no step, and what is decided for a step is no rehearsal.
    is_rehearsed = verified.level in REHEARSAL_LEVELS
    if is_rehearsed != (wanted.transition == REHEARSAL):
        yield Refusal(
            "level_not_accepted",
            f"the decision is worth {verified.level}, which is nothing for {wanted.transition}",
            f"Decide under the policy of {wanted.transition}.",
        )


def _recorded(
    verified: VerifiedDetermination, counted: Counted, history: History
) -> Iterable[Refusal]:
    if not counted.is_complete:
        yield Refusal(
            "record_incomplete",
            "acts are missing or damaged, and a revocation could be among them",
            "See `gonogo audit verify`, and take them back from a clone.",
        )
    if verified.id not in history.decided:
        yield Refusal(
            "not_recorded",
            f"the decision {verified.id} does not count in this record",
            "Bring the record up to date with `git pull`, and see `gonogo audit verify`.",
        )


def _standing(
    verified: VerifiedDetermination, history: History, now: datetime
) -> Iterable[Refusal]:
    if now >= verified.valid_until:
        yield Refusal(
            "expired",
            f"the decision expired on {to_the_minute(verified.valid_until)}",
            _AGAIN,
        )
    # Whenever that was, other than in the ledger: this step is still to be made.
    for later in history.superseded.get(verified.id, ()):
        yield Refusal(
            "superseded",
            f"a later decision replaced it, {later.act}: {later.reason}",
            "Go by the later one.",
        )
    for revoked in history.revoked.get(verified.id, ()):
        yield Refusal("revoked", f"the decision was revoked: {revoked.reason}", _AGAIN)
    for other in history.decided.values():
        if _contradicts(other, verified, history):
            yield Refusal(
                "contradicted",
                f"another decision about the same step says {other.verdict.value}, {other.act}",
                "Decide again having both before you: the new decision supersedes them.",
            )


def _contradicts(other: Decided, verified: VerifiedDetermination, history: History) -> bool:
    """Say whether a decision stands beside this one, made apart from it, and refuses the step."""
    its_own = history.decided.get(verified.id)
    is_replaced = other.act in history.superseded or other.act in history.revoked
    is_same_step = (other.network, other.transition, other.deployment) == (
        verified.network,
        verified.transition,
        verified.deployment,
    )
    return (
        other != its_own
        and is_same_step
        and not is_replaced
        and other.verdict in (Verdict.HOLD, Verdict.NO_GO)
    )


def _not_passed(
    verified: VerifiedDetermination, wanted: Wanted, ledger: Ledger
) -> Iterable[Refusal]:
    if verified.requires_passed is None:
        return
    for feature, touched in sorted(wanted.features.items()):
        yield from ledger.passed(feature, verified.requires_passed, touched)
