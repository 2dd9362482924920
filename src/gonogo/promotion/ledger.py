"""The ledger: which feature passed where, at which versions, by which decision.

Pure, from acts that count. A line is written by a promotion; whether it is a pass, and
what keeps it from being one, is `readiness.promoted`'s to say, as the judge has it too.
The ledger has the words for it. Nothing is taken out of the ledger.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gonogo import digest
from gonogo.attest import Touched, Versions
from gonogo.people import to_the_minute
from gonogo.promotion.history import Decided, History, Step, read_history
from gonogo.promotion.refusal import Refusal
from gonogo.promotion.stage import parse_transition
from gonogo.readiness import Flaw, FlawKind, Policy, accepting, is_same_version, promoted
from gonogo.record import Counted

_AGAIN = "Decide again, then promote by that decision."
_WHO_SIGNED = "Ask who signed it (`gonogo audit log`). Decide again, then promote by that."


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
        # One line that nothing speaks against is enough, whatever the others are.
        if not all(against):
            return ()
        # The last attempt is the one that people remember, so it is told first.
        return tuple(dict.fromkeys(fault for faults in reversed(against) for fault in faults))

    def _changed(self, line: LedgerLine, touched: Touched) -> tuple[Refusal, ...]:
        return tuple(
            _version_changed(line, component, now)
            for component, now in sorted(touched.items())
            if not is_same_version(component, line.versions.get(component), now, self.differences)
        )


def ledger_of(counted: Counted, policies: Mapping[str, Policy]) -> Ledger:
    """Write the ledger of the acts that count.

    Args:
        counted: those acts.
        policies: by digest, those at hand; decisions that were made under them are derived again.
    """
    history = read_history(counted.acts)
    flaws = {(each.promotion, each.feature): each.flaws for each in promoted(counted, policies)}
    lines = [
        LedgerLine(
            feature=feature,
            transition=step.transition,
            network=step.network,
            versions=versions,
            determination=step.determination,
            promotion=step.act,
            at=step.at,
            faults=tuple(
                _in_words(flaw, step, feature, history) for flaw in flaws[step.act, feature]
            ),
        )
        for step in history.promotions
        for feature, versions in sorted(step.features.items())
    ]
    return Ledger(tuple(lines), history.differences)


def _in_words(flaw: Flaw, step: Step, feature: str, history: History) -> Refusal:
    decided = history.decided.get(step.determination)
    if decided is None:
        is_forced = step.determination in history.break_glasses
        return _forced(step) if is_forced else _no_decision(step)
    if flaw.act is not None:
        return _taken_back(flaw.kind, flaw.act, step, history)
    return _between(flaw.kind, step, decided, feature)


def _between(kind: FlawKind, step: Step, decided: Decided, feature: str) -> Refusal:
    """Say what does not fit between a step and the decision that it names."""
    match kind:
        case FlawKind.OTHER_VERSIONS:
            explanation = (
                f"promotion {step.act} names {feature} at versions that its decision was not about"
            )
            remedy = "Promote at the versions that were decided."
        case FlawKind.VERDICT:
            explanation = (
                f"promotion {step.act} rests on a decision that says {decided.verdict.value}"
            )
            remedy = "Mend what the decision names, decide again, then promote."
        case FlawKind.REHEARSAL:
            explanation = f"promotion {step.act} rests on a rehearsal, which counts for no stage"
            remedy = f"Decide under the policy of {step.transition}."
        case FlawKind.OTHER_POLICY:
            explanation = (
                f"promotion {step.act} rests on a decision under a policy that nobody pinned for"
                f" {decided.transition}: {digest.short(decided.policy_digest)}"
            )
            remedy = (
                "`gonogo policy list` tells what is pinned: decide under that, then promote by it."
            )
        case FlawKind.OTHER_LEVEL:
            explanation = (
                f"promotion {step.act} rests on a decision that calls itself {decided.level}, which"
                f" no decision of {decided.transition} that says {decided.verdict.value} is worth"
            )
            remedy = _WHO_SIGNED
        case FlawKind.UNFOUNDED:
            explanation = (
                f"promotion {step.act} rests on a decision whose own answers do not say"
                f" {decided.verdict.value}"
            )
            remedy = _WHO_SIGNED
        case FlawKind.UNKNOWN_POLICY:
            explanation = (
                f"nobody can derive the decision behind promotion {step.act}: its policy is not"
                f" here, {digest.short(decided.policy_digest)}"
            )
            remedy = "Take record/attachments from git, or from the clone in which it was decided."
        case FlawKind.NOT_DERIVED:
            explanation = (
                f"what was signed before the decision behind promotion {step.act} does not bear it"
                f" out: it says {decided.verdict.value}"
            )
            remedy = _WHO_SIGNED
        case FlawKind.EXPIRED:
            explanation = (
                f"when promotion {step.act} was made its decision had expired,"
                f" on {to_the_minute(decided.valid_until)}"
            )
            remedy = _AGAIN
        case _:
            what = kind.value.removeprefix("other_")
            now, then = getattr(step, what), getattr(decided, what)
            explanation = f"promotion {step.act} is of {what} {now}, and its decision of {then}"
            remedy = f"Decide about that {what}, then promote by that decision."
    return Refusal(kind.value, explanation, remedy)


def _taken_back(kind: FlawKind, by: str, step: Step, history: History) -> Refusal:
    explanation = f"when promotion {step.act} was made its decision was superseded by {by}"
    if kind is FlawKind.REVOKED:
        revoked = history.revoked.get(step.determination, ())
        reason = next(each.reason for each in revoked if each.act == by)
        explanation = f"the decision behind promotion {step.act} was revoked: {reason}"
    return Refusal(kind.value, explanation, _AGAIN)


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
        f"Let it pass there with {component} {now}, or let Platforms sign that it counts all the"
        f" same: `{accepting(component, then, now)}`.",
    )
