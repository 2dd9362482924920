"""What a clone remembers: the acts that it saw last, and those that it signed itself."""

from pathlib import Path

from gonogo.people import ActKind
from gonogo.project import missed_heads, seen_heads, sign_act
from gonogo.record import RecordDirectory, ScopeBody, file_name, seal
from tests.unit.steps.founders import ADA, BOB, begin, clock, signed


def test_a_clone_misses_what_it_signed(tmp_path: Path) -> None:
    """Also where nobody looked at the record between signing and taking out."""
    project = begin(tmp_path / "w", ADA, BOB)

    own = sign_act(project, ActKind.SCOPE, ScopeBody(()), ADA.signer, clock(1)).act
    (project.acts / file_name(own.id)).unlink()

    assert own.id in seen_heads(project) - {act.id for act in signed(project).found.acts}


def test_a_clone_misses_what_any_command_read(tmp_path: Path) -> None:
    """Also one that judges nothing, as the list of findings."""
    project = begin(tmp_path / "w", ADA, BOB)
    came = seal(
        ActKind.SCOPE,
        ScopeBody(()),
        workspace=project.settings().workspace,
        heads=signed(project).counted.heads(),
        at=clock(1).now(),
        signer=ADA.signer,
    )
    RecordDirectory(project.acts).append(came)

    signed(project)

    assert came.act.id in seen_heads(project)


def test_a_clone_misses_what_counted_for_nothing_for_a_while(tmp_path: Path) -> None:
    """Who takes the first act out, and brings it back without the last one, is found out."""
    project = begin(tmp_path / "w", ADA, BOB)
    last = sign_act(project, ActKind.SCOPE, ScopeBody(()), ADA.signer, clock(1)).act
    whole = signed(project)
    first = next(act for act in whole.found.acts if not act.heads)

    for gone in (first, last):
        file = project.acts / file_name(gone.id)
        content = file.read_bytes()
        file.unlink()
        left = signed(project)
        missed = missed_heads(project, seen_heads(project), left.found, left.counted)
        if gone is first:
            file.write_bytes(content)

    assert missed == (last.id,)
