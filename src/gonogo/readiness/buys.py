"""What the numbers of a policy buy, in one sentence each.

"Stricter" says little. That twenty straight passes exclude failure rates above 14 %
says what a betanet's promotion is worth more than an alphanet's, and what it is not.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from gonogo.readiness.duration import in_words
from gonogo.readiness.policy import Freeze
from gonogo.readiness.power import exclusion_percent

_FEWEST_WORDS = 10.0

# A fault that shows in every second attempt is the usual kind that one pass does not find.
_EVERY_SECOND = 2


def _validity(seconds: float) -> str:
    if not seconds:
        return "no decision under it may be acted on"
    return f"what is acted on was judged at most {in_words(seconds)} before"


def _soak(seconds: float) -> str:
    if not seconds:
        return "nothing: a network of five minutes is as good as one of five days"
    return f"faults that take up to {in_words(seconds)} to build up had the time to show"


def _gap(seconds: float) -> str:
    if not seconds:
        return "nothing: it may have gone unobserved for any time"
    return f"the deployment never went unobserved for longer than {in_words(seconds)}"


def _window(seconds: float) -> str:
    if not seconds:
        return "it is over as soon as it is seen"
    return f"what happens once in {in_words(seconds)} is seen in every pass"


def _freshness(seconds: float) -> str:
    return f"what counts as the present is at most {in_words(seconds)} old"


def _passes(passes: int) -> str:
    percent = exclusion_percent(passes)
    shown = f"{percent:.0f}" if percent >= _FEWEST_WORDS else f"{percent:.1f}"
    return f"failure rates above {shown} % excluded, with 95 % confidence"


def _later_passes(passes: int) -> str:
    times = _EVERY_SECOND**passes
    return f"a fault that shows every second time is taken for mended in 1 of {times:,} cases"


def _rate(percent: float | None) -> str:
    if percent is None:
        return "nothing: no rate is told"
    return f"over all attempts, failures among them, rates above {percent:g} % are excluded"


def _people(people: int) -> str:
    return "one person may be wrong" if people == 1 else f"{people} people must be wrong at once"


def _roles(roles: Sequence[str]) -> str:
    return f"only {' or '.join(roles)} can answer for it" if roles else ""


def _interval(seconds: float) -> str:
    return f"what lasts {in_words(seconds)} is seen"


def _freezes(freezes: Sequence[Freeze]) -> str:
    return "nothing goes on while nobody could mend it" if freezes else ""


def _solo(is_accepted: bool) -> str:  # noqa: FBT001 - a value of the policy, not an option
    return "one person alone suffices" if is_accepted else "nobody decides alone"


def _scope(is_needed: bool) -> str:  # noqa: FBT001 - as above
    return "what is judged was said before" if is_needed else ""


def _passed(transition: str | None) -> str:
    return f"no feature skips {transition}" if transition else ""


def _by_pass(is_enough: bool) -> str:  # noqa: FBT001 - as above
    return (
        "a rerun resolves a failure" if is_enough else "a failure needs a cause, not only a rerun"
    )


def _invariant(is_invariant: bool) -> str:  # noqa: FBT001 - as above
    return "one failure is a no-go that nobody can waive" if is_invariant else ""


_SENTENCES: Mapping[str, Callable[[Any], str]] = {
    "validity": _validity,
    "soak": _soak,
    "soak_longest_gap": _gap,
    "window": _window,
    "freshness": _freshness,
    "passes": _passes,
    "passes_to_resolve": _later_passes,
    "repeatable": _rate,
    "people": _people,
    "roles": _roles,
    "interval": _interval,
    "freezes": _freezes,
    "accepts_solo": _solo,
    "needs_scope": _scope,
    "requires_passed": _passed,
    "resolves_by_pass": _by_pass,
    "is_invariant": _invariant,
}


#: Of gates: whatever is beyond them is inconclusive, and a failure one in any case.
_OF_GATES = {
    "least_tests": "a gate of fewer than {} tests holds",
    "most_skipped": "more than {} skipped tests hold",
    "most_quarantined": "more than {} tests in quarantine that do not pass hold",
    "most_silent": "more than {} processes that never called the network hold",
    "most_left_out": "more than {} excluded tests or packages hold",
    "most_hours_old": "results from elsewhere that are older than {} hours hold",
}


def what_it_buys(key: str, value: object) -> str:
    """Return what a number of a policy buys; empty where there is nothing to say."""
    sentence = _SENTENCES.get(key)
    return sentence(value) if sentence else ""


def what_a_limit_buys(name: str, value: str) -> str:
    """Return what a parameter of a check buys, as far as its name says it."""
    if name in _OF_GATES:
        return _OF_GATES[name].format(value)
    bound, _, rest = name.partition("_")
    words = rest.removesuffix("_seconds").replace("_", " ")
    unit = " s" if rest.endswith("seconds") else ""
    if bound == "longest":
        return f"a {words} of more than {value}{unit} fails"
    if bound == "least":
        return f"a {words} of less than {value} fails"
    if bound == "most":
        return f"more than {value} {'s' if unit else words} fail"
    return ""
