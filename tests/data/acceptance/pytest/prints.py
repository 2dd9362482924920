"""Tests that print what is hard to take."""

import os


def test_long_line() -> None:
    """It fails after a line of 70,000 characters."""
    print("x" * 70_000)  # noqa: T201 - That is what it is for.
    raise AssertionError


def test_bytes() -> None:
    """It passes after bytes that are no UTF-8."""
    os.write(1, b"\xff\xfe\x00 no text\n")


def test_environment() -> None:
    """It prints the variables that it finds."""
    for name, value in os.environ.items():
        print(f"VARIABLE {name}={value}")  # noqa: T201 - That is what it is for.
