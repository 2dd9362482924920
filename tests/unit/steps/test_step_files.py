"""The files beside a step: each step has its own, and a hook that went well is not run again."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from gonogo.people import ActKind
from gonogo.record import Act, StepBody
from gonogo.steps.hooks import HookEnd
from gonogo.steps.step_files import files_of, write_files
from gonogo.steps.stepping import Check, Stepping
from tests.simulator.clock import GENESIS
from tests.unit.steps.founders import ADA
from tests.unit.steps.places import CANDIDATE, DEPLOYED, NET, NETWORK, Place, observed

STEP = Act(
    id="sha256:" + "5" * 64,
    kind=ActKind.PUBLICATION,
    workspace="0f" * 16,
    at=GENESIS,
    heads=(),
    signer="SHA256:x",
    body=StepBody("sha256:" + "d" * 64, NET, "publish:alphanet", DEPLOYED.digest, CANDIDATE, ()),
    signature=b"",
)
HOOK = ("./deploy.sh", "--now")


@pytest.fixture
def here(tmp_path: Path) -> Place:
    return observed(tmp_path)


def forced(here: Place) -> tuple[Check, Act]:
    """Publish by force, since nobody decided."""
    stepping, until = Stepping(here), here.clock.now() + timedelta(hours=1)
    found = stepping.check(NETWORK, "publish", accepts_conditional=False)
    stepping.open_by_force(found, ADA.signer, reason="users wait", until=until)
    here.wait()
    opened = stepping.open_for(found)
    assert opened is not None
    step = stepping.force(found, opened, ADA.signer)
    here.wait()
    return found, step


def test_a_step_by_force_has_a_ledger_and_no_text_that_says_it_passed(here: Place) -> None:
    """There is no decision to bundle, and nothing to put into a pull request."""
    found, step = forced(here)
    counted = here.signed.counted()

    files = write_files(here.project, found, step, bundle=None, counted=counted)

    assert files.is_complete
    assert files.written == (files.ledger,)
    assert isinstance(json.loads(files.ledger.read_bytes()), list)


def test_a_bundle_beside_a_refused_step_brings_no_text_either(here: Place) -> None:
    """What is told to others about features must have been verified."""
    found, step = forced(here)

    files = write_files(here.project, found, step, bundle=b"{}", counted=here.signed.counted())

    assert files.written == (files.bundle, files.ledger)


def test_two_steps_of_one_day_share_no_folder(here: Place) -> None:
    """Each is named by its act; and the name says what it was, and when."""
    first, second = forced(here)[1], forced(here)[1]

    folders = [
        files_of(here.project, NET, "publish:alphanet", step).folder for step in (first, second)
    ]

    assert len(set(folders)) == 2
    assert all(each.parent == here.project.root / "publications" for each in folders)
    assert all(each.name.startswith("eris-publish-alphanet-2026-01-01-") for each in folders)


@pytest.mark.parametrize(
    ("words", "exit_code", "has_run"),
    [(HOOK, 0, True), (HOOK, 1, False), (HOOK, None, False), (("./other.sh",), 0, False)],
)
def test_only_the_same_hook_that_went_well_counts_as_run(
    here: Place, words: tuple[str, ...], exit_code: int | None, *, has_run: bool
) -> None:
    """What failed, did not end or was another command is run again."""
    files = files_of(here.project, NET, "publish:alphanet", STEP)

    files.keep_hook(HookEnd(words, exit_code, ""))

    assert files.has_run(HOOK) is has_run


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"{", b'{"hook": 1}', b"\xff"])
def test_a_note_about_a_hook_that_cannot_be_read_says_nothing(here: Place, content: bytes) -> None:
    """Then it is run again: twice is told apart by the hook, never is by nobody."""
    files = files_of(here.project, NET, "publish:alphanet", STEP)
    assert not files.has_run(HOOK)
    files.folder.mkdir(parents=True)

    files.hook.write_bytes(content)

    assert not files.has_run(HOOK)
