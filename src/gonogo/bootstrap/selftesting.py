"""What `gonogo selftest` tries: the policies, people and trust of the workspace, if there is one.

The workspace is read and never written. What needs one of its own (a database that
claims what nobody signed) gets a made-up one in a temporary directory.
"""

import secrets
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from gonogo.bootstrap.application import Application, opened
from gonogo.digest import canonical_json
from gonogo.documents import nearest, read_text
from gonogo.errors import GonogoError
from gonogo.evidence import Evidence, RunState, Selection
from gonogo.networks import L1, Chain, Component, Deployment, Fact, Identity, Network, Stage
from gonogo.people import People, Root, Trust, people_value, trust_value
from gonogo.policies import (
    composed_policy,
    known_checks,
    known_networks,
    policy_files,
    project_policy_names,
)
from gonogo.project import Project
from gonogo.readiness import (
    Decision,
    Policy,
    Verdict,
    parse_policy,
    shipped_policy_names,
    shipped_policy_text,
)
from gonogo.selftest import (
    CANDIDATE,
    CASES,
    CHAIN,
    COMPONENT,
    DEPLOYMENT,
    NETWORK,
    VERSION,
    Case,
    Gates,
    Scene,
    Tested,
    Workspace,
    new_signer,
)
from gonogo.workflows import History, NewRun, RecordedEvidence, Request, Seen, judge_signed

_LAST_ROW = 28


class UnknownCaseError(GonogoError):
    """There is no case of this name or number."""

    def __init__(self, name: str) -> None:
        near = nearest(name, [each.id for each in CASES])
        guess = f"Did you mean {near!r}? " if near else ""
        super().__init__(
            f"there is no case {name!r}",
            hint=f"{guess}Give a row, 1 to {_LAST_ROW}, or a name: gonogo selftest --list.",
        )
        self.name = name


def cases_named(names: tuple[str, ...]) -> tuple[Case, ...]:
    """Return the cases of these names or numbers, in the order of all; all, if none is named.

    Raises:
        UnknownCaseError: there is none of a name.
    """
    known = {name for each in CASES for name in (each.id, str(each.number)) if name != "0"}
    for name in names:
        if name not in known:
            raise UnknownCaseError(name)
    return tuple(
        each for each in CASES if not names or each.id in names or str(each.number) in names
    )


def policies_to_try(names: tuple[str, ...], project: Project | None) -> tuple[Tested, ...]:
    """Return the policies of these names or files; all of the workspace, if none is named.

    Raises:
        GonogoError: there is no such policy, or a file is wrong; says where and why.
    """
    found: dict[str, Tested] = {}
    networks = (None, *sorted(known_networks(project))) if project else (None,)
    for name in names or project_policy_names(project):
        for network in networks if not names else (None,):
            policy = composed_policy(name, network=network, project=project).policy
            label = name if network is None else f"{name} on {network}"
            # What extends a policy on one network only makes another one of it.
            found.setdefault(policy.digest, Tested(label, policy, _text(name, project)))
    return tuple(found.values())


def _text(name: str, project: Project | None) -> str:
    if name in shipped_policy_names():
        return shipped_policy_text(name)
    if Path(name).is_file():
        return read_text(Path(name))
    files = policy_files(project).values() if project else ()
    return next((text for text in files if f"name: {name}" in text), "extends: rehearsal\n")


def workspace_to_try(project: Project | None) -> Workspace:
    """Return the people and the trust of a workspace; without one, nobody and a made-up root.

    Raises:
        DocumentError: people.yaml or trust.yaml breaks a rule.
    """
    if project is not None:
        return Workspace(project.people(), project.trust())
    roots = tuple(Root(f"standin-root-{at}", new_signer().public) for at in range(2))
    trust = Trust(secrets.token_hex(16), roots, 2, "urn:gonogo:selftest")
    return Workspace(People(), trust, is_made_up=True)


def gates_of_product(exit_code: Callable[[Verdict], int]) -> Gates:
    """Return the gates that are put together from the product's own parts."""
    checks = known_checks()

    def read(text: str, name: str) -> Policy:
        return parse_policy(text, name, checks=checks)

    return Gates(exit_code, read, judged_with_database, judged_after_pull)


def judged_with_database(scene: Scene, policy: Policy, items: tuple[Evidence, ...]) -> Decision:
    """Judge a workspace made of a scene, whose database claims these items besides.

    Raises:
        WorkspaceError: the database does not claim them, so nothing would be shown.
    """
    with tempfile.TemporaryDirectory(prefix="gonogo-selftest-") as directory:
        project = _laid_out(Path(directory).resolve(), scene)
        with opened(project.local) as application:
            _claim(application.history, policy, items)
            claimed = application.history.evidence_of_deployment(DEPLOYMENT.digest)
            if len(claimed.items) != len(items) or claimed.problems:
                raise GonogoError("the database does not claim what was forged", hint=None)
            return _judged(application, policy, scene.now)


def judged_after_pull(before: Scene, after: Scene, policy: Policy) -> Decision:
    """Judge a clone that looked at one record, and then pulled another."""
    with tempfile.TemporaryDirectory(prefix="gonogo-selftest-") as directory:
        project = _laid_out(Path(directory).resolve(), before)
        for scene in (before, after):
            shutil.rmtree(project.acts)
            _lay_acts(project, scene)
            with opened(project.local) as application:
                decision = _judged(application, policy, scene.now)
    return decision


def _judged(application: Application, policy: Policy, now: datetime) -> Decision:
    means = application.means(lambda _: None)
    if means.signed is None:
        raise GonogoError("what was made is no workspace", hint=None)
    seen = Seen(_network(), CANDIDATE, DEPLOYMENT.digest)
    return judge_signed(policy, seen, means=means, signed=means.signed, now=now).decision


def _laid_out(directory: Path, scene: Scene) -> Project:
    project = Project(directory)
    project.local.mkdir(mode=0o700)
    project.settings_file.write_text(f'workspace: "{scene.trust.workspace}"\n')
    # JSON is YAML too.
    project.trust_file.write_bytes(canonical_json(trust_value(scene.trust)))
    project.people_file.write_bytes(canonical_json(people_value(scene.cast.people)))
    _lay_acts(project, scene)
    return project


def _lay_acts(project: Project, scene: Scene) -> None:
    for name, content in scene.files.items():
        place = project.acts / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def _claim(history: History, policy: Policy, items: tuple[Evidence, ...]) -> None:
    """Write runs into the database that passed, as whoever has the disk can."""
    facts = tuple(Fact(each.name, each.value) for each in DEPLOYMENT.identity.facts)
    deployment = Deployment(DEPLOYMENT.network, DEPLOYMENT.candidate, Identity(facts))
    request = Request(NETWORK, CANDIDATE, policy.name, policy.digest, CANDIDATE, may_send=False)
    for item in items:
        selections = (Selection(item.check, item.chain),)
        history.start_run(NewRun(item.run, request, selections, item.window.started_at))
        history.set_deployment(item.run, deployment)
        history.record_evidence([RecordedEvidence(item, CANDIDATE)])
        history.end_run(item.run, RunState.FINISHED, item.window.ended_at)


def _network() -> Network:
    """Return the network that the made-up acts are about."""
    return Network(
        name=NETWORK,
        type="alphanet",
        stage=Stage.ALPHANET,
        l1=L1("selftest-l1", 1),
        chains=(Chain(CHAIN, 901),),
        components=(Component(COMPONENT, VERSION),),
    )
