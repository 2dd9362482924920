"""What pytest calls on its way, and what is told of it."""

from __future__ import annotations

import functools
import os
import signal
import traceback
from typing import TYPE_CHECKING, Any

import pytest

from .channel import Channel, clean
from .courses import FAIL, PASS, SKIP, Answer, Course, Family, within
from .reports import answer_of, essence_of, reason_of, skip_for

if TYPE_CHECKING:
    from collections.abc import Generator
    from types import FrameType

# All is well, or there was nothing to run.
_ORDERLY_CODES = (0, 5)
# What may stand in a user's `addopts` and keep tests from being run, or known to have run.
OPTIONS: dict[str, Any] = {
    "maxfail": 0,
    "lf": False,
    "stepwise": False,
    "stepwise_skip": False,
    "numprocesses": 0,
    "distload": False,
    "dist": "no",
    "tx": [],
    "looponfail": False,
    "reruns": 0,
}
# What pytest has seen go wrong and yet only warns of.
GRAVE_WARNINGS = ("PytestUnhandledThreadExceptionWarning", "PytestReturnNotNoneWarning")


class Plugin:
    """What pytest calls on its way."""

    def __init__(self, orders: dict[str, Any]) -> None:
        self._channel = Channel(orders["pipe"], orders["word"])
        # Without a package nothing is run: what there is is listed.
        self._package: str = orders["package"]
        self._names = frozenset(orders["names"])
        self._leaves_out = frozenset(orders["leaves_out"])
        self._courses: dict[str, Course] = {}
        self._families: dict[str, Family] = {}
        self._raised: dict[tuple[str, str], pytest.ExceptionInfo[BaseException] | None] = {}
        self._running: Course | None = None
        self._whole = Answer(SKIP)
        self._waiting: set[str] = set()
        self._has_collected = False
        self._is_broken = False
        self._seconds = 0.0
        self._ended = 0

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        """Let a test fail that asserts in a thread, or returns what it was to assert."""
        for name in GRAVE_WARNINGS:
            if hasattr(pytest, name):
                config.addinivalue_line("filterwarnings", f"error::pytest.{name}")

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_cmdline_main(self, config: pytest.Config) -> Generator[None, Any, None]:
        """Set aside what would hide tests, before any other plugin reads it."""
        for name, value in OPTIONS.items():
            if hasattr(config.option, name):
                setattr(config.option, name, value)
        if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
            signal.signal(signal.SIGTERM, functools.partial(self._be_ended, config))
        if self._package:
            self._channel.event("start", self._package)
        yield

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_make_collect_report(self, collector: Any) -> Generator[None, Any, None]:
        """Tell what cannot be loaded, and which files skip themselves as a whole."""
        if not self._package:
            self._channel.note(loads=_package(collector))
        outcome = yield
        report = outcome.get_result()
        if not self._package:
            if report.failed or isinstance(collector, pytest.File):
                fault = essence_of(report) if report.failed else ""
                self._channel.note(
                    package=_package(collector), fault=clean(fault), skips=report.skipped
                )
        elif report.failed:
            self._be_broken(report)
        elif report.skipped:
            self._whole = skip_for(reason_of(report))

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> Generator[None, Any, None]:
        """Keep what was asked for, and tell what there is before anybody leaves some of it out."""
        self._has_collected = True
        asked = [item for item in items if self._is_asked(self._meet(item))]
        if len(asked) < len(items):
            kept = set(map(id, asked))
            config.hook.pytest_deselected(items=[item for item in items if id(item) not in kept])
        items[:] = asked
        yield
        kept = set(map(id, items))
        left = [self._meet(item) for item in asked if id(item) not in kept]
        if not self._package:
            self._channel.note(collected=True)
        elif left:
            self._tell_left_out(left)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Learn which tests will run, and which cases each parametrised one has."""
        for item in session.items:
            course = self._meet(item)
            self._waiting.add(item.nodeid)
            if course.is_case:
                self._families.setdefault(course.top, Family()).waiting.add(item.nodeid)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Say that a test begins."""
        course = self._running = self._course(nodeid)
        family = self._families.get(course.top)
        if family and not family.has_begun:
            family.has_begun = True
            self._channel.event("run", course.package, course.top)
        self._channel.event("run", course.package, course.name)

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, Any, None]:
        """Keep what was raised: a report is what other plugins make of it."""
        yield
        # Who tries again until it passes reports that alone. What was raised before counts.
        self._raised[item.nodeid, call.when] = (
            self._raised.get((item.nodeid, call.when)) or call.excinfo
        )

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: Any) -> None:
        """Take down what became of one phase of a test."""
        course = self._course(report.nodeid)
        answer = answer_of(report, self._raised.pop((report.nodeid, report.when), None))
        course.take(answer)
        if hasattr(report, "context"):
            self._tell_subtest(course, report, answer)
            return
        self._tell_output(course, course.name, report, answer)
        course.seconds += report.duration
        if answer.action == PASS:
            course.passed.add(report.when)

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """Say what became of a test, and of a parametrised one with its last case."""
        course, self._running = self._course(nodeid), None
        answer = course.conclude()
        self._waiting.discard(nodeid)
        self._seconds += course.seconds
        self._ended += 1
        self._end(course.package, course.name, answer, course.seconds)
        family = self._families.get(course.top)
        if family:
            family.said.append((course.name, answer))
            family.seconds += course.seconds
            family.waiting.discard(nodeid)
            if not family.waiting:
                self._end(course.package, course.top, family.conclude(), family.seconds)

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None, Any, None]:
        """Say what became of all, and that this is the end."""
        yield
        waiting = 0 if self._is_broken else len(self._waiting)
        if self._package and self._has_collected and not waiting:
            self._conclude(int(session.exitstatus))
        # Of a list its end was told before, and nothing later can take that back.
        if self._package:
            self._channel.note(collected=self._has_collected, waiting=waiting, ended=self._ended)

    def _is_asked(self, course: Course) -> bool:
        if not self._package:
            self._channel.note(package=course.package, test=course.top)
            return True
        names = {course.top, course.name}
        return not names & self._leaves_out and (not self._names or bool(names & self._names))

    def _meet(self, item: pytest.Item) -> Course:
        if item.nodeid not in self._courses:
            path = [node.name for node in item.listchain() if isinstance(node, pytest.Class)]
            case = getattr(getattr(item, "callspec", None), "id", None)
            path.append(item.name if case is None else getattr(item, "originalname", item.name))
            self._courses[item.nodeid] = Course(_package(item), within(".".join(path)), case)
        return self._courses[item.nodeid]

    def _course(self, nodeid: str) -> Course:
        # A plugin may run what it never let anybody collect.
        unknown = Course(self._package, within(nodeid.partition("::")[2] or nodeid), None)
        return self._courses.setdefault(nodeid, unknown)

    def _end(self, package: str, test: str, answer: Answer, seconds: float, **more: str) -> None:
        if test and (answer.action == FAIL or self._whole.action == SKIP):
            self._whole = Answer(FAIL if answer.action == FAIL else PASS)
        said = {"Elapsed": round(seconds, 6), **answer.extra(), **more}
        self._channel.event(answer.action, package, test, **said)

    def _conclude(self, code: int) -> None:
        if code not in _ORDERLY_CODES and self._whole.action != FAIL:
            self._whole = Answer(FAIL, "crash", f"pytest ended with code {code}")
        more = {"FailedBuild": self._package} if self._is_broken else {}
        self._end(self._package, "", self._whole, self._seconds, **more)

    def _be_broken(self, report: Any) -> None:
        self._is_broken = True
        self._whole = Answer(FAIL, "build", essence_of(report))
        self._channel.build_failure(self._package, f"{report.longreprtext}\n")

    def _tell_left_out(self, courses: list[Course]) -> None:
        names = ", ".join(course.name for course in courses)
        self._channel.output(self._package, "", f"the settings of pytest leave out: {names}\n")
        # With a case left out, what the others say is not all that the test has to say.
        missing = Answer(SKIP, "skipped", "the settings of pytest leave it out")
        for course in courses:
            if course.is_case:
                self._families.setdefault(course.top, Family()).said.append((course.name, missing))

    def _tell_subtest(self, course: Course, report: Any, answer: Answer) -> None:
        title = report.context.msg or " ".join(f"{k}={v}" for k, v in report.context.kwargs.items())
        course.subtests += 1
        name = f"{course.name}/{within(title)}#{course.subtests:02d}"
        self._channel.event("run", course.package, name)
        self._tell_output(Course(course.package, name, None), name, report, answer)
        self._end(course.package, name, answer, report.duration)

    def _tell_output(self, course: Course, name: str, report: Any, answer: Answer) -> None:
        # Sections of earlier phases come along with every later report of a test.
        for title, text in report.sections[course.sections :]:
            head = "" if "stdout" in title else f"--- {title} ---\n"
            self._channel.output(course.package, name, head + text.rstrip("\n") + "\n")
        course.sections = max(course.sections, len(report.sections))
        if answer.action != PASS:
            text = report.longreprtext if answer.action == FAIL else ""
            self._channel.output(course.package, name, (text or answer.message) + "\n")

    def _be_ended(self, config: pytest.Config, number: int, frame: FrameType | None) -> None:
        """Say where a test stood when its time was over, then end as if nobody listened."""
        running = self._running
        if running and not self._channel.is_busy:
            try:
                capture = config.pluginmanager.getplugin("capturemanager")
                texts = [*capture.read_global_capture(), "ended by a signal, here:\n"]
                texts += traceback.format_stack(frame)
                self._channel.output(running.package, running.name, "".join(texts))
            except Exception as error:  # noqa: BLE001 - Whatever is broken here, the end comes.
                self._channel.output(running.package, running.name, f"not told: {error!r}\n")
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)


def _package(node: Any) -> str:
    path = os.path.relpath(str(node.path), str(node.config.invocation_params.dir))
    return path.replace(os.sep, "/")
