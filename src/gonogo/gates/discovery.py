"""Find the tests of a gate: every module in its folder is one.

Adding a test is adding a module; there is no list to edit. A module in the folder that is not
a whole test is a mistake that is told at once, since a test that nobody finds never fails.
"""

import importlib
import pkgutil
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType, ModuleType

from gonogo.documents import nearest
from gonogo.errors import GonogoError
from gonogo.gates.stand import Stand

GATES = ("base",)
DEFAULT_TIMEOUT_SECONDS = 240.0


class UnknownTestError(GonogoError):
    """A test was asked for that does not exist."""

    def __init__(self, name: str, gate: str, known: Sequence[str]) -> None:
        found = nearest(name, known)
        super().__init__(
            f"gate {gate!r} has no test {name!r}",
            hint=f"Did you mean {found!r}?" if found else "See `--list`.",
        )


class NothingChosenError(GonogoError):
    """All tests that were asked for were left out again."""

    def __init__(self, gate: str) -> None:
        super().__init__(f"no test of gate {gate!r} is left to run", hint="Leave out fewer.")


class MalformedGateError(GonogoError):
    """A module in a gate's folder is not a whole test."""

    def __init__(self, module: str, lacking: str) -> None:
        super().__init__(f"{module} is no test: it has no {lacking}")


@dataclass(frozen=True)
class GateTest:
    """One test of a gate."""

    name: str
    title: str
    explains: str
    """What it asserts, why, and the usual causes when that does not hold."""
    components: tuple[str, ...]
    """It is about these: not applicable where an inventory names none of them. Empty: always."""
    needs_funds: bool
    timeout_seconds: float
    run: Callable[[Stand], Awaitable[None]]


def discover(gate: str) -> Mapping[str, GateTest]:
    """Return the tests of a gate by name, sorted.

    Raises:
        MalformedGateError: a module in its folder is not a whole test.
    """
    package = importlib.import_module(f"gonogo.gates.{gate}")
    names = sorted(
        found.name for found in pkgutil.iter_modules(package.__path__) if not found.ispkg
    )
    return MappingProxyType(
        {
            name: from_module(name, importlib.import_module(f"{package.__name__}.{name}"))
            for name in names
        }
    )


def choose(gate: str, names: Sequence[str], left_out: Sequence[str] = ()) -> tuple[GateTest, ...]:
    """Return the named tests, each once; all of the gate where none is named.

    Raises:
        UnknownTestError: one of the names is none.
        NothingChosenError: nothing is left to run.
        MalformedGateError: a module in the gate's folder is not a whole test.
    """
    known = discover(gate)
    for name in (*names, *left_out):
        if name not in known:
            raise UnknownTestError(name, gate, tuple(known))
    chosen = [name for name in (dict.fromkeys(names) or known) if name not in left_out]
    if not chosen:
        raise NothingChosenError(gate)
    return tuple(known[name] for name in chosen)


def from_module(name: str, module: ModuleType) -> GateTest:
    """Return the test that a module is.

    Raises:
        MalformedGateError: it is not a whole one.
    """
    for lacking in ("TITLE", "COMPONENT", "NEEDS_FUNDS", "run"):
        if not hasattr(module, lacking):
            raise MalformedGateError(module.__name__, lacking)
    if not (module.__doc__ or "").strip():
        raise MalformedGateError(module.__name__, "docstring")
    component = module.COMPONENT
    components = (component,) if isinstance(component, str) else tuple(component or ())
    return GateTest(
        name=name,
        title=module.TITLE,
        explains=(module.__doc__ or "").strip(),
        components=components,
        needs_funds=module.NEEDS_FUNDS,
        timeout_seconds=getattr(module, "TIMEOUT_SECONDS", DEFAULT_TIMEOUT_SECONDS),
        run=module.run,
    )
