"""Policies of decisions, from what is kept beside the record."""

from dataclasses import replace
from pathlib import Path

import pytest

from gonogo import digest
from gonogo.policies import kept_policies
from gonogo.project import Project, keep_content
from gonogo.readiness import Policy, shipped_policy
from tests.unit.promotion.example import POLICY, Process

SETTINGS = 'workspace: "0123456789abcdef0123456789abcdef"\n'
EXTENSION = "extends: promote:alphanet\nvalidity: 7d\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A workspace without policies of its own."""
    (tmp_path / "gonogo.yaml").write_text(SETTINGS)
    return Project(tmp_path)


def kept(project: Project, policy: Policy) -> Policy | None:
    """Return what is found of the policy of a decision."""
    process = Process()
    process.decide(policy_digest=policy.digest)
    return kept_policies(project, process.acts.values()).get(policy.digest)


def test_what_was_kept_is_found_whatever_the_files_say_now(project: Project) -> None:
    """Nobody's pass is lost because a file in policies/ was changed since."""
    keep_content(project, digest.canonical_json(POLICY))
    (project.root / "policies").mkdir()
    (project.root / "policies" / "own.yaml").write_text(EXTENSION)

    assert kept(project, POLICY) == POLICY


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"no JSON"])
def test_other_bytes_under_its_digest_are_not_it(project: Project, content: bytes) -> None:
    """Somebody with write access to the disk makes no policy of another."""
    place = _place(project, POLICY)
    place.write_bytes(content)

    assert kept(project, POLICY) is None


def test_a_laxer_policy_under_its_digest_is_not_it(project: Project) -> None:
    """Also where it is a policy all right."""
    lax = replace(POLICY, validity_seconds=1e9)
    _place(project, POLICY).write_bytes(digest.canonical_json(lax))

    assert kept(project, POLICY) is None


def test_bytes_of_which_something_is_not_understood_are_no_policy(project: Project) -> None:
    """A key more would be asked by nobody here, and by another program perhaps."""
    more = digest.canonical_json(POLICY)[:-1] + b',"zeal":1}'
    keep_content(project, more)
    process = Process()
    process.decide(policy_digest=digest.of_bytes(more))

    assert kept_policies(project, process.acts.values()) == {}


def test_what_ships_is_found_where_nothing_was_kept(project: Project) -> None:
    """As long as it is the same."""
    shipped = shipped_policy("promote:alphanet")

    assert kept(project, shipped) == shipped


def test_a_policy_file_that_is_wrong_keeps_nobody_from_the_others(project: Project) -> None:
    """What is kept, and what ships, is there all the same."""
    (project.root / "policies").mkdir()
    (project.root / "policies" / "own.yaml").write_text("nonsense: [")
    shipped = shipped_policy("promote:alphanet")

    assert kept(project, shipped) == shipped


def _place(project: Project, policy: Policy) -> Path:
    keep_content(project, digest.canonical_json(policy))
    (place,) = (project.record / "attachments").rglob(policy.digest.removeprefix("sha256:"))
    return place
