"""Record what was observed as answers: readings first, then what a policy's rows make of them."""

from gonogo.checks import Observation
from gonogo.readiness import Policy
from gonogo.workflows.evaluation import evidence_of, parameter_sets
from gonogo.workflows.means import Means
from gonogo.workflows.observations import keep
from gonogo.workflows.progress import Answered


def record_observation(
    observation: Observation, *, run: str, deployment: str, policy: Policy, means: Means
) -> None:
    """Record an answer; readings first, so that no evidence ever names what is not there."""
    name, kept = keep(observation, means.artifacts)
    judged = [
        evidence_of(observation, kept, name, parameters=parameters, run=run, deployment=deployment)
        for parameters in parameter_sets(policy, observation.check)
    ]
    means.history.record_evidence(judged)
    for item in judged:
        said = item.evidence
        means.on_event(Answered(said.check, said.chain, said.outcome, said.summary))
