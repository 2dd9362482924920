"""What `forge test --json` prints: one document at the end, read into values.

Fields that we do not use are passed over, traces above all, which are most of it. A document
that is not understood as a whole is not believed in part.
"""

import re

import msgspec

from gonogo.acceptance.task import Ending

_UNITS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 1e-3, "µs": 1e-6, "us": 1e-6, "ns": 1e-9}
_SHOWN_BYTES = 16_000
_DURATION_PART = re.compile(r"(\d+)([a-zµ]+)")


def seconds_of(duration: str) -> float:
    """Return a duration as forge writes it, `1s 20ms`, in seconds; 0 where it says nothing."""
    parts = _DURATION_PART.findall(duration)
    return round(sum(int(number) * _UNITS.get(unit, 0.0) for number, unit in parts), 9)


class Count(msgspec.Struct, frozen=True):
    """How much a test with made-up inputs tried; None: that is not counted of its sort."""

    runs: int | None = None
    calls: int | None = None


class Call(msgspec.Struct, frozen=True):
    """A call that makes a test fail."""

    contract_name: str | None = None
    func_name: str | None = None
    args: str | None = None
    sender: str | None = None

    def __str__(self) -> str:
        target = ".".join(part for part in (self.contract_name, self.func_name) if part)
        by = f" by {self.sender}" if self.sender and self.func_name else ""
        return f"{target}({self.args or ''}){by}"


class Counterexample(msgspec.Struct, frozen=True, rename="pascal"):
    """The inputs that make a test fail."""

    single: Call | None = None
    sequence: tuple[int, tuple[Call, ...]] | None = None

    def calls(self) -> tuple[Call, ...]:
        """Return its calls, in order."""
        if self.sequence is not None:
            return self.sequence[1]
        return (self.single,) if self.single else ()


class Result(msgspec.Struct, frozen=True):
    """What forge says of one test."""

    status: str
    reason: str | None = None
    counterexample: Counterexample | None = None
    decoded_logs: tuple[str, ...] = ()
    kind: dict[str, Count | int] = {}
    duration: str = ""

    @property
    def tried_nothing(self) -> bool:
        """Whether it made no run, or no call, of the inputs that it was to make up."""
        counts = [count for count in self.kind.values() if isinstance(count, Count)]
        return any(0 in (count.runs, count.calls) for count in counts)


class SuiteOutput(msgspec.Struct, frozen=True):
    """What forge says of one contract."""

    test_results: dict[str, Result]
    duration: str = ""
    warnings: tuple[str, ...] = ()


Output = dict[str, SuiteOutput]
_DECODER = msgspec.json.Decoder(Output)


def read_output(printed: bytes) -> Output | str:
    """Return what was printed, by contract; or why it is no such document.

    Where no test fits what was asked for, forge prints nothing, and ends with 0.
    """
    if not printed.strip():
        return {}
    try:
        return _DECODER.decode(printed)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return f"what forge printed is not understood: {error}"


class Listed(msgspec.Struct, frozen=True):
    """The tests of a project, or why they are not known."""

    files: dict[str, dict[str, tuple[str, ...]]] = {}
    """Names of tests by contract, by file. One that is overloaded is there several times."""
    fault: str = ""


_LIST_DECODER = msgspec.json.Decoder(dict[str, dict[str, tuple[str, ...]]])


def read_list(printed: bytes, said: bytes, ending: Ending) -> Listed:
    """Return what `forge test --list --json` printed, or what it said instead."""
    if ending.fault or ending.cut or ending.exit_code != 0:
        return Listed(fault=why_nothing_ran(printed + said, ending))
    try:
        return Listed(_LIST_DECODER.decode(printed))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return Listed(fault=f"the list of forge is not understood: {error}")


def why_nothing_ran(said: bytes, ending: Ending) -> str:
    """Return what forge said on whatever way; that it does not compile comes on either."""
    text = said[:_SHOWN_BYTES].decode("utf-8", "replace").strip()
    return ending.fault or text or f"forge ended with {ending.signal or ending.exit_code}"
