"""A case: something that must be refused, how it is tried, and what came of it.

A case is refused only if every gate that it was put before refused it, and for the
reason that was expected.
"""

import enum
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from gonogo.selftest.saying import NotAskedError, NotTriedError, State, Try
from gonogo.selftest.stand import Stand


class Group(enum.Enum):
    """What cases are told under."""

    CONTROL = "control"  #: The policy can be met at all.
    ROWS = "fail-closed"  #: What other gates let through.
    RECORD = "record"  #: Acts changed, taken away, moved, brought along.
    PEOPLE = "people"  #: Keys and people who may not.
    FINDINGS = "findings"  #: Findings, waivers and sign-offs talked down.
    DECISION = "decision"  #: Decisions, bundles and steps that are not what they say.


@dataclass(frozen=True)
class Case:
    """Something that must be refused."""

    id: str
    group: Group
    title: str
    attempt: Callable[[Stand], Iterator[Try]]
    number: int = 0
    """The row of the table of known failures; 0: it is a forgery."""
    left: str = ""
    """Which part is not tried, because it takes more than a record that is made up."""
    remedy: str = (
        "Do not rely on this gate: compare the package with its release, and report what you see."
    )


@dataclass(frozen=True)
class Result:
    """What came of a case under a policy."""

    case: Case
    state: State
    tries: tuple[Try, ...]
    why: str = ""
    """Why it was not tried, or what let it through; otherwise empty."""

    @property
    def refused_by(self) -> str:
        """Return what each gate refused it with, once."""
        told: dict[str, dict[str, None]] = {}
        for each in self.tries:
            for said in each.said:
                told.setdefault(said.gate, {})[said.words] = None
        return "; ".join(f"{gate}: {', '.join(words)}" for gate, words in told.items())


def run_case(case: Case, stand: Stand) -> Result:
    """Try a case, and say what came of it."""
    tries: list[Try] = []
    try:
        tries.extend(case.attempt(stand))
    except NotAskedError as error:
        # What could be tried until then still counts; only nothing at all is not asked.
        if not tries:
            return Result(case, State.NOT_ASKED, (), str(error))
    except NotTriedError as error:
        return _worst(case, tries, str(error))
    except Exception as error:  # noqa: BLE001 - What breaks is told as not tried, and never as refused.
        return _worst(case, tries, f"trying it broke: {type(error).__name__}: {error}")
    if not any(each.said for each in tries):
        return Result(case, State.NOT_TRIED, tuple(tries), "nothing was put before any gate")
    return _worst(case, tries, "")


def _worst(case: Case, tries: list[Try], broken: str) -> Result:
    let = [*_told(tries, State.LET_THROUGH)]
    if let:
        return Result(case, State.LET_THROUGH, tuple(tries), "; ".join(let))
    unknown = [*_told(tries, State.NOT_TRIED)] + ([broken] if broken else [])
    if unknown:
        return Result(case, State.NOT_TRIED, tuple(tries), "; ".join(unknown))
    return Result(case, State.PARTLY if case.left else State.REFUSED, tuple(tries))


def _told(tries: Iterable[Try], state: State) -> Iterator[str]:
    for each in tries:
        for said in each.said:
            if said.state is state:
                yield f"{said.gate}, {each.what}: {said.words}"
