"""With which trust a clone begins to count."""

from dataclasses import replace
from pathlib import Path

import pytest

from gonogo.people import ActKind, Root, trust_value
from gonogo.project import Project, UnclearTrustError, first_trusts
from gonogo.record import RecordDirectory, TrustBody, seal
from tests.unit.steps.founders import ADA, BOB, CAROL, begin, clock, signed


def _begins_again(project: Project) -> None:
    """Let Carol, who may only push, write a beginning of her own."""
    ours = signed(project).counted.trust
    roots = (Root("bob", BOB.public), Root("carol", CAROL.public))
    body = TrustBody.of(replace(ours, roots=roots))
    sealed = seal(
        ActKind.TRUST,
        body,
        workspace=ours.workspace,
        heads=(),
        at=clock(1).now(),
        signer=CAROL.signer,
    )
    RecordDirectory(project.acts).append(sealed)


def test_a_new_clone_chooses_no_beginning(tmp_path: Path) -> None:
    """Of two beginnings one is foreign, and trust.yaml is written by whoever may push."""
    project = begin(tmp_path / "w", ADA, BOB)
    _begins_again(project)
    (project.local / "trust.json").unlink()

    with pytest.raises(UnclearTrustError, match="begins with 2 trusts"):
        signed(project, 2)


def test_a_clone_of_before_goes_on(tmp_path: Path) -> None:
    """What it saw first stands, and the other counts for nothing."""
    project = begin(tmp_path / "w", ADA, BOB)
    ours = trust_value(signed(project).counted.trust)
    _begins_again(project)

    now = signed(project, 2)

    assert trust_value(now.counted.trust) == ours
    assert len(first_trusts(project, now.found)) == 2
    assert [each.code.value for each in now.counted.refusals] == ["unknown_signer"]
