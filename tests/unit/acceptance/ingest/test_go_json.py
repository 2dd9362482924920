"""Files of `go test -json`, read after the fact."""

import io
import json

from gonogo.acceptance import NamedTest
from gonogo.acceptance.ingest import Ingested, read_go_json
from gonogo.acceptance.ingest.rounds import MOST_ROUNDS
from gonogo.evidence import Outcome

AT = "2026-11-23T12:00:00Z"


def _lines(*events: tuple[str, str, str]) -> bytes:
    return b"".join(
        json.dumps(
            {"Time": AT, "Action": action, "Package": package, **({"Test": test} if test else {})}
        ).encode()
        + b"\n"
        for action, package, test in events
    )


def _read(text: bytes) -> Ingested:
    return read_go_json(io.BytesIO(text))


WHOLE = _lines(
    ("start", "m/fees", ""),
    ("run", "m/fees", "TestFee"),
    ("run", "m/fees", "TestFee/low"),
    ("pass", "m/fees", "TestFee/low"),
    ("pass", "m/fees", "TestFee"),
    ("pass", "m/fees", ""),
)


def test_a_whole_file_is_read() -> None:
    """Tests and subtests of all packages are told, and when the first began."""
    other = WHOLE.replace(b"m/fees", b"m/tips").replace(b'"pass"', b'"fail"')

    ingested = _read(WHOLE + other)

    assert ingested.faults == ()
    assert {str(each.test): each.outcome for each in ingested.results if each.test.name} == {
        "m/fees:TestFee": Outcome.PASSED,
        "m/fees:TestFee/low": Outcome.PASSED,
        "m/tips:TestFee": Outcome.FAILED,
        "m/tips:TestFee/low": Outcome.FAILED,
    }
    assert ingested.started_at is not None
    assert all(result.log == () and result.task == "" for result in ingested.results)


def test_a_file_that_stops_is_a_fault() -> None:
    """A package without its end may lack tests, and a test without its end has no answer."""
    ingested = _read(b"\n".join(WHOLE.splitlines()[:3]))

    assert "the stream of m/fees stops before its end" in ingested.faults
    outcomes = {each.test: each.outcome for each in ingested.results}
    assert outcomes[NamedTest("m/fees", "TestFee")] is Outcome.ERRORED


def test_a_file_that_stops_between_tests_is_a_fault() -> None:
    """What had passed before stays so, and the file is not whole."""
    ingested = _read(b"\n".join(WHOLE.splitlines()[:5]))

    assert ingested.faults == ("the stream of m/fees stops before its end",)


def test_a_package_of_which_only_tests_are_told_is_a_fault() -> None:
    """Older Go does not tell that a package begins, so its end is all there is to wait for."""
    tests = b"\n".join(WHOLE.splitlines()[1:5])

    assert "the stream of m/fees stops before its end" in _read(tests).faults


def _told(ingested: Ingested, test: str = "TestFee") -> list[tuple[int, Outcome]]:
    return [(each.attempt, each.outcome) for each in ingested.results if each.test.name == test]


def test_a_test_that_is_told_twice_was_attempted_twice() -> None:
    """Two files in one, or two processes of one package: both outcomes are kept, in order."""
    failed = WHOLE.replace(b'"pass"', b'"fail"')

    for first, second in ((WHOLE, failed), (failed, WHOLE), (WHOLE, WHOLE)):
        ingested = _read(first + second)
        outcomes = [Outcome.FAILED if one is failed else Outcome.PASSED for one in (first, second)]
        assert ingested.faults == ()
        assert _told(ingested) == list(enumerate(outcomes, start=1))
        assert _told(ingested, "TestFee/low") == list(enumerate(outcomes, start=1))


def test_processes_of_one_package_side_by_side_are_one_package() -> None:
    """Each has tests of its own, and their lines may stand in any order."""
    other = WHOLE.replace(b"TestFee", b"TestTip")
    pairs = zip(WHOLE.splitlines(), other.splitlines(), strict=True)

    ingested = _read(b"\n".join(line for pair in pairs for line in pair))

    assert ingested.faults == ()
    assert _told(ingested) == _told(ingested, "TestTip") == [(1, Outcome.PASSED)]


def test_one_process_of_several_that_stops_is_a_fault() -> None:
    """That another of the same package came to its end does not make up for it."""
    for cut in (1, 2, 4, 5):
        rest = b"".join(WHOLE.replace(b"TestFee", b"TestTip").splitlines(keepends=True)[:cut])
        for stream in (WHOLE + rest, rest + WHOLE):
            assert "the stream of m/fees stops before its end" in _read(stream).faults


def test_a_test_that_was_cut_off_and_run_again_has_no_answer() -> None:
    """The second attempt passed, and of the first nobody knows."""
    cut = b"".join(WHOLE.splitlines(keepends=True)[:2])

    ingested = _read(cut + WHOLE)

    assert _told(ingested) == [(1, Outcome.ERRORED), (2, Outcome.PASSED)]
    assert len(ingested.faults) == 2


def test_repeats_in_one_process_are_attempts() -> None:
    """`go test -count=3` begins and ends its package once."""
    begin, *middle, end = WHOLE.splitlines(keepends=True)
    failed = b"".join(middle).replace(b'"pass"', b'"fail"')
    skipped = b"".join(middle).replace(b'"pass"', b'"skip"')

    ingested = _read(begin + b"".join(middle) + failed + skipped + end)

    outcomes = [Outcome.PASSED, Outcome.FAILED, Outcome.SKIPPED]
    assert _told(ingested) == list(enumerate(outcomes, start=1))


def test_endless_repeats_end() -> None:
    """Whoever repeats a test without end fills no memory, and hides no failure."""
    once = _lines(("run", "m/fees", "TestFee"), ("pass", "m/fees", "TestFee"))
    last = once.replace(b'"pass"', b'"fail"')
    begin, *_, end = WHOLE.splitlines(keepends=True)

    told = _told(_read(begin + once * (MOST_ROUNDS + 10) + last + end))

    assert len(told) == MOST_ROUNDS
    assert told[-1] == (MOST_ROUNDS, Outcome.FAILED)


def test_garbage_is_a_fault() -> None:
    """A line that is no event may have been one."""
    assert _read(WHOLE + b'{"Action": "explode", "Package": "m/fees"}\n').faults
    assert _read(b'{"Action": "pa').faults


def test_nothing_is_a_fault() -> None:
    """An empty file, and one of packages without tests, has no test in it."""
    for text in (b"", _lines(("start", "m/none", ""), ("skip", "m/none", ""))):
        assert _read(text).faults


def test_only_our_own_gates_say_that_a_test_does_not_apply() -> None:
    """Who else says so has skipped it, and a skip must be granted."""
    said = b'{"Action":"skip","Package":"m/fees","Test":"TestFee","Gonogo":{"kind":"KIND"}}'
    whole = WHOLE.replace(
        _lines(("pass", "m/fees", "TestFee")), said.replace(b"KIND", b"not-applicable") + b"\n"
    )

    results = {each.test: each for each in _read(whole).results}

    found = results[NamedTest("m/fees", "TestFee")]
    assert found.outcome is Outcome.SKIPPED
    assert found.message
