"""The events of a contract, from what forge says of it."""

import pytest

from gonogo.acceptance.runners.forge_events import events_of
from gonogo.acceptance.runners.forge_output import Count, Result, SuiteOutput

Event = dict[str, object]


def events(results: dict[str, Result], *expected: str) -> list[Event]:
    return list(events_of("test/X.t.sol:XTest", SuiteOutput(results), expected))


def ends(told: list[Event]) -> dict[object, object]:
    return {
        event.get("Test", ""): event["Action"]
        for event in told
        if event["Action"] in {"pass", "fail", "skip"}
    }


def test_a_success_is_a_pass() -> None:
    """A test begins and passes, and so does its contract."""
    told = events({"testA()": Result("Success")})

    assert [(event["Action"], event.get("Test")) for event in told] == [
        ("run", "testA"),
        ("pass", "testA"),
        ("pass", None),
    ]


@pytest.mark.parametrize(
    ("result", "action", "kind"),
    [
        (Result("Failure", "no"), "fail", "assertion"),
        (Result("Failure", None), "fail", "assertion"),
        (Result("Failure", "EvmError: Revert"), "fail", "assertion"),
        (Result("Failure", "EvmError: OutOfGas"), "fail", "crash"),
        (Result("Failure", "error sending request for url"), "fail", "infrastructure"),
        (Result("Skipped", "skipped: Waiting: 7 days"), "skip", "waiting"),
        (Result("Skipped", None), "skip", "skipped"),
        (Result("Flaky"), "fail", "crash"),
        (Result("success"), "fail", "crash"),
        (Result("Success", kind={"Invariant": Count(256, 0)}), "skip", "skipped"),
        (Result("Success", kind={"Fuzz": Count(0)}), "skip", "skipped"),
    ],
)
def test_anything_else_is_none(result: Result, action: str, kind: str) -> None:
    """What forge does not call a success, in that very word and after trying it, is no pass."""
    told = events({"testA()": result})

    assert ends(told)["testA"] == action
    assert [event["Gonogo"]["kind"] for event in told if "Gonogo" in event] == [kind]  # type: ignore[index]


def test_functions_of_one_name_are_subtests() -> None:
    """One of them that fails is the failure of all."""
    told = events({"testA(bool)": Result("Success"), "testA(uint8)": Result("Failure", "no")})

    assert ends(told) == {
        "testA/(bool)": "pass",
        "testA/(uint8)": "fail",
        "testA": "fail",
        "": "fail",
    }


def test_one_function_that_was_asked_for_by_its_types_is_a_subtest() -> None:
    """It is told under the name by which it was asked for."""
    told = events({"testA(bool)": Result("Success")}, "testA/(bool)")

    assert ends(told) == {"testA/(bool)": "pass", "testA": "pass", "": "pass"}


@pytest.mark.parametrize("instead", ["setUp()", "constructor()"])
@pytest.mark.parametrize("status", ["Failure", "Skipped", "Success", "Odd"])
def test_what_is_said_instead_of_all_passes_nobody(instead: str, status: str) -> None:
    """Whatever becomes of `setUp()`, no test that it stands for has passed."""
    told = events({instead: Result(status)}, "testA", "testB")

    assert set(ends(told)) == {"testA", "testB", ""}
    assert "pass" not in (ends(told)["testA"], ends(told)["testB"])


def test_a_set_up_that_fails_before_unknown_tests_fails_the_contract() -> None:
    """Where nobody knows the tests, the contract has the reason."""
    told = events({"setUp()": Result("Failure", "no network")})

    assert ends(told) == {"": "fail"}
    assert told[-2]["Output"] == "in setUp(): no network\n"


def test_no_results_are_no_pass() -> None:
    """A contract of which nothing is said did not run."""
    assert ends(events({}, "testA")) == {"": "skip"}


def test_logs_and_warnings_are_output() -> None:
    """Logs belong to their test, warnings to the contract."""
    suite = SuiteOutput({"testA()": Result("Success", decoded_logs=("a", "b"))}, warnings=("w",))

    told = [event for event in events_of("X", suite, ()) if event["Action"] == "output"]

    assert [(event.get("Test"), event["Output"]) for event in told] == [
        (None, "w\n"),
        ("testA", "a\n"),
        ("testA", "b\n"),
    ]


def test_messages_are_bounded() -> None:
    """A reason of a megabyte stays in the output; the message is short."""
    told = events({"testA()": Result("Failure", "x" * 1_000_000)})

    messages = [event["Gonogo"]["message"] for event in told if "Gonogo" in event]  # type: ignore[index]
    assert [len(message) for message in messages] == [2000]
