"""What an attempt at gates leaves for readers, put together of what it recorded."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from gonogo import __version__
from gonogo.acceptance import GateRun, Suites
from gonogo.networks import Network

if TYPE_CHECKING:
    from gonogo.acceptance.attempting import Left


def leave_reports(  # noqa: PLR0913 - Each is another part of what is told.
    left: "Left",
    runs: Sequence[GateRun],
    suites: Suites,
    network: Network | None,
    *,
    candidate: str,
    now: datetime,
) -> tuple[str, ...]:
    """Write all files of a run, and return which could not be written, and why.

    Args:
        left: What the attempt left.
        runs: Its gates, with what is in quarantine.
        suites: What was asked for.
        network: What it ran for; None: nothing.
        candidate: The digest of what was tested; empty: nobody named one.
        now: When it ended.
    """
    # The templates of the page come along, and only a run that has gates needs them.
    from gonogo.acceptance.environment import reproducing  # noqa: PLC0415
    from gonogo.report.suites import SuiteReport, judged, write_suite_files  # noqa: PLC0415

    chains = [] if network is None else [chain.name for chain in network.chains]
    report = SuiteReport(
        run=left.terms.run,
        started_at=left.started_at,
        seconds=left.seconds,
        tool_version=__version__,
        gates=tuple(judged(run, chains, now) for run in runs),
        network=left.network,
        candidate=candidate,
    )
    environment = reproducing(
        left.terms,
        left.inherited,
        [command_of([run.gate for run in runs], suites, left.network)],
        secrets=left.secrets,
        has_network=network is not None,
    )
    return write_suite_files(left.directory, report, environment=environment, secrets=left.secrets)


def command_of(gates: Sequence[str], suites: Suites, network: str) -> list[str]:
    """Return what to type to run some gates again."""
    from gonogo.acceptance.validators import GATELESS  # noqa: PLC0415 - As above.

    words = ["gonogo", "accept", *([network] if network else [])]
    for gate in gates:
        words += [] if gate == GATELESS else ["--gate", gate]
    valued = {
        "--validators": suites.validators,
        "--testdir": suites.directory,
        "--exclude-gates": ",".join(suites.excluded_gates),
        "--runner": suites.runner,
        "--default-timeout": f"{suites.default_timeout_seconds:g}s",
        "--jobs": str(suites.jobs or ""),
        "--go-binary": suites.go_binary,
        "--python": suites.python,
        "--quarantine": suites.quarantine,
        "--test-log-level": suites.log_level,
    }
    for option, value in valued.items():
        words += [option, value] if value else []
    for name in suites.passed_variables:
        words += ["--env", name]
    return [*words, *(["--allow-skips"] if suites.allows_skips else [])]
