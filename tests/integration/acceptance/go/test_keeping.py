"""Binaries that outlast a run: quicker, and never those of other sources."""

import os
from pathlib import Path

import pytest

from gonogo.acceptance import NamedTest
from gonogo.acceptance.runners.go import GoRunner
from gonogo.acceptance.runners.go_keeping import keeping_of
from gonogo.evidence import Outcome
from tests.contract.acceptance.go_stand import GO_PROGRAM
from tests.integration.acceptance.go.modules import Module

pytestmark = pytest.mark.timeout(300)

TEST = NamedTest("example.org/m/base", "TestFee")
GREEN = 'package base\n\nimport "testing"\n\nfunc TestFee(t *testing.T) {}\n'


def _module(place: Path, source: str) -> Module:
    """Write the module in the same place again, for a new run that keeps binaries."""
    module = Module.write(place, {"base/base_test.go": source})
    module.runner = GoRunner(go_binary=GO_PROGRAM, kept=place / "kept")
    return module


def _kept(place: Path) -> Path:
    return keeping_of(place / "kept", place / "module") / "0" / "base.test"


async def test_what_did_not_change_is_not_linked_again(tmp_path: Path) -> None:
    """The second run uses the very file that the first one left."""
    await _module(tmp_path, GREEN).run(TEST)
    first = _kept(tmp_path).stat()

    ran = await _module(tmp_path, GREEN).run(TEST)

    assert ran.results[TEST].outcome is Outcome.PASSED
    assert _kept(tmp_path).stat().st_ino == first.st_ino


async def test_what_changed_is_built_again(tmp_path: Path) -> None:
    """A test that fails now is not answered by the binary of when it passed."""
    await _module(tmp_path, GREEN).run(TEST)

    ran = await _module(tmp_path, GREEN.replace("{}", '{ t.Fatal("now") }')).run(TEST)

    assert ran.results[TEST].outcome is Outcome.FAILED


async def test_what_does_not_build_any_more_is_not_run(tmp_path: Path) -> None:
    """The binary from before is not taken for that of sources that are broken now."""
    await _module(tmp_path, GREEN).run(TEST)

    ran = await _module(tmp_path, GREEN.replace("{}", "{ broken }")).run(TEST)

    assert ran.results[TEST].outcome is Outcome.ERRORED


@pytest.mark.parametrize("size", [0, 100_000, 1_000_000])
async def test_half_a_binary_is_built_again(tmp_path: Path, size: int) -> None:
    """A build that is killed while it copies leaves one whose beginning is right."""
    await _module(tmp_path, GREEN).run(TEST)
    os.truncate(_kept(tmp_path), size)

    ran = await _module(tmp_path, GREEN).run(TEST)

    assert ran.results[TEST].outcome is Outcome.PASSED


async def test_namesakes_that_are_built_one_after_the_other(tmp_path: Path) -> None:
    """Neither is written over the other, and each runs as what it is."""
    module = _module(tmp_path, GREEN)
    other = module.directory / "other" / "base"
    other.mkdir(parents=True)
    (other / "base_test.go").write_text(GREEN.replace("{}", '{ t.Fatal("other") }'))
    await module.runner.discover(["./..."], module.surroundings)
    test = NamedTest("example.org/m/other/base", "TestFee")

    outcomes = [(await module.run(each)).results[each].outcome for each in (TEST, test, TEST, test)]

    assert outcomes == [Outcome.PASSED, Outcome.FAILED] * 2
    assert (
        _kept(tmp_path).stat().st_ino != (_kept(tmp_path).parents[1] / "1/base.test").stat().st_ino
    )


async def test_a_namesake_is_not_run_for_another_package(tmp_path: Path) -> None:
    """The kept binary of one package is not taken for another one of that name, which is broken."""
    await _module(tmp_path, GREEN).run(TEST)
    module = _module(tmp_path, GREEN)
    other = module.directory / "other" / "base"
    other.mkdir(parents=True)
    (other / "base_test.go").write_text(GREEN.replace("{}", "{ broken }"))
    test = NamedTest("example.org/m/other/base", "TestFee")

    ran = await module.run(test)

    assert ran.results[test].outcome is Outcome.ERRORED
