"""From the verifier's own trust to the one in force, and nowhere else."""

from tests.unit.verifier.judging import endorse, judged, passed, signers, started
from tests.unit.verifier.writing import (
    ADA,
    CANDIDATE,
    DEPLOYMENT,
    FAY,
    NETWORK,
    PAT,
    TRANSITION,
    Key,
    canonical,
    digest,
    minutes,
    people,
    policy,
    row,
    trust,
)


def test_trust_is_followed_only_by_enough_roots() -> None:
    """New roots count once as many of the old ones as the threshold agreed."""
    newcomer = Key("root cid")
    more = {"ada": ADA.line, "ben": Key("root ben").line, "cid": newcomer.line}
    pinned = {TRANSITION: digest(canonical(policy()))}
    writer = started()
    changed = writer.act("trust", {"content": trust(roots=more, policies=pinned)}, ADA, minutes(5))
    nobody = people(pat=None)
    nobody["people"]["cid"] = {
        "team": "platforms",
        "roles": ["platforms"],
        "keys": [row(PAT)],
    }
    writer.adopt(nobody, minutes(6), newcomer)
    passed(writer, 20)

    alone = signers(writer, 30)
    endorse(writer, changed, Key("root ben"), 31)
    writer.adopt(nobody, minutes(32), newcomer)
    both = signers(writer, 40)

    assert (alone, both) == (("pat",), ("cid",))


def test_stranger_who_was_seen_makes_no_history() -> None:
    """A trust of a stranger's own, seen by a later one, silences nobody who signed in between."""
    pinned = {TRANSITION: digest(canonical(policy()))}
    both = {"ada": ADA.line, "ben": Key("root ben").line}
    writer = started()
    passed(writer, 10)
    stranger = Key("stranger")
    theirs = trust(roots=both | {"me": stranger.line}, policies=pinned)
    writer.act("trust", {"content": theirs}, stranger, minutes(11))
    writer.act("people", {"content": people(fay=None)}, stranger, minutes(12))
    report = {
        "network": NETWORK,
        "deployment": DEPLOYMENT,
        "candidate": CANDIDATE,
        "chain": None,
        "requirement": None,
        "title": "it burns",
        "description": "",
        "impact": None,
        "severity": None,
        "owning_team": None,
        "tracker_url": None,
    }
    finding = writer.act("finding", report, FAY, minutes(13))
    more = trust(roots=both | {"cid": Key("root cid").line}, policies=pinned)
    changed = writer.act("trust", {"content": more}, ADA, minutes(14))
    endorse(writer, changed, Key("root ben"), 15)

    assert judged(writer, at=20).reasons == {("finding-unrated", finding)}
