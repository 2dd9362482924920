"""Two judges over one history: what both derive must be the same, byte for byte.

The verifier's was written from `docs/judging.md` alone and shares no code with ours.
Wherever the two could differ, one of them lets something through or holds for nothing.
"""

import json
from collections.abc import Iterable

from hypothesis import given

from gonogo import digest
from gonogo.people import trust_value
from gonogo.readiness import Subject, compile_record, judge, outline_bytes
from gonogo.record import Sealed
from gonogo.verifier import counting
from gonogo.verifier import judge as theirs
from gonogo.verifier.act import read_act
from gonogo.verifier.envelope import open_envelope
from gonogo.verifier.graph import Graph
from gonogo.verifier.parties import read_people, read_trust
from gonogo.verifier.policy import read_policy
from gonogo.verifier.questions import Case
from tests.laws.histories import History
from tests.laws.holding import histories, laws


def ours(history: History) -> bytes:
    """Return the outline that the product signs."""
    record = compile_record(history.counted(), history.subject)
    return outline_bytes(judge(history.policy, record))


def verified(history: History) -> bytes:
    """Return the outline that the verifier derives from the acts' files alone."""
    policy = digest.canonical_json(history.policy)
    outline = theirs.judge(
        _counted(history.sealed, history),
        read_policy(policy),
        digest.of_bytes(policy),
        _case(history.subject),
        [
            {"code": each.code, "subject": each.subject, "verdict": each.verdict.value}
            for each in history.subject.blocks
        ],
    )
    return outline.content


def _counted(sealed: Iterable[Sealed], history: History) -> counting.Counted:
    acts = [read_act(open_envelope(json.loads(each.content))) for each in sealed]
    return counting.count(
        Graph(acts),
        read_trust(trust_value(history.trust)),
        {act.id: read_trust(act.body["content"]) for act in acts if act.kind == "trust"},
        {act.id: read_people(act.body["content"]) for act in acts if act.kind == "people"},
        judged_at=history.subject.judged_at,
    )


def _case(subject: Subject) -> Case:
    return Case(
        network=subject.network,
        deployment=subject.deployment,
        candidate=subject.candidate,
        scope={chain.name: chain.components for chain in subject.chains},
        features={
            feature: {
                component: () if version is None else (version,)
                for component, version in versions.items()
            }
            for feature, versions in subject.features.items()
        },
        judged_at=subject.judged_at,
    )


@laws
@given(histories())
def test_two_judges_agree(history: History) -> None:
    """On every answer, every reason and the verdict."""
    assert ours(history) == verified(history)
