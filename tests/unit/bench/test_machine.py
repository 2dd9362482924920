"""Which machines the bench's programs run on."""

import pytest

from gonogo.bench.errors import UnsupportedMachineError
from gonogo.bench.machine import Machine


@pytest.mark.parametrize(
    "machine",
    [
        Machine("Linux", "x86_64", "glibc", "2.35"),
        Machine("Linux", "AMD64", "glibc", "2.41"),
        Machine("Linux", "x86_64", "glibc", "3.0"),
    ],
)
def test_linux_on_x86_64_with_a_late_glibc_is_supported(machine: Machine) -> None:
    """The machines that the programs were built for are accepted."""
    machine.require_supported()


@pytest.mark.parametrize(
    ("machine", "what"),
    [
        (Machine("Darwin", "arm64", "", ""), "this is Darwin on arm64"),
        (Machine("Linux", "aarch64", "glibc", "2.41"), "this is Linux on aarch64"),
        (Machine("Linux", "x86_64", "glibc", "2.34"), "this has glibc 2.34"),
        (Machine("Linux", "x86_64", "glibc", "2.9"), "this has glibc 2.9"),
        (Machine("Linux", "x86_64", "glibc", ""), "glibc 2.35 or later"),
        (Machine("Linux", "x86_64", "", ""), "this has another C library"),
    ],
)
def test_other_machines_are_told_what_is_missing(machine: Machine, what: str) -> None:
    """Nothing is downloaded onto a machine where it cannot run, and the message says why."""
    with pytest.raises(UnsupportedMachineError, match=what) as refused:
        machine.require_supported()

    assert refused.value.hint
