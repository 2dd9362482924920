"""Which test: a package and a name in it. Two packages may well have a test of one name.

The package is said as its runner says it: an import path of Go, a file of pytest, a contract
of Foundry. Whatever is counted, compared or looked up about a test goes by both.
"""

from dataclasses import dataclass

SUBTEST = "/"
"""Between a test and its subtest, as `go test` writes it."""


@dataclass(frozen=True, slots=True, order=True)
class NamedTest:
    """A test, a subtest, or a package as a whole."""

    package: str
    name: str = ""
    """Empty: the package as a whole."""

    @property
    def is_package(self) -> bool:
        """Whether it is a package as a whole and no test of it."""
        return not self.name

    @property
    def is_subtest(self) -> bool:
        """Whether it runs inside another test."""
        return SUBTEST in self.name

    @property
    def top(self) -> "NamedTest":
        """Return the test that it runs inside, or itself."""
        return NamedTest(self.package, self.name.partition(SUBTEST)[0])

    def __str__(self) -> str:
        return f"{self.package}:{self.name}" if self.name else self.package
