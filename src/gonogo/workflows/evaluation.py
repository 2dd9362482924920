"""Make evidence of an observation: once for each set of parameters a policy asks for."""

import math

from gonogo.acceptance import is_gate
from gonogo.checks import CATALOG, Judgement, Observation, evaluate, parameters_from_text
from gonogo.evidence import Evidence, Figure, Outcome, Selection
from gonogo.readiness import Policy, do_passes_resolve_unasked
from gonogo.workflows.gates import judgement_of_gate
from gonogo.workflows.observations import KeptObservation
from gonogo.workflows.ports import RecordedEvidence

Parameters = tuple[tuple[str, str], ...]


def parameter_sets(policy: Policy, check: str) -> tuple[Parameters, ...]:
    """Return what a policy's requirements hold a check to, each set once.

    A gate that none of them asks for is held to its defaults, where later passes of it count.
    """
    asked = [each.parameters for each in policy.requirements if each.check == check]
    if not asked and do_passes_resolve_unasked(check, policy):
        return ((),)
    return tuple(dict.fromkeys(asked))


def selections_of(policy: Policy, chains: tuple[str, ...]) -> tuple[Selection, ...]:
    """Return the questions that a policy asks about these chains."""
    checks = dict.fromkeys(each.check for each in policy.requirements if each.check is not None)
    return tuple(Selection(check, chain) for chain in chains for check in checks)


def can_judge(check: str) -> bool:
    """Say whether observations of this name can be judged at all."""
    return is_gate(check) or check in CATALOG


def judgement_of(observation: Observation, parameters: Parameters) -> Judgement:
    """Judge an observation under parameters as policies write them.

    A check that breaks while it judges gave no answer; it must not take the
    answers of the others with it.
    """
    try:
        if is_gate(observation.check):
            said = judgement_of_gate(observation, parameters)
            return Judgement(said.outcome, said.summary, said.figures)
        check = CATALOG[observation.check]
        return evaluate(observation, parameters_from_text(check, parameters))
    except Exception as fault:  # noqa: BLE001 - The boundary of a check; see above.
        summary = f"the check itself broke while judging: {type(fault).__name__}: {fault}"
        return Judgement(Outcome.ERRORED, summary)


def evidence_of(  # noqa: PLR0913 - where evidence comes from is said part by part.
    observation: Observation,
    kept: KeptObservation,
    name: str,
    *,
    parameters: Parameters,
    run: str,
    deployment: str,
) -> RecordedEvidence:
    """Return what an observation says under these parameters, as evidence."""
    judgement = judgement_of(observation, parameters)
    evidence = Evidence(
        run=run,
        check=observation.check,
        chain=observation.chain,
        deployment=deployment,
        outcome=judgement.outcome,
        summary=judgement.summary,
        window=observation.window,
        parameters=parameters,
        figures=tuple(_plain(each) for each in judgement.figures if math.isfinite(each.value)),
        readings=(name, *(content for _, content in kept.readings)),
    )
    return RecordedEvidence(evidence, name)


def _plain(figure: Figure) -> Figure:
    """Return a figure whose value is a bare number, whatever kind of number a check made it of."""
    return Figure(figure.name, float(figure.value), figure.unit)
