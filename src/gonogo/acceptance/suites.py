"""Where the tests of a run are and how they are to be run, as somebody asked for it.

It is recorded with the run, so that it can be gone on with by another process after a crash:
paths are absolute, and nothing in it is a secret.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Suites:
    """What was asked for on the command line, or is set for the workspace."""

    validators: str | None = None
    """The file with the gates. None: only the gates that come with gonogo."""
    directory: str | None = None
    """The test directory. None: that of the validators file."""
    excluded_gates: tuple[str, ...] = ()
    """Gates whose tests are left out wherever else they are asked for."""
    runner: str | None = None
    """None: what a gate says, or what the test directory looks like."""
    default_timeout_seconds: float = 300.0
    """How long a test may take of which no file says it."""
    allows_skips: bool = False
    """Whether tests are told that they may skip where the network lacks something."""
    jobs: int = 0
    """How many processes run side by side; zero: as many as the machine bears."""
    go_binary: str | None = None
    python: str | None = None
    """The interpreter with the pytest of the suite. None: that of the test directory, or ours."""
    log_directory: str | None = None
    """Where runs leave their directories. None: in the workspace."""
    log_level: str = "info"
    quarantine: str | None = None
    """The file of tests that are known to fail now and then. None: there is none."""
    budget_wei: int | None = None
    """What our own gates may spend. None: a tenth of an ether."""
    passed_variables: tuple[str, ...] = ()
    """Names or patterns of variables of the caller that tests get besides."""
