"""Beginning a workspace: whole or not at all, once, over nothing."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from gonogo.people import ActKind, Role
from gonogo.project import Project
from gonogo.record import SigningError
from gonogo.steps.founding import (
    Asked,
    found,
    prepare,
    require_no_workspace,
    require_same,
)
from gonogo.steps.founding_plan import FoundingError, pending_plan
from tests.unit.steps import founders
from tests.unit.steps.founders import ADA, BOB, asked, begin, clock, founder, keyring, signed

STEPS = 7  # Four files and three acts.


def contents(project: Project) -> dict[str, bytes]:
    """Return what a workspace consists of."""
    return {
        str(path.relative_to(project.root)): path.read_bytes()
        for path in sorted(project.root.rglob("*"))
        if path.is_file() and ".gonogo" not in path.parts
    }


def begun(directory: Path, *others: founders.Founder) -> Iterator[str]:
    """Prepare a workspace of ada's and return the steps that begin it."""
    directory.mkdir(exist_ok=True)
    founder("lab", 99).write(directory / ".gonogo" / "keys" / "runner")
    plan = prepare(directory, asked(ADA, *others), keyring(directory), None)
    return found(directory, plan, ADA.signer, clock())


def test_a_workspace_begins_with_three_acts_that_count(tmp_path: Path) -> None:
    """Trust, people and scope are signed, and each rests on the one before."""
    project = begin(tmp_path / "w", ADA, BOB)

    now = signed(project)
    assert [act.kind for act in now.counted.acts] == [
        ActKind.TRUST,
        ActKind.PEOPLE,
        ActKind.SCOPE,
    ]
    assert now.counted.is_complete
    assert not now.counted.is_solo
    assert Role.PLATFORMS in now.standing(BOB.signer.fingerprint)


def test_one_person_alone_has_every_role_and_is_solo(tmp_path: Path) -> None:
    """In solo mode everything works, and says so."""
    now = signed(begin(tmp_path / "w"))

    assert now.counted.is_solo
    assert set(Role) <= now.standing(ADA.signer.fingerprint)


@pytest.mark.parametrize("steps", range(STEPS + 1))
def test_what_was_cut_off_is_finished_by_the_next(tmp_path: Path, steps: int) -> None:
    """Wherever it stopped, the same workspace comes out, with each act once."""
    directory = tmp_path / "w"
    list(islice(begun(directory, BOB), steps))

    require_no_workspace(directory)
    plan = pending_plan(directory)
    if plan is None:
        list(begun(directory, BOB))
    else:
        list(found(directory, plan, ADA.signer, clock(3)))

    now = signed(Project(directory), 5)
    assert [act.kind for act in now.counted.acts] == [
        ActKind.TRUST,
        ActKind.PEOPLE,
        ActKind.SCOPE,
    ]
    assert pending_plan(directory) is None
    assert len(contents(Project(directory))) == STEPS + 2  # And what git is told.


def test_a_workspace_is_not_begun_twice(tmp_path: Path) -> None:
    """Where one is, or above, no other is made; the message says where."""
    project = begin(tmp_path / "w")
    below = project.root / "a" / "b"
    below.mkdir(parents=True)

    with pytest.raises(FoundingError, match="is a workspace already"):
        require_no_workspace(project.root)
    with pytest.raises(FoundingError, match=f"in a workspace already: {project.root}"):
        require_no_workspace(below)


def test_an_unfinished_workspace_above_is_named(tmp_path: Path) -> None:
    """Who stands below a workspace that was cut off is sent there."""
    directory = tmp_path / "w"
    list(islice(begun(directory), 4))
    below = directory / "below"
    below.mkdir()

    with pytest.raises(FoundingError, match="never finished"):
        require_no_workspace(below)


@pytest.mark.parametrize("name", ["people.yaml", "trust.yaml", "record", "gonogo.yaml"])
def test_nothing_is_overwritten(tmp_path: Path, name: str) -> None:
    """A file that is there already, even a dangling link, stops it before anything is written."""
    (tmp_path / name).symlink_to("nowhere")

    with pytest.raises(FoundingError, match="nothing is overwritten"):
        require_no_workspace(tmp_path)


def test_a_file_that_appears_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """Somebody else's trust.yaml stays, and is named."""
    directory = tmp_path / "w"
    steps = begun(directory)
    next(steps)
    (directory / "trust.yaml").write_text("mine\n")

    with pytest.raises(FoundingError, match="says something else"):
        list(steps)
    assert (directory / "trust.yaml").read_text() == "mine\n"


def test_earlier_unsigned_use_stays(tmp_path: Path) -> None:
    """What was observed before the workspace is still there."""
    directory = tmp_path / "w"
    kept = directory / ".gonogo" / "history.sqlite"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"kept")

    begin(directory)

    assert kept.read_bytes() == b"kept"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, ".gonogo/\n"),
        ("*.log", "*.log\n.gonogo/\n"),
        ("*.log\n", "*.log\n.gonogo/\n"),
        ("/.gonogo/\n", "/.gonogo/\n"),
        (".gonogo\n", ".gonogo\n"),
        ("# .gonogo/\n", "# .gonogo/\n.gonogo/\n"),
    ],
)
def test_the_keys_stay_out_of_git(tmp_path: Path, before: str | None, after: str) -> None:
    """The machine's own folder is ignored, and other entries stay."""
    directory = tmp_path / "w"
    directory.mkdir()
    if before is not None:
        (directory / ".gitignore").write_text(before)

    begin(directory)

    assert (directory / ".gitignore").read_text() == after


@pytest.mark.parametrize("before", [None, "*.png binary", "record/** -text\n"])
def test_git_changes_no_byte_of_what_was_signed(tmp_path: Path, before: str | None) -> None:
    """Whatever git does to the ends of lines elsewhere; other entries stay, none stands twice."""
    directory = tmp_path / "w"
    directory.mkdir()
    if before is not None:
        (directory / ".gitattributes").write_text(before)

    begin(directory)

    lines = (directory / ".gitattributes").read_text().splitlines()
    told = ["record/** -text", "promotions/** -text", "publications/** -text"]
    others = [] if before is None or before.startswith("record") else [before]
    assert lines == others + told


def test_what_cannot_be_signed_is_not_begun(tmp_path: Path) -> None:
    """A key that does not sign leaves no workspace behind."""
    directory = tmp_path / "w"
    list(islice(begun(directory), 0))
    plan = prepare(directory, asked(), keyring(directory), None)

    with pytest.raises(SigningError):
        list(found(directory, plan, BrokenSigner(), clock()))
    assert list(contents(Project(directory))) == [".gitattributes", ".gitignore"]
    assert pending_plan(directory) is None


class BrokenSigner:
    """A key whose hardware was pulled out."""

    fingerprint = ADA.signer.fingerprint
    public = ADA.public

    def sign(self, message: bytes) -> bytes:
        """Say that there is nothing to sign with."""
        del message
        raise SigningError("it is gone", "Put it back.")


@pytest.mark.parametrize(
    ("others", "told"),
    [
        ({"bob": ADA.public}, "is 'ada' again"),
        ({"ada": BOB.public}, "'ada' is 'ada' again"),
        ({"ADA": BOB.public}, "again"),
        ({"bob": BOB.public, "Bob": founder("x", 3).public}, "again"),
        ({" bob": BOB.public}, "is no name"),
        ({"bo\nb": BOB.public}, "is no name"),
        ({"": BOB.public}, "is no name"),
    ],
)
def test_a_second_root_is_somebody_else(tmp_path: Path, others: dict[str, str], told: str) -> None:
    """One person cannot be both roots, and nothing is written when somebody tries."""
    wish = Asked(name="ada", public=ADA.public, others=others, runner="lab")

    with pytest.raises(FoundingError, match=told):
        prepare(tmp_path, wish, keyring(tmp_path), None)
    assert list(tmp_path.iterdir()) == []


def test_a_runner_is_never_called_like_a_person(tmp_path: Path) -> None:
    """On a machine that is called ada, ada's runner has another name."""
    directory = tmp_path / "w"
    directory.mkdir()
    founder("lab", 99).write(directory / ".gonogo" / "keys" / "runner")
    wish = Asked(name="ada", public=ADA.public, others={}, runner="ADA")

    plan = prepare(directory, wish, keyring(directory), None)

    assert "ADA-runner" in plan.files["people.yaml"]


@pytest.mark.parametrize(
    "name",
    ["Ada Lovelace", "José", "名前", "a: b", "yes", "- x", "{a}", "#x", "o'neil", '"q"', "<<"],
)
def test_any_name_can_begin_a_workspace(tmp_path: Path, name: str) -> None:
    """Whatever means something to YAML is quoted."""
    somebody = founders.Founder(name, ADA.private)

    now = signed(begin(tmp_path / "w", somebody, BOB))

    assert now.name(ADA.signer.fingerprint).startswith(name)


def test_another_wish_is_not_taken_for_the_same(tmp_path: Path) -> None:
    """A solo init that was cut off is not finished as one for two, nor the other way round."""
    directory = tmp_path / "w"
    list(islice(begun(directory), 2))
    plan = pending_plan(directory)
    assert plan is not None

    require_same(plan, asked(), is_solo=False)
    require_same(plan, asked(), is_solo=True)
    with pytest.raises(FoundingError, match="another root bob"):
        require_same(plan, asked(ADA, BOB), is_solo=False)
    with pytest.raises(FoundingError, match="another key"):
        require_same(plan, asked(BOB), is_solo=False)


def test_a_damaged_plan_is_told(tmp_path: Path) -> None:
    """A plan that nobody can read is not guessed at."""
    (tmp_path / ".gonogo").mkdir()
    (tmp_path / ".gonogo" / "init.json").write_text("{")

    with pytest.raises(FoundingError, match="cannot be read"):
        require_no_workspace(tmp_path)
