"""What a policy asks beside its requirements."""

from dataclasses import replace
from datetime import timedelta

import pytest

from gonogo.evidence import Outcome
from gonogo.readiness import Block, FeatureInScope, Policy, Record, Verdict, judge
from gonogo.readiness.policy import Freeze
from tests.unit.readiness.example import OTHER_DEPLOYMENT, at, evidence, policy, record

WELL = record(evidence(1), evidence(2))


def codes(under: Policy, judged: Record = WELL) -> dict[tuple[str, str], Verdict]:
    return {(one.code, one.subject): one.verdict for one in judge(under, judged).reasons}


HOLD = Verdict.HOLD


@pytest.mark.parametrize(
    ("soak", "gap", "holds"),
    [
        (0, 0, False),
        (159, 0, False),
        (160, 0, True),
        (159, 100, False),
        (160, 100, True),
        (59, 99, False),
        (60, 99, True),
        (1, 1, True),
    ],
)
def test_soak(soak: float, gap: float, *, holds: bool) -> None:
    """It was first observed 159 s before the judgement, then 100 s later; a gap begins it anew."""
    asked = replace(policy(), soak_seconds=soak, soak_longest_gap_seconds=gap)

    assert (("soak", "") in codes(asked)) is holds


@pytest.mark.parametrize(
    "unseen",
    [
        {"deployment": OTHER_DEPLOYMENT},
        {"is_void": True},
        {"run": "run-9"},
        {"outcome": Outcome.ERRORED},
    ],
)
def test_a_soak_counts_only_what_was_seen_here(unseen: dict[str, object]) -> None:
    """Not another deployment, a moved identity, an unknown run or an attempt that broke."""
    first = replace(evidence(1), **unseen)  # type: ignore[arg-type]  # its fields
    asked = replace(policy(), soak_seconds=100.0)

    assert ("soak", "") in codes(asked, replace(WELL, evidence=(first, evidence(2))))


def test_what_was_never_seen_did_not_soak() -> None:
    """All of no evidence is not enough."""
    assert ("soak", "") in codes(replace(policy(), soak_seconds=1.0), record())


@pytest.mark.parametrize(("starts", "holds"), [(0, True), (1, False), (-60, False), (-59, True)])
def test_a_freeze_holds_from_its_start_until_its_end(starts: float, *, holds: bool) -> None:
    """It lasts 60 seconds; the start is in it and the end is not."""
    began = WELL.judged_at + timedelta(seconds=starts)
    feast = Freeze(began, began + timedelta(seconds=60), "feast")

    assert (("freeze", "feast") in codes(replace(policy(), freezes=(feast,)))) is holds


@pytest.mark.parametrize(("accepts", "is_solo", "holds"), [(1, 1, 0), (0, 1, 1), (0, 0, 0)])
def test_one_person_alone(accepts: int, is_solo: int, holds: int) -> None:
    """Only where the policy accepts it."""
    asked = replace(policy(), accepts_solo=bool(accepts))

    assert (("solo", "") in codes(asked, replace(WELL, is_solo=bool(is_solo)))) is bool(holds)


def test_a_scope_that_nobody_signed_holds() -> None:
    """Where the policy needs one."""
    asked = replace(policy(), needs_scope=True)
    scoped = replace(WELL, features=(FeatureInScope("fast", frozenset()),))

    assert codes(asked) == {("no-scope", ""): HOLD}
    assert codes(asked, scoped) == {}


def test_a_feature_that_passed_something_else_is_a_no_go() -> None:
    """The subject is the feature."""
    asked = replace(policy(), requires_passed="promote:alphanet")
    features = (
        FeatureInScope("fast", frozenset({"promote:alphanet"})),
        FeatureInScope("cheap", frozenset({"promote:localnet"})),
    )

    told = codes(asked, replace(WELL, features=features))

    assert told == {("feature-not-passed", "cheap"): Verdict.NO_GO}


@pytest.mark.parametrize(
    ("digests", "holds"), [(None, False), ((), False), (("other",), True), (("other", ""), True)]
)
def test_another_policy_than_was_agreed_on_holds(
    digests: tuple[str, ...] | None, *, holds: bool
) -> None:
    """The empty text stands for this policy; two that were agreed on apart hold as well."""
    asked = policy()
    named = {each or asked.digest for each in digests or ("",)}
    in_use = {} if digests is None else {asked.name: named}

    told = codes(asked, replace(WELL, policies_in_use=in_use))

    assert (("policy-not-signed", "") in told) is holds


def test_a_gap_in_the_record_holds() -> None:
    """Nobody knows what is missing."""
    assert codes(policy(), replace(WELL, gaps=("an act is gone",))) == {
        ("record-incomplete", ""): HOLD
    }


def test_a_block_is_a_reason_as_it_was_given() -> None:
    """Whoever decides may make it worse."""
    block = Block("audit", "the bridge", Verdict.NO_GO, "it is not public yet")

    assert codes(policy(), replace(WELL, blocks=(block,))) == {
        ("audit", "the bridge"): Verdict.NO_GO
    }


@pytest.mark.parametrize(
    ("numbers", "holds"),
    [((1, 2), False), ((), False), ((2,), True), ((1, 1, 2), True), ((1, 3), True), ((0, 1), True)],
)
def test_each_key_numbers_its_runs_without_gaps(numbers: tuple[int, ...], *, holds: bool) -> None:
    """Of all networks; the count of the workspace's runs is not asked then."""
    signed = replace(WELL, numbers_by_key={"SHA256:lab": numbers}, runs_started=99)

    assert (("run-numbers", "SHA256:lab") in codes(policy(), signed)) is holds


def test_two_reasons_may_come_of_one_time() -> None:
    """The example's time of judgement is what the figures above assume."""
    assert WELL.judged_at == at(260)
