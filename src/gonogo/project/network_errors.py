"""What can be wrong with the name of a network, and what to do about it."""

import shlex
from collections.abc import Iterable
from pathlib import Path

from gonogo.documents import nearest
from gonogo.errors import GonogoError

USUAL_BENCH = "bench"
"""What a bench is called unless somebody says otherwise; no network may take it."""
BARE_NAME = "endpoints"
"""What bare endpoints are called unless somebody says otherwise; no network may take it."""
_BENCHES = ".gonogo/bench"
"""Where a clone has the files of its benches."""


class UnknownNetworkError(GonogoError):
    """No network of the workspace has this name."""

    def __init__(self, name: str, known: Iterable[str], *, is_bench_down: bool) -> None:
        names = sorted(known)
        near = nearest(name, names)
        question = f" (did you mean {near!r}?)" if near else ""
        if is_bench_down:
            what, hint = f"bench {name!r} is not up", f"Start it: gonogo bench up {name} --detach"
        elif name == USUAL_BENCH:
            what = f"no bench {name!r} is up"
            hint = (
                "Start one: gonogo bench up --detach. One that another clone brought up is known in"
                f" that clone; to use it here: gonogo network add THAT_CLONE/{_BENCHES}/{name}"
                f" --name that-{name}"
            )
        else:
            what = f"this workspace has no network {name!r}{question}"
            hint = "Add one: gonogo network add DIR, or start a local one: gonogo bench up --detach"
        listed = f" Known: {', '.join(names)}." if names else ""
        super().__init__(what, hint=hint + "." + listed)
        self.name = name


class NetworkNameError(GonogoError):
    """A network cannot have this name."""

    def __init__(self, name: str, why: str, *, hint: str) -> None:
        super().__init__(f"a network cannot be called {name!r}: {why}", hint=hint)
        self.name = name


class BenchNameError(NetworkNameError):
    """A network cannot be called like a bench, whoever brought that up."""

    def __init__(self, name: str, path: Path) -> None:
        place = path.absolute()
        add = f"gonogo network add {shlex.quote(str(path))} --name that-{name}"
        hint = f"Add it under another name: {add}."
        # Where it was brought up it has its name already, and what is signed about it tells that.
        if place.parent.as_posix().endswith(_BENCHES):
            clone = place.parents[2]
            hint += f" Or use it as {name} where it was brought up: cd {shlex.quote(str(clone))}."
        super().__init__(name, "this is the name of a bench", hint=hint)
        self.path = path


class NameTakenError(GonogoError):
    """A bench cannot be called like a network that was added: one would hide the other."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"a bench cannot be called {name!r}: a network of this name was added",
            hint=f"Give the bench another name, or: gonogo network remove {name}.",
        )
        self.name = name


class NetworkIsBenchError(GonogoError):
    """What is for networks that were added was asked of a bench."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name!r} is a bench and not a network that was added",
            hint=f"Its stage stays bench. To end it: gonogo bench down {name}.",
        )
        self.name = name
