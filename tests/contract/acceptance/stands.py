"""All runners that must pass the suite. A new one is added here."""

from tests.contract.acceptance.command_stand import COMMAND
from tests.contract.acceptance.forge_stand import FORGE
from tests.contract.acceptance.go_stand import GO
from tests.contract.acceptance.pytest_stand import PYTEST

STANDS = (GO, PYTEST, FORGE, COMMAND)
