"""Find the test of the history that somebody means by what they typed, and refuse slips.

A test is a package and a name. The name alone is enough where one package has it, and so is
the end of a package: `base:TestTransfer`.
"""

from collections.abc import Collection, Iterable, Sequence

from gonogo.acceptance import NamedTest
from gonogo.documents import nearest
from gonogo.errors import GonogoError

_SHOWN = 5


class UnknownTestError(GonogoError):
    """No test on record has this name, or several have it."""

    def __init__(self, told: str, why: str) -> None:
        super().__init__(
            f"{told!r}: {why}", hint="All tests on record are listed by: gonogo history"
        )
        self.told = told


class NeverTriedError(GonogoError):
    """Nothing on record is of this gate or network."""

    def __init__(self, what: str, told: str, known: Iterable[str]) -> None:
        known = sorted(set(known) - {""})
        near = nearest(told, known)
        question = f"; did you mean {near!r}?" if near else ""
        super().__init__(
            f"no tests on record are of a {what} {told!r}{question}",
            hint=f"There are results of: {', '.join(known) or 'none'}",
        )
        self.told = told


def require_tried(
    tried: Collection[tuple[str, str]], *, gate: str | None = None, network: str | None = None
) -> None:
    """Refuse a gate or a network of which nothing is on record, where anything is.

    Args:
        tried: The gates and networks that there are results of.
        gate: What was typed; None: nothing.
        network: As above.

    Raises:
        NeverTriedError: there is no such one; says which is near.
    """
    gates, networks = [each for each, _ in tried], [each for _, each in tried]
    if tried and gate is not None and gate not in gates:
        raise NeverTriedError("gate", gate, gates)
    if tried and network is not None and network not in networks:
        raise NeverTriedError("network", network, networks)


def find_test(told: str, known: Sequence[NamedTest]) -> NamedTest:
    """Return the one test that is meant.

    Raises:
        UnknownTestError: there is none, or several; says what is near, or which.
    """
    fitting = [test for test in known if str(test) == told] or _by_ending(told, known)
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        listed = ", ".join(str(test) for test in fitting[:_SHOWN])
        more = f" and {len(fitting) - _SHOWN} more" if len(fitting) > _SHOWN else ""
        raise UnknownTestError(told, f"several tests are called so: {listed}{more}")
    names = {test.name for test in known} | {str(test) for test in known}
    near = nearest(told, names)
    question = f"; did you mean {near!r}?" if near else ""
    raise UnknownTestError(told, f"no test on record is called so{question}")


def _by_ending(told: str, known: Sequence[NamedTest]) -> list[NamedTest]:
    package, _, name = told.rpartition(":")
    return [
        test
        for test in known
        if test.name == name
        and name
        and (not package or test.package == package or test.package.endswith(f"/{package}"))
    ]
