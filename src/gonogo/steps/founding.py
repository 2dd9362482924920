"""Make a workspace: its files, its first signed acts, and the key of this machine's runner.

Nothing is written before everything could be signed. Then the plan is kept in
`.gonogo/init.json`, carried out step by step, and taken away last. Whoever finds
it goes on where it stopped; every step leaves alone what is there and as planned,
and refuses what is there and otherwise. So a workspace is begun once, whenever
the power fails, and nothing is ever overwritten.
"""

import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gonogo.clock import Clock
from gonogo.people import FOUNDER_ROLES, ActKind, Role, name_fault, parse_people, parse_trust
from gonogo.policies import shipped_policies
from gonogo.project import Keyring, Project, find_project, make_key, tell_git
from gonogo.record import (
    Act,
    Body,
    PeopleBody,
    RecordDirectory,
    ScopeBody,
    Sealed,
    Signer,
    TrustBody,
    file_name,
    seal,
)
from gonogo.steps.founding_files import Founder, founding_files
from gonogo.steps.founding_plan import (
    PLAN_NAME,
    FoundingError,
    Plan,
    keep_plan,
    pending_plan,
    write_new,
)

_NEVER_OVERWRITTEN = ("gonogo.yaml", "people.yaml", "trust.yaml", "record")
_SHARED_THRESHOLD = 2
_ORDER = (ActKind.TRUST, ActKind.PEOPLE, ActKind.SCOPE)

ROLES = tuple(role for role in Role if role in FOUNDER_ROLES)
"""What every founder is."""


@dataclass(frozen=True)
class Asked:
    """What whoever types `init` asks for."""

    name: str
    public: str
    others: Mapping[str, str]
    """Public keys of the other roots, by name; none: solo."""
    runner: str

    @property
    def as_text(self) -> dict[str, str]:
        """The same as plain text, to compare it with what an earlier `init` was asked."""
        others = {f"root {name}": public for name, public in self.others.items()}
        return {"name": self.name, "key": self.public, "runner": self.runner, **others}


def require_no_workspace(directory: Path) -> None:
    """Refuse a folder that is in a workspace already, or holds what would be overwritten.

    A workspace whose making was cut off here is none yet.

    Raises:
        FoundingError: says where the workspace or the file is.
    """
    around = find_project(directory)
    if pending_plan(directory) is not None:
        return
    if around is not None and pending_plan(around.root) is not None:
        raise FoundingError(
            f"a workspace was begun in {around.root} and never finished",
            hint=f"Finish it there: cd {around.root} && gonogo init",
        )
    if around is not None:
        is_here = around.root == directory.resolve()
        where = "a workspace already" if is_here else f"in a workspace already: {around.root}"
        raise FoundingError(
            f"{directory} is {where}",
            hint="Work with it as it is; who is who is in its people.yaml.",
        )
    for name in _NEVER_OVERWRITTEN:
        if os.path.lexists(directory / name):
            raise FoundingError(
                f"{directory / name} is there already, and nothing is overwritten",
                hint="Move it away, or make the workspace in another folder.",
            )


def prepare(directory: Path, asked: Asked, keyring: Keyring, choice: str | None) -> Plan:
    """Return what is to be written, and make what it rests on: this machine's runner key.

    Args:
        directory: Where the workspace is to be.
        asked: What was asked for.
        keyring: The keys within reach of that folder.
        choice: The key that was chosen for this workspace; None: the one that is used anyway.

    Raises:
        FoundingError: two of the founders are one, or a name is none.
        UnusableKeyError: a key cannot be used.
    """
    _require_founders(asked)
    # Before any key is there: whoever adds everything to git after a power cut must
    # not add a key.
    tell_git(directory)
    Project(directory).local.mkdir(mode=0o700, exist_ok=True)
    if choice is not None:
        keyring.choose(choice)
    return _plan(asked, _runner_key(keyring, f"runner@{asked.runner}"))


def require_same(begun: Plan, asked: Asked, *, is_solo: bool) -> None:
    """Refuse to go on with an `init` that was cut off if now something else is asked for.

    Raises:
        FoundingError: says what differs.
    """
    before, now = begun.asked, asked.as_text
    now = now if asked.others or is_solo else {**before, **now}
    differing = sorted(key for key in before.keys() | now.keys() if before.get(key) != now.get(key))
    if differing:
        raise FoundingError(
            f"an init was cut off here that asked for another {differing[0]}",
            hint="Finish it as it was begun: gonogo init, without options.",
        )


def _require_founders(asked: Asked) -> None:
    for name in (asked.name, *asked.others, asked.runner):
        fault = name_fault(name)
        if fault is not None:
            raise FoundingError(f"{name!r} {fault}", hint="Say another with --name or --runner.")
    keys, names = {asked.public: asked.name}, {asked.name.casefold()}
    for name, public in asked.others.items():
        if name.casefold() in names or public in keys:
            raise FoundingError(
                f"the root {name!r} is {keys.get(public, name)!r} again",
                hint="A second root is another person, with another name and another key.",
            )
        keys[public] = name
        names.add(name.casefold())


def _plan(asked: Asked, runner_public: str) -> Plan:
    is_solo = not asked.others
    founders = [
        Founder(asked.name, asked.public, tuple(Role) if is_solo else ROLES),
        *(Founder(name, public, ROLES) for name, public in asked.others.items()),
    ]
    workspace = secrets.token_hex(16)
    files = founding_files(
        workspace,
        founders,
        {_runner_name(asked): runner_public},
        threshold=1 if is_solo else _SHARED_THRESHOLD,
        policies=shipped_policies(),
    )
    # Read as they will be read, before anything is written.
    parse_people(files["people.yaml"], "people.yaml")
    parse_trust(files["trust.yaml"], "trust.yaml")
    return Plan(workspace, asked.as_text, files)


def found(directory: Path, plan: Plan, signer: Signer, clock: Clock) -> Iterator[str]:
    """Carry a plan out, or what is left of it; yields each path that was written.

    Raises:
        FoundingError: something else is in the place of what is to be written.
        GonogoError: it cannot be signed; then nothing was written.
    """
    project = Project(directory)
    acts = list(_missing_acts(project, plan, signer, clock))
    keep_plan(project, plan)
    for name, text in plan.files.items():
        if write_new(directory / name, text):
            yield name
    record = RecordDirectory(project.acts)
    for sealed in acts:
        record.append(sealed)
        yield f"record/acts/{file_name(sealed.act.id)}"
    (project.local / PLAN_NAME).unlink()


def _runner_key(keyring: Keyring, comment: str) -> str:
    """Return the public key of this machine's runner, made if there is none."""
    path = keyring.runner_path
    if path is None:
        raise FoundingError("there is no place for a runner's key", hint="gonogo init")
    if os.path.lexists(path):
        return keyring.key_named(str(path)).public
    return make_key(path, comment=comment, passphrase=None).public


def _runner_name(asked: Asked) -> str:
    """Return a name that no person has, since the two must never be mistaken."""
    taken = {name.casefold() for name in (asked.name, *asked.others)}
    return f"{asked.runner}-runner" if asked.runner.casefold() in taken else asked.runner


def _bodies(plan: Plan) -> Mapping[ActKind, Callable[[], Body]]:
    return {
        ActKind.TRUST: lambda: TrustBody.of(parse_trust(plan.files["trust.yaml"], "trust.yaml")),
        ActKind.PEOPLE: lambda: PeopleBody.of(
            parse_people(plan.files["people.yaml"], "people.yaml")
        ),
        ActKind.SCOPE: lambda: ScopeBody(()),
    }


def _missing_acts(project: Project, plan: Plan, signer: Signer, clock: Clock) -> Iterator[Sealed]:
    """Sign the first acts that are not there yet, each after the one before."""
    there: dict[ActKind, Act] = {}
    if project.acts.is_dir():
        there = {act.kind: act for act in RecordDirectory(project.acts).read().acts}
    last: Act | None = None
    for kind in _ORDER:
        if kind in there:
            last = there[kind]
            continue
        sealed = seal(
            kind,
            _bodies(plan)[kind](),
            workspace=plan.workspace,
            heads=() if last is None else (last.id,),
            at=clock.now().replace(microsecond=0),
            signer=signer,
        )
        last = sealed.act
        yield sealed
