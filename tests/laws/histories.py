"""Histories of signed acts as a workspace would really hold them, with all that can go wrong.

People and runners act one after another; now and then one of them has not seen what the
others did last. Everything that an act can be about is drawn from what is there already,
so most acts mean something, and some mean nothing.

A history is made of a number alone, so what a law stumbled over can be made again.
"""

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis.vendor.pretty import RepresentationPrinter

from gonogo.evidence import Evidence, Outcome, Window
from gonogo.findings import finding_id
from gonogo.people import ActKind, Key, People, Person, Role, Root, Runner, Team, Trust
from gonogo.readiness import Block, ChainScope, Policy, Requirement, Subject, Verdict
from gonogo.readiness.policy import Freeze
from gonogo.record import (
    Act,
    AnnotationBody,
    Body,
    ComponentVersion,
    Counted,
    DeterminationBody,
    Ed25519Signer,
    EndorsementBody,
    EvaluationBody,
    FeatureVersions,
    FindingBody,
    Found,
    ManualResultBody,
    OutlineAnswer,
    OutlineBody,
    OutlineReason,
    PeopleBody,
    PlanBody,
    PolicyBody,
    RatingBody,
    RecordedDeployment,
    RecordedFact,
    RecordedIdentity,
    ResolutionBody,
    RevocationBody,
    RunEndedBody,
    RunProblem,
    RunStartedBody,
    ScopeBody,
    ScopedChain,
    ScopedFeature,
    Sealed,
    SelectedQuestion,
    StepBody,
    TrustBody,
    VersionDifferenceBody,
    WaiverBody,
    count,
    seal,
)
from tests.laws.records import CHAINS, START, Choices

T = TypeVar("T")

WORKSPACE = "0a" * 16
NETWORK, ELSEWHERE = "bench", "alpha"
CANDIDATE, OTHER_CANDIDATE = "sha256:" + "c" * 64, "sha256:" + "b" * 64
GATE = "gate:isthmus"
CHECKS = ("safe_head_advances", "balances", "challenger_works", GATE, "manual:review")
"""The third and the gate are asked by no policy; the last a runner calls a check to fool us."""
ASKED, ASKED_TOO = (("longest_gap_seconds", "10"),), (("longest_gap_seconds", "20"),)
SPELT = (("longest_gap_seconds", "10.0"),)
OTHER_POLICY = "sha256:" + "e" * 64
TRANSITION, PASSED_BEFORE = "promote:betanet", "promote:alphanet"
STEP = timedelta(seconds=20)
PERSONS: dict[str, frozenset[Role]] = {
    "ada": frozenset({Role.PLATFORMS, Role.SECURITY}),
    "bert": frozenset({Role.PLATFORMS}),
    "cora": frozenset({Role.RELEASE_COORDINATOR}),
    "sam": frozenset({Role.SECURITY}),
    "eve": frozenset(),
}
RUNNERS = ("lab-1", "lab-2")


def _deployment(network: str, candidate: str, genesis: str) -> RecordedDeployment:
    facts = (RecordedFact("chain.901.genesis_hash", genesis),)
    return RecordedDeployment(network, candidate, RecordedIdentity(facts))


OURS = _deployment(NETWORK, CANDIDATE, "0x01")
AGAIN = _deployment(NETWORK, CANDIDATE, "0x02")
THEIRS = _deployment(NETWORK, OTHER_CANDIDATE, "0x03")


@cache
def key_of(name: str) -> Ed25519Signer:
    """Return somebody's key, the same every time."""
    secret = sha256(name.encode()).digest()
    return Ed25519Signer(Ed25519PrivateKey.from_private_bytes(secret))


def _people(*, without: str = "", second_key: bool = False) -> People:
    def keys(name: str) -> tuple[Key, ...]:
        names = [name, f"{name} too"] if second_key and name == "sam" else [name]
        return tuple(
            sorted((Key.of(key_of(each).public) for each in names), key=lambda k: k.public)
        )

    return People(
        (Team("everybody", "Everybody"),),
        tuple(
            Person(name, "everybody", frozenset() if name == without else roles, keys(name))
            for name, roles in sorted(PERSONS.items())
        ),
        tuple(Runner(name, (Key.of(key_of(name).public),)) for name in RUNNERS),
    )


FOUNDERS = replace(
    _people(),
    people=tuple(
        replace(each, roles=frozenset({Role.PLATFORMS}))
        for each in _people().people
        if each.name in {"ada", "bert"}
    ),
)
EVERYBODY, WITHOUT_BERT = _people(second_key=True), _people(without="bert", second_key=True)


def _trust(*, is_solo: bool, pins: Mapping[str, str]) -> Trust:
    names = ("ada",) if is_solo else ("ada", "bert")
    return Trust(
        WORKSPACE,
        tuple(Root(name, key_of(name).public) for name in names),
        len(names),
        "urn:gonogo:example",
        is_solo=is_solo,
        policies=dict(sorted(pins.items())),
    )


@dataclass
class World:
    """The acts of one history, and what later ones may be about."""

    choose: Choices
    trust: Trust
    policy: Policy
    is_calm: bool
    """Whether little goes wrong, so that what people do decides."""
    sealed: list[Sealed] = field(default_factory=list)
    now: datetime = START
    runs: dict[str, int] = field(default_factory=dict)
    """How many each runner started."""
    evidence: list[Evidence] = field(default_factory=list)
    about: list[str] = field(default_factory=list)
    """Ids of findings that there are, or might be."""
    endorsable: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    """What a plan may name as its drill."""
    determinations: list[tuple[str, DeterminationBody]] = field(default_factory=list)
    before: Mapping[str, Policy] = field(default_factory=dict)
    """The policies of earlier decisions, by digest."""

    def oddly(self, times: int) -> bool:
        """Say yes once in so many times; in a calm history far less often."""
        return self.choose.once_in(times * 12 if self.is_calm else times)

    def pick(self, usual: T, *odd: T) -> T:
        """Return what is usual, or something odd."""
        return self.choose.pick(odd) if self.oddly(5) else usual

    def sign(self, kind: ActKind, body: Body, by: str, *, at: datetime | None = None) -> Act:
        """Let somebody act, having seen everything or only what there was a while ago."""
        self.now += STEP
        seen = len(self.sealed)
        if seen > 2 and self.oddly(8):
            seen = self.choose.integer(2, seen)
        sealed = seal(
            kind,
            body,
            workspace=WORKSPACE,
            heads=_tips(self.sealed[:seen]),
            at=at or self.now,
            signer=key_of(by),
        )
        self.sealed.append(sealed)
        return sealed.act


def _tips(sealed: Iterable[Sealed]) -> tuple[str, ...]:
    listed = [each.act for each in sealed]
    named = {head for act in listed for head in act.heads}
    return tuple(sorted(act.id for act in listed if act.id not in named))


@dataclass(frozen=True, repr=False)
class History:
    """Acts, the trust of whoever judges them, the policy and what is judged."""

    sealed: tuple[Sealed, ...]
    trust: Trust
    policy: Policy
    subject: Subject
    before: Mapping[str, Policy]
    """The policies of earlier decisions that are at hand, by digest."""
    seed: int
    steps: int

    def __repr__(self) -> str:
        """Return how to make it again; all of its acts would fill pages."""
        return f"history({self.seed}, {self.steps})"

    def _repr_pretty_(self, printer: RepresentationPrinter, cycle: bool) -> None:  # noqa: FBT001 - hypothesis calls it
        """Let hypothesis print it so too."""
        del cycle
        printer.text(repr(self))

    @property
    def choose(self) -> Choices:
        """The same choices each time it is asked, and other ones than it was made by."""
        return Choices(random.Random(~self.seed).randint)

    @property
    def acts(self) -> tuple[Act, ...]:
        """The acts, without their files."""
        return tuple(sealed.act for sealed in self.sealed)

    def counted(self, acts: Iterable[Act] | None = None, at: datetime | None = None) -> Counted:
        """Return what counts of these acts, of all unless told otherwise."""
        chosen = self.acts if acts is None else acts
        found = Found(tuple(sorted(chosen, key=lambda act: act.id)))
        return count(found, self.trust, judged_at=at or self.subject.judged_at)


def history(seed: int, steps: int, *, is_pinned: bool = False) -> History:
    """Return the history of a number, so many steps long; perhaps with its policy pinned."""
    choose = Choices(random.Random(seed).randint)
    is_calm = not choose.once_in(3)
    policy = a_policy(choose, is_calm=is_calm)
    pinned = choose.pick((None, None, policy.digest, OTHER_POLICY))
    pinned = policy.digest if is_pinned else None if is_calm else pinned
    earlier = policies_before(choose)
    pins = {PASSED_BEFORE: OTHER_POLICY if choose.once_in(8) else choose.pick(earlier).digest} | (
        {} if pinned is None else {TRANSITION: pinned}
    )
    if choose.once_in(4):
        pins |= _pins_of_networks(
            choose,
            is_calm=is_calm or is_pinned,
            policy=policy,
            before=[each.digest for each in earlier],
        )
    trust = _trust(is_solo=choose.once_in(8), pins=pins)
    world = World(choose, trust, policy, is_calm, before={each.digest: each for each in earlier})
    world.sign(ActKind.TRUST, TrustBody.of(trust), "ada")
    _begin(world)
    if is_calm or not choose.once_in(3):
        _a_good_beginning(world)
    for _ in range(steps):
        choose.pick(STEPS)(world)
    lost = choose.pick(earlier).digest if choose.once_in(6) else ""
    at_hand = {each.digest: each for each in (*earlier, policy) if each.digest != lost}
    subject = replace(_subject(world), requires_passed=policy.requires_passed, policies=at_hand)
    return History(tuple(world.sealed), trust, policy, subject, at_hand, seed, steps)


def _begin(world: World) -> None:
    """Say who is who: all at once and together, the roots alone at first, or by one root."""
    way = world.pick("together", "together", "founders", "founders", "alone")
    if way == "founders":
        world.sign(ActKind.PEOPLE, PeopleBody.of(FOUNDERS), "ada")
        world.now += STEP
    everybody = world.sign(ActKind.PEOPLE, PeopleBody.of(EVERYBODY), "ada")
    if way != "alone" and not world.trust.is_solo:
        world.sign(ActKind.ENDORSEMENT, EndorsementBody(everybody.id, ""), "bert")


def _pins_of_networks(
    choose: Choices, *, is_calm: bool, policy: Policy, before: Iterable[str]
) -> dict[str, str]:
    """Return pins of one network alone, which stand before those of all."""
    here = f"{TRANSITION}@{NETWORK}"
    keys = (
        f"{PASSED_BEFORE}@{NETWORK}",
        f"{TRANSITION}@{ELSEWHERE}",
    )
    found = {key: choose.pick((policy.digest, OTHER_POLICY)) for key in keys if choose.once_in(2)}
    if choose.once_in(2):
        found[f"{PASSED_BEFORE}@{ELSEWHERE}"] = choose.pick((*before, OTHER_POLICY))
    odd = policy.digest if is_calm else OTHER_POLICY
    return found | ({here: choose.pick((policy.digest, odd))} if choose.once_in(2) else {})


def _subject(world: World) -> Subject:
    choose = world.choose
    blocks = (Block("block", "the faucet", choose.pick((Verdict.HOLD, Verdict.NO_GO)), "no"),)
    return Subject(
        network=NETWORK,
        deployment=world.pick(OURS.digest, OURS.digest, AGAIN.digest, None),
        candidate=CANDIDATE,
        chains=tuple(
            ChainScope(chain, choose.pick((("batcher",), ("batcher", "challenger"), ())))
            for chain in CHAINS[: world.pick(1, 2, 2, 0)]
        ),
        judged_at=world.now + world.pick(STEP, STEP, 5 * STEP, timedelta(minutes=20)),
        features={
            name: {"node": world.pick("1.0", "1.1"), "batcher": world.pick("2.0", None)}
            for name in ("fast", "cheap")
        },
        blocks=blocks if world.oddly(12) else (),
    )


# The policy.


def a_policy(choose: Choices, *, is_calm: bool) -> Policy:
    """Return a policy that asks a check or two, and perhaps people."""
    rows = [_requirement(choose, check) for check in CHECKS[: choose.integer(1, 2)]]
    if choose.once_in(3):
        again = replace(rows[0], id="again", passes_to_resolve=choose.integer(1, 2))
        rows.append(replace(again, parameters=choose.pick((ASKED, ASKED_TOO, SPELT))))
    if not choose.once_in(3):
        rows.append(_by_hand(choose))
    is_demanding = choose.once_in(2)
    if is_calm:
        rows = [_eased(row) for row in rows]
    return Policy(
        name=TRANSITION,
        title="T",
        level="READINESS_BETANET",
        requirements=tuple(rows),
        interval_seconds=1.0,
        resolves_by_pass=choose.once_in(3),
        validity_seconds=3600.0,
        soak_seconds=0.0 if is_calm else choose.pick((0.0, 120.0, 300.0)),
        soak_longest_gap_seconds=choose.pick((0.0, 60.0, 200.0)),
        freezes=(Freeze(START, START + choose.integer(1, 30) * STEP, "feast"),)
        if choose.once_in(40 if is_calm else 8)
        else (),
        accepts_solo=is_calm or not choose.once_in(3),
        needs_scope=is_demanding,
        requires_passed=PASSED_BEFORE if is_demanding else None,
    )


def policies_before(choose: Choices) -> tuple[Policy, ...]:
    """Return policies for the transition before: one that asks nothing of before, one that does."""
    row = replace(
        _by_hand(choose), id="balances", component=None, roles=("platforms", "security"), people=1
    )
    plain = Policy(
        name=PASSED_BEFORE,
        title="T",
        level="READINESS_ALPHANET",
        requirements=(replace(row, freshness_seconds=choose.pick((4000.0, 4000.0, 40.0))),),
        interval_seconds=1.0,
        validity_seconds=choose.pick((3600.0, 3600.0, 3600.0, 30.0)),
    )
    return plain, replace(plain, title="T again", requires_passed=PASSED_BEFORE)


def _requirement(choose: Choices, check: str) -> Requirement:
    is_invariant = choose.once_in(5)
    return Requirement(
        id=check,
        title="It advances",
        why="It matters.",
        remedy="Mend it.",
        source="checklist",
        check=check,
        component=choose.pick((None, None, "batcher", "challenger")),
        parameters=ASKED,
        window_seconds=choose.pick((10.0, 10.0, 0.0)),
        freshness_seconds=choose.pick((400.0, 400.0, 4000.0, 0.0)),
        passes_to_resolve=choose.integer(1, 2),
        passes=choose.pick((1, 1, 1, 2)),
        is_invariant=is_invariant,
        repeatable_failure_percent=None
        if is_invariant
        else choose.pick((None, None, None, 96.0, 60.0, 5.0)),
    )


def _eased(row: Requirement) -> Requirement:
    """Return what a network that runs well meets."""
    return (
        replace(row, freshness_seconds=4000.0, passes=1, people=min(row.people, 2))
        if (row.check)
        else replace(row, freshness_seconds=4000.0, roles=("platforms", "security"))
    )


def _by_hand(choose: Choices) -> Requirement:
    return Requirement(
        id="review",
        title="Somebody reviewed it",
        why="It matters.",
        remedy="Review it.",
        source="checklist",
        component=choose.pick((None, None, None, "challenger")),
        freshness_seconds=choose.pick((400.0, 4000.0)),
        passes_to_resolve=choose.integer(1, 2),
        roles=choose.pick((("security",), ("platforms", "security"), ())),
        people=choose.pick((1, 1, 2)),
    )


# What runners do.


def _a_good_beginning(world: World) -> None:
    """Everything passes, and people sign what they tested."""
    world.sign(ActKind.RUN_STARTED, _started(world, "lab-1", QUESTIONS), "lab-1")
    name = f"lab-1-{world.runs['lab-1']}"
    world.now += STEP
    evidence = tuple(
        _item(name, check, chain, world.now, parameters, Outcome.PASSED)
        for check, chain in QUESTIONS
        for parameters in (ASKED, ASKED_TOO)
    )
    _end(world, name, "lab-1", evidence)
    for person in ("sam", "ada"):
        body = ManualResultBody(NETWORK, OURS.digest, "review", None, "passed", "fine", ())
        world.passed.append(world.sign(ActKind.MANUAL_RESULT, body, person).id)
    _scope(world)
    _promote(world)


QUESTIONS = tuple((check, chain) for check in CHECKS[:4] for chain in CHAINS)


def _started(
    world: World, runner: str, questions: Iterable[tuple[str, str]], network: str = NETWORK
) -> RunStartedBody:
    world.runs[runner] = world.runs.get(runner, 0) + 1
    number = world.runs[runner]
    return RunStartedBody(
        run=f"{runner}-{number}",
        number=number + 1 if world.oddly(30) else number,
        network=network,
        policy=TRANSITION,
        policy_digest=world.policy.digest,
        selections=tuple(SelectedQuestion(*each) for each in questions),
    )


def _item(  # noqa: PLR0913, PLR0917 - what evidence is about
    run: str,
    check: str,
    chain: str,
    ended_at: datetime,
    parameters: tuple[tuple[str, str], ...],
    outcome: Outcome,
) -> Evidence:
    return Evidence(
        run=run,
        check=check,
        chain=chain,
        deployment=OURS.digest,
        outcome=outcome,
        summary="it moved",
        window=Window(ended_at - timedelta(seconds=10), ended_at),
        parameters=parameters,
    )


def _end(  # noqa: PLR0913 - what a run may say when it ends
    world: World,
    run: str,
    by: str,
    evidence: tuple[Evidence, ...],
    *,
    deployment: RecordedDeployment | None = OURS,
    network: str = NETWORK,
    is_void: bool = False,
) -> None:
    choose = world.choose
    problem = RunProblem(choose.pick(("node", "network")), "it is gone", "")
    body = RunEndedBody(
        run=run,
        state=choose.pick(("finished", "finished", "cancelled")),
        network=network,
        candidate=CANDIDATE,
        deployment=deployment,
        is_void=is_void,
        evidence=evidence,
        unknown_facts=("chain.901.genesis_hash",) if world.oddly(12) else (),
        problems=(problem,) if world.oddly(12) else (),
    )
    world.sign(ActKind.RUN_ENDED, body, by)
    world.evidence += evidence
    world.about += [finding_id(item) for item in evidence if item.outcome is Outcome.FAILED]
    world.passed += [item.digest for item in evidence if item.outcome is Outcome.PASSED][:2]


def _run(world: World) -> None:
    choose = world.choose
    runner = choose.pick((*RUNNERS, "lab-1"))
    network = world.pick(NETWORK, NETWORK, ELSEWHERE)
    questions = [each for each in QUESTIONS if not choose.once_in(3)]
    if world.oddly(6):
        questions.append((CHECKS[4], CHAINS[0]))
    started = _started(world, runner, questions, network)
    world.sign(ActKind.RUN_STARTED, started, runner)
    world.now += choose.pick((STEP, STEP, 0 * STEP))
    if world.oddly(15):
        return
    evidence = tuple(
        _some_item(world, started.run, *each) for each in questions if not world.oddly(12)
    )
    others = tuple(
        replace(item, parameters=ASKED_TOO, outcome=choose.pick((Outcome.PASSED, item.outcome)))
        for item in evidence
        if choose.once_in(2)
    )
    _end(
        world,
        started.run,
        "lab-2" if world.oddly(20) else runner,
        (*evidence, *others),
        deployment=world.pick(OURS, OURS, OURS, AGAIN, THEIRS, None),
        network=network,
        is_void=world.oddly(12),
    )
    if world.oddly(12):
        _end(world, started.run, runner, evidence[:1], deployment=choose.pick((OURS, THEIRS)))


def _some_item(world: World, run: str, check: str, chain: str) -> Evidence:
    choose = world.choose
    ended_at = world.now - timedelta(seconds=choose.integer(0, 4) * 5)
    if world.oddly(30):
        ended_at += timedelta(minutes=3)
    length = timedelta(seconds=world.pick(10, 10, 15, 5, 0))
    if world.oddly(20):
        # No run of these took so long, or went on for so long.
        seconds, later = choose.pick(((400, 0), (10, 400), (310, 0), (10, 310)))
        length, ended_at = timedelta(seconds=seconds), ended_at + timedelta(seconds=later)
    return Evidence(
        run="lab-1-1" if world.oddly(30) else run,
        check=check,
        chain=chain,
        deployment=world.pick(OURS.digest, OURS.digest, AGAIN.digest, THEIRS.digest),
        outcome=_an_outcome(world),
        summary=choose.pick(("it moved", "it stood")),
        window=Window(ended_at - length, ended_at),
        parameters=world.pick(() if check == GATE else ASKED, ASKED, ASKED_TOO, SPELT, ()),
        is_void=world.oddly(15),
    )


def _an_outcome(world: World) -> Outcome:
    if world.choose.once_in(30 if world.is_calm else 10):
        return Outcome.FAILED
    outcomes: tuple[Outcome, ...] = tuple(Outcome)
    return world.pick(Outcome.PASSED, Outcome.PASSED, *outcomes)


def _evaluate(world: World) -> None:
    choose = world.choose
    if not world.evidence:
        return
    item = choose.pick(world.evidence)
    judged = replace(
        item,
        parameters=choose.pick((ASKED, ASKED_TOO, item.parameters)),
        outcome=choose.pick((item.outcome, item.outcome, Outcome.PASSED, Outcome.FAILED)),
    )
    world.sign(ActKind.EVALUATION, EvaluationBody(item.run, (judged,)), choose.pick(RUNNERS))
    world.evidence.append(judged)
    if judged.outcome is Outcome.FAILED:
        world.about.append(finding_id(judged))


# What people do.


def _manual(world: World) -> None:
    choose = world.choose
    body = ManualResultBody(
        network=world.pick(NETWORK, NETWORK, ELSEWHERE),
        deployment=world.pick(OURS.digest, OURS.digest, AGAIN.digest, THEIRS.digest),
        requirement=choose.pick(("review", "review", "review", "balances", "nothing")),
        chain=choose.pick((None, None, *CHAINS)),
        outcome=choose.pick(("passed",) * 7 + ("failed",)),
        note="seen",
        attachments=(),
    )
    act = world.sign(
        ActKind.MANUAL_RESULT, body, choose.pick(("sam", "sam too", "ada", "bert", "eve"))
    )
    (world.about if body.outcome == "failed" else world.passed).append(act.id)


def _finding(world: World) -> None:
    choose = world.choose
    body = FindingBody(
        network=world.pick(NETWORK, NETWORK, ELSEWHERE),
        deployment=world.pick(OURS.digest, AGAIN.digest),
        candidate=CANDIDATE,
        chain=choose.pick((None, *CHAINS)),
        requirement=choose.pick((None, "balances", "review", "again", "nothing")),
        title="It stalls",
        description="",
        impact=None,
        severity=choose.pick((None, 1, 2, 3)),
        owning_team=None,
        tracker_url=None,
    )
    by = choose.pick(("ada", "cora", "eve", "lab-1"))
    world.about.append(world.sign(ActKind.FINDING, body, by).id)


def _of_finding(world: World) -> str:
    if not world.about or world.oddly(20):
        return "sha256:" + "9" * 64
    # What was found last is what people speak about most.
    return world.about[-1] if world.choose.once_in(2) else world.choose.pick(world.about)


def _rate(world: World) -> None:
    choose = world.choose
    body = RatingBody(_of_finding(world), choose.pick((0, 1, 2, 2, 2, 3)), "some", "seen")
    act = world.sign(ActKind.RATING, body, choose.pick(("ada", "bert", "cora", "cora", "eve")))
    world.endorsable.append(act.id)


def _plan(world: World) -> None:
    choose = world.choose
    drill = choose.pick((None, choose.pick([None, *world.passed]), "sha256:" + "7" * 64))
    body = PlanBody(
        finding=_of_finding(world),
        owner="ada",
        due=choose.pick((date(2026, 3, 2), date(2026, 4, 1), date(2026, 4, 1), date(2026, 3, 1))),
        text="watch it",
        drill=drill,
        no_drill_because=choose.pick((None, "it cannot be", "")),
    )
    world.endorsable.append(world.sign(ActKind.PLAN, body, choose.pick(("ada", "eve", "cora"))).id)


def _resolve(world: World) -> None:
    body = ResolutionBody(_of_finding(world), "it was cut off", "mended")
    by = world.choose.pick(("ada", "eve", "sam"))
    world.endorsable.append(world.sign(ActKind.RESOLUTION, body, by).id)


def _annotate(world: World) -> None:
    choose = world.choose
    same_as = choose.pick((None, _of_finding(world), _of_finding(world)))
    body = AnnotationBody(_of_finding(world), choose.pick((None, "everybody")), None, same_as)
    world.endorsable.append(world.sign(ActKind.ANNOTATION, body, choose.pick(("eve", "ada"))).id)


def _endorse(world: World) -> None:
    choose = world.choose
    if not world.endorsable:
        return
    newest = choose.once_in(2)
    about = world.endorsable[-1] if newest else choose.pick(world.endorsable)
    by = choose.pick(("ada", "bert", "bert", "cora"))
    world.sign(ActKind.ENDORSEMENT, EndorsementBody(about, ""), by)


def _waive(world: World) -> None:
    choose = world.choose
    body = WaiverBody(
        network=NETWORK,
        deployment=choose.pick((OURS.digest, OURS.digest, OURS.digest, AGAIN.digest)),
        requirement=choose.pick([row.id for row in world.policy.requirements]),
        chain=choose.pick((None, None, *CHAINS)),
        until=world.now + choose.pick((STEP, 10 * STEP, timedelta(days=1))),
        reason="a feast",
    )
    world.sign(ActKind.WAIVER, body, choose.pick(("ada", "bert", "eve")))


def _live_with(world: World) -> None:
    """Do all that a SEV 2 needs."""
    about, choose = _of_finding(world), world.choose
    world.sign(ActKind.RATING, RatingBody(about, 2, "some", "seen"), "cora")
    drill = choose.pick([None, *world.passed[-2:]])
    due = choose.pick((date(2026, 4, 1), date(2026, 3, 2)))
    plan = PlanBody(about, "ada", due, "watch it", drill, None if drill else "it cannot be")
    signed = world.sign(ActKind.PLAN, plan, "eve")
    world.sign(ActKind.ENDORSEMENT, EndorsementBody(signed.id, ""), "bert")


def _mend(world: World) -> None:
    """Name a cause, and let it be borne out."""
    body = ResolutionBody(_of_finding(world), "it was cut off", "mended")
    signed = world.sign(ActKind.RESOLUTION, body, "ada")
    world.sign(ActKind.ENDORSEMENT, EndorsementBody(signed.id, ""), "bert")
    for _ in range(world.choose.integer(1, 2)):
        _run(world)


def _call_the_same(world: World) -> None:
    """Say that a finding is another one, and agree."""
    body = AnnotationBody(_of_finding(world), None, None, _of_finding(world))
    signed = world.sign(ActKind.ANNOTATION, body, "eve")
    world.sign(ActKind.ENDORSEMENT, EndorsementBody(signed.id, ""), "ada")


# What is decided, and in which scope.


def _versions(choose: Choices) -> tuple[FeatureVersions, ...]:
    return tuple(
        FeatureVersions(
            name,
            (
                ComponentVersion("batcher", "2.0"),
                ComponentVersion("node", choose.pick(("1.0", "1.0", "1.0", "1.1"))),
            ),
        )
        for name in choose.pick((("cheap", "fast"), ("cheap", "fast"), ("fast",)))
    )


def _scope(world: World) -> None:
    choose = world.choose
    features = tuple(
        ScopedFeature(
            name,
            name,
            "everybody",
            world.pick(("node",), ("batcher", "node"), ()),
            world.pick((NETWORK,), (ELSEWHERE, NETWORK), (ELSEWHERE,)),
        )
        for name in world.pick(("fast",), ("cheap", "fast"), ())
    )
    world.sign(ActKind.SCOPE, ScopeBody(features), choose.pick(("ada", "bert")))


def _promote(world: World) -> None:
    choose = world.choose
    features = _versions(choose)
    if not choose.once_in(4):
        _sign_off_before(world)
    verdict = choose.pick((*("go",) * 6, "conditional", "hold"))
    level = choose.pick(("READINESS_ALPHANET",) * 12 + ("READINESS_REHEARSAL", TOO_HIGH))
    is_called_so = (verdict == "conditional") is not choose.once_in(12)
    before = [each for each, _ in world.determinations]
    decided = DeterminationBody(
        network=ELSEWHERE,
        transition=choose.pick((*(PASSED_BEFORE,) * 7, "rehearsal")),
        deployment=THEIRS.digest,
        candidate=OTHER_CANDIDATE,
        policy_digest=_policy_then(world),
        scope=tuple(ScopedChain(chain, ()) for chain in CHAINS[: choose.pick((1, 1, 1, 1, 1, 2))]),
        judged_at=world.now - choose.pick((0 * STEP,) * 9 + (timedelta(minutes=6),)),
        features=features,
        outline=_said_then(choose, verdict),
        blocks=(),
        verdict=verdict,  # type: ignore[arg-type]  # one of four
        level=f"{level}_CONDITIONAL" if is_called_so else level,
        valid_until=world.now + choose.pick((2 * STEP, *(50 * STEP,) * 7)),
        supersedes=(choose.pick(before),) if before and choose.once_in(6) else (),
        decision="sha256:" + "4" * 64,
    )
    act = world.sign(ActKind.DETERMINATION, decided, "ada")
    world.determinations.append((act.id, decided))
    name, rests_on = choose.pick(world.determinations) if choose.once_in(4) else (act.id, decided)
    step = StepBody(
        determination=name if not choose.once_in(15) else "sha256:" + "3" * 64,
        network=rests_on.network,
        transition=rests_on.transition if not choose.once_in(10) else TRANSITION,
        deployment=rests_on.deployment or OURS.digest,
        candidate=rests_on.candidate,
        features=rests_on.features if not choose.once_in(8) else _versions(choose),
    )
    kind = ActKind.PROMOTION if not choose.once_in(10) else ActKind.PUBLICATION
    world.sign(kind, step, choose.pick(("cora", "ada")))


def _policy_then(world: World) -> str:
    pinned = world.trust.pinned(PASSED_BEFORE, ELSEWHERE) or OTHER_POLICY
    odd = (*world.before, OTHER_POLICY, world.policy.digest)
    return world.choose.pick((pinned,) * 5 * len(odd) + odd)


def _sign_off_before(world: World) -> None:
    """Sign what the policies of the transition before ask, or something not quite like that."""
    choose = world.choose
    body = ManualResultBody(
        network=world.pick(ELSEWHERE, NETWORK),
        deployment=world.pick(THEIRS.digest, OURS.digest),
        requirement=world.pick("balances", "review"),
        chain=choose.pick((None, CHAINS[0])),
        outcome=choose.pick(("passed",) * 12 + ("failed",)),
        note="seen there",
        attachments=(),
    )
    by = world.pick("sam", "ada", "eve")
    act = world.sign(ActKind.MANUAL_RESULT, body, by)
    if body.outcome == "failed":
        world.about.append(act.id)


TOO_HIGH = "READINESS_TESTNET"
ANSWERS = {"go": "met", "conditional": "conditional", "hold": "unknown"}


def _said_then(choose: Choices, verdict: str) -> OutlineBody:
    """Return answers that give a verdict on one chain, or something not quite like that."""
    usual = [OutlineAnswer(ANSWERS[verdict], CHAINS[0], "balances")]
    said = choose.pick(
        (
            *(usual,) * 30,
            [],
            usual * 2,
            [*usual, OutlineAnswer("met", CHAINS[1], "balances")],
            [*usual, OutlineAnswer("unmet", CHAINS[0], "review")],
            [*usual, OutlineAnswer("surely", CHAINS[0], "review")],
        )
    )
    reason = OutlineReason("soak", "", choose.pick(("go", "hold")))
    reasons = (reason,) if choose.once_in(15) else ()
    said_so = "go" if choose.once_in(12) else verdict
    return OutlineBody(tuple(said), reasons, said_so)  # type: ignore[arg-type]  # one of four


def _decide_more(world: World) -> None:
    choose = world.choose
    if world.determinations and choose.once_in(3):
        body = RevocationBody(choose.pick(world.determinations)[0], "wrong")
        world.sign(ActKind.REVOCATION, body, "bert")
    elif choose.once_in(2):
        step = choose.pick((("1.0", "1.1"), ("1.1", "1.0")))
        world.sign(ActKind.VERSION_DIFFERENCE, VersionDifferenceBody("node", *step, "same"), "bert")
    else:
        digest = choose.pick((world.policy.digest, world.policy.digest, OTHER_POLICY))
        about = choose.pick((TRANSITION, PASSED_BEFORE))
        world.sign(ActKind.POLICY, PolicyBody(about, digest), choose.pick(("ada", "bert")))


def _change_people(world: World) -> None:
    if world.oddly(3):
        said = world.choose.pick((EVERYBODY, WITHOUT_BERT))
        adopted = world.sign(ActKind.PEOPLE, PeopleBody.of(said), "ada")
        if not world.choose.once_in(3):
            by = world.pick("bert", "cora", "ada")
            world.sign(ActKind.ENDORSEMENT, EndorsementBody(adopted.id, ""), by)


def _change_trust(world: World) -> None:
    """Let the roots pin another policy, or one of them try to alone."""
    if not world.oddly(3):
        return
    choose = world.choose
    digest = choose.pick((*world.before, OTHER_POLICY))
    pins = {**world.trust.policies, PASSED_BEFORE: digest}
    said = TrustBody.of(replace(world.trust, policies=dict(sorted(pins.items()))))
    act = world.sign(ActKind.TRUST, said, "ada")
    if not choose.once_in(3):
        world.sign(ActKind.ENDORSEMENT, EndorsementBody(act.id, ""), "bert")


Step = Callable[[World], None]
STEPS: tuple[Step, ...] = (
    *(_run,) * 8,
    _evaluate,
    *(_manual,) * 2,
    _finding,
    *(_rate,) * 2,
    *(_endorse,) * 3,
    _plan,
    *(_resolve,) * 2,
    _annotate,
    *(_waive,) * 2,
    *(_live_with,) * 3,
    *(_mend,) * 2,
    _call_the_same,
    _scope,
    _promote,
    _decide_more,
    _change_people,
    _change_trust,
)
