"""people.yaml and trust.yaml: what people may write, and where a mistake is told."""

from datetime import UTC, datetime

import pytest

from gonogo.documents import DocumentError
from gonogo.people import Role, Root, Standing, fingerprint, parse_people, parse_trust
from tests.unit.people.keys import key

ADA, BOB, LAB = key(1), key(2), key(3)
PEOPLE = f"""\
teams:
  platforms: {{title: Platforms}}
people:
  ada:
    team: platforms
    roles: [platforms, release-coordinator]
    keys:
      - key: {ADA} ada@home
        from: 2026-01-01
        until: 2027-01-01
  bob:
    team: platforms
    roles: [feature]
    keys: [{BOB} bob@work]
runners:
  lab-1:
    keys:
      - {LAB}
"""
WORKSPACE = "0123456789abcdef0123456789abcdef"
TRUST = f"""\
workspace: {WORKSPACE}
verifier_id: urn:gonogo:{WORKSPACE}
threshold: 2
roots:
  bob: {BOB} bob@work
  ada: {ADA}
policies:
  promote:alphanet: sha256:{"ab" * 32}
"""


def test_people_are_read_with_roles_keys_and_validity() -> None:
    """What stands in the file is what a key may sign as, and when."""
    people = parse_people(PEOPLE, "people.yaml")

    ada = people.holder(fingerprint(ADA))
    assert ada is not None
    assert (ada.name, ada.keys[0].valid_until) == ("ada", datetime(2027, 1, 1, tzinfo=UTC))
    assert people.standing(fingerprint(ADA)) == {
        Standing.PERSON,
        Role.PLATFORMS,
        Role.RELEASE_COORDINATOR,
    }
    assert people.standing(fingerprint(LAB)) == {Standing.RUNNER}
    assert people.standing(fingerprint(key(9))) == frozenset()


@pytest.mark.parametrize(
    ("moment", "is_valid"),
    [
        (datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 1, 1, tzinfo=UTC), True),
        (datetime(2026, 12, 31, 23, 59, 59, 999999, tzinfo=UTC), True),
        (datetime(2027, 1, 1, tzinfo=UTC), False),
    ],
)
def test_a_key_is_valid_from_its_first_moment_until_before_its_last(
    moment: datetime,
    is_valid: bool,  # noqa: FBT001 - A column of the table.
) -> None:
    """`from` is the first moment that counts, `until` the first that does not."""
    found = parse_people(PEOPLE, "people.yaml").key(fingerprint(ADA))

    assert found is not None
    assert found.is_valid_at(moment) is is_valid


def test_trust_is_read_in_one_order() -> None:
    """Roots are sorted by name, and their keys lose their comments."""
    trust = parse_trust(TRUST, "trust.yaml")

    assert trust.roots == (Root("ada", ADA), Root("bob", BOB))
    assert (trust.threshold, trust.is_solo) == (2, False)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("roles: [feature]", "role: [feature]", "13:5 people.bob.role: unknown key (did you mean"),
        ("roles: [feature]", "roles: [featur]", "13:13 people.bob.roles.0: there is no role"),
        ("[feature]", "[feature, feature]", "13:12 people.bob.roles: names a role twice"),
        ("[feature]", "feature", "13:12 people.bob.roles: must be a list"),
        ("[feature]", "[1]", "must be text"),
        ("  bob:", "  ada:", "11:3 people: the key 'ada' stands here a second time"),
        ("  bob:", "  Ada:", "11:3 people.Ada: is the same name as the person 'ada'"),
        ("  lab-1:", "  ADA:", "16:3 runners.ADA: is also the name of a person"),
        ("  bob:", "  'bob ':", "is no name"),
        ("  bob:", '  "bo\\u200bb":', "is no name"),
        ("  bob:", "  \uff42ob:", "look like others"),
        ("  bob:", "  '':", "is no name"),
        ("    team: platforms\n    roles: [f", "    team: platform\n    roles: [f", "did you mean"),
        ("    team: platforms\n    roles: [f", "    roles: [f", "people.bob.team: is required"),
        (f"[{BOB} bob@work]", "[]", "14:5 people.bob.keys: is empty"),
        (f"    keys: [{BOB} bob@work]\n", "", "people.bob.keys: is required"),
        (f"[{BOB} bob@work]", f"[{ADA} another comment]", "is a key of 'ada' already"),
        (f"[{BOB} bob@work]", f"[{BOB}, {BOB} b]", "is a key of 'bob' already"),
        (f"- {LAB}", f"- {BOB}", "18:9 runners.lab-1.keys.0.key: is a key of 'bob' already"),
        (f"[{BOB} bob@work]", f"[{BOB[:-6]}]", "is no SSH public key"),
        (f"[{BOB} bob@work]", "['-----BEGIN OPENSSH PRIVATE KEY-----']", "PRIVATE key"),
        (f"[{BOB} bob@work]", "[7]", "must be"),
        ("until: 2027-01-01", "until: 2026-01-01", "10:9 people.ada.keys.0.until: must be after"),
        ("until: 2027-01-01", "until: 2025-01-01", "must be after `from`"),
        ("until: 2027-01-01", "until: 2027-02-30", "no such day"),
        ("until: 2027-01-01", "until: next year", "write a day or a moment"),
        ("until: 2027-01-01", "until: 2027-01-01T00:00:00+02:00", "write a day or a moment"),
        ("until: 2027-01-01", "until: ٢٠٢٧-01-01", "write a day or a moment"),
        ("until: 2027-01-01", "until: 2027", "must be text"),
        ("until: 2027-01-01", "untli: 2027-01-01", "did you mean 'until'"),
        ("{title: Platforms}", "{}", "teams.platforms.title: is required"),
        ("{title: Platforms}", "{title: ''}", "printable"),
        ("people:\n", "people: {}\nx:\n", "unknown key"),
        (PEOPLE, "", "is empty"),
        (PEOPLE, "[]", "must be a mapping"),
        (PEOPLE, "people: {}", "teams: is required"),
    ],
)
def test_a_mistake_in_people_is_told_with_its_place(old: str, new: str, told: str) -> None:
    """Every rule that a file breaks is named, with line and column."""
    assert old in PEOPLE

    with pytest.raises(DocumentError) as refused:
        parse_people(PEOPLE.replace(old, new, 1), "people.yaml")

    assert told in refused.value.message
    assert refused.value.problems[0].place is not None
    assert BOB.split()[1] not in refused.value.message


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("threshold: 2", "threshold: 3", "3:1 threshold: could never be reached: there are 2"),
        ("threshold: 2", "threshold: 1", "must be 2 or more"),
        ("threshold: 2", "threshold: 0", "greater than or equal to 1"),
        ("threshold: 2", "threshold: -1", "greater than or equal to 1"),
        ("threshold: 2", "threshold: true", "must be a whole number"),
        ("threshold: 2", "threshold: '2'", "must be a whole number"),
        ("threshold: 2", "threshold: 2.0", "must be a whole number"),
        ("threshold: 2", "treshold: 2", "did you mean 'threshold'"),
        ("threshold: 2", "threshold: 2\nis_solo: true", "is_solo: means one root"),
        ("threshold: 2", "threshold: 1\nis_solo: true", "is_solo: means one root"),
        ("threshold: 2", "threshold: 2\nis_solo: 1", "is_solo:"),
        (f"ada: {ADA}", f"ada: {BOB} other", "roots.ada: is the key of the root 'bob' already"),
        ("  ada:", "  bob:", "the key 'bob' stands here a second time"),
        ("  ada:", "  BOB:", "roots.BOB: is the same name as the root 'bob'"),
        (WORKSPACE + "\nv", "abc\nv", "workspace: must be 32 small hexadecimal digits"),
        (WORKSPACE + "\nv", WORKSPACE.upper() + "\nv", "workspace: must be 32"),
        ("urn:gonogo:", "not a uri ", "verifier_id: must be a URI"),
        ("sha256:ab", "sha256:AB", "must be a digest"),
        ("promote:alphanet:", "Promote Alphanet:", "is no transition"),
        (f"  ada: {ADA}\n", "", "threshold: could never be reached: there are 1"),
    ],
)
def test_a_mistake_in_trust_is_told_with_its_place(old: str, new: str, told: str) -> None:
    """Thresholds out of reach, shared keys and misspelt keys are named, with line and column."""
    assert old in TRUST

    with pytest.raises(DocumentError) as refused:
        parse_trust(TRUST.replace(old, new, 1), "trust.yaml")

    assert told in refused.value.message
    assert refused.value.problems[0].place is not None


def test_no_roots_are_no_trust() -> None:
    """Without a root nobody could sign anything, whatever the threshold."""
    text = f"workspace: {WORKSPACE}\nverifier_id: urn:x\nthreshold: 2\nroots: {{}}\n"

    with pytest.raises(DocumentError, match="is empty, so nobody"):
        parse_trust(text, "trust.yaml")


def test_solo_is_one_root_and_said_so() -> None:
    """One root alone is trusted only where the file says that it is alone."""
    text = f"workspace: {WORKSPACE}\nverifier_id: urn:x\nthreshold: 1\nroots: {{ada: {ADA}}}\n"

    with pytest.raises(DocumentError, match="is_solo: true"):
        parse_trust(text, "trust.yaml")
    assert parse_trust(f"{text}is_solo: true\n", "trust.yaml").is_solo


def test_all_mistakes_are_told_at_once_in_their_order() -> None:
    """A person mends a file once, from top to bottom."""
    text = PEOPLE.replace("team: platforms", "team: nobody").replace("until: 2027", "until: 2020")

    with pytest.raises(DocumentError) as refused:
        parse_people(text, "people.yaml")

    places = [problem.place.line for problem in refused.value.problems if problem.place]
    assert len(places) == 3
    assert places == sorted(places)
