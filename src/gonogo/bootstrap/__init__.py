"""The composition root: the adapters put together, for the commands.

Everything is imported when it is first used: a command that shows its help, or refuses
what was typed, must not wait for a database and a durable engine.
"""

from typing import TYPE_CHECKING

from gonogo.lazily import lazily

if TYPE_CHECKING:
    from gonogo.bootstrap.application import (
        Application,
        NoWorkspaceError,
        opened,
        opened_to_judge,
        opened_to_read,
    )
    from gonogo.bootstrap.gate_leavings import write_tests_report
    from gonogo.bootstrap.gate_records import gate_runs_of
    from gonogo.bootstrap.ingesting import (
        Brought,
        BroughtGates,
        NotToBeBroughtError,
        OtherCandidateError,
        require_candidate,
        require_gate,
    )
    from gonogo.bootstrap.networks import from_bare_endpoints
    from gonogo.bootstrap.project_record import ProjectRecord
    from gonogo.bootstrap.release_files import require_release_path, write_release_report
    from gonogo.bootstrap.release_reports import ReleaseReports
    from gonogo.bootstrap.report_paths import ReportPathError
    from gonogo.bootstrap.reports import (
        report_of_record,
        report_of_run,
        require_writable,
        write_report,
    )
    from gonogo.bootstrap.selftesting import (
        UnknownCaseError,
        cases_named,
        gates_of_product,
        policies_to_try,
        workspace_to_try,
    )
    from gonogo.bootstrap.shown import Warnings
    from gonogo.bootstrap.suite_settings import suites_here


_LATER = {
    "Brought": "ingesting",
    "BroughtGates": "ingesting",
    "OtherCandidateError": "ingesting",
    "NotToBeBroughtError": "ingesting",
    "require_candidate": "ingesting",
    "require_gate": "ingesting",
    "gate_runs_of": "gate_records",
    "write_tests_report": "gate_leavings",
    "suites_here": "suite_settings",
    "write_release_report": "release_files",
    "require_release_path": "release_files",
    "ReleaseReports": "release_reports",
    "Application": "application",
    "NoWorkspaceError": "application",
    "ProjectRecord": "project_record",
    "ReportPathError": "report_paths",
    "Warnings": "shown",
    "from_bare_endpoints": "networks",
    "opened": "application",
    "opened_to_judge": "application",
    "opened_to_read": "application",
    "report_of_record": "reports",
    "report_of_run": "reports",
    "require_writable": "reports",
    "write_report": "reports",
    "UnknownCaseError": "selftesting",
    "cases_named": "selftesting",
    "gates_of_product": "selftesting",
    "policies_to_try": "selftesting",
    "workspace_to_try": "selftesting",
}

__getattr__ = lazily(__name__, _LATER)

__all__ = [
    "Application",
    "Brought",
    "BroughtGates",
    "NoWorkspaceError",
    "NotToBeBroughtError",
    "OtherCandidateError",
    "ProjectRecord",
    "ReleaseReports",
    "ReportPathError",
    "UnknownCaseError",
    "Warnings",
    "cases_named",
    "from_bare_endpoints",
    "gate_runs_of",
    "gates_of_product",
    "opened",
    "opened_to_judge",
    "opened_to_read",
    "policies_to_try",
    "report_of_record",
    "report_of_run",
    "require_candidate",
    "require_gate",
    "require_release_path",
    "require_writable",
    "suites_here",
    "workspace_to_try",
    "write_release_report",
    "write_report",
    "write_tests_report",
]
