"""Files of `go test -json`, read after the fact."""

import io
import json

from gonogo.acceptance import NamedTest
from gonogo.acceptance.ingest import Ingested, read_go_json
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


def test_two_files_in_one_are_a_fault() -> None:
    """A package that ends twice was run twice, and nobody can say which one counts."""
    assert "m/fees is in it 2 times" in _read(WHOLE + WHOLE).faults


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
