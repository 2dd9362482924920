"""The composition root: where the workspace is, and its adapters put together.

Everything but the workspace's place is imported when it is first used, because
finding that place must cost nothing.
"""

import importlib
from typing import TYPE_CHECKING

from gonogo.bootstrap.workspace import current_directory, workspace_directory

if TYPE_CHECKING:
    from gonogo.bootstrap.adopting import (
        Adoption,
        NotAdoptableError,
        adoptable,
        adoption,
        said_by,
        unsigned_files,
    )
    from gonogo.bootstrap.application import (
        Application,
        NoWorkspaceError,
        opened,
        opened_to_judge,
        opened_to_read,
    )
    from gonogo.bootstrap.check_policy import Choice, Circumstances, choose_checks, require_checks
    from gonogo.bootstrap.deciding import Deciding, Determined, Proposal
    from gonogo.bootstrap.endorsing import (
        Progress,
        UnknownActError,
        act_named,
        progress_of,
        require_another,
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
    from gonogo.bootstrap.key_files import UnusableKeyError
    from gonogo.bootstrap.key_making import KeyMakingError, comment_of_user, host_name, make_key
    from gonogo.bootstrap.keyring import FoundKey, Keyring, NoKeyError
    from gonogo.bootstrap.network_errors import UnknownNetworkError
    from gonogo.bootstrap.networks import (
        Listed,
        WorkspaceNetworks,
        from_bare_endpoints,
        is_local,
    )
    from gonogo.bootstrap.policies import policy_named
    from gonogo.bootstrap.project import (
        DisagreeingFilesError,
        NoProjectError,
        Project,
        find_project,
        project_around,
    )
    from gonogo.bootstrap.project_record import ProjectRecord
    from gonogo.bootstrap.reports import (
        ReportPathError,
        report_of_record,
        report_of_run,
        require_writable,
        write_report,
    )
    from gonogo.bootstrap.settings import Settings
    from gonogo.bootstrap.signers import own_signer, runner_signer, signer_with
    from gonogo.bootstrap.signing import (
        NotAllowedError,
        Signed,
        read_signed,
        require_may_endorse,
        require_may_sign,
        require_own_record,
        sign_act,
    )
    from gonogo.bootstrap.transitions import own_keyring, policy_of_step, stage_of, transition_of
    from gonogo.bootstrap.trusting import UnclearTrustError, trust_to_begin_with
    from gonogo.bootstrap.verifying import VerifyingError, expected_of, read_bundle


_LATER = {
    "Adoption": "adopting",
    "Application": "application",
    "Asked": "founding",
    "Choice": "check_policy",
    "Circumstances": "check_policy",
    "Deciding": "deciding",
    "Determined": "deciding",
    "DisagreeingFilesError": "project",
    "FoundKey": "keyring",
    "FoundingError": "founding",
    "KeyMakingError": "key_making",
    "Keyring": "keyring",
    "Listed": "networks",
    "NoKeyError": "keyring",
    "NoProjectError": "project",
    "NoWorkspaceError": "application",
    "NotAdoptableError": "adopting",
    "NotAllowedError": "signing",
    "Plan": "founding",
    "Progress": "endorsing",
    "Project": "project",
    "ProjectRecord": "project_record",
    "Proposal": "deciding",
    "ReportPathError": "reports",
    "Settings": "settings",
    "Signed": "signing",
    "UnclearTrustError": "trusting",
    "UnknownActError": "endorsing",
    "UnknownNetworkError": "network_errors",
    "UnusableKeyError": "key_files",
    "VerifyingError": "verifying",
    "WorkspaceNetworks": "networks",
    "act_named": "endorsing",
    "adoptable": "adopting",
    "adoption": "adopting",
    "choose_checks": "check_policy",
    "comment_of_user": "key_making",
    "expected_of": "verifying",
    "find_project": "project",
    "found": "founding",
    "from_bare_endpoints": "networks",
    "host_name": "key_making",
    "is_local": "networks",
    "make_key": "key_making",
    "opened": "application",
    "opened_to_judge": "application",
    "opened_to_read": "application",
    "own_keyring": "transitions",
    "own_signer": "signers",
    "pending_plan": "founding",
    "policy_named": "policies",
    "policy_of_step": "transitions",
    "prepare": "founding",
    "progress_of": "endorsing",
    "project_around": "project",
    "read_bundle": "verifying",
    "read_signed": "signing",
    "report_of_record": "reports",
    "report_of_run": "reports",
    "require_another": "endorsing",
    "require_checks": "check_policy",
    "require_may_endorse": "signing",
    "require_may_sign": "signing",
    "require_no_workspace": "founding",
    "require_own_record": "signing",
    "require_same": "founding",
    "require_writable": "reports",
    "runner_signer": "signers",
    "said_by": "adopting",
    "sign_act": "signing",
    "signer_with": "signers",
    "stage_of": "transitions",
    "transition_of": "transitions",
    "trust_to_begin_with": "trusting",
    "unsigned_files": "adopting",
    "write_report": "reports",
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(importlib.import_module(f"gonogo.bootstrap.{_LATER[name]}"), name)


__all__ = [
    "Adoption",
    "Application",
    "Asked",
    "Choice",
    "Circumstances",
    "Deciding",
    "Determined",
    "DisagreeingFilesError",
    "FoundKey",
    "FoundingError",
    "KeyMakingError",
    "Keyring",
    "Listed",
    "NoKeyError",
    "NoProjectError",
    "NoWorkspaceError",
    "NotAdoptableError",
    "NotAllowedError",
    "Plan",
    "Progress",
    "Project",
    "ProjectRecord",
    "Proposal",
    "ReportPathError",
    "Settings",
    "Signed",
    "UnclearTrustError",
    "UnknownActError",
    "UnknownNetworkError",
    "UnusableKeyError",
    "VerifyingError",
    "WorkspaceNetworks",
    "act_named",
    "adoptable",
    "adoption",
    "choose_checks",
    "comment_of_user",
    "current_directory",
    "expected_of",
    "find_project",
    "found",
    "from_bare_endpoints",
    "host_name",
    "is_local",
    "make_key",
    "opened",
    "opened_to_judge",
    "opened_to_read",
    "own_keyring",
    "own_signer",
    "pending_plan",
    "policy_named",
    "policy_of_step",
    "prepare",
    "progress_of",
    "project_around",
    "read_bundle",
    "read_signed",
    "report_of_record",
    "report_of_run",
    "require_another",
    "require_checks",
    "require_may_endorse",
    "require_may_sign",
    "require_no_workspace",
    "require_own_record",
    "require_same",
    "require_writable",
    "runner_signer",
    "said_by",
    "sign_act",
    "signer_with",
    "stage_of",
    "transition_of",
    "trust_to_begin_with",
    "unsigned_files",
    "workspace_directory",
    "write_report",
]
