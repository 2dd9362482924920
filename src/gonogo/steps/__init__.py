"""The steps of the process: found a workspace, decide, bundle, publish, promote, take back, verify.

They stand on what runs recorded and people signed, and need no engine. Everything is
imported when it is first used.
"""

from typing import TYPE_CHECKING

from gonogo.lazily import lazily

if TYPE_CHECKING:
    from gonogo.steps.accepting import version_difference_draft
    from gonogo.steps.against import Replaced, replaced
    from gonogo.steps.bundling import Bundling, SeveralDecisionsError
    from gonogo.steps.deciding import Deciding, Determined, Proposal
    from gonogo.steps.determination import blocked
    from gonogo.steps.explaining import explained
    from gonogo.steps.explanation import Circumstance, Explained
    from gonogo.steps.founding import Asked, found, prepare, require_no_workspace, require_same
    from gonogo.steps.founding_plan import Plan, pending_plan
    from gonogo.steps.hooks import HookEnd, HookError, hook_words, run_hook
    from gonogo.steps.meanwhile import UNKNOWN_CODES
    from gonogo.steps.revoking import closing_draft, revocation_draft
    from gonogo.steps.step_files import StepFiles, files_of, write_files
    from gonogo.steps.stepping import Check, Stepping
    from gonogo.steps.verifying import expected_of, read_bundle

_LATER = {
    "Asked": "founding",
    "Bundling": "bundling",
    "Check": "stepping",
    "Circumstance": "explanation",
    "Deciding": "deciding",
    "Determined": "deciding",
    "Explained": "explanation",
    "HookEnd": "hooks",
    "HookError": "hooks",
    "Plan": "founding_plan",
    "Proposal": "deciding",
    "Replaced": "against",
    "SeveralDecisionsError": "bundling",
    "StepFiles": "step_files",
    "Stepping": "stepping",
    "UNKNOWN_CODES": "meanwhile",
    "blocked": "determination",
    "closing_draft": "revoking",
    "expected_of": "verifying",
    "explained": "explaining",
    "files_of": "step_files",
    "found": "founding",
    "hook_words": "hooks",
    "pending_plan": "founding_plan",
    "prepare": "founding",
    "read_bundle": "verifying",
    "replaced": "against",
    "require_no_workspace": "founding",
    "require_same": "founding",
    "revocation_draft": "revoking",
    "run_hook": "hooks",
    "version_difference_draft": "accepting",
    "write_files": "step_files",
}

__getattr__ = lazily(__name__, _LATER)

__all__ = [
    "UNKNOWN_CODES",
    "Asked",
    "Bundling",
    "Check",
    "Circumstance",
    "Deciding",
    "Determined",
    "Explained",
    "HookEnd",
    "HookError",
    "Plan",
    "Proposal",
    "Replaced",
    "SeveralDecisionsError",
    "StepFiles",
    "Stepping",
    "blocked",
    "closing_draft",
    "expected_of",
    "explained",
    "files_of",
    "found",
    "hook_words",
    "pending_plan",
    "prepare",
    "read_bundle",
    "replaced",
    "require_no_workspace",
    "require_same",
    "revocation_draft",
    "run_hook",
    "version_difference_draft",
    "write_files",
]
