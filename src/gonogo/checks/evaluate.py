"""Judge an observation: the same readings and parameters always say the same."""

from collections.abc import Mapping
from typing import Any

import msgspec

from gonogo.checks.check import Check
from gonogo.checks.discovery import find
from gonogo.checks.facts import Facts
from gonogo.checks.judgement import Judgement, errored
from gonogo.checks.observation import Observation
from gonogo.checks.readings import UnreadableReadingsError
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
    return check.evaluate(observation.readings, parameters, facts)


def _facts(readings: Mapping[str, bytes]) -> Facts | None:
    content = readings.get(FACTS)
    return None if content is None else msgspec.json.decode(content, type=Facts)


def _missing(check: Check, readings: Mapping[str, bytes]) -> list[str]:
    names = [reading_name(question) for question in check.follows]
    return [name for name in names if name not in readings]
