"""What stands in the tables of a report on a release."""

from gonogo.evidence import Outcome
from gonogo.findings import open_findings
from gonogo.people import ActKind
from gonogo.record import ResolutionBody
from tests.unit.report import releases


def test_findings_say_state_weight_plan_and_impact() -> None:
    """A planned SEV 2 is open and conditional, a SEV 1 that is claimed to be mended blocks."""
    (planned,) = releases.conditional().findings
    (claimed,) = releases.no_go().findings

    assert (planned.state, planned.weight, planned.care) == ("open", "conditional", "planned")
    assert planned.plan is not None
    assert (planned.plan.owner, planned.plan.state) == ("fred", "accepted")
    assert planned.team == "Platforms"
    assert (claimed.state, claimed.weight, claimed.care) == ("open", "no-go", "claimed")
    assert claimed.cause == "The batcher's key ran dry."


def test_a_resolved_finding_stays_on_the_report() -> None:
    """What was mended and borne out weighs nothing, and is not forgotten."""
    release = releases.Release()
    evidence = release.run({**releases.PASSING, "peers": Outcome.FAILED})
    (opened,) = open_findings(evidence)
    resolution = ResolutionBody(opened.id, "a cable", "plugged in")
    release.sign(ActKind.RESOLUTION, resolution, by="fred")
    release.run(releases.PASSING, name="bb00")

    (finding,) = release.report().findings

    assert (finding.state, finding.weight) == ("resolved", "none")


def test_features_come_with_their_versions_and_their_ledger() -> None:
    """Only what is in scope on this network; a version that nobody says is told."""
    (feature,) = releases.go().features

    assert feature.id == "interop"
    assert dict(feature.versions) == {"op-geth": "1.2.0-rc.1", "op-node": None}
