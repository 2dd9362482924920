"""Ask a runner for what a choice names; and where a package is missing, for all there is.

What was meant instead can only be guessed from what there is. Looking through everything is
left to the case in which something is missing: a large repository takes its time.
"""

from gonogo.acceptance.plan.making import patterns
from gonogo.acceptance.plan.wanting import WILDCARD, Found
from gonogo.acceptance.runner import Runner
from gonogo.acceptance.task import Surroundings
from gonogo.acceptance.validators import EVERYTHING, Choice
from gonogo.errors import GonogoError


async def find(choice: Choice, runner: Runner, surroundings: Surroundings) -> Found:
    """Return the packages of each pattern of a choice, and what helps to guess which was meant.

    Raises:
        GonogoError: the runner cannot look in this directory at all.
    """
    wanted = patterns(choice)
    found = await runner.discover(wanted, surroundings)
    # A `/...` below which nothing is names no package that could be misspelt.
    if all(found.get(pattern) for pattern in wanted if WILDCARD not in pattern):
        return found
    try:
        everything = await runner.discover((EVERYTHING,), surroundings)
    except GonogoError:
        # The guess is a courtesy. What is wrong is told without it.
        return found
    return {**everything, **found}
