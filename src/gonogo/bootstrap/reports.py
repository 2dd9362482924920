"""Reports, put together from what the workspace recorded."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from gonogo import __version__
from gonogo.bootstrap.application import Application
from gonogo.bootstrap.report_paths import ReportPathError, require_path
from gonogo.checks import CATALOG, Series
from gonogo.evidence import Run
from gonogo.findings import Finding
from gonogo.networks import Fact, Network
from gonogo.readiness import Decision, Policy
from gonogo.report import (
    Plot,
    Report,
    RunSummary,
    plots_from,
    report_html,
    report_json,
    summarise,
)
from gonogo.workflows import (
    CorruptRecordError,
    judgement_of,
    network_of,
    parameter_sets,
    policy_of,
    take_out,
)


def report_of_run(application: Application, run: Run, decision: Decision) -> Report:
    """Return the report of a run that came to a decision."""
    request = application.history.request(run.id)
    policy = policy_of(application.artifacts, request.policy_digest)
    network = network_of(application.artifacts, request.network_digest)
    plots, notes = _plots(application, run, policy)
    summary = RunSummary(
        id=run.id,
        started_at=run.started_at,
        ended_at=run.ended_at,
        window_seconds=policy.window_seconds,
        interval_seconds=policy.interval_seconds,
    )
    return _report(application, decision, network, run=summary, plots=plots, notes=notes)


def report_of_record(application: Application, network: Network, decision: Decision) -> Report:
    """Return the report of a decision that was made without observing."""
    return _report(application, decision, network)


def _report(  # noqa: PLR0913 - the parts of a report.
    application: Application,
    decision: Decision,
    network: Network,
    *,
    run: RunSummary | None = None,
    plots: tuple[Plot, ...] = (),
    notes: tuple[str, ...] = (),
) -> Report:
    findings, unreadable = _findings(application, decision)
    return Report(
        decision=decision,
        network=summarise(network),
        tool_version=__version__,
        components=network.components,
        facts=_facts(application, decision),
        run=run,
        plots=plots,
        findings=findings,
        notes=(*network.notes, *notes, *unreadable),
    )


def _facts(application: Application, decision: Decision) -> tuple[Fact, ...]:
    for deployment in application.history.deployments(decision.network):
        if deployment.digest == decision.deployment:
            return deployment.identity.facts
    return ()


def _findings(
    application: Application, decision: Decision
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Return the findings to show, and what is to be said of those that cannot be read.

    Of former deployments of the network only those that the decision names: the
    others were resolved there.
    """
    history = application.history
    known = [each.digest for each in history.deployments(decision.network)]
    findings: list[Finding] = []
    unreadable: list[str] = []
    for name in dict.fromkeys([decision.deployment, *known]):
        try:
            about = history.findings(name)
        except CorruptRecordError as error:
            unreadable.append(f"not shown: {error.message}")
            continue
        is_judged = name == decision.deployment
        findings += [each for each in about if is_judged or _is_named(each, decision)]
    return tuple(findings), tuple(unreadable)


def _is_named(finding: Finding, decision: Decision) -> bool:
    named = {name for answer in decision.answers for name in answer.findings}
    # A reason names a finding by the beginning of its id.
    about = {reason.about.removeprefix("finding ") for reason in decision.reasons}
    return finding.id in named or any(
        finding.id.startswith(name) for name in about if name.startswith("sha256:")
    )


def _plots(
    application: Application, run: Run, policy: Policy
) -> tuple[tuple[Plot, ...], tuple[str, ...]]:
    """Draw what a run saw; a reading that is damaged is told and not drawn."""
    notes: list[str] = []
    series = defaultdict(list)
    for chain, each in _series(application, run, policy, notes):
        series[chain].append(each)
    several = len(series) > 1
    plots = [
        plot
        for chain, every in series.items()
        for plot in plots_from(every, chain if several else None)
    ]
    return tuple(plots), tuple(notes)


def _series(
    application: Application, run: Run, policy: Policy, notes: list[str]
) -> Iterator[tuple[str, Series]]:
    drawn: set[str] = set()
    shelf = application.history.evidence_of_run(run.id)
    notes += [f"not drawn: {problem.explanation}" for problem in shelf.problems]
    for item in shelf.items:
        if item.observation in drawn or item.evidence.check not in CATALOG:
            continue
        drawn.add(item.observation)
        parameters = parameter_sets(policy, item.evidence.check) or ((),)
        try:
            _, observation = take_out(item.observation, application.artifacts)
        except CorruptRecordError as error:
            notes.append(f"not drawn: {error.message}")
            continue
        for each in judgement_of(observation, parameters[0]).series:
            yield item.evidence.chain, each


def require_writable(path: Path) -> None:
    """Refuse a path for a report before anything is observed for it.

    Raises:
        ReportPathError: it has another ending, or its directory is not there.
    """
    require_path(path, _FORMATS)


def write_report(report: Report, path: Path) -> None:
    """Write a report in the format that the path's ending names.

    Raises:
        ReportPathError: it cannot be written.
    """
    require_writable(path)
    write_as(path, _FORMATS[path.suffix](report))


def write_as(path: Path, content: bytes) -> None:
    """Write a report that is made.

    Raises:
        ReportPathError: it cannot be written.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise ReportPathError(path, str(error.strerror), _FORMATS) from error


_FORMATS = {
    ".html": lambda report: report_html(report).encode(),
    ".json": report_json,
}
