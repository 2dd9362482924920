"""Two judges over one history: what both derive must be the same, byte for byte.

The verifier's was written from `docs/judging.md` alone and shares no code with ours.
Wherever the two could differ, one of them lets something through or holds for nothing.
"""

import json
from collections.abc import Iterable
from datetime import timedelta

import pytest
from hypothesis import given

from gonogo import digest
from gonogo.attest import NotBundledError, feature_versions, write_bundle
from gonogo.people import ActKind, trust_value
from gonogo.readiness import Subject, Verdict, compile_record, judge, outline, outline_bytes
from gonogo.record import Block, DeterminationBody, RefusalCode, ScopedChain, Sealed
from gonogo.verifier import Expected, counting, verify
from gonogo.verifier import judge as theirs
from gonogo.verifier.act import read_act
from gonogo.verifier.earlier import Earlier
from gonogo.verifier.envelope import open_envelope
from gonogo.verifier.graph import Graph
from gonogo.verifier.parties import People, Trust, read_people, read_trust
from gonogo.verifier.policy import read_policy
from gonogo.verifier.questions import Case
from tests.laws.histories import History
from tests.laws.holding import histories, laws
from tests.laws.signing import with_act


def ours(history: History) -> bytes:
    """Return the outline that the product signs."""
    record = compile_record(history.counted(), history.subject)
    return outline_bytes(judge(history.policy, record))


def verified(history: History) -> bytes:
    """Return the outline that the verifier derives from the acts' files alone."""
    policy = digest.canonical_json(history.policy)
    counted, trusts, peoples = _counted(history.sealed, history)
    contents = {name: digest.canonical_json(each) for name, each in history.before.items()}
    outline = theirs.judge(
        counted,
        read_policy(policy),
        digest.of_bytes(policy),
        _case(history.subject),
        [
            {"code": each.code, "subject": each.subject, "verdict": each.verdict.value}
            for each in history.subject.blocks
        ],
        earlier=Earlier(counted, trusts, peoples, contents).bears_out,
    )
    return outline.content


def _counted(
    sealed: Iterable[Sealed], history: History
) -> tuple[counting.Counted, dict[str, Trust], dict[str, People]]:
    acts = [read_act(open_envelope(json.loads(each.content))) for each in sealed]
    trusts = {act.id: read_trust(act.body["content"]) for act in acts if act.kind == "trust"}
    peoples = {act.id: read_people(act.body["content"]) for act in acts if act.kind == "people"}
    counted = counting.count(
        Graph(acts),
        read_trust(trust_value(history.trust)),
        trusts,
        peoples,
        judged_at=history.subject.judged_at,
    )
    return counted, trusts, peoples


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


def bundled(history: History) -> tuple[bytes, Expected]:
    """Return a bundle of what was decided on a history, and what whoever verifies knows."""
    subject, policy = history.subject, digest.canonical_json(history.policy)
    decision = judge(history.policy, compile_record(history.counted(), subject))
    body = DeterminationBody(
        network=subject.network,
        transition=history.policy.name,
        deployment=subject.deployment,
        candidate=subject.candidate,
        policy_digest=history.policy.digest,
        scope=tuple(ScopedChain(chain.name, chain.components) for chain in subject.chains),
        judged_at=subject.judged_at,
        features=feature_versions(subject.features),
        outline=outline(decision),
        blocks=tuple(
            Block(each.code, each.subject, each.verdict.value, each.explanation)  # type: ignore[arg-type]  # hold or no-go
            for each in subject.blocks
        ),
        verdict=decision.verdict.value,
        level=decision.level_reached,
        valid_until=subject.judged_at + timedelta(seconds=history.policy.validity_seconds),
        supersedes=(),
        decision=digest.of_value(decision),
    )
    signed = with_act(history, ActKind.DETERMINATION, body, "ada")
    counted = signed.counted()
    content = write_bundle(
        counted,
        signed.acts[-1].id,
        policy=policy,
        policies=[digest.canonical_json(each) for each in history.before.values()],
        summary=None,
    )
    expected = Expected(
        trust=trust_value(history.trust),
        network=subject.network,
        candidate=subject.candidate,
        chains=frozenset(chain.name for chain in subject.chains),
        transition=history.policy.name,
        at=subject.judged_at,
        accept=frozenset({"conditional"}),
    )
    return content, expected


@laws
@given(histories(is_pinned=True))
def test_a_bundle_is_worth_what_was_decided(history: History) -> None:
    """Derived again from the one file, and accepted only where the decision lets a step be made.

    Whoever verifies pins the policy; without that a bundle is refused before anything is derived.
    Where the roots agreed to nobody, nobody decided, and there is no bundle.
    """
    if not history.counted().people:
        with pytest.raises(NotBundledError):
            bundled(history)
        return
    content, expected = bundled(history)
    record = compile_record(history.counted(), history.subject)
    decision = judge(history.policy, record)

    verification = verify(content, expected)

    if RefusalCode.TRUST_CONFLICT in {gap.code for gap in history.counted().gaps}:
        # Nobody knows which trust is meant, so the verifier derives nothing at all.
        assert verification.outline is None
        assert not verification.is_accepted
        return
    assert verification.outline == outline_bytes(decision)
    assert verification.level == decision.level_reached
    is_ready = decision.verdict in (Verdict.GO, Verdict.CONDITIONAL)
    assert is_ready or not verification.is_accepted
