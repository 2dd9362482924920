"""Names of findings: as short as can be, and never another's."""

import pytest

from gonogo.triage.finding_names import UnknownFindingError, finding_named, shortest

ONE = "sha256:" + "3f2a91bc" + "0" * 56
TWIN = "sha256:" + "3f2a91bc" + "0" * 40 + "1" * 16
OTHER = "sha256:" + "77ab01fe" + "0" * 56


def test_names_are_as_long_as_it_takes() -> None:
    """Eight digits usually, more where two begin alike."""
    names = shortest([ONE, OTHER])
    twins = shortest([ONE, TWIN, OTHER])

    assert names == {ONE: "3f2a91bc", OTHER: "77ab01fe"}
    assert twins[OTHER] == "77ab01fe"
    assert twins[ONE] == ONE[7 : 7 + 49]
    assert all(finding_named(short, twins) == full for full, short in twins.items())


@pytest.mark.parametrize("name", ["77ab", "77AB01", "sha256:77ab01fe", OTHER])
def test_the_beginning_is_enough(name: str) -> None:
    """With or without the prefix, in either case."""
    assert finding_named(name, {ONE: "eris", OTHER: "eris"}) == OTHER


def test_what_two_begin_with_names_neither() -> None:
    """Both are shown."""
    with pytest.raises(UnknownFindingError, match="several"):
        finding_named("3f2a91bc", {ONE: "eris", TWIN: "styx"})


def test_the_nearest_is_suggested() -> None:
    """One digit was mistyped."""
    with pytest.raises(UnknownFindingError) as refused:
        finding_named("77ab01ff", {ONE: "eris", OTHER: "eris"})

    assert "Did you mean 77ab01fe?" in (refused.value.hint or "")


@pytest.mark.parametrize("name", ["", "3f2", "sha256:", "sha256:3f2", "x" * 100_000])
def test_what_is_no_name_is_refused(name: str) -> None:
    """Too short, or endless."""
    with pytest.raises(UnknownFindingError):
        finding_named(name, {ONE: "eris", OTHER: "eris"})
