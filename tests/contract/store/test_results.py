"""What every history of results promises."""

from dataclasses import replace
from datetime import timedelta, timezone

import pytest

from gonogo.acceptance import Kind, LogPart, NamedTest, Result, ResultHistory, Tally
from gonogo.evidence import Outcome
from tests.contract.store.past import (
    CANDIDATE,
    DEPOSIT,
    NOON,
    OTHER_CANDIDATE,
    OUTCOMES,
    TRANSFER,
    attempt,
    names,
    outcomes,
    record,
    result,
)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SUBTEST = NamedTest(TRANSFER.package, "TestTransfer/of_much")


def test_an_empty_history_knows_nothing(results: ResultHistory) -> None:
    """No question breaks where nothing was recorded, and none is answered."""
    assert results.rates(NOON) == ()
    assert results.grid("base").rows == ()
    assert results.of_test(TRANSFER, 10) == ()
    assert (results.latest(), results.troubled(NOON)) == ((), ())
    assert (results.unended(), results.names(), results.tried()) == ((), (), ())
    assert (results.tracks([TRANSFER]), results.seconds_of([TRANSFER])) == ({}, {})
    assert results.retain(NOON) == 0


def test_a_result_comes_back_as_it_was_recorded(results: ResultHistory) -> None:
    """Outcome, kind, time, message and place in the log are what the attempt came to."""
    log = (LogPart(100, 20), LogPart(300, 5))
    told = Result(TRANSFER, Outcome.FAILED, Kind.TIMEOUT, 2.5, "too slow", log=log)
    results.record(attempt(), [told], NOON + HOUR)

    (past,) = results.of_test(TRANSFER, 10)

    assert past.attempt == replace(attempt(), ended_at=NOON + HOUR)
    assert (past.outcome, past.kind, past.seconds) == (Outcome.FAILED, Kind.TIMEOUT, 2.5)
    assert (past.message, past.log, past.repeat) == ("too slow", LogPart(100, 205), 1)


@pytest.mark.parametrize("letter", OUTCOMES)
def test_every_outcome_comes_back(results: ResultHistory, letter: str) -> None:
    """None turns into another on the way."""
    results.record(attempt(), [result(letter=letter)], NOON)

    assert results.latest()[0].outcome is OUTCOMES[letter]


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_comes_back(results: ResultHistory, kind: Kind) -> None:
    """None turns into another on the way."""
    results.record(attempt(), [Result(TRANSFER, Outcome.ERRORED, kind, 0.0)], NOON)

    assert results.latest()[0].kind is kind


def test_recording_twice_changes_nothing(results: ResultHistory) -> None:
    """What came first stays, also when something better is told later."""
    results.record(attempt(), [result(letter="F")], NOON)
    results.record(attempt(), [result(letter="P"), result(DEPOSIT)], NOON + HOUR)

    assert [past.outcome for past in results.of_test(TRANSFER, 10)] == [Outcome.FAILED]
    assert results.rates(NOON)[0].recent == Tally(failed=1)
    assert names(results.names()) == ["TestTransfer"]


def test_what_was_tried_where_is_known(results: ResultHistory) -> None:
    """Each gate and network once, in order, also where no result came of it."""
    results.begin(attempt("run-b", gate="isthmus"))
    for run in ("run-a", "run-c"):
        results.record(attempt(run), [result()], NOON)
    results.record(attempt("run-d", network="ares"), [result()], NOON)

    assert results.tried() == (("base", "ares"), ("base", "eris"), ("isthmus", "eris"))


def test_an_attempt_without_results_shows(results: ResultHistory) -> None:
    """A run that was cut off is a column of nothing, and not missing."""
    results.begin(attempt())
    results.begin(attempt())

    assert results.unended() == (attempt(),)
    assert results.grid("base").attempts == (attempt(),)


def test_an_attempt_that_ended_with_nothing_has_ended(results: ResultHistory) -> None:
    """That nothing ran is an end too; what comes of it is for others to judge."""
    results.begin(attempt())
    results.record(attempt(), [], NOON)

    assert results.unended() == ()
    assert results.grid("base").attempts[0].ended_at == NOON


def test_what_was_begun_first_stays(results: ResultHistory) -> None:
    """A recording cannot move an attempt to another candidate or time."""
    results.begin(attempt())
    results.record(attempt(ago=DAY, candidate=OTHER_CANDIDATE), [result()], NOON)

    assert results.latest()[0].attempt == replace(attempt(), ended_at=NOON)


def test_repeats_of_a_gate_are_attempts_of_their_own(results: ResultHistory) -> None:
    """Each time that a run repeats a gate counts."""
    for number in (1, 2, 3):
        results.record(attempt(number=number, ago=-HOUR * number), [result()], NOON)

    assert [past.attempt.number for past in results.of_test(TRANSFER, 10)] == [3, 2, 1]
    assert results.rates(NOON)[0].recent == Tally(passed=3)


def test_several_results_of_one_test_all_count(results: ResultHistory) -> None:
    """A second result under the same number is no correction of the first."""
    results.record(attempt(), [result(letter="F"), result(letter="P")], NOON)

    assert [(past.repeat, past.outcome) for past in results.of_test(TRANSFER, 10)] == [
        (2, Outcome.PASSED),
        (1, Outcome.FAILED),
    ]
    assert results.rates(NOON)[0].recent == Tally(1, 1)
    assert results.grid("base").rows[0].cells == (Outcome.FAILED,)


def test_two_packages_may_have_a_test_of_one_name(results: ResultHistory) -> None:
    """A test is a package and a name, and neither shadows the other."""
    other = NamedTest("example.org/other", TRANSFER.name)
    results.record(attempt(), [result(letter="F"), result(other)], NOON)

    assert [past.outcome for past in results.latest()] == [Outcome.FAILED, Outcome.PASSED]


def test_subtests_and_packages_are_kept_and_have_no_rate(results: ResultHistory) -> None:
    """They can be asked for by name, and stand in no count."""
    package = NamedTest(TRANSFER.package)
    told = [result(SUBTEST, "F"), result(package, "F"), result()]
    results.record(attempt(), told, NOON)

    assert results.of_test(SUBTEST, 10)[0].outcome is Outcome.FAILED
    assert results.of_test(package, 10)[0].outcome is Outcome.FAILED
    assert [rate.test for rate in results.rates(NOON)] == [TRANSFER]
    assert [past.test for past in results.latest()] == [TRANSFER]
    assert [row.test for row in results.grid("base").rows] == [TRANSFER]
    assert results.troubled(NOON) == ()


def test_rates_compare_whole_days(results: ResultHistory) -> None:
    """Today and thirteen days before it, against the fourteen before those."""
    for days, letter in ((0, "P"), (13, "F"), (14, "E"), (27, "S"), (28, "P"), (-1, "P")):
        held = attempt(f"run-{days}", ago=DAY * days)
        results.record(held, [result(letter=letter)], NOON)

    (rate,) = results.rates(NOON)

    assert (rate.recent, rate.before) == (Tally(1, 1), Tally(errored=1, skipped=1))


def test_days_are_those_of_utc(results: ResultHistory) -> None:
    """A day does not begin earlier for whoever asks from further east."""
    east = NOON.replace(hour=23).astimezone(timezone(timedelta(hours=9)))
    results.record(replace(attempt(), started_at=east), [result()], NOON)

    assert results.rates(east, days=1)[0].recent == Tally(passed=1)
    assert results.latest()[0].attempt.started_at == east


def test_rates_of_a_gate_or_a_network_leave_out_the_others(results: ResultHistory) -> None:
    """The same test in two gates and on two networks is counted where it was asked for."""
    results.record(attempt(), [result()], NOON)
    results.record(attempt(gate="isthmus"), [result(letter="F")], NOON)
    results.record(attempt(network="u19"), [result(letter="E")], NOON)

    assert results.rates(NOON)[0].recent == Tally(1, 1, 1)
    assert results.rates(NOON, gate="base")[0].recent == Tally(passed=1, errored=1)
    assert results.rates(NOON, gate="isthmus")[0].recent == Tally(failed=1)
    assert results.rates(NOON, network="eris")[0].recent == Tally(1, 1)
    assert results.rates(NOON, gate="isthmus", network="u19") == ()


def test_a_grid_has_the_newest_attempts_oldest_first(results: ResultHistory) -> None:
    """Whatever was recorded when, columns are in the order in which attempts started."""
    for hours in (1, 3, 2):
        letter = "PFS"[hours - 1]
        told = [result(letter=letter)] if hours != 2 else [result(DEPOSIT, letter)]
        results.record(attempt(f"run-{hours}", ago=HOUR * hours), told, NOON)
    results.record(attempt("run-4", ago=HOUR * 4), [result()], NOON)

    grid = results.grid("base", 3)

    assert [each.run for each in grid.attempts] == ["run-3", "run-2", "run-1"]
    assert [(row.test.name, row.cells) for row in grid.rows] == [
        ("TestDeposit", (None, Outcome.FAILED, None)),
        ("TestTransfer", (Outcome.SKIPPED, None, Outcome.PASSED)),
    ]


def test_a_grid_is_of_one_gate(results: ResultHistory) -> None:
    """Other gates and, if asked, other networks are left out."""
    results.record(attempt(), [result()], NOON)
    results.record(attempt(gate="isthmus"), [result()], NOON)
    results.record(attempt(network="u19", ago=HOUR), [result()], NOON)

    assert [each.network for each in results.grid("base").attempts] == ["u19", "eris"]
    assert [each.network for each in results.grid("base", network="u19").attempts] == ["u19"]
    assert results.grid("bas").attempts == ()


def test_the_latest_is_the_one_that_started_last(results: ResultHistory) -> None:
    """What is brought in later about an earlier time is not the latest."""
    results.record(attempt("new"), [result(letter="F")], NOON)
    results.record(attempt("old", ago=DAY), [result(), result(DEPOSIT)], NOON)

    assert [(past.test, past.attempt.run) for past in results.latest("base")] == [
        (DEPOSIT, "old"),
        (TRANSFER, "new"),
    ]


def test_the_latest_over_all_gates_is_one_for_each_test(results: ResultHistory) -> None:
    """A test of two gates is told once, as it last was."""
    results.record(attempt(), [result(letter="F")], NOON)
    results.record(attempt(gate="isthmus", ago=-HOUR), [result()], NOON)

    assert [past.attempt.gate for past in results.latest()] == ["isthmus"]
    assert [past.outcome for past in results.latest("base")] == [Outcome.FAILED]


def test_the_past_of_a_test_is_limited_and_newest_first(results: ResultHistory) -> None:
    """The limit takes the oldest away."""
    record(results, "PPFS")

    assert [past.outcome for past in results.of_test(TRANSFER, 2)] == [
        Outcome.SKIPPED,
        Outcome.FAILED,
    ]
    assert results.of_test(TRANSFER, 5, gate="isthmus") == ()
    assert len(results.of_test(TRANSFER, 5, gate="base", network="eris")) == 4


def test_durations_are_of_passes(results: ResultHistory) -> None:
    """A test that is killed after its time does not seem slow, nor one that breaks fast."""
    for position, (letter, seconds) in enumerate((("P", 2.0), ("P", 9.0), ("F", 99), ("P", 3.0))):
        told = [result(letter=letter, seconds=seconds), result(DEPOSIT, "F", 1.0)]
        results.record(attempt(f"run-{position}"), told, NOON)

    assert results.seconds_of([TRANSFER, DEPOSIT, SUBTEST]) == {TRANSFER: 3.0}


def test_tracks_keep_candidates_and_networks_apart(results: ResultHistory) -> None:
    """Failing on one candidate and passing on another is two tracks."""
    record(results, "PPF", first=HOUR * 9)
    record(results, "FE", candidate=OTHER_CANDIDATE, first=HOUR * 10)
    record(results, "S", network="u19", first=HOUR * 5)

    tracks = results.tracks([TRANSFER, DEPOSIT])[TRANSFER]

    assert [(each.candidate, each.network, each.outcomes) for each in tracks] == [
        (OTHER_CANDIDATE, "eris", outcomes("FE")),
        (CANDIDATE, "eris", outcomes("PPF")),
        (CANDIDATE, "u19", outcomes("S")),
    ]


def test_tracks_are_in_the_order_in_which_attempts_started(results: ResultHistory) -> None:
    """What is brought in late stands where it happened."""
    record(results, "F", first=HOUR)
    record(results, "P", first=HOUR * 2)

    assert results.tracks([TRANSFER])[TRANSFER][0].outcomes == outcomes("PF")
    assert results.troubled(NOON)[0].outcomes == outcomes("PF")


def test_without_a_candidate_a_run_stands_for_one(results: ResultHistory) -> None:
    """Two runs of something unnamed may be of two things; repeats in one run are not."""
    for run, number, letter in (("a", 1, "P"), ("a", 2, "F"), ("b", 1, "P")):
        held = attempt(run, number=number, candidate="", ago=-HOUR * number)
        results.record(held, [result(letter=letter)], NOON)

    tracks = {each.candidate: each.outcomes for each in results.tracks([TRANSFER])[TRANSFER]}

    assert tracks == {"run:a": outcomes("PF"), "run:b": outcomes("P")}
    assert results.latest()[0].attempt.candidate == ""


def test_troubled_tracks_are_whole(results: ResultHistory) -> None:
    """One failure of the last days shows all that the test did on that candidate."""
    record(results, "P", first=DAY * 100)
    record(results, "FS", first=DAY * 2)
    record(results, "PP", candidate=OTHER_CANDIDATE)
    record(results, "F", test=DEPOSIT, first=DAY * 15)

    assert [(each.test, each.outcomes) for each in results.troubled(NOON)] == [
        (TRANSFER, outcomes("PFS"))
    ]
    assert [each.test for each in results.troubled(NOON, days=16)] == [DEPOSIT, TRANSFER]


@pytest.mark.parametrize("letters", ["E", "S", "D", "N", "EEP"])
def test_what_did_not_fail_is_no_trouble(results: ResultHistory, letters: str) -> None:
    """A test that could not be asked neither passed nor failed."""
    record(results, letters)

    assert results.troubled(NOON) == ()


def test_old_attempts_are_forgotten(results: ResultHistory) -> None:
    """Nothing of them is left, and what is left is as if they had never been."""
    record(results, "FF", first=DAY * 20)
    record(results, "PF", first=DAY)
    record(results, "P", test=DEPOSIT, first=DAY * 20)
    results.begin(attempt("cut off", ago=DAY * 20))

    assert results.retain(NOON - DAY * 14) == 4
    assert results.retain(NOON - DAY * 14) == 0
    (rate,) = results.rates(NOON)
    assert (rate.recent, rate.before) == (Tally(1, 1), Tally())
    assert [past.test for past in results.latest()] == [TRANSFER]
    assert results.troubled(NOON)[0].outcomes == outcomes("PF")
    assert results.unended() == ()


def test_many_attempts_are_forgotten_in_many_steps(results: ResultHistory) -> None:
    """More than are forgotten at once."""
    record(results, "PF" * 25)

    assert results.retain(NOON) == 50
    assert (results.rates(NOON), results.latest(), results.troubled(NOON)) == ((), (), ())


def test_making_anew_changes_nothing(results: ResultHistory) -> None:
    """What follows from the results is what was kept beside them."""
    record(results, "PFESDN")
    record(results, "PF", test=DEPOSIT, candidate=OTHER_CANDIDATE, first=DAY * 20)
    before = (results.rates(NOON), results.latest(), results.troubled(NOON, 30))
    results.rebuild()

    assert (results.rates(NOON), results.latest(), results.troubled(NOON, 30)) == before
    assert before[0][1].recent == Tally(1, 1, 1, 3)


def test_a_long_message_is_cut(results: ResultHistory) -> None:
    """Somebody's megabyte does not end up in the history."""
    results.record(attempt(), [result(letter="F", message="x" * 10_000)], NOON)

    assert results.of_test(TRANSFER, 1)[0].message == "x" * 500


@pytest.mark.parametrize("text", ["", "'; DROP TABLE tests; --", "☃ \N{SNOWMAN}", "%2F"])
def test_any_text_comes_back(results: ResultHistory, text: str) -> None:
    """Names and messages are data, whatever they look like."""
    test = NamedTest(f"p{text}", f"Test{text}")
    results.record(attempt(gate=f"g{text}"), [result(test, "F", message=text)], NOON)

    (past,) = results.of_test(test, 5, gate=f"g{text}")

    assert (past.test, past.message, past.attempt.gate) == (test, text, f"g{text}")


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "\\ud800"])
def test_names_that_no_file_can_keep_are_found_all_the_same(
    results: ResultHistory, text: str
) -> None:
    """Whatever a test program calls its tests, the others of its attempt are recorded too."""
    tests = [NamedTest("p", text), NamedTest("p", "\\ud800"), TRANSFER]
    results.record(attempt(), [result(test, "F", message=text) for test in tests], NOON)

    assert all(results.of_test(test, 5) for test in tests)
    assert sum(rate.recent.failed for rate in results.rates(NOON)) == 3


def test_what_was_broken_on_purpose_is_kept_and_counts_for_nothing(results: ResultHistory) -> None:
    """Neither for a rate nor for a track, however it ended, and also when all is made anew."""
    record(results, "PPP", first=HOUR)
    broken = replace(attempt("run-broken"), faults=("fees", "l1"))
    results.begin(attempt("run-broken"))
    results.record(broken, [result(TRANSFER, "F"), result(DEPOSIT, "P")], NOON)
    results.record(attempt("run-broken"), [result(TRANSFER, "P")], NOON)

    def told() -> tuple[object, ...]:
        (rates,) = results.rates(NOON)
        (track,) = results.tracks([TRANSFER, DEPOSIT])[TRANSFER]
        return rates.test, rates.recent, track.outcomes, results.troubled(NOON)

    before = told()
    results.rebuild()

    assert before == (TRANSFER, Tally(passed=3), outcomes("PPP"), ())
    assert told() == before
    (newest, *_) = results.of_test(TRANSFER, 9)
    assert (newest.outcome, newest.attempt.faults) == (Outcome.FAILED, ("fees", "l1"))
    assert results.unended() == ()


def test_a_failure_on_what_is_sound_is_trouble_beside_one_on_what_was_broken(
    results: ResultHistory,
) -> None:
    """What was broken on purpose excuses nothing else, and forgetting it changes no figure."""
    broken = replace(attempt("run-broken", ago=5 * DAY), faults=("fees",))
    results.record(broken, [result(TRANSFER, "F")], NOON)
    record(results, "PFP", first=HOUR)

    results.retain(NOON - 2 * DAY)

    (track,) = results.troubled(NOON)
    (rates,) = results.rates(NOON)
    assert track.outcomes == outcomes("PFP")
    assert rates.recent == Tally(passed=2, failed=1)
    assert len(results.of_test(TRANSFER, 9)) == 3
