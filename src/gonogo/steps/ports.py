"""What the steps need of an opened workspace; bootstrap's application is one."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gonogo.clock import Clock
from gonogo.project import Project, Signed
from gonogo.workflows import Artifacts, SignedRecord

if TYPE_CHECKING:
    from gonogo.workflows import Means, OnEvent


class ProjectActs(SignedRecord, Protocol):
    """The signed acts of a project, also with what does not count among them."""

    def signed(self, judged_at: datetime | None = None) -> Signed:
        """Return what is signed now, and counts at a time; without one, about now."""
        ...


class Workplace(Protocol):
    """One workspace, opened."""

    @property
    def workspace(self) -> Path:
        """Where this machine's part of it is."""
        ...

    @property
    def project(self) -> Project | None:
        """The project that it belongs to; None: nothing is signed here."""
        ...

    @property
    def signed(self) -> ProjectActs | None:
        """The signed record of the project; None: there is no project."""
        ...

    @property
    def artifacts(self) -> Artifacts:
        """What is kept by its digest."""
        ...

    @property
    def clock(self) -> Clock:
        """What says when it is now."""
        ...

    def means(self, on_event: "OnEvent") -> "Means":
        """Return what looks at a network and judges it."""
        ...
