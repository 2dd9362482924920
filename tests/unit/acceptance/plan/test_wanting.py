"""Holding gates against what was found: what is not there is refused before anything runs."""

from pathlib import Path

import pytest

from gonogo.acceptance import Package
from gonogo.acceptance.plan import PlanError, make_plan, patterns
from gonogo.acceptance.plan.wanting import Wanting, is_below
from tests.unit.acceptance.plan.ground import (
    BASE,
    DIRECTORY,
    MODULE,
    choose,
    find,
    package,
    plan,
    planned,
)


def _one(entry: str) -> str:
    return f"gates:\n- id: g\n  tests:\n  - {entry}\n"


def _refused(entry: str) -> str:
    with pytest.raises(PlanError) as raised:
        planned(_one(entry))
    return raised.value.message


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (
            f"{{package: {MODULE}/base, name: TestDepsit}}",
            f"{MODULE}/base has no test 'TestDepsit' (did you mean 'TestDeposit'?)",
        ),
        (
            f"{{package: {MODULE}/base, name: testchain}}",
            f"{MODULE}/base has no test 'testchain' (did you mean 'TestChain'?)",
        ),
        (
            f"{{package: {MODULE}/base, name: 'Zzz|.*'}}",
            f"{MODULE}/base has no test 'Zzz|.*'; a name is a whole name, no pattern",
        ),
        (f"{{package: {MODULE}/base, name: Zzz}}", f"{MODULE}/base has no test 'Zzz'"),
        (
            f"{{package: {MODULE}/helpers, name: TestFees}}",
            f"{MODULE}/helpers has no tests, so no 'TestFees'",
        ),
        (f"{{package: {MODULE}/helpers}}", f"{MODULE}/helpers has no tests"),
        (f"{{package: {MODULE}/helpers/...}}", f"{MODULE}/helpers/... has no tests"),
        (f"{{package: {MODULE}/bass}}", f"there is no package '{MODULE}/bass'"),
        ("{package: ./gone/...}", "there is no package in './gone/...'"),
        (
            "{package: ./..., name: TestFees}",
            "./... names several packages, of which only running them tells the tests; name one",
        ),
    ],
)
def test_what_is_not_there(entry: str, told: str) -> None:
    """A test or package that does not exist is refused with its place and the nearest name."""
    assert _refused(entry).startswith(f"gates.yaml:4:5: {told}")


def test_the_nearest_package_of_all_that_were_found() -> None:
    """A misspelt package is compared with all that a runner found."""
    choice = choose(_one(f"package: {MODULE}/isthms"))
    found = find([*patterns(choice), "./..."])

    with pytest.raises(PlanError, match=rf"did you mean '{MODULE}/isthmus'\?"):
        make_plan(choice, found, directory=DIRECTORY)


def test_a_pattern_that_the_runner_did_not_answer() -> None:
    """A runner that says nothing about a pattern found nothing."""
    with pytest.raises(PlanError, match="there is no package"):
        make_plan(choose(_one("package: ./base")), {}, directory=DIRECTORY)


def test_all_of_it_at_once() -> None:
    """Whatever is wrong in whichever gate is told in one go, and once."""
    text = f"""
gates:
  - {{id: base, tests: [{{package: ./gone}}, {{package: {MODULE}/base, name: Zzz}}]}}
  - {{id: g, inherits: [base], suites: {{s: {{tests: [{{package: ./helpers}}]}}}}}}
"""

    with pytest.raises(PlanError) as raised:
        planned(text, "g", "base")

    assert len(raised.value.message.splitlines()) == 3


def test_a_package_elsewhere() -> None:
    """What is not in the test directory is refused: it is not what anybody looks after here."""
    elsewhere = Package("fmt", Path("/usr/lib/go/src/fmt"), ("TestPrint",))

    with pytest.raises(PlanError, match="fmt is not in the test directory"):
        make_plan(choose(_one("package: fmt")), {"fmt": (elsewhere,)}, directory=DIRECTORY)


def test_a_neighbour_of_the_test_directory() -> None:
    """A directory whose name only begins the same is elsewhere."""
    assert not is_below(Path("/work/suites-old/base"), Path("/work/suites"))


def test_a_test_directory_behind_a_link(tmp_path: Path) -> None:
    """It does not matter by which way a directory is named."""
    (tmp_path / "real" / "base").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "real")

    assert is_below(tmp_path / "real" / "base", tmp_path / "link")


def test_packages_without_tests_behind_dots() -> None:
    """A pattern passes over packages without tests, as long as others have some."""
    choice = choose(_one("package: ./..."))

    found = plan(choice, (BASE, package("helpers")))

    assert {each.test.package for each in found.selected} == {BASE.name}


def test_a_name_behind_dots() -> None:
    """A name is looked for in all packages of a pattern, and counts wherever it is."""
    found = planned(_one("{package: ./base/..., name: TestDeposit}"))

    assert [str(each.test) for each in found.selected] == [
        f"{MODULE}/base:TestDeposit",
        f"{MODULE}/base/deposit:TestDeposit",
    ]


@pytest.mark.parametrize("below", ["late", "broken"])
def test_a_package_whose_tests_nobody_knows(below: str) -> None:
    """A name is believed where only running tells; unheard of, it will have never run."""
    found = planned(_one(f"{{package: ./{below}, name: TestAny}}"))

    (selected,) = found.selected
    assert str(selected.test) == f"{MODULE}/{below}:TestAny"


@pytest.mark.parametrize("below", ["late", "broken"])
def test_all_of_a_package_whose_tests_nobody_knows(below: str) -> None:
    """Such a package is selected as a whole."""
    found = planned(_one(f"package: ./{below}"))

    (selected,) = found.selected
    assert selected.test.is_package


@pytest.mark.parametrize(
    ("entries", "seconds"),
    [
        ("{package: ./..., timeout: 9m}, {package: ./base, timeout: 1m}", 60),
        ("{package: ./base, timeout: 1m}, {package: ./..., timeout: 9m}", 60),
        ("{package: ./..., timeout: 9m}, {package: ./base/..., timeout: 1m}", 60),
        (f"{{package: ./base, timeout: 1m}}, {{package: {MODULE}/base, timeout: 9m}}", 60),
        (f"{{package: {MODULE}/base, timeout: 9m}}, {{package: ./base, timeout: 1m}}", 540),
        ("{package: ./base}", 77),
    ],
)
def test_whose_time_limit_counts(entries: str, seconds: float) -> None:
    """The more exact entry counts, and of two that are exact the first, however they say it."""
    choice = choose(f"gates: [{{id: g, tests: [{entries}]}}]")
    wanting = Wanting(find(patterns(choice)), DIRECTORY, 77)

    wants = wanting.of(choice.gates[0])

    assert [each.timeout_seconds for each in wants if each.package == BASE] == [seconds]
