"""What tasks are called."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gonogo.acceptance.plan.task_names import shared_root, task_id

# A busy machine is no mistake of what is tried.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("package", "names", "expected"),
    [
        ("m/tests/base/deposit", (), "003-base-deposit"),
        ("m/tests/base", ("TestL1Fees",), "003-base-testl1fees"),
        ("m/tests/base", ("TestA", "TestB"), "003-base"),
        ("m/tests/test_fees.py", (), "003-test-fees-py"),
        ("m/tests/Fee.t.sol:FeeTest", (), "003-fee-t-sol-feetest"),
        ("m/tests/Äpfel", (), "003-pfel"),
        ("m/tests/…", (), "003"),
    ],
)
def test_ids(package: str, names: tuple[str, ...], expected: str) -> None:
    """A number, and what a person knows the package by."""
    assert task_id(3, package, names, "m/tests/") == expected


@UNHURRIED
@given(st.text(), st.lists(st.text(), max_size=2))
def test_an_id_is_fit_for_a_file(package: str, names: list[str]) -> None:
    """Whatever a package is called, its task has a short name of plain characters."""
    found = task_id(7, package, names, "")

    assert re.fullmatch(r"007(-[a-z0-9-]*[a-z0-9])?", found)
    assert len(found) <= 64


@pytest.mark.parametrize(
    ("packages", "root"),
    [
        ([], ""),
        (["m/tests/base"], "m/tests/"),
        (["m/tests/base", "m/tests/base/deposit"], "m/tests/"),
        (["m/tests/base", "m/other"], "m/"),
        (["a", "b"], ""),
        (["m/base", "m/basement"], "m/"),
    ],
)
def test_what_all_packages_begin_with(packages: list[str], root: str) -> None:
    """Whole segments, and something is left of each package."""
    assert shared_root(packages) == root
