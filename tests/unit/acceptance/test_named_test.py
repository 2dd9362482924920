"""Names of tests: what is a test, a part of one, or a package as a whole."""

import pytest

from gonogo.acceptance import NamedTest


@pytest.mark.parametrize(
    ("name", "is_package", "is_subtest", "top"),
    [
        ("", True, False, ""),
        ("TestFees", False, False, "TestFees"),
        ("TestFees/legacy", False, True, "TestFees"),
        ("TestFees/legacy/of_much", False, True, "TestFees"),
    ],
)
def test_what_a_name_stands_for(name: str, top: str, *, is_package: bool, is_subtest: bool) -> None:
    """Counts are of what is neither a subtest nor a package."""
    test = NamedTest("pkg", name)

    assert (test.is_package, test.is_subtest) == (is_package, is_subtest)
    assert test.top == NamedTest("pkg", top)


def test_two_packages_may_have_a_test_of_one_name() -> None:
    """Whatever goes by a test goes by both."""
    assert NamedTest("a", "TestOne") != NamedTest("b", "TestOne")
    assert len({NamedTest("a", "TestOne"), NamedTest("b", "TestOne")}) == 2


def test_it_is_written_as_people_type_it() -> None:
    """A package as a whole has no colon, which would ask for a name."""
    assert str(NamedTest("example.org/base", "TestOne")) == "example.org/base:TestOne"
    assert str(NamedTest("example.org/base")) == "example.org/base"


def test_they_sort_by_package_and_then_by_name() -> None:
    """The package as a whole comes before its tests."""
    tests = [NamedTest("b", "A"), NamedTest("a", "Z"), NamedTest("a"), NamedTest("a", "A")]

    assert [str(test) for test in sorted(tests)] == ["a", "a:A", "a:Z", "b:A"]
