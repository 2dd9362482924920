"""Files that extend a policy: what they add and tighten, and that they never weaken it."""

import itertools
from dataclasses import replace

import pytest

from gonogo.documents import DocumentError
from gonogo.readiness import (
    UnknownPolicyError,
    effective_policy,
    parse_policy,
)
from gonogo.readiness.tightening import weakenings
from tests.unit.readiness.extensions import (
    ALPHANET,
    BETANET,
    CHECKS,
    DAY,
    HOUR,
    OURS,
    TIGHTER,
    effective,
    refusal,
    row,
)
from tests.unit.readiness.written import duration, written


def test_without_files_a_policy_is_the_shipped_one() -> None:
    """Its digest too, which is what is signed."""
    assert effective({}).policy.digest == ALPHANET.digest


def test_everything_says_where_it_came_from() -> None:
    """Who is held up by a number can ask whose it is."""
    files = {"policies/ours.yaml": OURS, "policies/tighter.yaml": TIGHTER}

    composed = effective(files)

    origins = composed.origins
    assert origins["interop-messages"].added_by == "policies/ours.yaml"
    assert origins["safe-head-advances"].added_by == "promote:alphanet (shipped)"
    assert origins["safe-head-advances"].tightened == {
        "freshness": "policies/tighter.yaml",
        "longest_stall_seconds": "policies/tighter.yaml",
        "passes": "policies/tighter.yaml",
        "passes_to_resolve": "policies/tighter.yaml",
        "window": "policies/tighter.yaml",
    }
    assert composed.tightened["soak"] == "policies/tighter.yaml"
    assert composed.sources == ("promote:alphanet (shipped)", *files)


def test_a_shipped_policy_says_which_stage_brought_what() -> None:
    """A testnet's is made of three."""
    origins = effective({}, "promote:testnet").origins

    assert origins["nodes-answer"].added_by == "promote:alphanet (shipped)"
    assert origins["nodes-answer"].tightened["longest_silence_seconds"] == (
        "promote:betanet (shipped)"
    )
    assert origins["nodes-answer"].tightened["passes"] == "promote:testnet (shipped)"
    assert origins["audit-fixed"].added_by == "promote:betanet (shipped)"
    assert origins["governance-vote"].added_by == "promote:testnet (shipped)"


THREE = {
    "a.yaml": OURS,
    "b.yaml": TIGHTER,
    "c.yaml": """\
extends: promote:alphanet
soak: 5d
soak_longest_gap: 20h
freezes: [{from: 2026-11-26, until: 2026-11-30, reason: holidays}]
by_hand: {roles: [feature], freshness: 1d}
approvals: [{role: security, freshness: 1d}, {role: platforms, people: 3}]
requirements:
  - {id: safe-head-advances, window: 2h, passes: 7}
  - {id: an-earlier-one, title: T, why: w, remedy: r, source: s}
""",
}


@pytest.mark.parametrize("order", [*itertools.permutations(THREE)])
def test_the_order_of_extensions_does_not_matter(order: tuple[str, ...]) -> None:
    """Neither that of the files nor that of their names: the digest is the same."""
    renamed = {f"{at}.yaml": THREE[name] for at, name in enumerate(order)}

    policy = effective(renamed).policy

    assert policy.digest == effective(THREE).policy.digest
    safe = row(policy, "safe-head-advances")
    assert (safe.window_seconds, safe.passes) == (2 * HOUR, 10)
    assert (policy.soak_seconds, policy.soak_longest_gap_seconds) == (5 * DAY, DAY / 2)
    assert len(policy.freezes) == 2
    assert row(policy, "approval-promote-platforms").people == 3
    assert [each.id for each in policy.requirements[-2:]] == [
        "approval-promote-platforms",
        "approval-promote-security",
    ]


def test_everything_of_all_extensions_is_asked() -> None:
    """What all come to asks for no less than any one of them."""
    policy = effective(THREE).policy

    for name, text in THREE.items():
        assert not list(weakenings(policy, effective({name: text}).policy, CHECKS))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("extends: promote:alphanet\n", "adds nothing and tightens nothing"),
        ("extends: promote:alphanet\nvalidity: 14d\n", "adds nothing and tightens nothing"),
        ("extends: promote:alphnet\n", "did you mean 'promote:alphanet'?"),
        ("extends:\n", "is empty; give it a value"),
        ("extends: [promote:alphanet]\n", "must be text"),
        (
            "extends: promote:alphanet\ntighten: {observed: {window: 10m}}\n",
            "adds nothing and tightens nothing",
        ),
        ("extends: promote:alphanet\ntighten: {by_hand: {roles: [feature]}}\n", "unknown key"),
        ("extends: promote:alphanet\nrequirement: []\n", "did you mean 'requirements'?"),
        ("extends: promote:alphanet\nremove: [balances]\n", "unknown key"),
        ("extends: promote:alphanet\napplies_to: {networks: []}\n", "would apply nowhere"),
        (
            "extends: promote:alphanet\nsoak: 4d\napplies_to: {networks: [eriss]}\n",
            "x.yaml:3:25 applies_to.networks.0: there is no network 'eriss' (did you mean 'eris'?)",
        ),
        (
            "extends: promote:alphanet\nsoak: 4d\napplies_to: {networks: [Eris]}\n",
            "there is no network 'Eris' (did you mean 'eris'?)",
        ),
        (
            "extends: promote:alphanet\nsoak: 4d\napplies_to: {network: [eris]}\n",
            "did you mean 'networks'?",
        ),
        (
            (
                "name: own\ntitle: T\nextends: promote:alphanet\nsoak: 4d\n"
                "applies_to: {networks: [eris]}\n"
            ),
            "has a name, so it is a policy",
        ),
        ("name: own\ntitle: T\nextends: own\nsoak: 4d\n", "circle: own extends own"),
        ("name: own\nextends: promote:alphanet\nsoak: 4d\n", "title: is required and is missing"),
        (
            "name: promote:alphanet\ntitle: T\nextends: promote:alphanet\nsoak: 4d\n",
            "to ask for more, write `extends: promote:alphanet`",
        ),
        (
            "name: own\ntitle: T\nextends: promote:alphanet\nsoak: 4d\nlevel: READINESS_BETANET\n",
            "is that of promote:betanet, which asks for more",
        ),
    ],
)
def test_a_file_is_refused_with_its_place_and_reason(text: str, told: str) -> None:
    """Also where it would not apply: a mistake must not be why it asks for nothing."""
    assert told in refusal({"x.yaml": text}, "promote:testnet")


def test_an_extension_applies_where_it_says() -> None:
    """A devnet's own checklist is that devnet's."""
    text = OURS + "applies_to: {networks: [hestia]}\n"

    assert effective({"x.yaml": text}).policy == ALPHANET
    assert effective({"x.yaml": text}, on="hestia").policy != ALPHANET
    assert effective_policy("promote:alphanet", None, {"x.yaml": text}).policy == ALPHANET


def test_an_extension_of_one_policy_is_none_of_another() -> None:
    """What an alphanet's devnet asks is not asked of the betanet."""
    assert effective({"x.yaml": OURS}, "promote:betanet").policy == BETANET


def test_an_extension_is_not_extended() -> None:
    """All extensions of a policy are taken together anyway; the message says of which."""
    told = refusal({"policies/ours.yaml": OURS, "x.yaml": "extends: ours\nsoak: 4d\n"})

    assert "x.yaml:1:1 extends: 'ours' is an extension itself" in told
    assert "extend 'promote:alphanet'" in told


def test_policies_do_not_extend_in_a_circle() -> None:
    """Each member of the circle could say so; the first does."""
    told = refusal(
        {
            "a.yaml": "name: own:a\ntitle: A\nextends: own:b\nsoak: 4d\n",
            "b.yaml": "name: own:b\ntitle: B\nextends: own:c\nsoak: 4d\n",
            "c.yaml": "name: own:c\ntitle: C\nextends: own:a\nsoak: 4d\n",
        }
    )

    assert "a.yaml:3:1 extends: goes round in a circle" in told
    assert "own:a extends own:b extends own:c extends own:a" in told


def test_a_named_policy_can_be_extended_too() -> None:
    """It is stricter than what it extends, and has a name and a level of its own."""
    files = {
        "own.yaml": "name: own:nightly\ntitle: Nightly\nlevel: OWN_NIGHTLY\n"
        "extends: promote:alphanet\nsoak: 4d\n",
        "more.yaml": "extends: own:nightly\nsoak: 5d\n",
    }

    policy = effective(files, "own:nightly").policy

    assert (policy.name, policy.level, policy.soak_seconds) == (
        "own:nightly",
        "OWN_NIGHTLY",
        5 * DAY,
    )
    assert len(policy.requirements) == len(ALPHANET.requirements)


def test_two_policies_of_one_name_are_refused() -> None:
    """Nobody could say which of them was meant."""
    text = written(replace(ALPHANET, name="own", level="OWN"))

    assert "b.yaml:2:2 name: 'own' is already the policy of a.yaml" in refusal(
        {"a.yaml": text, "b.yaml": text}
    )


def test_two_extensions_may_add_the_same_requirement() -> None:
    """Of its numbers the stricter ones stand."""
    stricter = OURS.replace("freshness: 7d", "freshness: 2d")

    composed = effective({"a.yaml": OURS, "b.yaml": stricter})

    assert row(composed.policy, "interop-messages").freshness_seconds == 2 * DAY
    assert composed.origins["interop-messages"].added_by == "a.yaml, b.yaml"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Messages between the chains arrive", "Something else"),
        ("It is what interop is for.", "Another reason."),
        ("roles: [feature]", "roles: [security]"),
        ("    source: interop team\n", "    source: interop team\n    component: batcher\n"),
    ],
)
def test_two_requirements_of_one_id_are_refused(old: str, new: str) -> None:
    """One of them would be lost, or nobody could meet both."""
    another = OURS.replace(old, new)
    if "component" in new:
        # Without the component it applies everywhere, which is the stricter one.
        assert (
            row(effective({"a.yaml": OURS, "b.yaml": another}).policy, "interop-messages").component
            is None
        )
        return

    told = refusal({"a.yaml": OURS, "b.yaml": another})

    assert "b.yaml:4:5 requirements.0.id: cannot be taken together with a.yaml" in told


def test_extensions_that_leave_nobody_to_sign_are_refused() -> None:
    """Each may be met alone; both together by nobody."""
    one = "extends: promote:alphanet\nrequirements: [{id: security-statement, roles: [ROLE]}]\n"

    told = refusal(
        {"a.yaml": one.replace("ROLE", "security"), "b.yaml": one.replace("ROLE", "platforms")}
    )

    assert "nobody could sign it" in told


def test_defaults_are_for_the_rows_of_their_own_file() -> None:
    """A feature team's defaults are no business of anybody else's rows."""
    text = OURS + "defaults: {window: 3h, freshness: 1m, passes: 50}\n"

    assert effective({"x.yaml": text}).policy == effective({"x.yaml": OURS}).policy


def test_merge_keys_hide_nothing() -> None:
    """A weaker number that comes by way of an anchor is refused where it was written."""
    text = (
        "extends: promote:alphanet\nrequirements:\n"
        "  - &lax\n    id: unsafe-head-advances\n    window: 10m\n"
        "  - {<<: *lax, id: block-rate}\n"
    )

    told = refusal({"x.yaml": text})

    assert told.count("x.yaml:5:5") == 2
    assert told.count("must be at least 30 minutes") == 2


def test_an_unknown_policy_names_the_nearest_in_files_too() -> None:
    """The workspace's own are policies like the shipped ones."""
    own = "name: own:nightly\ntitle: T\nextends: promote:alphanet\nlevel: OWN\nsoak: 4d\n"

    with pytest.raises(UnknownPolicyError) as refused:
        effective({"own.yaml": own}, "own:nightli")

    assert "Did you mean 'own:nightly'?" in (refused.value.hint or "")


def test_one_extension_alone_is_read_as_what_it_makes() -> None:
    """A file that is named where a policy is asked for means the same as in the folder."""
    alone = parse_policy(TIGHTER, "x.yaml", checks=CHECKS)

    assert alone.digest == effective({"x.yaml": TIGHTER}).policy.digest


def test_parameters_are_tightened_only_where_the_checks_are_known() -> None:
    """Otherwise nobody can say which of two numbers asks for more."""
    with pytest.raises(DocumentError, match="must stay 120"):
        parse_policy(TIGHTER, "x.yaml")


def test_durations_are_written_as_they_are_read() -> None:
    """Else the tests above would write something else than they say."""
    assert (duration(90.0), duration(0.0)) == ("90.000s", None)
