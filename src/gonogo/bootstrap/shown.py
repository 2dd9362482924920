"""What is shown wherever a network is shown: what was opened by force, and who decides alone."""

from typing import TYPE_CHECKING

from gonogo.bootstrap.project import Project
from gonogo.bootstrap.project_record import ProjectRecord
from gonogo.clock import Clock, SystemClock
from gonogo.errors import GonogoError
from gonogo.promotion import OpenBreakGlass, open_break_glasses
from gonogo.record import BreakGlassBody

if TYPE_CHECKING:
    from gonogo.record import Counted

SOLO = "SOLO: one person alone keeps this workspace, and every decision says so"


class Warnings:
    """The warnings of a project; of none: there are none."""

    def __init__(self, project: Project | None, clock: Clock | None = None) -> None:
        self._clock = SystemClock() if clock is None else clock
        self._counted: Counted | None = None
        self._problem: str | None = None
        if project is not None:
            try:
                self._counted = ProjectRecord(project, self._clock).counted()
            except GonogoError as error:
                # Whoever lists networks is told, and gets the list.
                self._problem = f"what was signed here cannot be read: {error.message}"

    def of_all(self) -> tuple[str, ...]:
        """Return what is to be said of the workspace."""
        if self._problem is not None:
            return (self._problem,)
        is_solo = self._counted is not None and self._counted.is_solo
        return (SOLO,) if is_solo else ()

    def of_network(self, network: str) -> tuple[str, ...]:
        """Return a sentence for each break-glass that is open on a network."""
        return tuple(told for each, told in self.opened_by_force() if each.network == network)

    def opened_by_force(self) -> tuple[tuple[OpenBreakGlass, str], ...]:
        """Return what was opened by force and not closed on any network, each with its sentence."""
        counted = self._counted
        if counted is None or not counted.people:
            return ()
        now, people = self._clock.now(), counted.people[-1]
        bodies = (act.body for act in counted.acts)
        networks = {body.network for body in bodies if isinstance(body, BreakGlassBody)}
        return tuple(
            (each, each.sentence(now, people))
            for network in sorted(networks)
            for each in open_break_glasses(counted.acts, network)
        )
