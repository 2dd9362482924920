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
    from gonogo.bootstrap.finding_acts import (
        Link,
        PlanAsked,
        Report,
        adding,
        linking,
        planning,
        rating,
        resolving,
        severity_text,
        standing_text,
    )
    from gonogo.bootstrap.finding_names import (
        short_id,
    )
    from gonogo.bootstrap.finding_view import (
        FindingView,
        find_finding,
        findings_of,
    )
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
    from gonogo.bootstrap.looking import look_at, networks_with_acts
    from gonogo.bootstrap.networks import from_bare_endpoints
    from gonogo.bootstrap.outlook import Outlook
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
    from gonogo.bootstrap.signing_off import (
        SignOffAsked,
        read_files,
        sign_off,
    )
    from gonogo.bootstrap.step_files import StepFiles, files_of, write_files
    from gonogo.bootstrap.stepping import Check, Stepping, StepRefusedError
    from gonogo.bootstrap.verifying import VerifyingError, expected_of, read_bundle
    from gonogo.bootstrap.waiving import (
        ListedWaiver,
        WaiverAsked,
        waive,
        waivers,
    )


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
    "FindingView": "finding_view",
    "FoundingError": "founding",
    "HookEnd": "hooks",
    "HookError": "hooks",
    "Link": "finding_acts",
    "ListedWaiver": "waiving",
    "NoDecisionError": "bundling",
    "NoWorkspaceError": "application",
    "Outlook": "outlook",
    "Plan": "founding",
    "PlanAsked": "finding_acts",
    "ProjectRecord": "project_record",
    "Proposal": "deciding",
    "Report": "finding_acts",
    "ReportPathError": "reports",
    "SeveralDecisionsError": "bundling",
    "SignOffAsked": "signing_off",
    "StepFiles": "step_files",
    "StepRefusedError": "stepping",
    "Stepping": "stepping",
    "UnknownRequirementError": "explaining",
    "VerifyingError": "verifying",
    "WaiverAsked": "waiving",
    "Warnings": "shown",
    "adding": "finding_acts",
    "closing_draft": "revoking",
    "expected_of": "verifying",
    "explained": "explaining",
    "files_of": "step_files",
    "find_finding": "finding_view",
    "findings_of": "finding_view",
    "found": "founding",
    "from_bare_endpoints": "networks",
    "hook_words": "hooks",
    "linking": "finding_acts",
    "look_at": "looking",
    "networks_with_acts": "looking",
    "opened": "application",
    "opened_to_judge": "application",
    "opened_to_read": "application",
    "pending_plan": "founding",
    "planning": "finding_acts",
    "prepare": "founding",
    "rating": "finding_acts",
    "read_bundle": "verifying",
    "read_files": "signing_off",
    "report_of_record": "reports",
    "report_of_run": "reports",
    "require_no_workspace": "founding",
    "require_same": "founding",
    "require_writable": "reports",
    "resolving": "finding_acts",
    "revocation_draft": "revoking",
    "run_hook": "hooks",
    "severity_text": "finding_acts",
    "short_id": "finding_names",
    "sign_off": "signing_off",
    "standing_text": "finding_acts",
    "waive": "waiving",
    "waivers": "waiving",
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
    "FindingView",
    "FoundingError",
    "HookEnd",
    "HookError",
    "Link",
    "ListedWaiver",
    "NoDecisionError",
    "NoWorkspaceError",
    "Outlook",
    "Plan",
    "PlanAsked",
    "ProjectRecord",
    "Proposal",
    "ReleaseReports",
    "Report",
    "ReportPathError",
    "SeveralDecisionsError",
    "SignOffAsked",
    "StepFiles",
    "StepRefusedError",
    "Stepping",
    "UnknownCaseError",
    "UnknownRequirementError",
    "VerifyingError",
    "WaiverAsked",
    "Warnings",
    "adding",
    "cases_named",
    "closing_draft",
    "expected_of",
    "explained",
    "files_of",
    "find_finding",
    "findings_of",
    "found",
    "from_bare_endpoints",
    "gates_of_product",
    "hook_words",
    "linking",
    "look_at",
    "networks_with_acts",
    "opened",
    "opened_to_judge",
    "opened_to_read",
    "pending_plan",
    "planning",
    "policies_to_try",
    "prepare",
    "rating",
    "read_bundle",
    "read_files",
    "report_of_record",
    "report_of_run",
    "require_no_workspace",
    "require_release_path",
    "require_same",
    "require_writable",
    "resolving",
    "revocation_draft",
    "run_hook",
    "severity_text",
    "short_id",
    "sign_off",
    "standing_text",
    "waive",
    "waivers",
    "workspace_to_try",
    "write_files",
    "write_release_report",
    "write_report",
]
