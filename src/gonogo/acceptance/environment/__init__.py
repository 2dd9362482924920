"""What suites have around them: variables, files with secrets, and what must not be seen.

Suites written for op-acceptor find what it gave them. They find nothing of ours but what is
meant for them, and nothing of the caller's that a test has no business with.
"""

from gonogo.acceptance.environment.inherited import (
    OURS,
    Inherited,
    VariableRefusedError,
    inherited,
)
from gonogo.acceptance.environment.reproducing import ByHand, reproducing
from gonogo.acceptance.environment.secret_files import (
    SecretFiles,
    remove_leftovers,
    secret_files,
)
from gonogo.acceptance.environment.secrets import secrets_of
from gonogo.acceptance.environment.surroundings import surroundings_for
from gonogo.acceptance.environment.unseen import hide_this_process
from gonogo.acceptance.environment.variables import Terms, variables_of

__all__ = [
    "OURS",
    "ByHand",
    "Inherited",
    "SecretFiles",
    "Terms",
    "VariableRefusedError",
    "hide_this_process",
    "inherited",
    "remove_leftovers",
    "reproducing",
    "secret_files",
    "secrets_of",
    "surroundings_for",
    "variables_of",
]
