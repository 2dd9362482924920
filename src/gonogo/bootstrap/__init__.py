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
    from gonogo.bootstrap.check_policy import (
        Choice,
        Circumstances,
        LeftOut,
        choose_checks,
        require_checks,
    )
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
    from gonogo.bootstrap.pinning import Pin, PinState, pin, pins_of, policies_to_pin
    from gonogo.bootstrap.policies import (
        StrayPolicyError,
        composed_policy,
        known_networks,
        policy_files,
        policy_named,
        policy_schema_text,
        require_network,
    )
    from gonogo.bootstrap.policy_check import (
        CheckedFile,
        check_policy_file,
        check_policy_files,
        project_policy_names,
    )
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
    from gonogo.bootstrap.transitions import own_keyring, policy_of_step, stage_of, transition_of
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
    "CheckedFile": "policy_check",
    "Choice": "check_policy",
    "Circumstances": "check_policy",
    "Deciding": "deciding",
    "Determined": "deciding",
    "FindingView": "finding_view",
    "FoundingError": "founding",
    "HookEnd": "hooks",
    "HookError": "hooks",
    "LeftOut": "check_policy",
    "Link": "finding_acts",
    "ListedWaiver": "waiving",
    "NoDecisionError": "bundling",
    "NoWorkspaceError": "application",
    "Outlook": "outlook",
    "Pin": "pinning",
    "PinState": "pinning",
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
    "StrayPolicyError": "policies",
    "UnknownRequirementError": "explaining",
    "VerifyingError": "verifying",
    "WaiverAsked": "waiving",
    "Warnings": "shown",
    "adding": "finding_acts",
    "check_policy_file": "policy_check",
    "check_policy_files": "policy_check",
    "choose_checks": "check_policy",
    "closing_draft": "revoking",
    "composed_policy": "policies",
    "expected_of": "verifying",
    "explained": "explaining",
    "files_of": "step_files",
    "find_finding": "finding_view",
    "findings_of": "finding_view",
    "found": "founding",
    "from_bare_endpoints": "networks",
    "hook_words": "hooks",
    "known_networks": "policies",
    "linking": "finding_acts",
    "look_at": "looking",
    "networks_with_acts": "looking",
    "opened": "application",
    "opened_to_judge": "application",
    "opened_to_read": "application",
    "own_keyring": "transitions",
    "pending_plan": "founding",
    "pin": "pinning",
    "pins_of": "pinning",
    "planning": "finding_acts",
    "policies_to_pin": "pinning",
    "policy_files": "policies",
    "policy_named": "policies",
    "policy_of_step": "transitions",
    "policy_schema_text": "policies",
    "prepare": "founding",
    "project_policy_names": "policy_check",
    "rating": "finding_acts",
    "read_bundle": "verifying",
    "read_files": "signing_off",
    "report_of_record": "reports",
    "report_of_run": "reports",
    "require_checks": "check_policy",
    "require_network": "policies",
    "require_no_workspace": "founding",
    "require_same": "founding",
    "require_writable": "reports",
    "resolving": "finding_acts",
    "revocation_draft": "revoking",
    "run_hook": "hooks",
    "severity_text": "finding_acts",
    "short_id": "finding_names",
    "sign_off": "signing_off",
    "stage_of": "transitions",
    "standing_text": "finding_acts",
    "transition_of": "transitions",
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
    "CheckedFile",
    "Choice",
    "Circumstances",
    "Deciding",
    "Determined",
    "FindingView",
    "FoundingError",
    "HookEnd",
    "HookError",
    "LeftOut",
    "Link",
    "ListedWaiver",
    "NoDecisionError",
    "NoWorkspaceError",
    "Outlook",
    "Pin",
    "PinState",
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
    "StrayPolicyError",
    "UnknownCaseError",
    "UnknownRequirementError",
    "VerifyingError",
    "WaiverAsked",
    "Warnings",
    "adding",
    "cases_named",
    "check_policy_file",
    "check_policy_files",
    "choose_checks",
    "closing_draft",
    "composed_policy",
    "expected_of",
    "explained",
    "files_of",
    "find_finding",
    "findings_of",
    "found",
    "from_bare_endpoints",
    "gates_of_product",
    "hook_words",
    "known_networks",
    "linking",
    "look_at",
    "networks_with_acts",
    "opened",
    "opened_to_judge",
    "opened_to_read",
    "own_keyring",
    "pending_plan",
    "pin",
    "pins_of",
    "planning",
    "policies_to_pin",
    "policies_to_try",
    "policy_files",
    "policy_named",
    "policy_of_step",
    "policy_schema_text",
    "prepare",
    "project_policy_names",
    "rating",
    "read_bundle",
    "read_files",
    "report_of_record",
    "report_of_run",
    "require_checks",
    "require_network",
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
    "stage_of",
    "standing_text",
    "transition_of",
    "waive",
    "waivers",
    "workspace_to_try",
    "write_files",
    "write_release_report",
    "write_report",
]
