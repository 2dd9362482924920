"""The ledger: which feature passed where, at which versions, by which decision.

Pure, from acts that count. A line is written by a promotion, and is a pass only if
the decision behind it was one of exactly that step and stood when the step was made;
otherwise the line says why it is none. Nothing is taken out of the ledger.

`docs/judging.md` says when a feature has passed, for the judge and for the verifier
too; the ledger says the same, and every reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gonogo.attest import Touched, Versions
from gonogo.promotion.history import Decided, History, Step, read_history
from gonogo.promotion.refusal import Refusal
from gonogo.promotion.stage import REHEARSAL, parse_transition
from gonogo.readiness import Verdict
from gonogo.record import Act

REHEARSAL_LEVELS = ("READINESS_REHEARSAL", "READINESS_REHEARSAL_CONDITIONAL")


@dataclass(frozen=True)
class LedgerLine:
    """A feature went one stage up, or was said to."""

    feature: str
    transition: str
    network: str
    versions: Versions
    determination: str
    """The decision that it rested on; under a break-glass that act."""
    promotion: str
    at: datetime
    faults: tuple[Refusal, ...]
    """Why it is no pass, whatever the versions; empty: it is one."""

    @property
    def is_pass(self) -> bool:
        """Say whether the feature passed there, at those versions."""
        return not self.faults


@dataclass(frozen=True)
class Ledger:
    """Every promotion of every feature, in the order in which they were made."""

    lines: tuple[LedgerLine, ...]
    differences: frozenset[tuple[str, str, str]]
    """The signed steps of a component from one version to another."""

    def passed(self, feature: str, transition: str, touched: Touched) -> tuple[Refusal, ...]:
        """Return why a feature has not passed a transition; nothing: it has.

        Args:
            feature: its id.
            transition: such as `promote:alphanet`.
            touched: each component that the feature touches, with the version it has now;
                None: it has none.
        """
        if not touched:
            return (_touches_nothing(feature),)
        lines = [
            line for line in self.lines if (line.feature, line.transition) == (feature, transition)
        ]
        if not lines:
            return (_skipped(feature, transition),)
        against = [line.faults or self._changed(line, touched) for line in lines]
        if not all(against):
            return ()
        return tuple(dict.fromkeys(fault for faults in reversed(against) for fault in faults))

    def _changed(self, line: LedgerLine, touched: Touched) -> tuple[Refusal, ...]:
        return tuple(
            _version_changed(line, component, version)
            for component, version in sorted(touched.items())
            if not self._is_same(component, line.versions.get(component), version)
        )

    def _is_same(self, component: str, then: str | None, now: str | None) -> bool:
        if then is None or now is None:
            return False
        return then == now or (component, then, now) in self.differences


def ledger_of(counted: Iterable[Act]) -> Ledger:
    """Write the ledger of the acts that count."""
    history = read_history(counted)
    lines = [
        LedgerLine(
            feature=feature,
            transition=step.transition,
            network=step.network,
            versions=versions,
            determination=step.determination,
            promotion=step.act,
            at=step.at,
            faults=_faults(step, feature, history),
        )
        for step in history.promotions
        for feature, versions in sorted(step.features.items())
    ]
    return Ledger(tuple(lines), history.differences)


def _faults(step: Step, feature: str, history: History) -> tuple[Refusal, ...]:
    if step.determination in history.break_glasses:
        return (_forced(step),)
    decided = history.decided.get(step.determination)
    if decided is None:
        return (_no_decision(step),)
    return (
        *_of_something_else(step, decided, feature),
        *_was_no_pass(step, decided),
        *_did_not_stand(step, decided, history),
    )


def _of_something_else(step: Step, decided: Decided, feature: str) -> Iterable[Refusal]:
    for what in ("network", "transition", "deployment", "candidate"):
        if (then := getattr(decided, what)) != (now := getattr(step, what)):
            yield Refusal(
                f"other_{what}",
                f"promotion {step.act} is of {what} {now}, and its decision of {then}",
                f"Decide about that {what}, then promote by that decision.",
            )
    if decided.features.get(feature) != step.features[feature]:
        yield Refusal(
            "other_versions",
            f"promotion {step.act} names {feature} at versions that its decision was not about",
            "Promote at the versions that were decided.",
        )


def _was_no_pass(step: Step, decided: Decided) -> Iterable[Refusal]:
    if decided.verdict not in (Verdict.GO, Verdict.CONDITIONAL):
        yield Refusal(
            "verdict",
            f"promotion {step.act} rests on a decision that says {decided.verdict.value}",
            "Mend what the decision names, decide again, then promote.",
        )
    if step.transition != REHEARSAL and decided.level in REHEARSAL_LEVELS:
        yield Refusal(
            "rehearsal",
            f"promotion {step.act} rests on a rehearsal, which counts for no stage",
            f"Decide under the policy of {step.transition}.",
        )


def _did_not_stand(step: Step, decided: Decided, history: History) -> Iterable[Refusal]:
    again = "Decide again, then promote by that decision."
    if step.at >= decided.valid_until:
        yield Refusal(
            "expired",
            f"when promotion {step.act} was made its decision had expired,"
            f" on {decided.valid_until:%Y-%m-%d %H:%M} UTC",
            again,
        )
    for later in history.superseded.get(decided.act, ()):
        if later.at <= step.at:
            yield Refusal(
                "superseded",
                f"when promotion {step.act} was made its decision was superseded by {later.act}",
                again,
            )
    for revoked in history.revoked.get(decided.act, ()):
        yield Refusal(
            "revoked",
            f"the decision behind promotion {step.act} was revoked: {revoked.reason}",
            again,
        )


def _forced(step: Step) -> Refusal:
    return Refusal(
        "break_glass",
        f"promotion {step.act} was made by force, under break-glass {step.determination}",
        f"Decide {step.transition} as the process says, then promote by that decision.",
    )


def _no_decision(step: Step) -> Refusal:
    return Refusal(
        "no_decision",
        f"promotion {step.act} names {step.determination}, which is no decision that counts",
        "See `gonogo audit verify` for why it does not count, or decide again.",
    )


def _touches_nothing(feature: str) -> Refusal:
    return Refusal(
        "touches_nothing",
        f"{feature} names no component, so nobody can say whether it is what passed",
        "Name the components that it touches in the scope.",
    )


def _skipped(feature: str, transition: str) -> Refusal:
    found = parse_transition(transition)
    where = f"a {found.stage.value}" if found else "the stage before"
    return Refusal(
        "skipped",
        f"{feature} never passed {transition}",
        f"Take the feature out of the scope, or let it pass {where} first.",
    )


def _version_changed(line: LedgerLine, component: str, now: str | None) -> Refusal:
    then = line.versions.get(component)
    if then is None or now is None:
        when = "there" if then is None else "now"
        return Refusal(
            "version_unknown",
            f"{line.feature} passed {line.transition} on {line.network}, and nobody says which"
            f" version of {component} runs {when}",
            f"Name the version of {component} in the manifest.",
        )
    return Refusal(
        "version_changed",
        f"{line.feature} passed {line.transition} on {line.network} with {component} {then},"
        f" and this is {now}",
        f"Let it pass there with {component} {now}, or let Platforms sign the difference"
        f" {then} to {now}.",
    )
