"""Every report on a release that the tests know, of both kinds."""

import pytest

from gonogo.report import ReleaseReport, ReportKind
from tests.unit.report import releases


@pytest.fixture(params=releases.EVERY_RELEASE, ids=lambda make: str(make.__name__))
def report(request: pytest.FixtureRequest) -> ReleaseReport:
    made: ReleaseReport = request.param()
    return made


@pytest.fixture(params=ReportKind, ids=lambda kind: str(kind.value))
def kind(request: pytest.FixtureRequest) -> ReportKind:
    chosen: ReportKind = request.param
    return chosen
