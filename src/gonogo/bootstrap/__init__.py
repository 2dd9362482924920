"""The composition root: where the workspace is, and its adapters put together.

Everything but the workspace's place is imported when it is first used, because
finding that place must cost nothing.
"""

import importlib
from typing import TYPE_CHECKING

from gonogo.bootstrap.workspace import workspace_directory

if TYPE_CHECKING:
    from gonogo.bootstrap.application import (
        Application,
        NoWorkspaceError,
        opened,
        opened_to_judge,
        opened_to_read,
    )
    from gonogo.bootstrap.check_policy import Choice, Circumstances, choose_checks, require_checks
    from gonogo.bootstrap.network_errors import UnknownNetworkError
    from gonogo.bootstrap.networks import (
        Listed,
        WorkspaceNetworks,
        from_bare_endpoints,
        is_local,
    )
    from gonogo.bootstrap.policies import policy_named
    from gonogo.bootstrap.reports import (
        ReportPathError,
        report_of_record,
        report_of_run,
        require_writable,
        write_report,
    )

_LATER = {
    "Application": "application",
    "Choice": "check_policy",
    "Circumstances": "check_policy",
    "Listed": "networks",
    "NoWorkspaceError": "application",
    "ReportPathError": "reports",
    "UnknownNetworkError": "network_errors",
    "WorkspaceNetworks": "networks",
    "choose_checks": "check_policy",
    "from_bare_endpoints": "networks",
    "is_local": "networks",
    "opened": "application",
    "opened_to_judge": "application",
    "opened_to_read": "application",
    "policy_named": "policies",
    "report_of_record": "reports",
    "report_of_run": "reports",
    "require_checks": "check_policy",
    "require_writable": "reports",
    "write_report": "reports",
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(importlib.import_module(f"gonogo.bootstrap.{_LATER[name]}"), name)


__all__ = [
    "Application",
    "Choice",
    "Circumstances",
    "Listed",
    "NoWorkspaceError",
    "ReportPathError",
    "UnknownNetworkError",
    "WorkspaceNetworks",
    "choose_checks",
    "from_bare_endpoints",
    "is_local",
    "opened",
    "opened_to_judge",
    "opened_to_read",
    "policy_named",
    "report_of_record",
    "report_of_run",
    "require_checks",
    "require_writable",
    "workspace_directory",
    "write_report",
]
