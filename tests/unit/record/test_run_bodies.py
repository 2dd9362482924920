"""What runners sign: read as it was signed, and in UTC alone."""

from datetime import timedelta, timezone

import pytest

from gonogo.evidence import Evidence, Outcome, Window
from gonogo.networks import Deployment, Fact, Identity
from gonogo.people import ActKind
from gonogo.record import (
    RecordedDeployment,
    RecordedFact,
    RecordedIdentity,
    RunEndedBody,
)
from tests.unit.record.example import DIGEST, LAB, MINUTE, START, Workshop
from tests.unit.record.measured import EVIDENCE, ended


def test_what_a_run_measured_is_read_as_it_was_signed() -> None:
    """Evidence in an act is evidence, down to its digest."""
    workshop = Workshop()
    act = workshop.sign(ActKind.RUN_ENDED, ended(), LAB)

    (found,) = [each for each in workshop.found().acts if each.id == act.id]

    assert isinstance(found.body, RunEndedBody)
    assert found.body.evidence == (EVIDENCE,)
    assert found.body.evidence[0].digest == EVIDENCE.digest


def test_a_recorded_deployment_is_named_as_the_deployment_is() -> None:
    """Who must not know networks names a deployment as networks does."""
    facts = (("chain.901.genesis_hash", "0xab"), ("chain.901.id", None))
    theirs = Deployment("alpha", DIGEST, Identity(tuple(Fact(*each) for each in facts)))
    ours = RecordedDeployment(
        "alpha", DIGEST, RecordedIdentity(tuple(RecordedFact(*each) for each in facts))
    )

    assert ours.digest == theirs.digest


def test_times_of_evidence_are_in_utc() -> None:
    """Another zone would be a second way to write the same time."""
    east = timezone(timedelta(hours=1))
    window = Window(START.astimezone(east), (START + MINUTE).astimezone(east))

    with pytest.raises(ValueError, match="UTC"):
        ended(evidence=(_with(window),))


def _with(window: Window) -> Evidence:
    return Evidence("r", "c", "x", DIGEST, Outcome.PASSED, "s", window)
