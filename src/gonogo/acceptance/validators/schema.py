"""What a validators file may say, as pydantic models: unknown keys and wrong types are errors.

It is op-acceptor's `acceptance-tests.yaml`, with what stands in such files although its
parser passed over it (`owner`, `metadata`, `run_all`, a description of a test, suites as a
list), and what is ours: `runner`, `command` and `report` of a gate. Keys that begin with
`x-` are anybody's own. A key without a value is as good as none where a list could stand:
an emptied quarantine is written so.

Imported only when a file is read, since pydantic takes a while to come up. What one key
alone cannot tell is in `mistakes`.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    model_validator,
)

from gonogo.acceptance.asking import is_gate_id
from gonogo.acceptance.runner import RunnerName
from gonogo.acceptance.validators.durations import parse_timeout

Step = str | int

OWN_KEYS = "x-"
"""What keys begin with that we do not look at."""

_LONGEST_WORD = 1000


def _gate_id(value: str) -> str:
    if not is_gate_id(value):
        raise ValueError("write letters, digits, -, _, . and /, such as base")
    return value


def _word(value: str) -> str:
    if not value.isprintable() or value.strip() != value or len(value) > _LONGEST_WORD:
        raise ValueError("must be one line of printable characters, without blanks around it")
    return value


def _no_option(value: str) -> str:
    # It becomes a word of a command line, where the tool would take it for an option.
    if value.startswith("-"):
        raise ValueError("must not begin with a dash")
    return value


def _or_empty(empty: type) -> BeforeValidator:
    return BeforeValidator(lambda value: empty() if value is None else value)


def _seconds(value: Any) -> Any:
    return parse_timeout(value) if isinstance(value, str) else value


GateId = Annotated[str, AfterValidator(_gate_id)]
Word = Annotated[str, Field(min_length=1), AfterValidator(_word)]
Selector = Annotated[Word, AfterValidator(_no_option)]
Text = Annotated[str, _or_empty(str)]
Metadata = Annotated[dict[str, Any], _or_empty(dict)]
Timeout = Annotated[float | None, BeforeValidator(_seconds)]


class _Closed(BaseModel):
    """A mapping that may hold only the keys that are known, and those that begin with `x-`."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    @model_validator(mode="before")
    @classmethod
    def _pass_over_own_keys(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {key: each for key, each in value.items() if not key.startswith(OWN_KEYS)}


class TheEntry(_Closed):
    """A test, or a package with all its tests."""

    package: Selector
    # Written and left empty, either would mean the whole package, which nobody wrote.
    name: Selector = ""
    id: Selector = ""
    run_all: bool | None = None
    timeout: Timeout = None
    description: Text = ""
    owner: Text = ""
    metadata: Metadata = Field(default_factory=dict)

    @property
    def test(self) -> str:
        """Return the name of the test, by whichever of its two keys; empty: all of them."""
        return self.name or self.id


Entries = Annotated[list[TheEntry], _or_empty(list)]


class TheSuite(_Closed):
    """Entries under a name that stands before them."""

    description: Text = ""
    owner: Text = ""
    metadata: Metadata = Field(default_factory=dict)
    tests: Entries = Field(default_factory=list)


class TheListedSuite(TheSuite):
    """Entries under a name that stands among them."""

    id: Word


# Told apart beforehand, so that a mistake in the one is not also called one in the other.
Suites = Annotated[
    Annotated[dict[Word, Annotated[TheSuite, _or_empty(dict)]], Tag("<mapping of suites>")]
    | Annotated[list[TheListedSuite], Tag("<list of suites>")],
    Discriminator(
        lambda value: "<list of suites>" if isinstance(value, list) else "<mapping of suites>"
    ),
    _or_empty(dict),
]


class TheGate(_Closed):
    """What must pass together."""

    id: GateId
    description: Text = ""
    inherits: Annotated[list[GateId], _or_empty(list)] = Field(default_factory=list)
    owner: Text = ""
    metadata: Metadata = Field(default_factory=dict)
    runner: RunnerName | None = None
    command: list[Word] | None = None
    report: Word | None = None
    tests: Entries = Field(default_factory=list)
    suites: Suites = Field(default_factory=dict)

    def lists(self) -> Iterator[tuple[tuple[Step, ...], str, TheSuite]]:
        """Yield all that has entries, each with its path in the gate and its name.

        What is in no suite comes first, as a suite without a name.
        """
        yield (), "", TheSuite(tests=self.tests)
        if isinstance(self.suites, dict):
            for name, suite in self.suites.items():
                yield ("suites", name), name, suite
            return
        for number, listed in enumerate(self.suites):
            yield ("suites", number), listed.id, listed


class TheFile(_Closed):
    """The whole of it."""

    gates: list[TheGate]
    metadata: Metadata = Field(default_factory=dict)
