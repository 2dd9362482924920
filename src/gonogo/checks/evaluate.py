"""Judge an observation: the same readings and parameters always say the same.

What of the window nobody saw is not held against the network, and hides nothing that
a check should have seen either; `unseen` has the rules.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from gonogo.checks.attendance import TICKS, TickLine, ticks_in
from gonogo.checks.check import Check
from gonogo.checks.discovery import find
from gonogo.checks.facts import Facts
from gonogo.checks.judgement import Judgement, errored
from gonogo.checks.observation import Observation
from gonogo.checks.readings import UnreadableReadingsError
from gonogo.checks.unseen import LEEWAY_SECONDS, in_words, unseen, with_sleep, without
from gonogo.checks.view import reading_name
from gonogo.evidence import Outcome

FACTS = "network.json"


def evaluate(observation: Observation, parameters: Any) -> Judgement:
    """Judge what was observed under these parameters.

    Readings that are missing, cut off or altered make the judgement errored; they
    never make it pass.

    Raises:
        UnknownCheckError: the observation is of a check that does not exist.
    """
    check = find(observation.check)
    try:
        return _judge(check, observation, parameters)
    except (UnreadableReadingsError, msgspec.DecodeError, KeyError) as error:
        return errored(f"the readings cannot be judged: {error}")


def _judge(check: Check, observation: Observation, parameters: Any) -> Judgement:
    facts = _facts(observation.readings)
    # In this order: what does not apply was neither skipped nor broken, and what was skipped has no
    # readings that could be missing.
    if facts is not None and check.component is not None and facts.lacks(check.component):
        summary = f"the inventory of {facts.chain} lists no {check.component}"
        return Judgement(Outcome.NOT_APPLICABLE, summary)
    if observation.skipped is not None:
        return Judgement(Outcome.SKIPPED, observation.skipped)
    if observation.error is not None:
        return errored(observation.error)
    missing = _missing(check, observation.readings)
    if facts is None or missing:
        lacking = missing if facts is not None else [FACTS, *missing]
        return errored(f"the readings lack {', '.join(lacking)}, so nothing can be judged")
    if not check.follows:
        return check.evaluate(observation.readings, parameters, facts)
    return _judge_window(check, observation.readings, parameters, facts)


def _judge_window(
    check: Check, readings: Mapping[str, bytes], parameters: Any, facts: Facts
) -> Judgement:
    """Judge a window of which some may not have been seen."""
    names = [reading_name(question) for question in check.follows]
    ticks = tuple(ticks_in(readings[TICKS]))
    slept_readings, slept_facts = with_sleep(readings, names, facts, ticks)
    full = check.evaluate(slept_readings, parameters, slept_facts)
    if full.outcome is Outcome.PASSED:
        return _only_if_watched(full, ticks, facts)
    stretches = unseen(ticks, ((name, readings[name]) for name in names), facts)
    if full.outcome is Outcome.NOT_APPLICABLE or not stretches:
        return full
    seen_readings, seen_facts = without(stretches, readings, names, facts)
    seen = check.evaluate(seen_readings, parameters, seen_facts)
    reason = in_words(stretches)
    if seen.outcome is Outcome.FAILED:
        return replace(seen, summary=f"{seen.summary} ({reason}; that time is left out)")
    if seen.outcome is full.outcome:
        return full
    # The first of what would be wrong is enough: none of it is held against anybody.
    otherwise = full.summary.partition("; ")[0]
    return errored(
        f"{reason}, so what was seen over it does not count ({otherwise}); observe again",
        figures=full.figures,
        series=full.series,
    )


def _only_if_watched(full: Judgement, ticks: Sequence[TickLine], facts: Facts) -> Judgement:
    if ticks and ticks[-1].began >= facts.window_seconds - LEEWAY_SECONDS:
        return full
    return errored("the ticks of the window are not recorded to its end, so nobody can judge it")


def _facts(readings: Mapping[str, bytes]) -> Facts | None:
    content = readings.get(FACTS)
    return None if content is None else msgspec.json.decode(content, type=Facts)


def _missing(check: Check, readings: Mapping[str, bytes]) -> list[str]:
    names = [reading_name(question) for question in check.follows]
    return [name for name in (*names, TICKS) if name not in readings] if names else []
