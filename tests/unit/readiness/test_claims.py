"""What a policy file may call itself."""

from dataclasses import replace

import pytest

from gonogo.documents import DocumentError
from gonogo.policies import known_checks
from gonogo.readiness import (
    Policy,
    parse_policy,
    shipped_policy,
    shipped_policy_names,
    shipped_policy_text,
)
from tests.unit.readiness.weaker import weaker_policies
from tests.unit.readiness.written import written

CHECKS = known_checks()
BETANET = shipped_policy("promote:betanet")
LAX = """\
name: lax
title: Very little
level: OWN_LEVEL
interval: 2s
defaults: {window: 4s, freshness: 1h}
requirements:
  - {id: funds, title: Funded, why: w, remedy: r, source: s, check: balances}
"""


def refusal(text: str) -> DocumentError:
    with pytest.raises(DocumentError) as refused:
        parse_policy(text, "mine.yaml", checks=CHECKS)
    return refused.value


@pytest.mark.parametrize("name", shipped_policy_names())
def test_a_copy_of_a_shipped_policy_is_that_policy(name: str) -> None:
    """Whoever copies one and reads it again has the same."""
    assert parse_policy(shipped_policy_text(name), "copy.yaml", checks=CHECKS) == shipped_policy(
        name
    )


@pytest.mark.parametrize("name", shipped_policy_names())
def test_a_shipped_policy_written_out_is_that_policy(name: str) -> None:
    """What base files and extending say in few words can be said in many."""
    policy = shipped_policy(name)

    assert parse_policy(written(policy), "long.yaml", checks=CHECKS) == policy


def test_a_shipped_level_is_for_whoever_asks_for_more() -> None:
    """A devnet's own checklist adds requirements, and the level stays true."""
    more = replace(shipped_policy("promote:alphanet").requirements[-2], id="our-own")
    longer = replace(
        shipped_policy("promote:alphanet"),
        requirements=(*shipped_policy("promote:alphanet").requirements, more),
    )

    policy: Policy = parse_policy(written(longer), "mine.yaml", checks=CHECKS)

    assert policy.level == "READINESS_ALPHANET"
    assert "our-own" in {each.id for each in policy.requirements}


@pytest.mark.parametrize(("what", "policy"), weaker_policies(BETANET))
def test_a_shipped_policy_is_never_weakened(what: str, policy: Policy) -> None:
    """Neither under its name nor at its level, and the message says in what it asks for less."""
    refused = refusal(written(policy))

    told = {problem.path: problem.message for problem in refused.problems}
    assert set(told) <= {"name", "level"}
    assert any(what in message for message in told.values())
    assert refused.hint is not None
    assert "such as OWN_CHECKLIST" in refused.hint


@pytest.mark.parametrize("missing", [row.id for row in BETANET.requirements])
def test_no_requirement_may_be_missing(missing: str) -> None:
    """Approvals neither."""
    kept = tuple(row for row in BETANET.requirements if row.id != missing)

    assert f"requirement {missing}: is missing" in str(
        refusal(written(replace(BETANET, requirements=kept)))
    )


@pytest.mark.parametrize("field", ["title", "source", "why", "remedy"])
def test_what_people_answer_is_asked_in_the_same_words(field: str) -> None:
    """Another question under the same id would be another requirement."""
    rows = list(BETANET.requirements)
    at = next(at for at, row in enumerate(rows) if row.id == "audit-fixed")
    rows[at] = replace(rows[at], **{field: "The logo is nice"})  # type: ignore[arg-type]  # the field is a text

    assert f"requirement audit-fixed: {field} must stay" in str(
        refusal(written(replace(BETANET, requirements=tuple(rows))))
    )


@pytest.mark.parametrize(
    ("level", "message"),
    [
        ("READINESS_ALPHANET", "mine.yaml:3:1 level: is that of promote:alphanet, which asks for"),
        ("READINESS_GAMMANET", "mine.yaml:3:1 level: READINESS_… is for shipped policies"),
        ("READINESS_", "READINESS_… is for shipped policies (READINESS_ALPHANET, READINESS_B"),
    ],
)
def test_a_level_is_not_taken_by_writing_it_down(level: str, message: str) -> None:
    """A go at a level that others trust must have been asked what they believe it was."""
    assert message in str(refusal(LAX.replace("OWN_LEVEL", level)))


@pytest.mark.parametrize(
    "level",
    ["OWN_CONDITIONAL", "OWN_BREAKGLASS", "OWN_SOLO", "FAILED", "SLSA_BUILD_LEVEL_3"],
)
def test_a_level_is_not_what_gonogo_writes_itself(level: str) -> None:
    """A full pass at `OWN_CONDITIONAL` would read as a conditional one at `OWN`."""
    assert "would be mistaken" in str(refusal(LAX.replace("OWN_LEVEL", level)))


@pytest.mark.parametrize("name", shipped_policy_names())
def test_a_shipped_name_is_not_taken_either(name: str) -> None:
    """A report that names `promote:alphanet` was judged by what ships under that name."""
    assert "shipped policy, which asks for more" in str(
        refusal(LAX.replace("name: lax", f"name: {name}"))
    )


@pytest.mark.parametrize("level", ["OWN_LEVEL", "READINESS_REHEARSAL", "READY"])
def test_other_levels_are_free(level: str) -> None:
    """What nobody else accepts may be said of anything."""
    assert parse_policy(LAX.replace("OWN_LEVEL", level), "mine.yaml", checks=CHECKS).level == level
