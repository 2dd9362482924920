"""What a machine signs of its runs, once and in its own name."""

import threading
from pathlib import Path

import pytest

from gonogo.bootstrap.project_record import ProjectRecord
from gonogo.evidence import Run, RunState, Selection
from gonogo.people import ActKind
from gonogo.project import Project
from gonogo.record import Act, RecordDirectory, RunEndedBody, RunStartedBody, file_name
from tests.simulator.clock import GENESIS
from tests.unit.steps.founders import ADA, BOB, Founder, begin, clock, keyring

DIGEST = f"sha256:{'a' * 64}"


def run(name: str = "run-1", network: str = "bench") -> Run:
    return Run(
        id=name,
        number=7,
        network=network,
        policy="rehearsal",
        policy_digest=DIGEST,
        deployment=None,
        selections=(Selection("node_answers", "bench-901"),),
        started_at=GENESIS,
        ended_at=None,
        state=RunState.ALIVE,
    )


def ended(name: str = "run-1", *problems: str) -> RunEndedBody:
    return RunEndedBody(name, "finished", "bench", DIGEST, None, False, (), tuple(problems), ())  # noqa: FBT003


def record(project: Project, minutes: float = 2) -> ProjectRecord:
    return ProjectRecord(project, clock(minutes), keyring(project.root))


def counting(project: Project, kind: ActKind) -> list[Act]:
    return [act for act in record(project, 60).counted().acts if act.kind is kind]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return begin(tmp_path / "work")


def test_runs_are_numbered_by_the_key_that_signs_them(project: Project) -> None:
    """A machine's runs count from one, whatever numbers its history gives them."""
    signing = record(project)

    signing.began(run("run-1"))
    signing.began(run("run-2", network="other"))

    bodies = [act.body for act in counting(project, ActKind.RUN_STARTED)]
    assert [(body.run, body.number) for body in bodies if isinstance(body, RunStartedBody)] == [
        ("run-1", 1),
        ("run-2", 2),
    ]


def test_what_was_signed_is_not_signed_again(project: Project) -> None:
    """A step that is repeated after a crash adds no act."""
    for _ in range(3):
        signing = record(project)
        signing.began(run())
        signing.ended(ended())

    assert len(counting(project, ActKind.RUN_STARTED)) == 1
    assert len(counting(project, ActKind.RUN_ENDED)) == 1


def test_another_end_is_signed_beside_the_first(project: Project) -> None:
    """What a run recorded after its end was signed is not lost."""
    signing = record(project)
    signing.began(run())
    signing.ended(ended())

    signing.ended(ended("run-1", "chain.901.genesis_hash"))

    assert len(counting(project, ActKind.RUN_ENDED)) == 2


def test_act_that_was_signed_and_not_brought_is_brought_as_it_was(project: Project) -> None:
    """Between signing and the record a crash loses nothing and doubles nothing."""
    record(project).began(run())
    (act,) = counting(project, ActKind.RUN_STARTED)
    (project.acts / file_name(act.id)).unlink()

    record(project, 3).began(run())

    assert [each.id for each in counting(project, ActKind.RUN_STARTED)] == [act.id]


def test_number_of_a_lost_act_is_not_given_again(project: Project) -> None:
    """Who takes the last act out of the record leaves a gap, and it is missed here."""
    record(project).began(run("run-1"))
    (act,) = counting(project, ActKind.RUN_STARTED)
    (project.acts / file_name(act.id)).unlink()

    record(project).began(run("run-2"))

    bodies = [each.body for each in counting(project, ActKind.RUN_STARTED)]
    assert [body.number for body in bodies if isinstance(body, RunStartedBody)] == [2]
    assert [each.id for each in record(project).lost()] == [act.id]


def test_what_was_taken_out_can_be_put_back(project: Project) -> None:
    """A machine has copies of what it signed."""
    record(project).began(run())
    before = RecordDirectory(project.acts).read()
    (act,) = counting(project, ActKind.RUN_STARTED)
    (project.acts / file_name(act.id)).unlink()

    record(project).restore()

    assert RecordDirectory(project.acts).read() == before


def test_machine_without_a_key_signs_nothing_and_says_why(project: Project) -> None:
    """Nobody signs in the name of a machine that has no key."""
    (project.local / "keys" / "runner").unlink()

    record(project).began(run())
    record(project).ended(ended())

    obstacle = record(project).obstacle()
    assert counting(project, ActKind.RUN_STARTED) == []
    assert obstacle is not None
    assert "gonogo key new --runner" in obstacle.remedy


@pytest.mark.parametrize("other", [ADA, BOB], ids=["a person's key", "a stranger's key"])
def test_key_that_is_no_runners_signs_nothing(project: Project, other: Founder) -> None:
    """Evidence that a person signed, or nobody known, would count for nothing."""
    path = project.local / "keys" / "runner"
    path.unlink()
    other.write(path)

    record(project).began(run())

    obstacle = record(project).obstacle()
    assert counting(project, ActKind.RUN_STARTED) == []
    assert obstacle is not None
    assert "adopt people.yaml" in obstacle.remedy


def test_two_processes_never_share_a_number(project: Project) -> None:
    """Each takes its number while no other can."""
    signing = [record(project) for _ in range(6)]
    threads = [
        threading.Thread(target=each.began, args=(run(f"run-{number}"),))
        for number, each in enumerate(signing)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    bodies = [act.body for act in counting(project, ActKind.RUN_STARTED)]
    numbers = [body.number for body in bodies if isinstance(body, RunStartedBody)]
    assert sorted(numbers) == [1, 2, 3, 4, 5, 6]


def test_file_that_says_more_than_was_signed_is_told(project: Project) -> None:
    """What nobody signed does not count, and whoever judges gets to know."""
    text = project.people_file.read_text()
    project.people_file.write_text(text.replace("title: Platforms", "title: Us"))

    (told,) = record(project).unadopted()

    assert told.about == "people.yaml"


def test_file_that_cannot_be_read_is_told(project: Project) -> None:
    """A broken file is no file that says what was signed."""
    project.people_file.write_text("people: [")

    assert record(project).unadopted()


def test_new_acts_are_seen_at_once(project: Project) -> None:
    """A count stands for a while, and never longer than its acts."""
    watching = record(project)
    before = len(watching.counted().acts)

    record(project).began(run())

    assert len(watching.counted().acts) == before + 1


def test_clone_misses_what_others_took_out(project: Project) -> None:
    """The newest acts leave no gap when they go; a clone that saw them says that they are gone."""
    record(project).began(run("run-1"))
    record(project).ended(ended())
    (project.local / "signed").rename(project.local / "of-another-machine")
    starting, ending = counting(project, ActKind.RUN_STARTED), counting(project, ActKind.RUN_ENDED)
    assert record(project, 60).missed_acts() == ()

    for act in (*starting, *ending):
        (project.acts / file_name(act.id)).unlink()

    assert record(project, 60).counted().is_complete
    assert record(project, 60).missed_acts() == (ending[0].id,)
    # And still after it looked once.
    assert record(project, 60).missed_acts() == (ending[0].id,)


def test_what_came_after_is_missed_and_nothing_else(project: Project) -> None:
    """A clone remembers the last acts alone, and what it can put back is told otherwise."""
    record(project).began(run("run-1"))
    record(project).ended(ended())
    (act,) = counting(project, ActKind.RUN_ENDED)

    (project.acts / file_name(act.id)).unlink()

    assert record(project, 60).missed_acts() == ()
    assert record(project, 60).lost_acts() == (act.id,)
    record(project, 60).restore()
    assert record(project, 60).lost_acts() == ()
