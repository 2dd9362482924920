"""Put a policy together for one network: what ships, and the files that extend it.

A workspace has files of its own in its folder `policies/`: a devnet's checklist, a
feature team's requirements, and policies with a name. All that extend a policy and
apply to the network are taken together, everything of all, so their order does not
matter; where two say something about one number, the stricter one stands. Every file
of the folder must be right, also those that do not apply: a mistake in a file must
not be the reason why it asks for nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath

from gonogo.readiness.claims import Mistake
from gonogo.readiness.composition import Composed, extended
from gonogo.readiness.known_check import KnownChecks
from gonogo.readiness.policy import Policy
from gonogo.readiness.policy_file import (
    ReadFile,
    UnknownPolicyError,
    compose,
    read_file,
    require_true_claims,
    shipped_composed,
    shipped_policy_names,
)
from gonogo.readiness.policy_rows import approvals_last
from gonogo.readiness.policy_rules import unknown
from gonogo.readiness.strictness import NoCommonValueError
from gonogo.readiness.tightening import policy_together


def effective_policy(
    transition: str,
    network: str | None,
    files: Mapping[str, str],
    *,
    networks: Collection[str] | None = None,
    checks: KnownChecks | None = None,
) -> Composed:
    """Return the policy of a transition as it holds for a network.

    Args:
        transition: The policy's name, such as promote:alphanet.
        network: Which extensions apply; None: only those that apply everywhere.
        files: The text of each policy file of the workspace, by the name for messages.
        networks: Every network that there is; an extension that names another one is
            refused, since it would apply nowhere. None: nobody knows.
        checks: The checks that there are; None: they are not looked up.

    Raises:
        DocumentError: a file is wrong; lists everything that is wrong with it.
        UnknownPolicyError: there is no such policy, neither shipped nor in a file.
    """
    folder = Folder(files, networks, checks)
    if transition not in folder.names:
        raise UnknownPolicyError(transition, folder.names)
    # All are put together, so that a mistake anywhere is found.
    for name in folder.named:
        folder.policy(name)
    own = [(read, folder.extension(read)) for read in folder.extensions]
    fitting = [
        (read, composed)
        for read, composed in own
        if read.file.extends == transition and applies(read, network)
    ]
    parent = folder.policy(transition)
    if not fitting:
        return parent
    by = [(read.document.name, composed.policy) for read, composed in fitting]
    return extended(parent, _together(parent.policy, fitting, checks), by)


def applies(read: ReadFile, network: str | None) -> bool:
    """Say whether an extension is for a network; None is for no one network."""
    where = read.file.applies_to
    return where is None or network in where.networks


class Folder:
    """The policy files of a workspace, each found right by itself."""

    def __init__(
        self,
        files: Mapping[str, str],
        networks: Collection[str] | None,
        checks: KnownChecks | None,
    ) -> None:
        """Read all files.

        Raises:
            DocumentError: one is no policy file, or names what is not there.
        """
        self._checks = checks
        self._composed: dict[str, Composed] = {}
        self._shipped = shipped_policy_names()
        reads = [read_file(text, name) for name, text in sorted(files.items())]
        self.extensions = tuple(read for read in reads if read.is_extension)
        self.named = _by_name(read for read in reads if not read.is_extension)
        self.names = tuple(sorted({*self._shipped, *self.named}))
        for read in reads:
            read.refuse(self._reference_mistakes(read, networks))
        for name, read in self.named.items():
            read.refuse(self._cycle_mistakes(name))

    def policy(self, name: str) -> Composed:
        """Return a policy by its name, without the extensions of it.

        Raises:
            DocumentError: its file asks for less than what it extends or is called.
        """
        if name not in self.named:
            return shipped_composed(name, checks=self._checks)
        if name not in self._composed:
            read = self.named[name]
            composed = compose(read, self._parent, self._checks)
            require_true_claims(read, composed.policy, self._checks)
            self._composed[name] = composed
        return self._composed[name]

    def extension(self, read: ReadFile) -> Composed:
        """Return what an extension alone makes of the policy that it extends.

        Raises:
            DocumentError: it asks for less somewhere.
        """
        return compose(read, self._parent, self._checks)

    def _parent(self, read: ReadFile) -> Composed:
        return self.policy(str(read.file.extends))

    def _reference_mistakes(
        self, read: ReadFile, networks: Collection[str] | None
    ) -> Iterator[Mistake]:
        file = read.file
        if file.extends is not None and file.extends not in self.names:
            yield ("extends",), self._unknown_parent(file.extends)
        if file.name in self._shipped:
            yield ("name",), f"ships with gonogo; to ask for more, write `extends: {file.name}`"
        if file.applies_to is not None and networks is not None:
            for at, name in enumerate(file.applies_to.networks):
                if name not in networks:
                    told = unknown("there is no network", networks, name)
                    yield ("applies_to", "networks", at), f"{told}, so this would not apply there"

    def _unknown_parent(self, name: str) -> str:
        for read in self.extensions:
            path = PurePath(read.document.name)
            if name in (path.stem, path.name):
                return (
                    f"{name!r} is an extension itself; extend {read.file.extends!r}, as it does:"
                    " all extensions of a policy are taken together"
                )
        return unknown("there is no policy", self.names, name)

    def _cycle_mistakes(self, name: str) -> Iterator[Mistake]:
        way = [name]
        while (read := self.named.get(way[-1])) and read.file.extends is not None:
            way.append(read.file.extends)
            if way[-1] == name:
                yield ("extends",), f"goes round in a circle: {' extends '.join(way)}"
            if way[-1] in way[:-1]:
                return


def _by_name(reads: Iterable[ReadFile]) -> Mapping[str, ReadFile]:
    named: dict[str, ReadFile] = {}
    for read in reads:
        # One without a name is refused when it is put together.
        name = read.file.name or read.document.name
        if name in named:
            other = named[name].document.name
            read.refuse([(("name",), f"{name!r} is already the policy of {other}")])
        named[name] = read
    return named


def _together(
    parent: Policy, fitting: list[tuple[ReadFile, Composed]], checks: KnownChecks | None
) -> Policy:
    """Return what asks for as much as all extensions, in an order that is not theirs."""
    policy = parent
    for at, (read, composed) in enumerate(fitting):
        try:
            policy = policy_together(policy, composed.policy, checks)
        except NoCommonValueError as error:
            others = ", ".join(other.document.name for other, _ in fitting[:at])
            message = f"cannot be taken together with {others}: {error}"
            read.refuse([(_path_of(read, error.requirement), message)])
    inherited = {each.id for each in parent.requirements}
    added = [each for each in policy.requirements if each.id not in inherited]
    kept = [each for each in policy.requirements if each.id in inherited]
    ordered = (*kept, *sorted(added, key=lambda each: each.id))
    return replace(policy, requirements=approvals_last(ordered))


def _path_of(read: ReadFile, requirement: str | None) -> tuple[str | int, ...]:
    """Return where a file speaks of a requirement."""
    for at, row in enumerate(read.file.requirements):
        if row.id == requirement:
            return ("requirements", at, "id")
    return ("extends",)
