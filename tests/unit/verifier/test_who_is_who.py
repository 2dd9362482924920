"""Who says who is who: one root begins, and whatever comes after takes as many as the threshold."""

import pytest

from gonogo.verifier import ReasonCode, verify
from tests.unit.verifier.writing import (
    ADA,
    BEN,
    TRANSITION,
    Body,
    Key,
    Writer,
    canonical,
    decided,
    digest,
    evidence,
    expected,
    founded,
    minutes,
    people,
    policy,
    row,
    text_of,
    trust,
)

DAN = Key("dan")


def _with_dan() -> Body:
    return people(dan={"team": "platforms", "roles": ["platforms"], "keys": [row(DAN)]})


def _codes_of_dan(writer: Writer) -> set[ReasonCode]:
    """Let Dan decide, and return what speaks against it."""
    writer.run(20, evidence(""))
    found = verify(decided(writer, signer=DAN).bundle(), expected())
    return {reason.code for reason in found.reasons}


def test_one_root_alone_invents_nobody() -> None:
    """Whom only one root made Platforms decides nothing."""
    writer = founded()
    said = writer.act("people", {"content": _with_dan()}, BEN, minutes(5))
    writer.act("endorsement", {"act": said, "note": "me again"}, BEN, minutes(6))

    assert _codes_of_dan(writer) == {ReasonCode.UNKNOWN_SIGNER}


def _person(name: str, roles: list[str], *keys: Body) -> Body:
    row_of = {"team": "platforms", "roles": roles, "keys": sorted(keys, key=lambda k: k["key"])}
    return {name: row_of}


def _founders(persons: Body, lab: Body | None = None) -> Body:
    machines = {"lab-1": {"keys": [lab or row(Key("lab-1"))]}}
    return people() | {"people": persons, "runners": machines}


BEN_DECIDES = _person("ben", ["platforms", "release-coordinator"], row(BEN))
OTHERS = {
    "an invented person": BEN_DECIDES | _person("dan", [], row(DAN)),
    "a root's name, another key": BEN_DECIDES | _person("ada", [], row(DAN)),
    "a root's key, another name": BEN_DECIDES | _person("dan", [], row(ADA)),
    "a second key": _person("ben", ["platforms"], row(BEN), row(DAN)),
    "a role more": _person("ben", ["break-glass", "platforms"], row(BEN)),
    "a key that ends": _person("ben", ["platforms"], row(BEN, None, text_of(minutes(500)))),
    "a key that begins": _person("ben", ["platforms"], row(BEN, text_of(minutes(0)))),
}


def _begun(said: Body, *, agreed: bool) -> set[ReasonCode]:
    """Let Ben begin a record of his own, and return what speaks against his decision in it."""
    writer = Writer()
    writer.act("trust", {"content": trust()}, BEN, minutes(0))
    first = writer.act("people", {"content": said}, BEN, minutes(1))
    writer.act("endorsement", {"act": first, "note": "me"}, ADA if agreed else DAN, minutes(2))
    writer.run(20, evidence(""))
    found = verify(decided(writer, signer=BEN).bundle(), expected())
    return {reason.code for reason in found.reasons}


def test_one_root_begins_with_roots_and_machines() -> None:
    """That is what a new workspace begins with; with it, one can only be oneself."""
    both = BEN_DECIDES | _person("ada", ["platforms"], row(ADA))

    assert _begun(_founders(BEN_DECIDES), agreed=False) == set()
    assert _begun(_founders(both), agreed=False) == set()


@pytest.mark.parametrize("persons", OTHERS.values(), ids=OTHERS)
def test_whatever_else_is_begun_with_takes_all(persons: Body) -> None:
    """A record that one root began alone knows nobody whom that root made up."""
    alone = _begun(_founders(persons), agreed=False)

    assert ReasonCode.UNKNOWN_SIGNER in alone
    assert _begun(_founders(persons), agreed=True) == set()


def test_limited_machine_takes_all() -> None:
    """A key that ends takes away what its machine signed, and one root alone ends none."""
    limited = row(Key("lab-1"), None, text_of(minutes(500)))

    assert ReasonCode.UNKNOWN_SIGNER in _begun(_founders(BEN_DECIDES, limited), agreed=False)
    assert _begun(_founders(BEN_DECIDES, limited), agreed=True) == set()


def test_past_takes_all_roots_of_the_file() -> None:
    """A trust of one's own before a copy of the verifier's is no past of it."""
    codes = []
    for also in (DAN, ADA):
        writer = Writer()
        own = trust(roots={"ben": BEN.line, "dan": DAN.line})
        writer.act("trust", {"content": own}, BEN, minutes(0))
        writer.adopt(_with_dan(), minutes(1), BEN, agreed_by=DAN)
        copy = writer.act("trust", {"content": trust()}, BEN, minutes(2))
        writer.act("endorsement", {"act": copy, "note": ""}, also, minutes(3))
        codes.append(_codes_of_dan(writer))

    assert codes == [{ReasonCode.OTHER_TRUST}, set()]


def test_of_two_pasts_none_is_taken() -> None:
    """Where two trusts of before were begun with, either may be one root's own."""
    writer = Writer()
    first = trust(verifier_id="urn:example:before")
    writer.act("trust", {"content": first}, ADA, minutes(0))
    own = trust(roots={"ben": BEN.line, "dan": DAN.line})
    writer.act("trust", {"content": own}, BEN, minutes(0), heads=())
    writer.adopt(people(), minutes(1))
    changed = writer.act("trust", {"content": trust()}, ADA, minutes(2))
    writer.act("endorsement", {"act": changed, "note": ""}, BEN, minutes(3))
    writer.run(20, evidence(""))
    decision = decided(writer)

    found = verify(decision.bundle(), expected())
    begun = verify(decision.bundle(), expected(trust=first))

    assert {reason.code for reason in found.reasons} == {ReasonCode.OTHER_TRUST}
    assert {reason.code for reason in begun.reasons} == set()


def test_a_second_root_makes_it_count() -> None:
    """Endorsed by another root, whom it adds decides."""
    writer = founded()
    writer.adopt(_with_dan(), minutes(5), BEN, agreed_by=ADA)

    assert _codes_of_dan(writer) == set()


def test_an_invented_person_does_not_agree_to_themselves() -> None:
    """Whoever is no root adds nothing to what is asked of roots."""
    writer = founded()
    writer.adopt(_with_dan(), minutes(5), BEN, agreed_by=DAN)

    assert _codes_of_dan(writer) == {ReasonCode.UNKNOWN_SIGNER}


def test_one_root_does_not_rewrite_what_was_agreed() -> None:
    """A trust of one's own that a copy of the verifier's file rests on makes no history."""
    pinned = {TRANSITION: digest(canonical(policy()))}
    writer = founded()
    me = Key("me")
    own = trust(roots={"ben": BEN.line, "me": me.line}, policies=pinned)
    writer.act("trust", {"content": own}, BEN, minutes(5))
    writer.adopt(_with_dan(), minutes(6), BEN, agreed_by=me)
    writer.act("trust", {"content": trust(policies=pinned)}, BEN, minutes(7))

    assert _codes_of_dan(writer) == {ReasonCode.UNKNOWN_SIGNER}


def test_roots_who_agree_later_take_a_decision_away() -> None:
    """An act that waited when the decision was made, and is agreed to since, counts."""
    writer = founded()
    fired = people(pat={"team": "platforms", "roles": ["feature"], "keys": [row(Key("pat"))]})
    waiting = writer.act("people", {"content": fired}, BEN, minutes(5))
    writer.run(20, evidence(""))
    decision = decided(writer)

    before = verify(decision.bundle(), expected()).reasons
    writer.act("endorsement", {"act": waiting, "note": ""}, ADA, minutes(40))
    after = verify(decision.bundle(), expected()).reasons

    assert before == ()
    assert {reason.code for reason in after} == {ReasonCode.WRONG_ROLE}


def test_who_was_taken_away_before_the_decision_holds_it() -> None:
    """A failure is not lost by taking out whoever measured it: then nothing is known."""
    writer = founded()
    writer.run(10, evidence("", outcome="failed"))
    lab_two = {"lab-2": {"keys": [row(Key("lab-2"))]}}
    writer.adopt(people() | {"runners": lab_two}, minutes(15))
    decision = decided(writer)

    found = verify(decision.bundle(), expected())

    assert ReasonCode.VERDICT_DIFFERS in {reason.code for reason in found.reasons}
    assert found.verdict == "hold"


def test_who_is_taken_away_after_the_decision_takes_it_along() -> None:
    """A decision rests on whoever measured; with the key kept until now, it holds."""
    gone, ended = founded(), founded()
    for writer in (gone, ended):
        writer.run(20, evidence(""))
    decisions = decided(gone), decided(ended)
    lab = Key("lab-1")
    gone.adopt(people() | {"runners": {"lab-2": {"keys": [row(Key("lab-2"))]}}}, minutes(40))
    until = row(lab, None, text_of(minutes(50)))
    ended.adopt(people() | {"runners": {"lab-1": {"keys": [until]}}}, minutes(40))

    codes = [{each.code for each in verify(one.bundle(), expected()).reasons} for one in decisions]

    assert codes == [{ReasonCode.KEY_TAKEN_AWAY}, set()]
