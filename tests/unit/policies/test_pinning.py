"""Pins in trust.yaml: written without touching the rest, and told for what they are."""

from pathlib import Path

import pytest

from gonogo.documents import DocumentError
from gonogo.people import parse_trust
from gonogo.policies.checking import check_policy_files
from gonogo.policies.named import shipped_policies
from gonogo.policies.pinning import (
    PinState,
    UnwritablePinError,
    pin,
    pins_of,
    policies_to_pin,
    with_pins,
)
from gonogo.project import Project
from gonogo.readiness import UnknownPolicyError, shipped_policy_names
from tests.unit.steps.founders import ADA, begin, signed

HEAD = f"""\
# Whom we trust.
workspace: "0123456789abcdef0123456789abcdef"
verifier_id: "urn:gonogo:x"
is_solo: true
threshold: 1
roots:
  ada: {ADA.public}   # the one and only
"""
OLD, NEW = "sha256:" + "1" * 64, "sha256:" + "2" * 64
OURS = "extends: promote:alphanet\napplies_to: {networks: [eris]}\nsoak: 5d\n"
FEATURE = """
features:
  interop: {title: I, team: platforms, components: [op-node], networks: [eris]}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return begin(tmp_path / "w", ADA)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"\npolicies:\n  rehearsal: {NEW}\n"),
        ("policies:\n", f"policies:\n  rehearsal: {NEW}\n"),
        ("policies: {}  # none\n", f"policies:  # none\n  rehearsal: {NEW}\n"),
        ("policies: null\n", f"policies:\n  rehearsal: {NEW}\n"),
        (
            f"policies:\n    # ours\n    a:b: {OLD}  # agreed\n# end\n",
            f"policies:\n    # ours\n    a:b: {OLD}  # agreed\n    rehearsal: {NEW}\n# end\n",
        ),
        (
            f"policies:\n  # rehearsal: {OLD}\n  rehearsal: {OLD}  # agreed\n  a:b: {OLD}\n",
            f"policies:\n  # rehearsal: {OLD}\n  rehearsal: {NEW}  # agreed\n  a:b: {OLD}\n",
        ),
        (f'policies:\n  "rehearsal": "{OLD}"\n', f'policies:\n  "rehearsal": "{NEW}"\n'),
        (
            f"policies:\n  rehearsal@eris: {OLD}\n  rehearsal: {OLD}\n",
            f"policies:\n  rehearsal@eris: {OLD}\n  rehearsal: {NEW}\n",
        ),
    ],
)
def test_a_pin_is_written_and_all_else_stays(before: str, after: str) -> None:
    """Comments, order and quotes too."""
    assert with_pins(HEAD + before, "trust.yaml", {"rehearsal": NEW}) == HEAD + after


@pytest.mark.parametrize(
    "odd",
    [
        f"policies: {{'a:b': {OLD}}}\n",
        f"policies: {{'a:b': {OLD}, rehearsal: {OLD}}}\n",
        f"policies:\n  a:b: >-\n    {OLD}\n",
        f"policies: &p\n  a:b: {OLD}\n",
        f"policies:\n  a:b: {OLD}\n\n\n",
    ],
)
def test_an_odd_file_is_changed_rightly_or_not_at_all(odd: str) -> None:
    """What is read from it afterwards is what was read before, but for the pin."""
    before = parse_trust(HEAD + odd, "t")
    try:
        text = with_pins(HEAD + odd, "t", {"rehearsal": NEW, "a:b": NEW})
    except UnwritablePinError:
        return

    after = parse_trust(text, "t")
    assert after.policies == {"a:b": NEW, "rehearsal": NEW}
    assert (after.roots, after.threshold) == (before.roots, before.threshold)


def test_a_new_workspace_pins_every_shipped_policy(project: Project) -> None:
    """Signed in its first act, so that the first decision can be verified."""
    pinned = signed(project).counted.trust.policies

    assert pinned == {policy.name: policy.digest for policy in shipped_policies()}
    text = project.trust_file.read_text()
    for policy in shipped_policies():
        assert f"  # {policy.title}\n  {policy.name}: {policy.digest}\n" in text


def test_what_changed_since_it_was_agreed_on_differs(project: Project) -> None:
    """As after an upgrade: the pin stands, and says that the policy is another."""
    trust = signed(project).counted.trust
    (project.policies / "ours.yaml").write_text("extends: promote:alphanet\nsoak: 5d\n")

    now = {each.name: each for each in pins_of(project, shipped_policy_names(), trust)}

    assert now["promote:alphanet"].state is PinState.DIFFERS
    assert now["promote:alphanet"].pinned == trust.policies["promote:alphanet"]
    assert now["rehearsal"].state is PinState.PINNED


def test_pinned_anew_it_is_the_same_again(project: Project) -> None:
    """And only that line of the file changes."""
    (project.policies / "ours.yaml").write_text("extends: promote:alphanet\nsoak: 5d\n")
    before = project.trust_file.read_text().splitlines()

    changed = pin(project, policies_to_pin(project, None))

    after = project.trust_file.read_text().splitlines()
    differing = [line for line, other in zip(before, after, strict=True) if line != other]
    assert [each.name for each in changed] == ["promote:alphanet"]
    assert [line.strip().rpartition(": ")[0] for line in differing] == ["promote:alphanet"]
    (now,) = pins_of(project, ["promote:alphanet"], project.trust())
    assert now.state is PinState.PINNED
    assert pin(project, policies_to_pin(project, None)) == ()


def test_a_policy_can_be_pinned_as_it_holds_for_a_network(project: Project) -> None:
    """For it alone: what is pinned for all the others stays as it was."""
    settings = project.settings_file.read_text()
    project.settings_file.write_text(settings[: settings.index("\nfeatures:")] + FEATURE)
    (project.policies / "ours.yaml").write_text(OURS)

    before = project.trust().policies

    policies = policies_to_pin(project, "promote:alphanet", network="eris")
    (written,) = pin(project, policies, network="eris")

    trust = project.trust()
    states = [
        pins_of(project, ["promote:alphanet"], trust, network=each)[0].state
        for each in (None, "bench", "eris")
    ]
    assert states == [PinState.PINNED] * 3
    assert written.key == "promote:alphanet@eris"
    assert trust.policies == {**before, "promote:alphanet@eris": policies[0].digest}
    assert pin(project, policies, network="eris") == ()


def test_a_network_that_has_what_all_have_needs_no_pin_of_its_own(project: Project) -> None:
    """So a later change for all is one for it, too."""
    policies = policies_to_pin(project, "promote:alphanet", network="eris")
    as_it_was = pin(project, policies, network="eris")
    (project.policies / "ours.yaml").write_text("extends: promote:alphanet\nsoak: 5d\n")

    policies = policies_to_pin(project, "promote:alphanet", network="eris")
    (changed,) = pin(project, policies, network="eris")

    assert as_it_was == ()
    assert changed.key == "promote:alphanet"


def test_a_pin_of_its_own_is_kept_up(project: Project) -> None:
    """Where a network has one, that is the one that stands, and the one that is written."""
    settings = project.settings_file.read_text()
    project.settings_file.write_text(settings[: settings.index("\nfeatures:")] + FEATURE)
    own = {"promote:alphanet@eris": OLD}
    project.trust_file.write_text(with_pins(project.trust_file.read_text(), "trust.yaml", own))

    policies = policies_to_pin(project, "promote:alphanet", network="eris")
    (changed,) = pin(project, policies, network="eris")

    assert (changed.key, changed.pinned) == ("promote:alphanet@eris", OLD)
    assert project.trust().pinned("promote:alphanet", "eris") == policies[0].digest


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("promote:alphnet", "there is no policy 'promote:alphnet' (did you mean"),
        ("promote:alphanet@ers", "there is no network 'ers' (did you mean 'eris'?)"),
    ],
)
def test_a_pin_for_what_nobody_knows_is_told(project: Project, key: str, told: str) -> None:
    """With its place and the nearest name, when it is listed, checked or pinned."""
    settings = project.settings_file.read_text()
    project.settings_file.write_text(settings[: settings.index("\nfeatures:")] + FEATURE)
    text = project.trust_file.read_text().replace("  rehearsal: ", f'  "{key}": ', 1)
    project.trust_file.write_text(text)
    line = 1 + next(n for n, each in enumerate(text.splitlines()) if key in each)

    for act in (
        lambda: check_policy_files(project),
        lambda: pin(project, policies_to_pin(project, "promote:alphanet")),
    ):
        with pytest.raises(DocumentError) as caught:
            act()
        assert told in str(caught.value)
        assert f"trust.yaml:{line}:" in str(caught.value)


@pytest.mark.parametrize("name", ["promote:alphnet", "policies/ours.yaml", "", "check"])
def test_only_a_policy_that_there_is_can_be_pinned(project: Project, name: str) -> None:
    """A file, or a name misspelt, is none."""
    with pytest.raises(UnknownPolicyError):
        policies_to_pin(project, name)
