"""A sink that keeps all that a runner says, and answers questions about it."""

import json
from dataclasses import dataclass, field

from gonogo.acceptance import Ending

ENDS = frozenset(("pass", "fail", "skip"))


@dataclass
class Heard:
    """A sink that keeps everything."""

    said: bytes = b""
    printed: bytes = b""
    ending: Ending = field(default_factory=lambda: Ending(None))

    def events(self, chunk: bytes) -> None:
        """Keep events."""
        self.said += chunk

    def text(self, chunk: bytes) -> None:
        """Keep what the tool itself prints."""
        self.printed += chunk

    @property
    def lines(self) -> list[dict[str, object]]:
        """Return all events."""
        return [json.loads(line) for line in self.said.splitlines()]

    @property
    def ends(self) -> dict[object, object]:
        """Return how each test ended: None stands for one that began and did not."""
        found: dict[object, object] = {}
        for line in self.lines:
            if line["Action"] == "run":
                found.setdefault(line["Test"], None)
            elif line["Action"] in ENDS and "Test" in line:
                found[line["Test"]] = line["Action"]
        return found

    def end_of(self, test: str = "") -> dict[str, object]:
        """Return the one event that ends a test; without one, that ends the package."""
        (found,) = (
            line
            for line in self.lines
            if line["Action"] in ENDS and "Package" in line and line.get("Test", "") == test
        )
        return found

    def why(self, test: str = "") -> tuple[str, str]:
        """Return the kind and message of an end."""
        said = self.end_of(test)["Gonogo"]
        assert isinstance(said, dict)
        return said["kind"], said["message"]

    def summary_of(self, test: str) -> tuple[str, str, str]:
        """Return how a test ended, with the kind and message of that, if there are any."""
        end = self.end_of(test)
        kind, message = self.why(test) if "Gonogo" in end else ("", "")
        return str(end["Action"]), kind, message

    def output_of(self, test: str = "") -> str:
        """Return what a test printed."""
        return "".join(
            str(line["Output"])
            for line in self.lines
            if line["Action"] == "output" and line.get("Test", "") == test
        )
