"""Two implementations of what counts: the record's and the verifier's, over the same acts.

The verifier was written from the format alone. Wherever the two could differ, one of
them lets something through.
"""

import json
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from gonogo.people import Trust, trust_value
from gonogo.record import Counted, RefusalCode, count
from gonogo.verifier import counting
from gonogo.verifier.act import Act, read_act
from gonogo.verifier.envelope import open_envelope
from gonogo.verifier.graph import Graph
from gonogo.verifier.parties import read_people, read_trust
from tests.unit.record.acting import TRUSTS, Step, acted, histories
from tests.unit.record.example import Workshop

HOLDS_OF_THEIRS = {RefusalCode.TRUST: "trust", RefusalCode.TRUST_CONFLICT: "trust_conflict"}


def theirs(workshop: Workshop, trust: Trust, after: timedelta) -> counting.Counted:
    acts: list[Act] = [
        read_act(open_envelope(json.loads(sealed.content))) for sealed in workshop.sealed
    ]
    return counting.count(
        Graph({act.id: act for act in acts}.values()),
        read_trust(trust_value(trust)),
        {act.id: read_trust(act.body["content"]) for act in acts if act.kind == "trust"},
        {act.id: read_people(act.body["content"]) for act in acts if act.kind == "people"},
        judged_at=workshop.now + after,
    )


def refusals(counted: Counted) -> dict[str, str]:
    """Return the first rule that each act breaks."""
    return {each.act: each.code.value for each in reversed(counted.refusals)}


@settings(max_examples=150, deadline=None)
@given(
    histories,
    st.sampled_from(TRUSTS),
    st.sampled_from([timedelta(minutes=-8), timedelta(), timedelta(days=2)]),
)
def test_both_count_the_same_acts(steps: list[Step], trust: Trust, after: timedelta) -> None:
    """Of every history, for every trust file and time, the same acts count, or both hold."""
    workshop = acted(steps)

    ours = count(workshop.found(), trust, judged_at=workshop.now + after)
    other = theirs(workshop, trust, after)

    faults = [HOLDS_OF_THEIRS[gap.code] for gap in ours.gaps if gap.code in HOLDS_OF_THEIRS]
    assert faults == ([] if other.fault is None else [other.fault])
    if RefusalCode.TRUST in {gap.code for gap in ours.gaps}:
        # Nothing is known then, and both hold every verdict.
        return
    assert {act.id for act in ours.acts} == {act.id for act in other.acts}
    lost = {gap.act for gap in ours.gaps if gap.code is RefusalCode.TAKEN_AWAY}
    assert lost == other.lost
    unwitnessed = {gap.code for gap in ours.gaps} & {RefusalCode.UNWITNESSED}
    assert bool(unwitnessed or lost or not ours.people) is not other.is_complete
    # Where roots agreed to two, only ours says so of each.
    named = {"trust_conflict": "threshold"}
    said = {each: named.get(code, code) for each, code in refusals(ours).items()}
    assert said.keys() == other.refusals.keys()
    assert {each: code for each, code in said.items() if code != "threshold"} == {
        each: code for each, code in other.refusals.items() if said[each] != "threshold"
    }


@settings(max_examples=60, deadline=None)
@given(histories)
def test_both_say_who_endorsed(steps: list[Step]) -> None:
    """What a second person agreed to is the same for both."""
    workshop = acted(steps)

    ours = count(workshop.found(), TRUSTS[0], judged_at=workshop.now)
    other = theirs(workshop, TRUSTS[0], timedelta())

    for act in other.acts:
        if act.kind != "trust":
            assert bool(ours.endorsers(act.id)) is other.is_endorsed(act), act.kind
