"""What the pinned programs need of a machine, asked before anything is downloaded."""

import platform
from dataclasses import dataclass
from typing import Self

from gonogo.bench.errors import UnsupportedMachineError

LEAST_GLIBC = (2, 35)
_MACHINES = frozenset({"x86_64", "amd64"})


@dataclass(frozen=True)
class Machine:
    """The traits of a machine that decide whether the programs run on it."""

    system: str
    processor: str
    libc: str
    """Empty when the C library does not tell its name, as musl."""
    libc_version: str

    @classmethod
    def here(cls) -> Self:
        """Describe the machine this runs on."""
        libc, libc_version = platform.libc_ver()
        return cls(platform.system(), platform.machine(), libc, libc_version)

    def require_supported(self) -> None:
        """Return quietly where the programs run.

        Raises:
            UnsupportedMachineError: another system or processor, or too old a C library.
        """
        if self.system != "Linux" or self.processor.lower() not in _MACHINES:
            raise UnsupportedMachineError(
                f"it needs Linux on x86-64, this is {self.system} on {self.processor}",
                hint="Use a Linux container or virtual machine. Checking other networks works.",
            )
        if self.libc != "glibc" or _version(self.libc_version) < LEAST_GLIBC:
            found = f"{self.libc} {self.libc_version}" if self.libc else "another C library"
            raise UnsupportedMachineError(
                f"it needs glibc {'.'.join(map(str, LEAST_GLIBC))} or later, this has {found}",
                hint="Debian 12, Ubuntu 22.04 and later have it; or put an anvil 1.7 on the PATH.",
            )


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())
