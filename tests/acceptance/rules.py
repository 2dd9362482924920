"""The rules that are taken out of copies of the package, as `tests/data` lists them."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import gonogo

PACKAGE = Path(gonogo.__file__).parent
_LISTED = Path(__file__).parent.parent / "data" / "rules_taken_out.toml"


@dataclass(frozen=True)
class Rule:
    """A rule that is taken out of a copy of the package."""

    file: str
    text: str
    """What stands there now, once."""
    instead: str
    cases: tuple[str, ...]
    """Each of these must notice it."""
    policy: str = "rehearsal"
    says: str = "let-through"
    """What the cases come to without it."""

    @property
    def name(self) -> str:
        """What it is told by."""
        return f"{self.file}: {' '.join(self.text.split())[:60]}"

    def count_in(self, package: Path) -> int:
        """Count how often its text stands in its file; of a file that is gone, never."""
        file = package / self.file
        return file.read_text(encoding="utf-8").count(self.text) if file.is_file() else 0


def rules() -> list[Rule]:
    """Return all that are listed."""
    listed = tomllib.loads(_LISTED.read_text(encoding="utf-8"))["rules"]
    return [Rule(**{**each, "cases": tuple(each["cases"])}) for each in listed]
