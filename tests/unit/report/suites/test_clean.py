"""The last line before anything is written: no secret, and valid text."""

from dataclasses import replace

from gonogo.acceptance import CallCount, Kind, LogPart, NamedTest, Quarantined, Selected
from gonogo.acceptance.gate_run import LeftOut
from gonogo.evidence import Outcome
from gonogo.report.suites.clean import Cleaning
from tests.unit.report.suites import reports

KEY = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"


def test_no_text_of_a_report_has_a_secret() -> None:
    """Wherever it got to, in whatever case it is written."""
    test = NamedTest(f"pkg/{KEY}", f"Test{KEY.upper()}")
    run = reports.gate_run(
        (reports.result(test, Outcome.FAILED, Kind.CRASH, f"0x{KEY}", log=(LogPart(0, 9),)),),
        gate=KEY,
        selected=(Selected(test, KEY, KEY, 1.0, KEY),),
        calls=(CallCount(KEY, KEY, KEY, KEY, 1, 1, 0),),
        quarantine=(Quarantined(test, KEY, KEY, KEY),),
        left_out=(LeftOut(test, KEY),),
        faults=(KEY,),
        source=KEY,
    )

    clean = Cleaning([KEY]).value(reports.report(run, network=KEY, candidate=KEY))

    assert KEY not in repr(clean).lower()
    assert clean.gates[0].run.results[0].log == (LogPart(0, 9),)


def test_what_is_clean_stays_as_it_is() -> None:
    """Nothing is made anew where nothing is to be hidden."""
    report = reports.of_all_sorts()

    assert Cleaning([KEY]).value(report) is report


def test_a_secret_that_is_a_word_of_ours_breaks_no_value() -> None:
    """Outcomes and kinds are no texts, whatever a secret is."""
    report = reports.of_all_sorts()
    clean = Cleaning(["interrupted", "assertion", "example.org"]).value(report)

    assert [case.outcome for case in clean.cases] == [case.outcome for case in report.cases]
    assert "example.org" not in clean.cases[0].test.package


def test_halves_of_characters_are_replaced() -> None:
    """Every text can be written afterwards."""
    run = replace(reports.all_passed().gates[0].run, faults=("\ud800",))

    clean = Cleaning([]).value(reports.report(run))

    clean.gates[0].run.faults[0].encode()
