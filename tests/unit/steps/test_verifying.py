"""What whoever verifies expects: read from their own files, and refused where it means nothing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from gonogo.documents import DocumentError
from gonogo.errors import GonogoError
from gonogo.networks import candidate_digest, load
from gonogo.steps.verifying import VerifyingError, expected_of, read_bundle, require_transition
from gonogo.verifier import Expected
from gonogo.verifier.bundle import MOST_BYTES
from tests.unit.steps.founders import ADA, begin

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SAMPLE = Path("tests/data/networks/harbour")


@pytest.fixture
def trust_file(tmp_path: Path) -> Path:
    return begin(tmp_path / "w", ADA).trust_file


def expected(trust_file: Path, **changes: object) -> Expected:
    usual: dict[str, object] = {
        "trust_file": trust_file,
        "manifest": SAMPLE,
        "transition": "promote:betanet",
        "network": None,
        "deployment": None,
        "accept": (),
        "at": NOON,
    }
    return expected_of(**{**usual, **changes})  # type: ignore[arg-type]  # Each as typed above.


def test_the_candidate_is_that_of_their_own_manifest(trust_file: Path) -> None:
    """Nothing of the bundle says what is expected of it."""
    described = load(SAMPLE)

    found = expected(trust_file)

    assert (found.network, found.candidate) == (described.name, candidate_digest(described))
    assert found.chains == {chain.name for chain in described.chains}
    assert found.deployment is None


def test_every_version_of_a_component_is_expected(trust_file: Path) -> None:
    """A manifest may name two, and hiding one of them is what verifying is for."""
    described = load(SAMPLE)

    found = expected(trust_file)

    assert found.versions is not None
    assert {
        (name, version) for name, versions in found.versions.items() for version in versions
    } == {(each.name, each.version) for each in described.components}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"transition": "promote:bench"}, "no transition 'promote:bench'"),
        ({"transition": ""}, "no transition ''"),
        ({"deployment": "sha256:12"}, "no digest of a deployment"),
        ({"deployment": "sha256:" + "A" * 64}, "no digest of a deployment"),
        ({"deployment": ""}, "no digest of a deployment"),
    ],
)
def test_what_means_nothing_is_refused(
    trust_file: Path, changes: dict[str, object], told: str
) -> None:
    """An expectation that nothing could meet, or anything could, is a mistake in typing."""
    with pytest.raises(VerifyingError, match=told):
        expected(trust_file, **changes)


def test_a_misspelt_transition_names_the_nearest() -> None:
    """And all that there are."""
    with pytest.raises(VerifyingError) as refused:
        require_transition("promote:betnet")

    assert "Did you mean 'promote:betanet'?" in str(refused.value.hint)


@pytest.mark.parametrize("content", ["", "workspace: 1\n", "policies: [\n"])
def test_a_trust_file_that_says_nothing_trusts_nobody(trust_file: Path, content: str) -> None:
    """It is refused before the bundle is looked at."""
    trust_file.write_text(content)

    with pytest.raises(DocumentError):
        expected(trust_file)


def test_a_manifest_that_is_not_there_is_refused(trust_file: Path, tmp_path: Path) -> None:
    """Nobody knows then what the candidate is."""
    with pytest.raises(GonogoError):
        expected(trust_file, manifest=tmp_path / "nowhere")


def test_a_bundle_is_read_no_further_than_any_bundle_goes(tmp_path: Path) -> None:
    """A file without end must not fill the memory; one byte more shows that it is too long."""
    path = tmp_path / "b"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 4096)

    assert len(read_bundle(path)) == MOST_BYTES + 1


def test_a_bundle_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    """A folder is none either."""
    for path in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(VerifyingError, match="cannot be read"):
            read_bundle(path)
