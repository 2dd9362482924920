"""What a machine is called in people.yaml: its host name, unless somebody is called so.

Machines of clones often have one host name, in containers above all. Under the name of
another, a key would be lost among theirs, or nobody could adopt the file.
"""

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gonogo.people import People


@dataclass(frozen=True)
class Machine:
    """A machine that shall measure, and does not stand in people.yaml yet."""

    host: str
    name: str
    """What it can be called: nobody in people.yaml is."""

    def rows(self, public: str) -> str:
        """Return what to put into people.yaml, and why it is called as it is."""
        why = (
            f"people.yaml has a {self.host!r} with another key: call this machine {self.name}.\n"
            if self.name != self.host
            else ""
        )
        return (
            f"{why}Put it into people.yaml, and let a root adopt that:\n"
            f"runners:\n  {self.name}:\n    keys:\n      - {public}"
        )


def new_machine(host: str, people: "People | None") -> Machine:
    """Return a machine of this host name, called as nobody is called yet."""
    # Two names that differ only by case are the same name.
    taken = {each.name.casefold() for each in people.people} if people is not None else set()
    taken |= {each.name.casefold() for each in people.runners} if people is not None else set()
    names = (host if number == 1 else f"{host}-{number}" for number in count(1))
    return Machine(host, next(name for name in names if name.casefold() not in taken))
