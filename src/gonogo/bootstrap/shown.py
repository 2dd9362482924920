"""What is shown wherever a network is shown: what was opened by force, and who decides alone."""

from typing import TYPE_CHECKING

from gonogo.bootstrap.project_record import ProjectRecord
from gonogo.clock import Clock, SystemClock
from gonogo.errors import GonogoError
from gonogo.project import Project
from gonogo.promotion import OpenBreakGlass
from gonogo.workflows import opened_by_force, warnings_of

if TYPE_CHECKING:
    from gonogo.record import Counted


class Warnings:
    """The warnings of a project; where there is none, there are none."""

    def __init__(self, project: Project | None, clock: Clock | None = None) -> None:
        self._now = (SystemClock() if clock is None else clock).now()
        self._counted: Counted | None = None
        self._problem: tuple[str, ...] = ()
        if project is not None:
            try:
                record = ProjectRecord(project, SystemClock() if clock is None else clock)
                self._counted = record.counted()
            except GonogoError as error:
                # Whoever lists networks is told, and gets the list.
                self._problem = (f"what was signed here cannot be read: {error.message}",)

    @property
    def is_solo(self) -> bool:
        """Whether one person alone keeps the workspace."""
        return self._counted is not None and self._counted.is_solo

    def of_network(self, network: str) -> tuple[str, ...]:
        """Return what is to be said wherever a network is shown, in sentences."""
        if self._counted is None:
            return self._problem
        return warnings_of(self._counted, network, self._now)

    def of_networks(self, networks: "tuple[str, ...]") -> tuple[str, ...]:
        """Return what is to be said of several networks, each once."""
        told = (each for network in networks for each in self.of_network(network))
        return tuple(dict.fromkeys(told)) or self._problem

    def opened_by_force(self) -> tuple[tuple[OpenBreakGlass, str], ...]:
        """Return what was opened by force and not closed on any network, each with its sentence."""
        return () if self._counted is None else opened_by_force(self._counted, self._now)
