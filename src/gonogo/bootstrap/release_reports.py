"""The two reports on a release, made from what is recorded.

A decision that was signed is judged again from the acts that it rests on, so that a
report on it cannot say more than they do. The words of then are taken where they are
still here and come to the same.
"""

import asyncio
from dataclasses import replace

from gonogo.attest import versions_of
from gonogo.bootstrap.application import Application
from gonogo.bootstrap.release_surroundings import surroundings_of
from gonogo.errors import GonogoError
from gonogo.evidence import Run
from gonogo.policies import policy_of_step, transition_of
from gonogo.project import NoProjectError, UnknownActError, act_named, count_signed, find_content
from gonogo.readiness import (
    ChainScope,
    Decision,
    Policy,
    Record,
    Subject,
    UnreadableDecisionError,
    compile_record,
    decision_from_bytes,
    judge,
    outline,
    subject_of,
)
from gonogo.record import Act, DeterminationBody, Found
from gonogo.report import Grounds, ReleaseReport, ReportKind, release_report
from gonogo.steps import Bundling, SeveralDecisionsError
from gonogo.workflows import (
    UnknownRunError,
    decisions_in_force,
    judge_now,
    judge_signed,
    network_of,
    policy_of,
    see,
)

_DIGITS = frozenset("0123456789abcdef")
_AS_OF_NOW = (
    "Findings, waivers and results by hand are those that are signed now; the answers are of then."
)


class UndecidedRunError(GonogoError):
    """No decision of a run is here, so there is nothing to report on."""

    def __init__(self, run: Run, *, is_elsewhere: bool) -> None:
        name = f"run {run.number} ({run.id})"
        hint = f"Report on its network: gonogo report {run.network} -o report.html"
        what = f"{name} is known here only from what was signed, and that is no decision"
        if not is_elsewhere:
            what = f"{name} is {run.state.value} and came to no decision"
            hint += f". Or go on with it: gonogo resume {run.id}"
        super().__init__(what, hint=hint)
        self.run = run.id


class UnknownSubjectError(GonogoError):
    """There is no network, run or decision of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"there is no network, run or decision {name!a} here",
            hint="Networks: gonogo network list. Runs: gonogo runs. Decisions: gonogo audit log.",
        )
        self.name = name


class ReleaseReports:
    """Makes reports in one workspace."""

    def __init__(self, application: Application) -> None:
        self._application = application

    def report_on(
        self, name: str, kind: ReportKind, *, move: str | None = None, policy: str | None = None
    ) -> ReleaseReport:
        """Return the report on a network, a run, or a decision.

        Args:
            name: A network, a run's id or number, or the id of a decision.
            kind: Of a network, the readiness report judges what is recorded now; the
                documentation of a decision is on the one that stands.
            move: The step that is meant; promote, if it must be said.
            policy: Another policy than that of the step, where it is judged now.

        Raises:
            UnknownSubjectError: there is nothing of this name.
            NoDecisionError: a decision was asked for, and none stands.
            SeveralDecisionsError: several stand, about several steps.
            UndecidedRunError: no decision of the run is here.
        """
        if name in self._application.networks.names() or self._standing(name):
            if kind is ReportKind.DECISION:
                return self._of_decision(self._decision(name, move))
            return self._of_network(name, move or "promote", policy)
        if (run := self._run(name)) is not None:
            return self._of_run(run)
        if (act := self._act(name)) is not None:
            return self._of_decision(act)
        raise UnknownSubjectError(name)

    def _standing(self, network: str, transition: str | None = None) -> tuple[Act, ...]:
        signed = self._application.signed
        acts = signed.counted().acts if signed else ()
        return decisions_in_force(acts, network, transition)

    def _decision(self, network: str, move: str | None) -> Act:
        transition = None
        if move is not None:
            transition = transition_of(self._application.networks.load(network), move)
        standing = self._standing(network, transition)
        steps = sorted({_body(act).transition for act in standing})
        if len(steps) > 1:
            raise SeveralDecisionsError(network, tuple(steps))
        return Bundling(self._application).decision(network, transition)

    def _run(self, name: str) -> Run | None:
        try:
            return self._application.run(name)
        except UnknownRunError:
            return None

    def _act(self, name: str) -> Act | None:
        signed = self._application.signed
        if signed is None or not _DIGITS.issuperset(name.removeprefix("sha256:").casefold()):
            return None
        try:
            act = act_named(signed.signed(), name)
        except UnknownActError:
            return None
        return act if isinstance(act.body, DeterminationBody) else None

    def _of_network(self, name: str, move: str, named: str | None) -> ReleaseReport:
        application = self._application
        network = application.networks.load(name)
        policy = policy_of_step(network, move, named)
        means, now = application.means(lambda _: None), application.clock.now()
        if application.signed is None:
            decision, record = asyncio.run(judge_now(network, policy, means))
            return self._made(Grounds(decision, policy, record))
        seen = asyncio.run(see(network, means, policy_as_typed=named, is_planned=policy.is_of_plan))
        judged = judge_signed(policy, seen, means=means, signed=application.signed, now=now)
        grounds = Grounds(
            decision=judged.decision,
            policy=policy,
            record=judged.record,
            counted=judged.counted,
            heads=judged.counted.heads(),
            features=judged.features,
        )
        return self._made(grounds)

    def _of_run(self, run: Run) -> ReleaseReport:
        application = self._application
        decision = application.history.decision(run.id) if run.damage is None else None
        if decision is None:
            is_elsewhere = run.damage is None and application.history.request(run.id).is_from_acts
            raise UndecidedRunError(run, is_elsewhere=is_elsewhere)
        request = application.history.request(run.id)
        policy = policy_of(application.artifacts, request.policy_digest)
        network = network_of(application.artifacts, request.network_digest)
        chains = tuple(ChainScope(chain.name, chain.inventory) for chain in network.chains)
        if application.signed is None:
            record = self._from_history(run, decision, chains)
            return self._made(Grounds(decision, policy, record), run=run)
        counted = application.signed.counted(application.clock.now())
        subject = Subject(
            decision.network,
            run.deployment,
            decision.candidate,
            chains,
            decision.judged_at,
            requires_passed=policy.requires_passed,
            policies=application.signed.policies(),
        )
        grounds = Grounds(
            decision, policy, compile_record(counted, subject), counted, heads=counted.heads()
        )
        return self._made(grounds, run=run, notes=(_AS_OF_NOW,))

    def _from_history(self, run: Run, decision: Decision, chains: tuple[ChainScope, ...]) -> Record:
        history = self._application.history
        shelf = history.evidence_of_deployment(decision.deployment) if run.deployment else None
        return Record(
            network=decision.network,
            candidate=decision.candidate,
            deployment=run.deployment,
            chains=chains,
            judged_at=decision.judged_at,
            runs=tuple(each for each in history.runs() if each.number <= run.number),
            evidence=tuple(item.evidence for item in shelf.items) if shelf else (),
            findings=tuple(
                finding
                for known in history.deployments(decision.network)
                for finding in history.findings(known.digest)
            ),
        )

    def _of_decision(self, act: Act) -> ReleaseReport:
        application = self._application
        if application.signed is None or application.project is None:
            raise NoProjectError(application.workspace.parent)
        policy, body = Bundling(application).policy(act), _body(act)
        record = self._as_of(act, body, policy)
        decision = judge(policy, record)
        grounds = Grounds(
            decision=self._in_words_of_then(body, decision),
            policy=policy,
            record=record,
            counted=application.signed.counted(application.clock.now()),
            determination=act,
            heads=act.heads,
            features=versions_of(body.features),
        )
        return self._made(grounds)

    def _as_of(self, act: Act, body: DeterminationBody, policy: Policy) -> Record:
        """Return what was judged: the acts that a decision rests on, and what it added."""
        application = self._application
        assert application.signed is not None  # noqa: S101 - The caller saw that there is one.
        assert application.project is not None  # noqa: S101 - As above.
        found = application.signed.signed().found
        names = application.signed.counted().history.ancestors((act.id,))
        then = Found(
            acts=tuple(each for each in found.acts if each.id in names),
            unverified=found.unverified & names,
        )
        subject = replace(subject_of(body, policy), policies=application.signed.policies())
        return compile_record(
            count_signed(application.project, then, body.judged_at).counted, subject
        )

    def _in_words_of_then(self, body: DeterminationBody, again: Decision) -> Decision:
        """Return the decision as it was shown when it was signed, if it is here and the same."""
        assert self._application.project is not None  # noqa: S101 - The caller saw it.
        content = find_content(self._application.project, body.decision)
        if content is None:
            return again
        try:
            then = decision_from_bytes(content)
        except UnreadableDecisionError:
            return again
        is_same = then.network == again.network and outline(then) == outline(again)
        return then if is_same else again

    def _made(
        self, grounds: Grounds, *, run: Run | None = None, notes: tuple[str, ...] = ()
    ) -> ReleaseReport:
        signed = self._application.signed
        grounds = replace(grounds, policies={} if signed is None else signed.policies())
        surroundings = surroundings_of(self._application, grounds, run)
        surroundings = replace(surroundings, notes=(*surroundings.notes, *notes))
        return release_report(grounds, surroundings, made_at=self._application.clock.now())


def _body(act: Act) -> DeterminationBody:
    assert isinstance(act.body, DeterminationBody)  # noqa: S101 - No other act comes here.
    return act.body
