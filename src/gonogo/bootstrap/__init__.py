"""The composition root: the adapters put together, for the commands.

Everything is imported when it is first used: a command that shows its help, or refuses
what was typed, must not wait for a database and a durable engine.
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gonogo.bootstrap.application import (
        Application,
        NoWorkspaceError,
        opened,
        opened_to_judge,
        opened_to_read,
    )
    from gonogo.bootstrap.bundling import Bundling, NoDecisionError, SeveralDecisionsError
    from gonogo.bootstrap.deciding import Deciding, Determined, Proposal
    from gonogo.bootstrap.explaining import UnknownRequirementError, explained
    from gonogo.bootstrap.founding import (
        Asked,
        FoundingError,
        Plan,
        found,
        pending_plan,
        prepare,
        require_no_workspace,
        require_same,
    )
    from gonogo.bootstrap.hooks import HookEnd, HookError, hook_words, run_hook
    from gonogo.bootstrap.networks import from_bare_endpoints
    from gonogo.bootstrap.project_record import ProjectRecord
    from gonogo.bootstrap.release_files import require_release_path, write_release_report
    from gonogo.bootstrap.release_reports import ReleaseReports
    from gonogo.bootstrap.reports import (
        ReportPathError,
        report_of_record,
        report_of_run,
        require_writable,
        write_report,
    )
    from gonogo.bootstrap.revoking import closing_draft, revocation_draft
    from gonogo.bootstrap.selftesting import (
        UnknownCaseError,
        cases_named,
        gates_of_product,
        policies_to_try,
        workspace_to_try,
    )
    from gonogo.bootstrap.shown import Warnings
    from gonogo.bootstrap.step_files import StepFiles, files_of, write_files
    from gonogo.bootstrap.stepping import Check, Stepping, StepRefusedError
    from gonogo.bootstrap.verifying import VerifyingError, expected_of, read_bundle


_LATER = {
    "write_release_report": "release_files",
    "require_release_path": "release_files",
    "ReleaseReports": "release_reports",
    "Application": "application",
    "Asked": "founding",
    "Bundling": "bundling",
    "Check": "stepping",
    "Deciding": "deciding",
    "Determined": "deciding",
    "FoundingError": "founding",
    "HookEnd": "hooks",
    "HookError": "hooks",
    "NoDecisionError": "bundling",
    "NoWorkspaceError": "application",
    "Plan": "founding",
    "ProjectRecord": "project_record",
    "Proposal": "deciding",
    "ReportPathError": "reports",
    "SeveralDecisionsError": "bundling",
    "StepFiles": "step_files",
    "StepRefusedError": "stepping",
    "Stepping": "stepping",
    "UnknownRequirementError": "explaining",
    "VerifyingError": "verifying",
    "Warnings": "shown",
    "closing_draft": "revoking",
    "expected_of": "verifying",
    "explained": "explaining",
    "files_of": "step_files",
    "found": "founding",
    "from_bare_endpoints": "networks",
    "hook_words": "hooks",
    "opened": "application",
    "opened_to_judge": "application",
    "opened_to_read": "application",
    "pending_plan": "founding",
    "prepare": "founding",
    "read_bundle": "verifying",
    "report_of_record": "reports",
    "report_of_run": "reports",
    "require_no_workspace": "founding",
    "require_same": "founding",
    "require_writable": "reports",
    "revocation_draft": "revoking",
    "run_hook": "hooks",
    "write_files": "step_files",
    "write_report": "reports",
    "UnknownCaseError": "selftesting",
    "cases_named": "selftesting",
    "gates_of_product": "selftesting",
    "policies_to_try": "selftesting",
    "workspace_to_try": "selftesting",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_LATER[name]}"), name)


__all__ = [
    "Application",
    "Asked",
    "Bundling",
    "Check",
    "Deciding",
    "Determined",
    "FoundingError",
    "HookEnd",
    "HookError",
    "NoDecisionError",
    "NoWorkspaceError",
    "Plan",
    "ProjectRecord",
    "Proposal",
    "ReleaseReports",
    "ReportPathError",
    "SeveralDecisionsError",
    "StepFiles",
    "StepRefusedError",
    "Stepping",
    "UnknownCaseError",
    "UnknownRequirementError",
    "VerifyingError",
    "Warnings",
    "cases_named",
    "closing_draft",
    "expected_of",
    "explained",
    "files_of",
    "found",
    "from_bare_endpoints",
    "gates_of_product",
    "hook_words",
    "opened",
    "opened_to_judge",
    "opened_to_read",
    "pending_plan",
    "policies_to_try",
    "prepare",
    "read_bundle",
    "report_of_record",
    "report_of_run",
    "require_no_workspace",
    "require_release_path",
    "require_same",
    "require_writable",
    "revocation_draft",
    "run_hook",
    "workspace_to_try",
    "write_files",
    "write_release_report",
    "write_report",
]
