"""Reports of JUnit: those of real tools, and those that would fool or hurt whoever reads them."""

import io
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from gonogo.acceptance import NamedTest
from gonogo.acceptance.ingest import Ingested, read_junit
from gonogo.evidence import Outcome

PAYS = '<testcase classname="fees" name="pays" time="0.5"/>'


def _read(text: str) -> Ingested:
    return read_junit(io.BytesIO(text.encode()))


def _outcomes(ingested: Ingested) -> dict[str, Outcome]:
    return {str(result.test): result.outcome for result in ingested.results}


def test_a_report_is_read() -> None:
    """Tests have their class as package, their time, and their message."""
    ingested = _read(
        '<?xml version="1.0"?><testsuites><testsuite name="suite" tests="3" failures="1"'
        ' errors="0" skipped="1" timestamp="2026-11-23T12:00:00+00:00">'
        f"{PAYS}<testcase classname='fees' name='fails'><failure message='3 is not 4'>at</failure>"
        "</testcase><testcase classname='fees' name='skips'><skipped>later</skipped></testcase>"
        "<system-out>much</system-out></testsuite></testsuites>"
    )

    assert ingested.faults == ()
    assert _outcomes(ingested) == {
        "fees:pays": Outcome.PASSED,
        "fees:fails": Outcome.FAILED,
        "fees:skips": Outcome.SKIPPED,
    }
    assert [result.message for result in ingested.results] == ["", "3 is not 4", "later"]
    assert ingested.results[0].seconds == 0.5
    assert ingested.started_at == datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_suites_in_suites_count_for_both() -> None:
    """The counts of an outer suite are those of all that is in it."""
    inner = f'<testsuite name="inner" tests="1">{PAYS}</testsuite>'

    assert _read(f'<testsuite tests="1"><properties/>{inner}</testsuite>').faults == ()


def test_without_a_class_the_suite_is_the_package() -> None:
    """Foundry names its contract in the suite alone."""
    ingested = _read('<testsuites><testsuite name="F.t.sol:F"><testcase name="test_a()"/>'
                     "</testsuite></testsuites>")  # fmt: skip

    assert ingested.results[0].test == NamedTest("F.t.sol:F", "test_a()")


def test_subtests_are_subtests_only_in_go() -> None:
    """A slash means a subtest where the report says that Go wrote it."""
    cases = '<testcase classname="m" name="TestA/x"/><testcase classname="m" name="TestA"/>'
    of_go = '<properties><property name="go.version" value="go1.27"/></properties>'

    by_go = _read(f"<testsuite>{of_go}{cases}</testsuite>")
    by_others = _read(f"<testsuite>{cases}</testsuite>")

    assert [result.test.is_subtest for result in by_go.results] == [True, False]
    assert [result.test.name for result in by_others.results] == ["TestA%2Fx", "TestA"]
    assert by_go.faults == by_others.faults == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "breaks off or is none"),
        ("all tests passed", "breaks off or is none"),
        (f"<testsuite>{PAYS}", "breaks off"),
        (f"<testsuite>{PAYS}<testcase classname='fees' na", "breaks off"),
        (f"<testsuite>{PAYS}</testsuite><testsuite/>", "breaks off or is none"),
        (f"<report>{PAYS}</report>", "it is no JUnit"),
        (PAYS, "it is no JUnit"),
        ("<testsuite/>", "there is no test in it"),
        ("<testsuites></testsuites>", "there is no test in it"),
        (f'<testsuite tests="5">{PAYS}</testsuite>', "declares 5 tests and has 1"),
        (f'<testsuites tests="2"><testsuite>{PAYS}</testsuite></testsuites>', "declares 2 tests"),
        (f'<testsuite failures="1">{PAYS}</testsuite>', "declares 1 failures and has 0"),
        (f'<testsuite errors="1">{PAYS}</testsuite>', "declares 1 failures and has 0"),
        (f'<testsuite skipped="1">{PAYS}</testsuite>', "declares 1 skipped tests and has 0"),
        (f'<testsuite tests="many">{PAYS}</testsuite>', "declares tests='many'"),
        (f'<testsuite tests="-1">{PAYS}</testsuite>', "declares tests='-1'"),
        (f"<testsuite>{PAYS}{PAYS}</testsuite>", "fees:pays is in it more than once"),
        ("<testsuite><testcase classname='fees'/></testsuite>", "has no name"),
        (f"<testsuite>{PAYS[:-2]}><aborted/></testcase></testsuite>", "unknown <aborted>"),
        (f"<testsuite>{PAYS[:-2]} status='paused'/></testsuite>", "unknown status 'paused'"),
        ("<testsuite>" * 200, "nested too deeply"),
    ],
)
def test_what_is_wrong_with_a_report_is_said(text: str, said: str) -> None:
    """A report that is cut off, empty or wrong about itself has a fault with a name."""
    assert any(said in fault for fault in _read(text).faults), _read(text).faults


def test_what_was_read_before_a_break_is_kept() -> None:
    """A failure in a report that breaks off afterwards is not lost with it."""
    failed = "<testcase classname='fees' name='fails'><failure/></testcase>"

    ingested = _read(f"<testsuite>{failed}<testcase")

    assert _outcomes(ingested) == {"fees:fails": Outcome.FAILED}
    assert ingested.faults


def test_a_suite_may_fail_by_itself() -> None:
    """An error beside all tests is a failure of the suite."""
    ingested = _read(f"<testsuite name='fees'>{PAYS}<error message='no set-up'/></testsuite>")

    assert _outcomes(ingested)["fees"] is Outcome.FAILED


@pytest.mark.parametrize(
    "kind",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
        "<!DOCTYPE testsuite>",
    ],
)
def test_a_document_type_is_refused(kind: str) -> None:
    """Nothing that could expand or fetch anything is ever read."""
    ingested = _read(f"{kind}<testsuite name='&a;'>{PAYS}</testsuite>")

    assert ingested.results == ()
    assert "document type" in ingested.faults[0]


def test_a_name_may_be_any_text() -> None:
    """What a tool writes in its names and messages comes back as it was."""
    ingested = _read(
        "<testsuite><testcase classname='a&amp;b' name='&lt;ü&#10;&gt;'>"
        "<failure><![CDATA[<b>&]]></failure></testcase></testsuite>"
    )

    assert ingested.results[0].test == NamedTest("a&b", "<ü\n>")
    assert ingested.results[0].message == "<b>&"


class _Flood(io.RawIOBase):
    """A stream that gives pieces as they are asked for, and never holds them all."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    def read(self, size: int = -1) -> bytes:
        del size
        return next(self._pieces, b"")


def _peak_of(pieces: Iterator[bytes]) -> tuple[Ingested, int]:
    tracemalloc.start()
    try:
        ingested = read_junit(_Flood(pieces))  # type: ignore[arg-type]
        return ingested, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_long_log_takes_no_memory() -> None:
    """A test that printed 50 MB into its report is one test."""

    def pieces() -> Iterator[bytes]:
        yield b"<testsuite><testcase classname='fees' name='pays'><system-out>"
        for _ in range(50):
            yield b"x" * (1 << 20)
        yield b"</system-out><failure>" + b"y" * (4 << 20) + b"</failure>"
        yield b"</testcase></testsuite>"

    ingested, peak = _peak_of(pieces())

    assert ingested.faults == ()
    assert ingested.results[0].message == "y" * 2000
    assert peak < 16 << 20


def test_a_tag_without_an_end_is_given_up() -> None:
    """An attribute that never ends does not fill the memory."""

    def pieces() -> Iterator[bytes]:
        yield b"<testsuite name='"
        for _ in range(1000):
            yield b"x" * (1 << 20)

    ingested, peak = _peak_of(pieces())

    assert any("too long" in fault for fault in ingested.faults)
    assert peak < 64 << 20
