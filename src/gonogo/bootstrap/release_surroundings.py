"""What a report on a release tells of the network beside the record.

From the run that was drawn, if this machine has one; else from the network's files. A
clone that has neither still reports, and says what it lacks.
"""

from dataclasses import replace

from gonogo import __version__
from gonogo.bootstrap.application import Application
from gonogo.bootstrap.reports import report_of_record, report_of_run
from gonogo.errors import GonogoError
from gonogo.evidence import Run
from gonogo.networks import Fact, candidate_digest
from gonogo.readiness import Record
from gonogo.record import Counted, RunEndedBody
from gonogo.report import ChainSummary, Grounds, NetworkSummary, Surroundings


def surroundings_of(
    application: Application, grounds: Grounds, run: Run | None = None
) -> Surroundings:
    """Return what surrounds a decision: of this run, or of the last that can be drawn."""
    decision, run = grounds.decision, run or _last_run(application, grounds.record)
    notes: tuple[str, ...] = ()
    facts = _signed_facts(grounds.counted, decision.deployment)
    try:
        if run is not None:
            base = report_of_run(application, run, decision)
        else:
            network = application.networks.load(decision.network)
            base = report_of_record(application, network, decision)
            if candidate_digest(network) != decision.candidate:
                # What the files name now is not what was judged.
                base = replace(base, components=())
                notes = ("The network's files name another candidate by now.",)
    except GonogoError as error:
        summary = _summary_of(grounds.record)
        told = (f"The network's files are not here: {error.message}",)
        return Surroundings(summary, __version__, facts=facts, notes=told)
    return Surroundings(
        network=base.network,
        tool_version=__version__,
        components=base.components,
        facts=facts or base.facts,
        plots=base.plots,
        notes=(*base.notes, *notes),
    )


def _last_run(application: Application, record: Record) -> Run | None:
    """Return the run on this machine whose readings can be drawn."""
    about = [
        run
        for run in application.history.runs()
        if run.network == record.network
        and run.deployment == record.deployment is not None
        and run.damage is None
        and run.started_at <= record.judged_at
    ]
    return about[-1] if about else None


def _signed_facts(counted: Counted | None, deployment: str) -> tuple[Fact, ...]:
    """Return what a network said about itself, as runners signed it."""
    for act in reversed(counted.acts if counted else ()):
        told = act.body.deployment if isinstance(act.body, RunEndedBody) else None
        if told is not None and told.digest == deployment:
            return tuple(Fact(fact.name, fact.value) for fact in told.identity.facts)
    return ()


def _summary_of(record: Record) -> NetworkSummary:
    chains = tuple(ChainSummary(chain.name, None) for chain in record.chains)
    return NetworkSummary(record.network, "not told", None, None, "not told", None, chains)
