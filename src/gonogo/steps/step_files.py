"""The files beside a step: its bundle, the text of the pull request, how its hook ended.

They follow from the record, so they can be made again; a folder is named by its step,
and no two steps share one.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import msgspec

from gonogo import __version__, digest
from gonogo.people import ActKind
from gonogo.project import Project, write_whole
from gonogo.promotion import (
    PullRequest,
    ledger_of,
    ledger_rows,
    open_break_glasses,
    pull_request_text,
    pull_request_title,
)
from gonogo.readiness import scope_in_force
from gonogo.record import Act, Counted, DeterminationBody
from gonogo.steps.hooks import HookEnd
from gonogo.steps.meanwhile import findings_along, reasons_told
from gonogo.steps.stepping import Check

_FOLDERS = {ActKind.PROMOTION: "promotions", ActKind.PUBLICATION: "publications"}
_DIGITS = 8


@dataclass(frozen=True)
class StepFiles:
    """The folder of one step."""

    folder: Path

    @property
    def bundle(self) -> Path:
        """The decision in one file."""
        return self.folder / "decision.bundle"

    @property
    def pull_request(self) -> Path:
        """The text of the pull request; its first line is the title."""
        return self.folder / "pull-request.md"

    @property
    def ledger(self) -> Path:
        """The ledger as it is after the step."""
        return self.folder / "ledger.json"

    @property
    def hook(self) -> Path:
        """How the hook ended."""
        return self.folder / "hook.json"

    @property
    def written(self) -> tuple[Path, ...]:
        """Which of them are there."""
        every = (self.bundle, self.pull_request, self.ledger, self.hook)
        return tuple(path for path in every if path.is_file())

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing; the ledger is written last."""
        return self.ledger.is_file()

    def has_run(self, words: tuple[str, ...]) -> bool:
        """Say whether this hook was run for the step and did what it should."""
        try:
            before = json.loads(self.hook.read_bytes())
        except (OSError, ValueError):
            return False
        return isinstance(before, dict) and (before.get("hook"), before.get("exit_code")) == (
            list(words),
            0,
        )

    def keep_hook(self, end: HookEnd) -> None:
        """Keep how the hook ended, so that it is run again only where it failed."""
        told = {
            "hook": list(end.words),
            "exit_code": end.exit_code,
            "explanation": end.explanation,
        }
        write_whole(self.hook, json.dumps(told, indent=2).encode() + b"\n")


def files_of(project: Project, network: str, transition: str, step: Act) -> StepFiles:
    """Return where the files of a step are, whether they are there or not."""
    digits = step.id.removeprefix("sha256:")[:_DIGITS]
    name = f"{network}-{transition.replace(':', '-')}-{step.at:%Y-%m-%d}-{digits}"
    return StepFiles(project.root / _FOLDERS[step.kind] / name)


def write_files(
    project: Project, check: Check, step: Act, *, bundle: bytes | None, counted: Counted
) -> StepFiles:
    """Write what stands beside a step; what is there is written anew.

    Args:
        project: Where the step was made.
        check: What permitted it.
        step: The act.
        bundle: Of the decision, with the step in it; None: it rests on none.
        counted: What counts, the step among it.
    """
    wanted = check.wanted
    files = files_of(project, wanted.network, wanted.transition, step)
    if bundle is not None:
        write_whole(files.bundle, bundle)
        text = _pull_request(check, bundle, files, counted)
        if text is not None:
            write_whole(files.pull_request, text.encode())
    rows = ledger_rows(ledger_of(counted, check.policies))
    write_whole(files.ledger, msgspec.json.format(msgspec.json.encode(rows), indent=2) + b"\n")
    return files


def _pull_request(check: Check, bundle: bytes, files: StepFiles, counted: Counted) -> str | None:
    if check.verified is None or check.judgement is None or check.decision is None:
        return None
    if check.refusals:
        # A step by force has no text that says that features passed.
        return None
    body = check.decision.body
    if not isinstance(body, DeterminationBody):
        return None
    people = counted.people[-1]
    request = PullRequest(
        verified=check.verified,
        stage=check.wanted.stage,
        bundle=files.bundle.name,
        bundle_digest=digest.of_bytes(bundle),
        reasons=reasons_told(body),
        findings=tuple(findings_along(body, check.judgement)),
        break_glass=tuple(
            each.sentence(check.judgement.decision.judged_at, people)
            for each in open_break_glasses(counted.acts, check.wanted.network)
        ),
        version=__version__,
        titles={feature.id: feature.title for feature in scope_in_force(counted)},
    )
    return f"# {pull_request_title(request)}\n\n{pull_request_text(request)}"
