"""What comes of a test, whichever tool runs it: only what was seen to pass has passed."""

import pytest

from gonogo.acceptance import Kind, NamedTest
from gonogo.evidence import Outcome
from tests.contract.acceptance.running import Place
from tests.contract.acceptance.stand import Case

pytestmark = [pytest.mark.timeout(300)]


@pytest.mark.case(Case.PASSES)
async def test_a_test_that_passes_has_passed(place: Place) -> None:
    """A test that ran to its end and held is passed, and nothing else is told of its package."""
    test = place.stand.tests[Case.PASSES]

    ran = await place.run(test)

    assert ran.results[test].outcome is Outcome.PASSED
    assert NamedTest(test.package) not in ran.results
    assert ran.endings[0].is_clean


@pytest.mark.case(Case.PASSES)
async def test_only_what_was_selected_runs(place: Place) -> None:
    """Of a package with several tests the named one runs, and no other."""
    test = place.stand.tests[Case.PASSES]

    ran = await place.run(test)

    assert {result.test.top for result in ran.results.values()} == {test}


@pytest.mark.case(Case.PASSES)
async def test_a_whole_package_runs_all_its_tests(place: Place) -> None:
    """Without a name every test of a package runs, and every one that was found is heard of."""
    package = place.stand.tests[Case.PASSES].package

    ran = await place.run(NamedTest(package))

    assert len({result.test.top for result in ran.results.values()}) > 1
    assert {result.outcome for result in ran.results.values()} == {Outcome.PASSED}


@pytest.mark.case(Case.FAILS)
async def test_a_failed_assertion_fails_with_its_words(place: Place) -> None:
    """A failure says why, and the other tests of the package keep what became of them."""
    test = place.stand.tests[Case.FAILS]

    ran = await place.run(NamedTest(test.package))

    failed = ran.results[test]
    assert (failed.outcome, failed.kind) == (Outcome.FAILED, Kind.ASSERTION)
    assert "the fee is 3 and should be 4" in failed.message
    others = [result for name, result in ran.results.items() if name.name and name != test]
    assert others
    assert {other.outcome for other in others} == {Outcome.PASSED}


@pytest.mark.case(Case.SKIPS)
async def test_a_skip_has_its_reason(place: Place) -> None:
    """A test that skips itself is skipped, in its own words, and has not passed."""
    test = place.stand.tests[Case.SKIPS]

    ran = await place.run(test)

    assert ran.results[test].outcome is Outcome.SKIPPED
    assert "the network has no faucet" in ran.results[test].message


@pytest.mark.case(Case.ALL_SKIPPED)
async def test_a_package_of_skips_has_no_pass(place: Place) -> None:
    """Where every test skips none has passed, and each says why or that it does not say."""
    test = place.stand.tests[Case.ALL_SKIPPED]

    ran = await place.run(NamedTest(test.package))

    tests = [result for result in ran.results.values() if not result.test.is_package]
    assert len(tests) > 1
    assert {result.outcome for result in tests} == {Outcome.SKIPPED}
    assert all(result.message for result in tests)


@pytest.mark.case(Case.CRASHES)
async def test_a_crash_is_a_failure_of_its_own_kind(place: Place) -> None:
    """A test that breaks outside of any assertion has failed, by a crash."""
    test = place.stand.tests[Case.CRASHES]

    ran = await place.run(test)

    assert (ran.results[test].outcome, ran.results[test].kind) == (Outcome.FAILED, Kind.CRASH)


@pytest.mark.case(Case.PASSES)
async def test_a_misspelt_name_never_ran(place: Place) -> None:
    """A name that no test has is no pass, though the tool itself may be content."""
    misspelt = NamedTest(place.stand.tests[Case.PASSES].package, "TestFeee")

    ran = await place.run(misspelt)

    assert ran.results[misspelt].outcome is Outcome.ERRORED
    assert ran.results[misspelt].kind is Kind.NEVER_RAN


@pytest.mark.case(Case.NO_TESTS)
async def test_a_package_without_tests_has_no_pass(place: Place) -> None:
    """A test that is named in a package without tests never ran."""
    test = place.stand.tests[Case.NO_TESTS]

    ran = await place.run(test)

    assert ran.results[test].outcome is Outcome.ERRORED
    assert Outcome.PASSED not in {result.outcome for result in ran.results.values()}


@pytest.mark.case(Case.NO_TESTS)
async def test_a_whole_package_without_tests_is_no_pass(place: Place) -> None:
    """A package that is run as a whole and has no test in it is errored."""
    package = NamedTest(place.stand.tests[Case.NO_TESTS].package)

    ran = await place.run(package)

    assert ran.results[package].outcome is Outcome.ERRORED


@pytest.mark.case(Case.LONG_LINE)
async def test_a_long_line_hides_no_failure(place: Place) -> None:
    """A line of 70 kB is kept as it is, and what comes after it is heard."""
    test = place.stand.tests[Case.LONG_LINE]

    ran = await place.run(test)

    assert ran.results[test].outcome is Outcome.FAILED
    assert b"x" * 70_000 in ran.printed.replace(b"\n", b"")


@pytest.mark.case(Case.BYTES)
async def test_what_is_no_text_hides_nothing(place: Place) -> None:
    """A test that prints bytes which are no UTF-8 has passed all the same."""
    test = place.stand.tests[Case.BYTES]

    ran = await place.run(test)

    assert ran.results[test].outcome is Outcome.PASSED
    assert b" no text" in ran.printed


@pytest.mark.case(Case.LEFT_TWIN, Case.RIGHT_TWIN)
async def test_two_tests_of_one_name_are_two(place: Place) -> None:
    """Tests of one name in two packages keep an outcome each."""
    left, right = (place.stand.tests[case] for case in (Case.LEFT_TWIN, Case.RIGHT_TWIN))

    ran = await place.run(left, right)

    assert left.name == right.name
    assert ran.results[left].outcome is Outcome.PASSED
    assert ran.results[right].outcome is Outcome.FAILED


@pytest.mark.case(Case.SILENT)
async def test_ending_well_without_a_word_is_no_pass(place: Place) -> None:
    """A process that ends with 0 and tells of no test has answered nothing."""
    test = place.stand.tests[Case.SILENT]

    ran = await place.run(test)

    assert ran.results[test].outcome is Outcome.ERRORED
