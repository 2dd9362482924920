"""What the schema of policy files cannot tell: rules over several keys, rows or files.

Every mistake comes with the keys on the way to it, so that its place can be shown.
A requirement that something observes must say how long and how fresh; one that
people answer must say who and how fresh; and neither may say what is never looked
at. A limit on how long something may last must be shorter than the window, since
nothing could ever be seen to exceed it.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from gonogo import documents
from gonogo.people import parse_moment
from gonogo.readiness.claims import Mistake
from gonogo.readiness.duration import in_words
from gonogo.readiness.known_check import KnownCheck, KnownChecks
from gonogo.readiness.policy_rows import APPROVAL, Path, Placed, rate_of

if TYPE_CHECKING:
    from gonogo.readiness.policy_schema import Defaults, PolicyFile, Row

# Runs under these names are shown by their answers, whatever a policy of that name would say.
_OF_COMMANDS = {"check": "gonogo check", "accept": "gonogo accept"}

# So the parameters are called that limit how long something may last.
_LASTING = re.compile(r"longest_\w+_seconds")

_TEXTS = ("title", "why", "remedy", "source")
OBSERVED_ONLY = ("parameters", "window", "passes", "repeatable")
BY_HAND_ONLY = ("roles", "people")
_PROMOTIONS = tuple(f"promote:{stage}" for stage in ("localnet", "alphanet", "betanet", "testnet"))
_MISSING = "is required and is missing"


def file_mistakes(file: "PolicyFile") -> Iterator[Mistake]:
    """Find what is wrong with a file as a whole, whatever its rows say."""
    if file.name in _OF_COMMANDS:
        told = f"is how runs of `{_OF_COMMANDS[file.name]}` are told from assessments"
        yield ("name",), f"{file.name!r} {told}"
    for key in _required(file):
        if getattr(file, key) is None:
            yield (key,), _MISSING
    yield from _extent_mistakes(file)
    for at, freeze in enumerate(file.freezes):
        if parse_moment(freeze.starts) >= parse_moment(freeze.until):
            yield ("freezes", at, "until"), "must be after `from`; it is the first day after it"
    if file.requires_passed is not None and file.requires_passed not in _PROMOTIONS:
        yield (
            ("requires_passed",),
            unknown("nothing is promoted by", _PROMOTIONS, file.requires_passed),
        )
    elif file.requires_passed is not None and file.requires_passed == (file.name or file.extends):
        yield ("requires_passed",), "is the policy's own name, so nothing could ever pass it first"


def _required(file: "PolicyFile") -> tuple[str, ...]:
    if file.extends is None:
        return ("name", "title", "level", "interval")
    return () if file.name is None else ("title",)


def _extent_mistakes(file: "PolicyFile") -> Iterator[Mistake]:
    if file.extends is not None and file.extends == file.name:
        yield ("extends",), "is the policy's own name; a policy cannot extend itself"
    if file.extends is None and "tighten" in file.model_fields_set:
        yield ("tighten",), "means nothing without `extends`"
    if file.applies_to is None:
        return
    if file.extends is None:
        yield ("applies_to",), "means nothing without `extends`"
    elif file.name is not None:
        yield ("applies_to",), "is for extensions; this file has a name, so it is a policy"
    if not file.applies_to.networks:
        yield ("applies_to", "networks"), "is empty, so this file would apply nowhere"


def whole_mistakes(file: "PolicyFile", rows: Collection[Placed]) -> Iterator[Mistake]:
    """Find what is wrong with all rows together of a policy that extends none."""
    if not rows:
        yield ("requirements",), "is empty, so every network would meet this policy"
    elif all(placed.row.component for placed in rows):
        yield (
            ("requirements",),
            "all name a component, so a network without those would meet this policy",
        )
    if file.interval is not None:
        windows = [_window(placed.row, file.defaults) for placed in rows]
        if file.interval > max(windows, default=0.0) > 0:
            yield ("interval",), "is longer than every window, so nothing would be seen twice"
    if file.soak_longest_gap is not None and file.soak is None:
        yield ("soak_longest_gap",), "means nothing without `soak`"
    elif file.soak_longest_gap is not None and file.soak_longest_gap > (file.soak or 0):
        yield ("soak_longest_gap",), "is longer than the soak, so no gap would ever be one"


def repeated(rows: Iterable[Placed]) -> Iterator[Mistake]:
    """Find rows that say again what an earlier one says."""
    first: dict[str, Path] = {}
    for placed in rows:
        if placed.row.id not in first:
            first[placed.row.id] = placed.path
        elif placed.path[0] == "approvals":
            yield (*placed.path, "role"), f"is already approval {first[placed.row.id][1]}"
        else:
            yield (
                (*placed.path, "id"),
                f"{placed.row.id!r} is already requirement {first[placed.row.id][1]}",
            )


def row_mistakes(
    placed: Placed, file: "PolicyFile", checks: KnownChecks | None, known_ids: Collection[str]
) -> Iterator[Mistake]:
    """Find what is wrong with a row that its file brings."""
    row = placed.row
    for key, message in _row_mistakes(row, placed, file, checks, known_ids):
        yield (*placed.path, *key), message


def _row_mistakes(
    row: "Row",
    placed: Placed,
    file: "PolicyFile",
    checks: KnownChecks | None,
    known_ids: Collection[str],
) -> Iterator[Mistake]:
    is_approval = placed.path[0] == "approvals"
    if row.id.startswith(APPROVAL) and not is_approval:
        yield ("id",), f"{APPROVAL}… is what approvals are called; write it under `approvals`"
    missing = [key for key in _TEXTS if getattr(row, key) is None]
    if missing and (placed.written == {"id"} or documents.nearest(row.id, known_ids)):
        needed = ", ".join(_TEXTS)
        near = _near(row.id, known_ids)
        yield ("id",), f"no requirement is called so{near}; a new one needs {needed}"
        return
    for key in missing:
        yield (key,), _MISSING
    if row.check is None:
        yield from _unobserved(row, placed, file)
    else:
        yield from _observed(row, row.check, file, checks)
    yield from _rate_mistakes(row, placed, file)


def _unobserved(row: "Row", placed: Placed, file: "PolicyFile") -> Iterator[Mistake]:
    for key in OBSERVED_ONLY:
        if key in row.model_fields_set and (key != "parameters" or row.parameters):
            yield (key,), "means nothing without a check"
    is_approval = placed.path[0] == "approvals"
    if row.freshness is None and file.by_hand.freshness is None:
        yield (
            ("role",) if is_approval else ("id",),
            "what people sign needs a freshness, here or in by_hand",
        )
    if not (row.roles or file.by_hand.roles):
        yield (
            ("roles" if row.roles is not None else "id",),
            ("a requirement without a check needs the roles that may sign it, here or in by_hand"),
        )


def _observed(
    row: "Row", check: str, file: "PolicyFile", checks: KnownChecks | None
) -> Iterator[Mistake]:
    for key in BY_HAND_ONLY:
        if key in row.model_fields_set:
            yield (key,), "means nothing with a check, which no person answers"
    for key in ("window", "freshness"):
        if getattr(row, key) is None and getattr(file.defaults, key) is None:
            yield ("check",), f"a requirement with a check needs a {key}, here or in defaults"
    known = KnownCheck() if checks is None else checks.get(check)
    if checks is not None and known is None:
        yield ("check",), unknown("there is no check", checks, check)
    known = known or KnownCheck()
    yield from _too_short_to_tell(row, check, file.defaults, known.parameters)
    if checks is not None and check in checks:
        yield from parameter_mistakes(row.parameters, check, known)
        yield from _component_mistakes(row, check, known)


def _rate_mistakes(row: "Row", placed: Placed, file: "PolicyFile") -> Iterator[Mistake]:
    if row.is_invariant and row.repeatable:
        key = "repeatable" if "repeatable" in placed.written else "is_invariant"
        yield (key,), "an invariant is one strike, and never put into a rate"
    if (
        row.repeatable is True
        and "repeatable" in placed.written
        and not rate_of(row, file.defaults)
    ):
        yield ("repeatable",), "needs a failure_percent, here or in defaults"


def parameter_mistakes(
    parameters: Mapping[str, str], check: str, known: KnownCheck
) -> Iterator[Mistake]:
    """Find parameters that a check does not have or take."""
    for name, text in parameters.items():
        if name not in known.parameters:
            yield (
                ("parameters", name),
                unknown(f"{check} has no parameter", known.parameters, name),
            )
        elif what := known.fault(name, text):
            yield ("parameters", name), what


def _component_mistakes(row: "Row", check: str, known: KnownCheck) -> Iterator[Mistake]:
    """Find a component that the check is not about.

    A requirement does not apply where its component is not, so one that is misspelt
    would excuse every network.
    """
    if row.component is None or row.component == known.component:
        return
    its_own = known.component
    about = f"is about {its_own!r}" if its_own else "is about no component"
    is_near = its_own is not None and documents.nearest(row.component, [its_own]) is not None
    meant = f" (did you mean {its_own!r}?)" if is_near else ""
    yield (
        ("component",),
        f"{row.component!r} is given, and {check} {about}{meant}; it may be left out",
    )


def _too_short_to_tell(
    row: "Row", check: str, defaults: "Defaults", known: Collection[str]
) -> Iterator[Mistake]:
    """Find limits on how long something may last that the window could never see exceeded."""
    window_seconds = defaults.window if row.window is None else row.window
    if window_seconds is None:
        return
    if window_seconds == 0 and any(_LASTING.fullmatch(name) for name in known):
        key = "window" if row.window is not None else "check"
        yield (key,), f"{check} watches for a while, so it needs a window and not `once`"
        return
    for name, text in row.parameters.items():
        if _LASTING.fullmatch(name) and _is_at_least(text, window_seconds):
            asked = f"must be shorter than the window of {in_words(window_seconds)}"
            yield ("parameters", name), f"{asked}, or nothing could ever be seen to exceed it"


def _is_at_least(text: str, seconds: float) -> bool:
    try:
        return float(text) >= seconds
    except ValueError:
        # Whether it is a number at all is for the check to say.
        return False


def _window(row: "Row", defaults: "Defaults") -> float:
    if row.check is None:
        return 0.0
    return (row.window if row.window is not None else defaults.window) or 0.0


def unknown(what: str, known: Collection[str], name: str) -> str:
    """Return a message about a name that is not known, with the nearest one that is."""
    near = documents.nearest(name, known)
    if near:
        return f"{what} {name!r} (did you mean {near!r}?)"
    return f"{what} {name!r} (known: {', '.join(sorted(known)) or 'none'})"


def _near(name: str, known: Collection[str]) -> str:
    near = documents.nearest(name, known)
    return f" (did you mean {near!r}?)" if near else ""
