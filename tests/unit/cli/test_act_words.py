"""What acts say in one line, every kind of them."""

import pytest

from gonogo import record
from gonogo.cli.act_words import _told, act_words, short
from gonogo.people import ActKind
from gonogo.record import BODIES
from tests.unit.record.example import ADA, DIGEST, EVERYBODY, TRUST, Workshop, finding


@pytest.mark.parametrize("kind", ActKind, ids=lambda kind: kind.value)
def test_every_kind_of_act_has_words(kind: ActKind) -> None:
    """A kind that is added is not shown as an empty line."""
    assert _told.dispatch(BODIES[kind]) is not _told.dispatch(object)


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        (ActKind.TRUST, record.TrustBody.of(TRUST), "roots ada, bob; 2 must agree"),
        (ActKind.PEOPLE, record.PeopleBody.of(EVERYBODY), "3 people, 1 runners"),
        (ActKind.FINDING, finding("It stalls"), "alpha: It stalls"),
        (ActKind.SCOPE, record.ScopeBody(()), "no features"),
        (ActKind.RATING, record.RatingBody(DIGEST, 1, "x", "seen"), "is SEV 1: seen"),
        (ActKind.ENDORSEMENT, record.EndorsementBody(DIGEST, "yes"), f"{short(DIGEST)}: yes"),
        (ActKind.REVOCATION, record.RevocationBody(DIGEST, "no"), f"{short(DIGEST)}: no"),
    ],
)
def test_an_act_says_what_matters(kind: ActKind, body: record.Body, words: str) -> None:
    """In one line."""
    act = Workshop().sign(kind, body, ADA)

    assert words in act_words(act)


def test_what_somebody_wrote_cannot_steer_the_terminal() -> None:
    """It stays in its line, whatever it holds."""
    act = Workshop().finding(ADA, title="\x1b[2J\nGO\u202e")

    assert act_words(act).isprintable()


def test_a_short_id_tells_acts_apart() -> None:
    """And is the beginning of the whole, so that it can be typed."""
    assert DIGEST.startswith(short(DIGEST))
    assert len(short(DIGEST)) == len("sha256:") + 12
