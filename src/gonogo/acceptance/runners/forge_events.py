"""Say in events of `go test -json` what forge found out about the tests of one contract.

forge calls some things a success that are none: a fuzz test or an invariant for which it made
up no input at all has shown nothing, and is skipped. What it says of `setUp()` or a constructor
it says instead of every test, and so it is said of every test that should have run.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gonogo.acceptance.named_test import SUBTEST
from gonogo.acceptance.result import LONGEST_MESSAGE_CHARACTERS
from gonogo.acceptance.runners.forge_output import Result, SuiteOutput, seconds_of

Event = dict[str, object]

_INSTEAD_OF_ALL = ("setUp()", "constructor()")
_GRAVITY = ("pass", "skip", "fail")
_SKIPPED = "skipped: "
# What forge says itself where the node that it forks from does not answer.
_UNREACHABLE = ("error sending request", "could not instantiate forked environment")
_REVERTED = "EvmError: Revert"


@dataclass(frozen=True)
class _Answer:
    action: str
    kind: str = ""
    message: str = ""
    seconds: float = 0.0

    def event(self, package: str, test: str) -> Event:
        """Return the event that ends a test, or the contract where the name is empty."""
        told = {"kind": self.kind, "message": self.message[:LONGEST_MESSAGE_CHARACTERS]}
        return {
            "Action": self.action,
            "Package": package,
            **({"Test": test} if test else {}),
            "Elapsed": self.seconds,
            **({"Gonogo": told} if self.kind else {}),
        }


def events_of(package: str, suite: SuiteOutput, expected: Sequence[str]) -> Iterator[Event]:
    """Yield the events of all tests of a contract, and of the contract as a whole.

    Args:
        package: The contract.
        suite: What forge says of it.
        expected: The tests that should have run, as far as is known.
    """
    of_all = [_Answer("pass" if suite.test_results else "skip")]
    for warning in suite.warnings:
        yield _output(package, "", f"{warning}\n")
    for name, results in _by_name(suite.test_results, expected).items():
        has_cases = len(results) > 1 or any(
            test.startswith(f"{name}{SUBTEST}") for test in expected
        )
        answers = {signature: _answer(signature, result) for signature, result in results.items()}
        of_test = _gravest(answers.values())
        if not name:
            yield from _outputs(package, "", results, answers)
            of_all.append(of_test)
            continue
        yield _begin(package, name)
        if has_cases:
            yield from _events_of_cases(package, name, results, answers)
        else:
            yield from _outputs(package, name, results, answers)
        of_test = replace(of_test, seconds=sum(answer.seconds for answer in answers.values()))
        yield of_test.event(package, name)
        # A contract fails with any of its tests; that some were skipped is theirs to tell.
        of_all.append(_Answer("fail" if of_test.action == "fail" else "pass"))
    of_contract = replace(_gravest(of_all), seconds=seconds_of(suite.duration))
    yield of_contract.event(package, "")


def _by_name(
    results: Mapping[str, Result], expected: Sequence[str]
) -> Mapping[str, Mapping[str, Result]]:
    """Return results by the name of a test, and in it by signature."""
    tops = dict.fromkeys(name.partition(SUBTEST)[0] for name in expected)
    found: dict[str, dict[str, Result]] = {}
    for signature, result in results.items():
        if signature in _INSTEAD_OF_ALL:
            for name in tops or [""]:
                found.setdefault(name, {})[signature] = result
        else:
            found.setdefault(signature.partition("(")[0], {})[signature] = result
    return found


def _events_of_cases(
    package: str, name: str, results: Mapping[str, Result], answers: Mapping[str, _Answer]
) -> Iterator[Event]:
    for signature, answer in answers.items():
        case = f"{name}{SUBTEST}{signature.removeprefix(name)}"
        yield _begin(package, case)
        yield from _outputs(package, case, {signature: results[signature]}, answers)
        yield answer.event(package, case)


def _outputs(
    package: str, test: str, results: Mapping[str, Result], answers: Mapping[str, _Answer]
) -> Iterator[Event]:
    for signature, result in results.items():
        for text in _texts(result, answers[signature]):
            yield _output(package, test, text)


def _begin(package: str, test: str) -> Event:
    return {"Action": "run", "Package": package, "Test": test}


def _answer(signature: str, result: Result) -> _Answer:
    where = f"in {signature}: " if signature in _INSTEAD_OF_ALL else ""
    reason = result.reason or ""
    seconds = seconds_of(result.duration)
    match result.status:
        # That a set-up went well says nothing of the tests that it was for.
        case "Success" if where:
            return _Answer("skip", "skipped", f"{where}forge says nothing else", seconds)
        case "Success" if result.tried_nothing:
            return _Answer("skip", "skipped", "forge tried it with no input at all", seconds)
        case "Success":
            return _Answer("pass", seconds=seconds)
        case "Skipped":
            return _skip(reason.removeprefix(_SKIPPED), seconds)
        case "Failure":
            return _Answer("fail", _kind(reason, where), where + _message(result), seconds)
    return _Answer("fail", "crash", f"{where}forge calls it {result.status!r}", seconds)


def _skip(reason: str, seconds: float) -> _Answer:
    for kind in ("precondition", "waiting"):
        if reason.lower().startswith(f"{kind}:"):
            return _Answer("skip", kind, reason[len(kind) + 1 :].strip(), seconds)
    return _Answer("skip", "skipped", reason or "gave no reason", seconds)


def _kind(reason: str, where: str) -> str:
    if any(sign in reason for sign in _UNREACHABLE):
        return "infrastructure"
    is_broken = where or (reason.startswith("EvmError: ") and reason != _REVERTED)
    return "crash" if is_broken else "assertion"


def _message(result: Result) -> str:
    reason = "reverted without a reason" if result.reason in {None, "", _REVERTED} else ""
    calls = result.counterexample.calls() if result.counterexample else ()
    shown = f"; with {calls[0]}" if len(calls) == 1 else ""
    shown = shown or (f"; after {len(calls)} calls" if calls else "")
    return f"{reason or result.reason}{shown}"


def _texts(result: Result, answer: _Answer) -> Iterator[str]:
    for log in result.decoded_logs:
        yield f"{log}\n"
    if answer.action != "pass":
        yield f"{answer.message}\n"
    if answer.action == "fail" and result.counterexample:
        yield "".join(f"    {call}\n" for call in result.counterexample.calls())


def _output(package: str, test: str, text: str) -> Event:
    name = {"Package": package, "Test": test} if test else {"Package": package}
    return {"Action": "output", **name, "Output": text}


def _gravest(answers: Iterable[_Answer]) -> _Answer:
    return max(answers, key=lambda answer: _GRAVITY.index(answer.action))
