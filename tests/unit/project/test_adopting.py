"""Signing what a file says, agreeing to it, and everything that must not get in that way."""

from pathlib import Path

import pytest

from gonogo.documents import DocumentError
from gonogo.people import ActKind, Role, Standing
from gonogo.project import (
    NotAdoptableError,
    NotAllowedError,
    Project,
    UnclearTrustError,
    UnknownActError,
    act_named,
    adoptable,
    adoption,
    progress_of,
    require_another,
    require_may_endorse,
    require_may_sign,
    require_own_record,
    sign_act,
    unsigned_files,
    waiting_acts,
)
from gonogo.record import Act, EndorsementBody
from tests.unit.steps.founders import ADA, BOB, CAROL, Founder, begin, clock, founder, signed


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return begin(tmp_path / "w", ADA, BOB)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def add_person(project: Project, who: Founder, roles: str = "[feature]") -> None:
    row = f"  {who.name}:\n    team: platforms\n    roles: {roles}\n    keys: [{who.public}]\n"
    edit(project.people_file, "people:\n", f"people:\n{row}")


def add_root(project: Project, who: Founder) -> None:
    edit(project.trust_file, "roots:\n", f"roots:\n  {who.name}: {who.public}\n")


def adopt(project: Project, kind: ActKind, who: Founder, minutes: float) -> Act:
    body = adoption(project, kind, signed(project, minutes)).body
    return sign_act(project, kind, body, who.signer, clock(minutes)).act


def endorse(project: Project, act: Act, who: Founder, minutes: float) -> None:
    body = EndorsementBody(act.id, "")
    sign_act(project, ActKind.ENDORSEMENT, body, who.signer, clock(minutes))


def test_a_file_alone_gives_nobody_a_role(project: Project) -> None:
    """An edited people.yaml is told as unsigned, and counts for nothing."""
    add_person(project, CAROL, "[platforms]")

    now = signed(project)
    assert now.standing(CAROL.signer.fingerprint) == frozenset()
    assert [*unsigned_files(project, now)] == ["people.yaml"]


def test_adopting_shows_exactly_what_changes(project: Project) -> None:
    """Whoever signs sees each thing that is new or gone, and nothing else."""
    add_person(project, CAROL)
    edit(project.people_file, "title: Platforms", "title: The platforms team")

    asked = adoption(project, ActKind.PEOPLE, signed(project))

    assert asked.taken_out == ("teams.platforms.title: Platforms",)
    assert asked.put_in == (
        f"people.carol.keys: {CAROL.signer.fingerprint}",
        "people.carol.roles: feature",
        "people.carol.team: platforms",
        "teams.platforms.title: The platforms team",
    )


def test_a_new_date_of_a_key_shows(project: Project) -> None:
    """A key that shall run out is a change that can be seen."""
    edit(project.people_file, f"- {BOB.public}", f"- key: {BOB.public}\n        until: 2027-01-01")

    asked = adoption(project, ActKind.PEOPLE, signed(project))

    assert asked.put_in == (
        f"people.bob.keys: {BOB.signer.fingerprint} until 2027-01-01T00:00:00Z",
    )


def test_one_root_alone_adds_nobody(project: Project) -> None:
    """Until the other agreed, nobody new signs, and it is told why and what to do."""
    add_person(project, CAROL, "[platforms]")

    proposed = adopt(project, ActKind.PEOPLE, BOB, 1)

    now = signed(project, 2)
    assert now.standing(CAROL.signer.fingerprint) == frozenset()
    assert adoption(project, ActKind.PEOPLE, now).proposed == proposed
    (waiting,) = waiting_acts(now.counted)
    assert (waiting.act, waiting.missing, waiting.roots) == (proposed, 1, ("ada",))
    with pytest.raises(NotAllowedError) as refused:
        require_may_sign(now, ActKind.SCOPE, CAROL.signer.fingerprint, clock(2))
    assert f"gonogo endorse {proposed.id}" in (refused.value.hint or "")


def test_platforms_do_not_agree_to_people(project: Project) -> None:
    """Only a root makes a second person count, whatever role somebody has."""
    add_person(project, CAROL, "[platforms]")
    endorse(project, adopt(project, ActKind.PEOPLE, ADA, 1), BOB, 1)
    add_person(project, founder("dave", 4), "[platforms]")
    proposed = adopt(project, ActKind.PEOPLE, ADA, 2)

    with pytest.raises(NotAllowedError, match="it takes root"):
        require_may_endorse(signed(project, 3), ActKind.PEOPLE, CAROL.signer.fingerprint, clock(3))
    endorse(project, proposed, CAROL, 3)

    assert proposed.id not in signed(project, 4).counted.by_id


def test_what_was_replaced_meanwhile_is_not_agreed_to_any_more(project: Project) -> None:
    """Agreed to late, it would say who was who while something else held."""
    add_person(project, CAROL, "[platforms]")
    stale = adopt(project, ActKind.PEOPLE, BOB, 1)
    add_person(project, founder("dave", 4))
    newer = adopt(project, ActKind.PEOPLE, BOB, 2)
    endorse(project, newer, ADA, 3)

    now = signed(project, 4)

    assert waiting_acts(now.counted) == ()
    with pytest.raises(NotAllowedError, match="a newer people act is in force"):
        require_another(now, stale, ADA.signer.fingerprint)


def test_what_the_roots_adopted_is_in_force(project: Project) -> None:
    """After the signatures the role is there, and the file is no difference any more."""
    add_person(project, CAROL, "[security]")

    endorse(project, adopt(project, ActKind.PEOPLE, BOB, 1), ADA, 1)

    now = signed(project, 2)
    assert now.standing(CAROL.signer.fingerprint) == {Standing.PERSON, Role.SECURITY}
    assert not unsigned_files(project, now)


def test_what_somebody_else_adopted_is_not(project: Project) -> None:
    """An act that makes its own signer a person of platforms counts for nothing."""
    add_person(project, CAROL, "[platforms]")

    adopt(project, ActKind.PEOPLE, CAROL, 1)

    now = signed(project, 2)
    assert now.standing(CAROL.signer.fingerprint) == frozenset()
    with pytest.raises(NotAllowedError, match="it takes root"):
        require_may_sign(now, ActKind.PEOPLE, CAROL.signer.fingerprint, clock(2))


def test_trust_changes_when_enough_roots_agree(project: Project) -> None:
    """One root proposes, the other endorses, and only then the third is a root."""
    add_root(project, CAROL)
    proposed = adopt(project, ActKind.TRUST, ADA, 1)

    before = signed(project, 2)
    assert before.standing(CAROL.signer.fingerprint) == frozenset()
    assert progress_of(before, proposed.id).missing == 1
    assert adoption(project, ActKind.TRUST, before).proposed == proposed

    endorse(project, proposed, BOB, 3)

    after = signed(project, 4)
    assert after.standing(CAROL.signer.fingerprint) == {Standing.ROOT}
    assert progress_of(after, proposed.id).counts
    assert not adoption(project, ActKind.TRUST, after).is_change


@pytest.mark.parametrize("endorser", [ADA, CAROL, founder("dave", 4)])
def test_no_other_endorsement_changes_the_trust(project: Project, endorser: Founder) -> None:
    """Neither the proposer again, nor the one who is to gain, nor a stranger."""
    add_root(project, CAROL)
    proposed = adopt(project, ActKind.TRUST, ADA, 1)

    endorse(project, proposed, endorser, 2)

    assert signed(project, 3).standing(CAROL.signer.fingerprint) == frozenset()


def test_an_edited_trust_changes_nobodys_judgement(project: Project) -> None:
    """A trust.yaml of one's own, signed by its own root, is no trust here."""
    begun = signed(project).counted.trust
    edit(project.trust_file, f"ada: {ADA.public}", f"ada: {CAROL.public}")

    adopt(project, ActKind.TRUST, CAROL, 1)

    now = signed(project, 2)
    assert now.counted.trust == begun
    assert now.standing(CAROL.signer.fingerprint) == frozenset()


def test_a_record_that_begins_otherwise_is_told(project: Project, tmp_path: Path) -> None:
    """Who replaces record and files by their own takes over no clone that knew the old one."""
    signed(project)
    other = begin(tmp_path / "other", CAROL, founder("dave", 4))
    for name in ("gonogo.yaml", "people.yaml", "trust.yaml"):
        (project.root / name).write_bytes((other.root / name).read_bytes())
    for act in project.acts.rglob("*.json"):
        act.unlink()
    for act in other.acts.rglob("*.json"):
        place = project.acts / act.relative_to(other.acts)
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(act.read_bytes())

    now = signed(project, 2)

    assert not now.counted.is_complete
    assert now.standing(CAROL.signer.fingerprint) == frozenset()
    with pytest.raises(UnclearTrustError, match="does not begin as it did"):
        require_own_record(project, now)


@pytest.mark.parametrize("is_damaged", [True, False])
def test_whoever_signs_is_told_that_the_record_is_not_whole(
    project: Project,
    is_damaged: bool,  # noqa: FBT001 - A column of the table.
) -> None:
    """A missing act and a damaged one are both told, and neither is quietly built upon."""
    assert signed(project).doubts == ()
    people = next(act for act in signed(project).found.acts if act.kind is ActKind.PEOPLE)
    (file,) = project.acts.rglob(f"{people.id.removeprefix('sha256:')}.json")
    if is_damaged:
        file.write_bytes(file.read_bytes().replace(b"payload", b"payloae", 1))
    else:
        file.unlink()

    assert signed(project).doubts
    require_own_record(project, signed(project))


def test_of_two_trusts_that_were_agreed_to_at_once_the_file_says_which(
    project: Project,
) -> None:
    """Where the roots tore the trust in two, trust.yaml chooses one of theirs and nothing else."""
    dave = founder("dave", 4)
    begun = {path: path.read_bytes() for path in project.acts.rglob("*.json")}
    text = project.trust_file.read_text()
    add_root(project, CAROL)
    endorse(project, adopt(project, ActKind.TRUST, ADA, 1), BOB, 2)
    first = {path: path.read_bytes() for path in project.acts.rglob("*.json")}
    for path in first.keys() - begun.keys():
        path.unlink()
    project.trust_file.write_text(text)
    add_root(project, dave)
    endorse(project, adopt(project, ActKind.TRUST, BOB, 1), ADA, 2)
    for path, content in first.items():
        path.write_bytes(content)

    assert signed(project, 3).standing(dave.signer.fingerprint) == {Standing.ROOT}

    project.trust_file.write_text(text)
    assert not signed(project, 3).counted.is_complete
    project.trust_file.write_text(text)
    add_root(project, founder("eve", 5))
    assert not signed(project, 3).counted.is_complete
    project.trust_file.write_text(text)
    add_root(project, CAROL)
    assert signed(project, 3).standing(CAROL.signer.fingerprint) == {Standing.ROOT}


def test_the_scope_is_signed_with_its_teams(project: Project) -> None:
    """A feature of a team that nobody signed is refused, one of a known team is signed."""
    feature = "\n  interop:\n    title: Interop\n    team: {}\n    components: [op-node]\n"
    settings = project.settings_file.read_text()
    project.settings_file.write_text(
        settings.replace("features:", "features:" + feature.format("platfroms"))
    )
    with pytest.raises(NotAdoptableError, match="did you mean 'platforms'"):
        adoption(project, ActKind.SCOPE, signed(project))

    project.settings_file.write_text(
        settings.replace("features:", "features:" + feature.format("platforms"))
    )
    adopt(project, ActKind.SCOPE, BOB, 1)

    assert not unsigned_files(project, signed(project, 2))


def test_a_root_without_a_role_signs_no_scope(project: Project) -> None:
    """Being trusted to say who is who is no role."""
    add_root(project, CAROL)
    endorse(project, adopt(project, ActKind.TRUST, ADA, 1), BOB, 2)

    now = signed(project, 3)

    require_may_sign(now, ActKind.PEOPLE, CAROL.signer.fingerprint, clock(3))
    with pytest.raises(NotAllowedError, match="it takes platforms"):
        require_may_sign(now, ActKind.SCOPE, CAROL.signer.fingerprint, clock(3))
    with pytest.raises(NotAllowedError, match="it takes platforms"):
        require_may_endorse(now, ActKind.PLAN, CAROL.signer.fingerprint, clock(3))


def test_a_key_that_ran_out_signs_nothing(project: Project) -> None:
    """Before an act is written that would not count, its signer is told."""
    edit(project.people_file, f"- {BOB.public}", f"- key: {BOB.public}\n        until: 2026-01-02")
    endorse(project, adopt(project, ActKind.PEOPLE, ADA, 1), BOB, 1)
    two_days = 60.0 * 48

    now = signed(project, two_days)

    with pytest.raises(NotAllowedError, match="not valid now"):
        require_may_sign(now, ActKind.SCOPE, BOB.signer.fingerprint, clock(two_days))


def test_two_versions_that_were_signed_apart_are_settled(project: Project) -> None:
    """Who acts after a merge is told that two versions hold, and can settle it."""
    heads = signed(project).counted.heads()
    text = project.people_file.read_text()
    add_person(project, CAROL)
    first = adopt(project, ActKind.PEOPLE, ADA, 1)
    acts = {path: path.read_bytes() for path in project.acts.rglob(f"{first.id[7:]}.json")}
    for path in acts:
        path.unlink()
    assert signed(project).counted.heads() == heads
    project.people_file.write_text(text)
    add_person(project, founder("dave", 4))
    endorse(project, adopt(project, ActKind.PEOPLE, BOB, 1), ADA, 1)
    for path, content in acts.items():
        path.write_bytes(content)
    endorse(project, first, BOB, 1)

    merged = signed(project, 2)
    asked = adoption(project, ActKind.PEOPLE, merged)
    assert len(merged.counted.people) == 2
    assert merged.standing(CAROL.signer.fingerprint) == frozenset()
    assert asked.is_change

    endorse(project, adopt(project, ActKind.PEOPLE, BOB, 2), ADA, 2)

    assert len(signed(project, 3).counted.people) == 1


@pytest.mark.parametrize(
    ("name", "told"),
    [("poeple.yaml", "Did you mean people.yaml"), ("README.md", "These can")],
)
def test_only_three_files_are_signed(project: Project, name: str, told: str) -> None:
    """Any other name is a slip, and the nearest is named."""
    with pytest.raises(NotAdoptableError) as refused:
        adoptable(project, project.root / name)

    assert told in (refused.value.hint or "")


def test_the_file_of_another_workspace_is_not_signed(project: Project, tmp_path: Path) -> None:
    """A people.yaml that lies elsewhere is not this workspace's."""
    (tmp_path / "people.yaml").write_bytes(project.people_file.read_bytes())

    with pytest.raises(NotAdoptableError, match="the workspace here is"):
        adoptable(project, tmp_path / "people.yaml")


def test_a_file_with_a_mistake_is_not_signed(project: Project) -> None:
    """What breaks a rule of the file is told with its place and never signed."""
    edit(project.people_file, "team: platforms", "team: nobody")

    with pytest.raises(DocumentError, match=r"people\.yaml:\d+:\d+ people\.ada\.team"):
        adoption(project, ActKind.PEOPLE, signed(project))


def test_an_act_is_named_by_enough_digits(project: Project) -> None:
    """An id, or the beginning of its digits; nothing is guessed."""
    now = signed(project)
    act = now.found.acts[0]

    assert act_named(now, act.id) == act
    assert act_named(now, act.id[7:15]) == act
    for name in ("", "abc", "sha256:", "0" * 64, "zzzzzzzz"):
        with pytest.raises(UnknownActError):
            act_named(now, name)


def test_nobody_endorses_an_own_act_or_an_endorsement(project: Project) -> None:
    """Both would count for nothing, so neither is signed."""
    add_root(project, CAROL)
    proposed = adopt(project, ActKind.TRUST, ADA, 1)
    with pytest.raises(NotAllowedError, match="own act"):
        require_another(signed(project, 2), proposed, ADA.signer.fingerprint)

    endorse(project, proposed, BOB, 2)

    now = signed(project, 3)
    agreed = next(act for act in now.found.acts if act.kind is ActKind.ENDORSEMENT)
    with pytest.raises(NotAllowedError, match="with this key before"):
        require_another(now, proposed, BOB.signer.fingerprint)
    with pytest.raises(NotAllowedError, match="an endorsement is not endorsed"):
        require_another(now, agreed, ADA.signer.fingerprint)
