"""Gates held against what the real `go` finds: op-acceptor passed what is refused here."""

import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest

from gonogo.acceptance import Surroundings
from gonogo.acceptance.plan import Plan, PlanError, make_plan, patterns
from gonogo.acceptance.runners.go import GoRunner
from gonogo.acceptance.validators import choose_gates, parse_validators

MODULE = "example.org/suites"
FILES = {
    "go.mod": f"module {MODULE}\n\ngo 1.21\n",
    "base/base_test.go": 'package base\n\nimport "testing"\n\n'
    "func TestChain(t *testing.T) {}\n\nfunc TestFees(t *testing.T) {}\n",
    "base/deposit/deposit_test.go": 'package deposit\n\nimport "testing"\n\n'
    "func TestFees(t *testing.T) {}\n",
    "helpers/helpers.go": "package helpers\n",
}

Planned = Callable[..., Awaitable[Plan]]


@pytest.fixture(scope="module")
def suites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("suites")
    for name, text in FILES.items():
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        (directory / name).write_text(text)
    return directory


@pytest.fixture
def planned(suites: Path, tmp_path: Path) -> Planned:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "GOCACHE": str(tmp_path / "cache"),
        "GOTOOLCHAIN": "local",
        "GOFLAGS": "-mod=mod",
        "GOPROXY": "off",
    }
    runner = GoRunner(go_binary=str(Path(sys.executable).with_name("go")))

    async def plan(entries: str, excluded: str = "", gates: Sequence[str] = ("g",)) -> Plan:
        text = f"gates: [{{id: g, tests: [{entries}]}}, {{id: x, tests: [{excluded}]}}]"
        read = parse_validators(text, "gates.yaml")
        choice = choose_gates(read, gates, ["x"])
        found = await runner.discover(patterns(choice), Surroundings(suites, tmp_path, environment))
        return make_plan(choice, found, directory=suites)

    return plan


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (
            "{package: ./base, name: TestChian}",
            r"has no test 'TestChian' \(did you mean 'TestChain'",
        ),
        (f"{{package: {MODULE}/base, name: 'Test.*'}}", "no pattern"),
        ("{package: ./helpers, name: TestChain}", "has no tests, so no 'TestChain'"),
        ("{package: ./helpers}", "has no tests"),
        ("{package: ./bsae}", "there is no package"),
        (f"{{package: {MODULE}/gone}}", "there is no package"),
        ("{package: ./gone/...}", "there is no package in"),
        ("{package: golang.org/x/gone}", "there is no package"),
        ("{package: fmt}", "is not in the test directory"),
    ],
)
async def test_what_go_would_have_passed(planned: Planned, entry: str, told: str) -> None:
    """What does not exist is refused with its place, before anything is built."""
    with pytest.raises(PlanError, match=rf"^gates\.yaml:1:25: .*{told}"):
        await planned(entry)


async def test_packages_by_path_and_by_import_path(planned: Planned) -> None:
    """A package runs once, by whichever names it is called."""
    plan = await planned(
        f"{{package: ./base}}, {{package: {MODULE}/...}}, {{package: {MODULE}/base}}"
    )

    assert [task.package for task in plan.tasks] == [f"{MODULE}/base", f"{MODULE}/base/deposit"]
    assert [str(each.test) for each in plan.selected] == [
        f"{MODULE}/base:TestChain",
        f"{MODULE}/base:TestFees",
        f"{MODULE}/base/deposit:TestFees",
    ]


@pytest.mark.parametrize("package", ["./base", f"{MODULE}/base"])
@pytest.mark.parametrize("gates", [(), ("g",)])
async def test_a_named_test_is_left_out(
    planned: Planned, package: str, gates: tuple[str, ...]
) -> None:
    """By its path or its import path, with gates and without, a named test is left out."""
    plan = await planned("{package: ./...}", f"{{package: {package}, name: TestFees}}", gates)

    assert [str(each.test) for each in plan.selected] == [
        f"{MODULE}/base:TestChain",
        f"{MODULE}/base/deposit:TestFees",
    ]
    assert plan.tasks[0].leaves_out == ("TestFees",)
