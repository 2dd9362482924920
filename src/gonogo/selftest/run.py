"""Try every case under each policy, after having shown that the policy can be met.

A case that is refused where everything is refused proves nothing. So each policy first
has its control: with every row met by signed evidence, both judges and the gate must
let it pass, once with the workspace's people as they are, and once with the stand-ins
that the forgeries need.
"""

import dataclasses
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gonogo.attest import RefusedBundleError, verify
from gonogo.errors import GonogoError
from gonogo.people import People, Trust
from gonogo.readiness import Policy, Verdict, outline
from gonogo.selftest import (
    forgeries_of_acts,
    forgeries_of_beginnings,
    forgeries_of_bundles,
    forgeries_of_decisions,
    forgeries_of_findings,
    forgeries_of_passes,
    forgeries_of_people,
    forgeries_of_runs,
    forgeries_of_verification,
    rows_of_decisions,
    rows_of_history,
    rows_of_policies,
    rows_of_runs,
)
from gonogo.selftest.case import Case, Group, Result, run_case
from gonogo.selftest.cast import Cast, full_cast, lacking, own_cast
from gonogo.selftest.expectation import codes
from gonogo.selftest.gates import JUDGE, VERIFIER, Gates
from gonogo.selftest.plan import NoControlError, Plan, plan_of
from gonogo.selftest.saying import Said, State, Try
from gonogo.selftest.scene import Disk
from gonogo.selftest.stage_before import policy_before
from gonogo.selftest.stand import Stand
from gonogo.selftest.stepping import asked, bundled, gate_of
from gonogo.selftest.story import tell

_ROWS: tuple[Case, ...] = (
    *rows_of_runs.ROWS,
    *rows_of_history.ROWS,
    *rows_of_policies.ROWS,
    *rows_of_decisions.ROWS,
)

CASES: tuple[Case, ...] = (
    *sorted(_ROWS, key=lambda row: row.number),
    *forgeries_of_acts.ROWS,
    *forgeries_of_runs.ROWS,
    *forgeries_of_people.ROWS,
    *forgeries_of_beginnings.ROWS,
    *forgeries_of_findings.ROWS,
    *forgeries_of_decisions.ROWS,
    *forgeries_of_bundles.ROWS,
    *forgeries_of_verification.ROWS,
    *forgeries_of_passes.ROWS,
)
"""All cases, the rows of the table first."""


@dataclass(frozen=True)
class Tested:
    """A policy that is tried."""

    name: str
    """How it is told from the others."""
    policy: Policy
    text: str
    """A file that says something about it."""


@dataclass(frozen=True)
class Workspace:
    """Whose people and trust are tried."""

    people: People
    trust: Trust
    is_made_up: bool = False
    """Whether there is no workspace, so that everybody is a stand-in."""


@dataclass(frozen=True)
class Tried:
    """What came of all cases under one policy."""

    tested: Tested
    results: tuple[Result, ...]
    notes: tuple[str, ...]
    seconds: float

    def having(self, state: State) -> tuple[Result, ...]:
        """Return the results of a state."""
        return tuple(each for each in self.results if each.state is state)


OnResult = Callable[[Tested, Result], None]
"""Is told each result as it comes."""


def try_policy(  # noqa: PLR0913 - What is tried, and where.
    tested: Tested,
    workspace: Workspace,
    gates: Gates,
    directory: Path,
    *,
    now: datetime,
    cases: Collection[Case] = CASES,
    on_result: OnResult | None = None,
) -> Tried:
    """Try cases under a policy.

    Args:
        tested: the policy.
        workspace: whose people and trust; their keys are replaced.
        gates: what is outside of this room.
        directory: an empty directory in which records are laid out.
        now: about when.
        cases: which; all, if not given.
        on_result: is told each result as it comes.
    """
    began = time.perf_counter()
    found: list[Result] = []
    notes: list[str] = []

    def tell_result(result: Result) -> None:
        found.append(result)
        if on_result is not None:
            on_result(tested, result)

    try:
        plan = plan_of(tested.policy, now)
        full = full_cast(workspace.people, workspace.trust, tested.policy, now)
    except NoControlError as error:
        tell_result(Result(_CONTROL, State.NOT_TRIED, (), str(error)))
        _none(cases, str(error), tell_result)
        return Tried(tested, tuple(found), (), time.perf_counter() - began)
    disk = Disk(directory)
    if not workspace.is_made_up:
        tell_result(_own_control(tested, workspace, plan, disk, gates, now))
    stand, control = _stand(tested, plan, pinned(full, tested.policy), disk, gates)
    tell_result(dataclasses.replace(control, case=_FULL_CONTROL))
    if full.stand_ins:
        notes.append(f"stand-ins: {', '.join(full.stand_ins)}")
    if control.state is not State.MET or stand is None:
        _none(cases, "its base is no go, so what is refused would prove nothing", tell_result)
    else:
        for case in cases:
            tell_result(run_case(case, stand))
    return Tried(tested, tuple(found), tuple(notes), time.perf_counter() - began)


def _none(cases: Iterable[Case], why: str, tell_result: Callable[[Result], None]) -> None:
    for case in cases:
        tell_result(Result(case, State.NOT_TRIED, (), why))


def pinned(cast: Cast, policy: Policy) -> Cast:
    """Return the cast whose trust pins this policy, as whoever verifies must."""
    return _pinning(cast, {**cast.trust.policies, policy.name: policy.digest}, policy)


def _pinning(cast: Cast, pins: Mapping[str, str], policy: Policy) -> Cast:
    """Return the cast with these pins, and one for what the policy wants passed before."""
    before = policy.requires_passed
    # What passed before is a story of its own, under a policy that needs no network.
    told = {} if before is None else {before: policy_before(before).digest}
    trust = dataclasses.replace(cast.trust, policies={**pins, **told})
    return dataclasses.replace(cast, trust=trust)


def _own_control(  # noqa: PLR0913, PLR0917 - All of what a stand is made of.
    tested: Tested, workspace: Workspace, plan: Plan, disk: Disk, gates: Gates, now: datetime
) -> Result:
    """See that the people of the workspace, as they are, can meet the policy."""
    missing = lacking(workspace.people, tested.policy, now)
    if missing:
        return Result(_CONTROL, State.NOT_TRIED, (), "; ".join(missing))
    cast = own_cast(workspace.people, workspace.trust, now)
    pins = {tested.policy.name: tested.policy.digest, **cast.trust.policies}
    cast = _pinning(cast, pins, tested.policy)
    _, result = _stand(tested, plan, cast, disk, gates)
    return result


def _stand(
    tested: Tested, plan: Plan, cast: Cast, disk: Disk, gates: Gates
) -> tuple[Stand | None, Result]:
    """Tell the story of a policy that is met, and see that every gate lets it pass."""
    try:
        base = tell(tested.policy, plan, cast, disk)
    except (GonogoError, ValueError) as error:
        why = f"the acts that would meet it cannot be signed: {error}"
        return None, Result(_CONTROL, State.NOT_TRIED, (), why)
    base.known = base.read()
    stand = Stand(tested.policy, tested.text, plan, cast, disk, gates, base)
    said = _passing(stand)
    why = "; ".join(f"{each.gate}: {each.words}" for each in said if each.state is not State.MET)
    state = State.NOT_TRIED if why else State.MET
    return stand, Result(_CONTROL, state, (Try("everything is met", said),), why)


def _passing(stand: Stand) -> tuple[Said, ...]:
    decision = stand.judged(stand.base)
    is_go = decision.verdict is Verdict.GO
    words = "go" if is_go else codes(outline(decision))
    said = [Said(JUDGE, State.MET if is_go else State.NOT_TRIED, words)]
    if not is_go:
        return tuple(said)
    scene = stand.base.fork()
    signed = stand.determined(scene)
    try:
        strict = stand.expected(scene, accept=frozenset[str]())
        verified = verify(bundled(stand, scene, signed), strict)
    except RefusedBundleError as error:
        words = f"a genuine go is refused: {', '.join(error.codes)}"
        return (*said, Said(VERIFIER, State.NOT_TRIED, words))
    said.append(Said(VERIFIER, State.MET, "go"))
    gate = gate_of(stand.policy)
    if gate is not None:
        refusals = asked(stand, verified, scene) or ()
        words = ", ".join(each.code for each in refusals) or "the step may be made"
        said.append(Said(gate.name, State.NOT_TRIED if refusals else State.MET, words))
    return tuple(said)


def _nothing(stand: Stand) -> Iterator[Try]:
    del stand
    yield from ()


_CONTROL = Case(
    "control",
    Group.CONTROL,
    "with your people, every row met: a go",
    _nothing,
    remedy="Name who is missing in people.yaml, or mend the policy, so that it can be met at all.",
)
_FULL_CONTROL = dataclasses.replace(
    _CONTROL, id="control-stand-ins", title="with stand-ins for who is missing: a go"
)
