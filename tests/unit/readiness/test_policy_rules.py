"""Mistakes in policy files that no single key shows, each told with its place."""

import pytest

from tests.unit.readiness.policy_files import HEAD, WHOLE, refusal, spoiled


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("freshness: 24h", "freshnes: 24h", "8:3", "did you mean 'freshness'?"),
        ("check: safe_head_advances", "chek: safe", "16:5", "did you mean 'check'?"),
        ("interval: 2s", "interval: 2", "4:11", "a number and a unit"),
        ("interval: 2s", "interval: 0s", "4:11", "longer than nothing"),
        ("window: 30m", "window: 0m", "7:11", "longer than nothing"),
        ("window: 30m", "window: -5m", "7:11", "a number and a unit"),
        ("window: 30m", "window: [30m]", "7:11", "a number and a unit"),
        ("interval: 2s", "interval: 31m", "4:1", "longer than every window"),
        ("passes_to_resolve: 3", "passes_to_resolve: 0", "9:22", "greater than or equal to 1"),
        (
            "passes_to_resolve: 3",
            "passes_to_resolve: '3'",
            "9:22",
            "a whole number, without quotes",
        ),
        ("resolves_by_pass: true", "resolves_by_pass: yes", "5:19", "true or false"),
        ("  freshness: 24h\n", "", "15:5", "needs a freshness"),
        ("  window: 30m\n", "", "15:5", "needs a window"),
        ("id: deposit", "id: safe-head", "19:5", "already requirement 0"),
        ("id: deposit", "id: Deposit Arrives", "19:9", "such as safe-head"),
        ("title: A deposit arrives", "title: ''", "20:12", "must not be empty"),
        ("check: safe_head_advances", "check: safe_head_advance", "16:5", "'safe_head_advances'"),
        ("longest_stall_seconds", "longest_stal_seconds", "17:18", "no parameter"),
        ("120.0", "-3", "17:18", "'-3' is not a number"),
        ("is_invariant: true", "component: batcher", "18:5", "is about no component"),
        ("component: batcher", "component: bacher", "25:5", "did you mean 'batcher'?"),
        ("name: own:alphanet", "name: check", "1:1", "runs of `gonogo check`"),
        ("window: 30m", "window: 31d", "7:11", "at most 30d"),
        ("exact: true", "exact: null", "17:55", "a number, a word or a truth value"),
        ("source: process", "source: process\n    window: 5m", "34:5", "nothing without a check"),
        ("source: process", "source: process\n    parameters: {a: 1}", "34:5", "without a check"),
        ("source: process", "source: process\n    passes: 3", "34:5", "nothing without a check"),
        ("source: process", "source: process\n    repeatable: true", "34:5", "without a check"),
        ("    freshness: 30d\n", "", "29:5", "needs a freshness, here or in by_hand"),
        ("    roles: [security, platforms]\n", "", "29:5", "needs the roles that may sign it"),
        ("roles: [security, platforms]", "roles: []", "34:5", "needs the roles that may sign it"),
        ("roles: [security, platforms]", "roles: [platform]", "34:13", "'platforms'"),
        ("roles: [security, platforms]", "roles: [break-glass]", "34:13", "'platforms'"),
        ("people: 2\n", "people: 0\n", "35:13", "greater than or equal to 1"),
        ("is_invariant: true", "roles: [platforms]", "18:5", "no person answers"),
        ("is_invariant: true", "people: 2", "18:5", "no person answers"),
        ("is_invariant: true", "repeatable: true", "18:5", "needs a failure_percent"),
        (
            "is_invariant: true",
            "is_invariant: true\n    repeatable: {failure_percent: 14}",
            "19:5",
            "never put into a rate",
        ),
        ("is_invariant: true", "repeatable: {failure_percent: 0}", "18:35", "above 0 and below"),
        ("is_invariant: true", "repeatable: {failure_percent: 100}", "18:35", "above 0 and below"),
        ("is_invariant: true", "repeatable: {failure_percent: .nan}", "18:35", "number of percent"),
        ("is_invariant: true", "repeatable: {failure_percent: '14'}", "18:35", "number of percent"),
        ("is_invariant: true", "repeatable: maybe", "18:17", "must be a mapping"),
        ("is_invariant: true", "repeatable: {percent: 14}", "18:18", "unknown key"),
        ("role: platforms", "role: platform", "38:12", "did you mean 'platforms'?"),
        (", freshness: 3d", "", "38:6", "needs a freshness"),
        ("id: deposit", "id: approval-platforms", "19:5", "write it under `approvals`"),
        ("approvals:\n", "approvals:\n  - {role: platforms, freshness: 1d}\n", "39:6", "already"),
        ("interval: 2s", "interval: 2s\nvalidity: 400d", "5:11", "at most 366d"),
        ("interval: 2s", "interval: 2s\nsoak_longest_gap: 1d", "5:1", "nothing without `soak`"),
        (
            "interval: 2s",
            "interval: 2s\nsoak: 1d\nsoak_longest_gap: 2d",
            "6:1",
            "longer than the soak",
        ),
        ("interval: 2s", "interval: 2s\naccepts_solo: no", "5:15", "true or false"),
        ("interval: 2s", "interval: 2s\nneeds_scop: true", "5:1", "did you mean 'needs_scope'?"),
        (
            "interval: 2s",
            "interval: 2s\nrequires_passed: promote:alpanet",
            "5:1",
            "did you mean 'promote:alphanet'?",
        ),
        (
            "interval: 2s",
            "interval: 2s\nrequires_passed: rehearsal",
            "5:1",
            "nothing is promoted by 'rehearsal'",
        ),
        (
            "interval: 2s",
            "interval: 2s\nfreezes: [{from: 2027-01-03, until: 2027-01-03, reason: r}]",
            "5:30",
            "must be after `from`",
        ),
        (
            "interval: 2s",
            "interval: 2s\nfreezes: [{from: 2027-02-30, until: 2027-03-03, reason: r}]",
            "5:18",
            "no such day",
        ),
        (
            "interval: 2s",
            "interval: 2s\nfreezes: [{from: 2027-02-20, till: 2027-03-03, reason: r}]",
            "5:30",
            "did you mean 'until'?",
        ),
        ("interval: 2s", "interval: 2s\nbase: checklst", "5:1", "did you mean 'checklist'?"),
        ("interval: 2s", "interval: 2s\nextend: rehearsal", "5:1", "did you mean 'extends'?"),
        (
            "interval: 2s",
            "interval: 2s\ntighten: {observed: {window: 1h}}",
            "5:1",
            "nothing without `extends`",
        ),
        (
            "interval: 2s",
            "interval: 2s\napplies_to: {networks: [eris]}",
            "5:1",
            "nothing without `extends`",
        ),
        ("name: own:alphanet\n", "", "1:1", "required"),
        ("title: Promotion", "title: Promotion\ntitle: Again", "3:1", "second time"),
        ("name: own:alphanet", "name: my own", "1:7", "such as own:checks"),
        ("longest_stall_seconds: 120.0", "longest_stall_seconds: 1800", "17:18", "of 30 minutes"),
        ("window: 30m", "window: once", "16:5", "needs a window and not `once`"),
        ("is_invariant: true", "window: once", "18:5", "needs a window and not `once`"),
        ("title: A deposit arrives", "title:", "20:11", "is empty; give it a value"),
        ("freshness: 1h", "freshness:", "27:15", "is empty; give it a value"),
        ("title: A deposit arrives", "title: 5", "20:12", "put it in quotes"),
        ("level: OWN_ALPHANET", "level: go", "3:8", "such as OWN_CHECKLIST"),
    ],
)
def test_mistakes_are_told_with_their_place(old: str, new: str, place: str, message: str) -> None:
    """File, line and column, what is wrong, and the nearest name where there is one."""
    told = refusal(spoiled(old, new))

    assert f"mine.yaml:{place}" in told
    assert message in told


@pytest.mark.parametrize("key", ["title", "why", "remedy", "source"])
def test_a_requirement_says_what_it_is(key: str) -> None:
    """Whoever is held up by it must be able to understand it."""
    lines = WHOLE.splitlines(keepends=True)
    at = next(at for at, line in enumerate(lines) if line.startswith(f"    {key}:"))

    told = refusal("".join([*lines[:at], *lines[at + 1 :]]))

    assert f"mine.yaml:11:5 requirements.0.{key}: is required and is missing" in told


def test_what_applies_nowhere_for_sure_is_no_policy() -> None:
    """A network without the components would meet all of it."""
    text = HEAD + (
        "by_hand: {roles: [platforms], freshness: 1d}\nrequirements:\n"
        "  - {id: a, title: A, why: w, remedy: r, source: s, component: challenger}\n"
        "  - {id: b, title: B, why: w, remedy: r, source: s, component: op-dispute-mon}\n"
    )

    assert "mine.yaml:7:1 requirements: all name a component" in refusal(text)


def test_a_misspelt_row_of_the_base_file_is_no_new_requirement() -> None:
    """The message names the one that was meant."""
    text = HEAD + (
        "base: checklist\ndefaults: {window: 5m, freshness: 1h}\nrequirements:\n"
        "  - id: node-answer\n  - id: nodes-answer\n"
    )

    assert "mine.yaml:9:5 requirements.0.id: no requirement is called so (did you mean" in refusal(
        text
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "just words",
        "requirements: [",
        WHOLE[: WHOLE.index("requirements:")],
        WHOLE[: WHOLE.index("requirements:")] + "requirements: []\n",
        WHOLE[: WHOLE.index("requirements:")] + "requirements: null\n",
        WHOLE[: WHOLE.index("requirements:")] + "requirements: {}\n",
    ],
)
def test_a_policy_without_requirements_is_refused(text: str) -> None:
    """Every network would meet it."""
    assert "mine.yaml" in refusal(text)


def test_a_missing_window_is_told_once() -> None:
    """What was not written is not also called too short."""
    told = refusal(spoiled("  window: 30m\n", ""))

    assert "needs a window, here or in defaults" in told
    assert "once" not in told
