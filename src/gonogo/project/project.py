"""The project workspace: what a team keeps in git, and signs.

It is where `gonogo.yaml` stands, found upwards as git finds a repository. Beside it
are people.yaml, trust.yaml, policies/ and record/; what is this machine's alone,
keys among it, is in `.gonogo/`, which git never sees.

The files are for people to edit. What counts is what was signed: the record says
that, and `adopt` signs what a file says now.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gonogo import documents
from gonogo.errors import GonogoError
from gonogo.people import People, Trust, parse_people, parse_trust
from gonogo.project.remembered import require_own_folder
from gonogo.project.workspace import DIRECTORY_NAME, SETTINGS_NAME, current_directory

if TYPE_CHECKING:
    from gonogo.project.settings import Settings


class NoProjectError(GonogoError):
    """Nothing is signed here: there is no gonogo.yaml in this folder or above."""

    def __init__(self, start: Path) -> None:
        super().__init__(
            f"there is no {SETTINGS_NAME} in {start} or above",
            hint="Go to your workspace with cd, or make one here: gonogo init, alone: "
            "gonogo init --solo.",
        )
        self.start = start


class DisagreeingFilesError(GonogoError):
    """Two files of a workspace name two workspaces."""

    def __init__(self, one: Path, other: Path) -> None:
        super().__init__(
            f"{one} and {other} name two different workspaces",
            hint="One of them came from elsewhere; take both as they are in git: git log -p.",
        )
        self.one = one
        self.other = other


@dataclass(frozen=True)
class Project:
    """One workspace, by the folder in which its gonogo.yaml stands."""

    root: Path

    @property
    def settings_file(self) -> Path:
        """Settings, and the features in scope."""
        return self.root / SETTINGS_NAME

    @property
    def people_file(self) -> Path:
        """Teams, people and runners."""
        return self.root / "people.yaml"

    @property
    def trust_file(self) -> Path:
        """Roots, threshold and pinned policies."""
        return self.root / "trust.yaml"

    @property
    def policies(self) -> Path:
        """Policies and extensions of the workspace's own."""
        return self.root / "policies"

    @property
    def record(self) -> Path:
        """The signed acts, and what belongs to them."""
        return self.root / "record"

    @property
    def acts(self) -> Path:
        """The acts themselves."""
        return self.record / "acts"

    @property
    def local(self) -> Path:
        """What is this machine's alone."""
        return self.root / DIRECTORY_NAME

    def settings(self) -> "Settings":
        """Return what gonogo.yaml says now.

        Raises:
            DocumentError: it cannot be read, or breaks a rule.
        """
        # Comes with pydantic, and most of a project is found without it.
        from gonogo.project.settings import parse_settings  # noqa: PLC0415

        return parse_settings(documents.read_text(self.settings_file), str(self.settings_file))

    def people(self) -> People:
        """Return what people.yaml says now, signed or not.

        Raises:
            DocumentError: it cannot be read, or breaks a rule.
        """
        return parse_people(documents.read_text(self.people_file), str(self.people_file))

    def trust(self) -> Trust:
        """Return what trust.yaml says now, signed or not.

        Raises:
            DocumentError: it cannot be read, or breaks a rule.
            DisagreeingFilesError: it is that of another workspace than gonogo.yaml's.
        """
        trust = parse_trust(documents.read_text(self.trust_file), str(self.trust_file))
        if trust.workspace != self.settings().workspace:
            raise DisagreeingFilesError(self.trust_file, self.settings_file)
        return trust


def find_project(start: Path | None = None) -> Project | None:
    """Return the workspace around a folder (where we stand, if not given); None: there is none.

    Raises:
        PushedFolderError: what should be this machine's alone came by git.
        SilentGitError: nobody can say whether it did.
    """
    here = current_directory() if start is None else start.resolve()
    for directory in (here, *here.parents):
        if (directory / SETTINGS_NAME).is_file():
            require_own_folder(directory)
            return Project(directory)
    return None


def project_around(start: Path | None = None) -> Project:
    """Return the workspace around a folder; where we stand, if none is given.

    Raises:
        NoProjectError: there is none.
    """
    found = find_project(start)
    if found is None:
        raise NoProjectError(current_directory() if start is None else start)
    return found
