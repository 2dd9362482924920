"""What a clone remembers: the acts that it saw last, and those that it signed itself."""

from pathlib import Path

from gonogo.people import ActKind
from gonogo.project import seen_heads, sign_act
from gonogo.record import ScopeBody, file_name
from tests.unit.steps.founders import ADA, BOB, begin, clock, signed


def test_a_clone_misses_what_it_signed(tmp_path: Path) -> None:
    """Also where nobody looked at the record between signing and taking out."""
    project = begin(tmp_path / "w", ADA, BOB)

    own = sign_act(project, ActKind.SCOPE, ScopeBody(()), ADA.signer, clock(1)).act
    (project.acts / file_name(own.id)).unlink()

    assert own.id in seen_heads(project) - {act.id for act in signed(project).found.acts}
