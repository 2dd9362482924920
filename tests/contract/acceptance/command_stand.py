"""A command of nobody's: a script that behaves as its package is called, and writes JUnit."""

import sys
from pathlib import Path

from gonogo.acceptance import NamedTest
from gonogo.acceptance.runners.command import CommandRunner
from tests.contract.acceptance.stand import Case, Stand

_SCRIPT = """
import os, subprocess, sys, time
from xml.sax.saxutils import escape

package, report, names = sys.argv[1:]
names = [name for name in names.removeprefix("names:").split(",") if name]
cases = {}


def hang():
    open(os.environ["TELL_WHEN_IT_HANGS"], "w").close()
    time.sleep(3600)


if package == "passes":
    cases = {"fee": "", "nothing": ""}
elif package == "fails":
    cases = {"wrong": '<failure message="the fee is 3 and should be 4"/>', "right": ""}
elif package == "skips":
    cases = {"skipped": '<skipped message="the network has no faucet"/>', "runs": ""}
elif package == "all-skipped":
    cases = {"one": "<skipped>not today</skipped>", "two": "<skipped/>"}
elif package == "crashes":
    cases = {"panics": '<error message="nil map"/>'}
elif package == "aborts":
    os.abort()
elif package == "hangs":
    hang()
elif package == "children":
    subprocess.Popen(["/bin/sh", "-c", "trap '' TERM INT HUP; while :; do sleep 1; done"])
    hang()
elif package == "long-line":
    print("x" * 70_000)
    cases = {"long": "<failure>after the long line</failure>"}
elif package == "bytes":
    sys.stdout.buffer.write(b"\\xff\\xfe\\x00 no text\\n")
    cases = {"bytes": ""}
elif package == "left":
    cases = {"twin": ""}
elif package == "right":
    cases = {"twin": "<failure>the right one fails</failure>"}
elif package == "silent":
    sys.exit(0)
elif package == "surroundings":
    for name, value in os.environ.items():
        print(f"VARIABLE {name}={value}")
    cases = {"environment": ""}

chosen = {name: end for name, end in cases.items() if not names or name in names}
with open(report, "w") as file:
    file.write(f'<testsuite name="{package}" tests="{len(chosen)}">')
    for name, end in chosen.items():
        file.write(f'<testcase classname="{package}" name="{name}" time="0.1">{end}</testcase>')
    file.write("</testsuite>")
sys.exit(any("<failure" in end or "<error" in end for end in chosen.values()))
"""


def _make(place: Path) -> Path:
    suite = place / "suite"
    suite.mkdir()
    (suite / "tool.py").write_text(_SCRIPT)
    return suite


COMMAND = Stand(
    name="command",
    make=_make,
    runner=lambda: CommandRunner(
        command=(sys.executable, "-I", "tool.py", "{package}", "{report}", "names:{names}"),
        report="report.xml",
    ),
    tests={
        Case.PASSES: NamedTest("passes", "fee"),
        Case.FAILS: NamedTest("fails", "wrong"),
        Case.SKIPS: NamedTest("skips", "skipped"),
        Case.ALL_SKIPPED: NamedTest("all-skipped", "one"),
        Case.CRASHES: NamedTest("crashes", "panics"),
        Case.DIES: NamedTest("aborts", "aborts"),
        Case.HANGS: NamedTest("hangs", "hangs"),
        Case.STARTS_ANOTHER: NamedTest("children", "starts"),
        Case.LONG_LINE: NamedTest("long-line", "long"),
        Case.BYTES: NamedTest("bytes", "bytes"),
        Case.NO_TESTS: NamedTest("no-tests", "fee"),
        Case.LEFT_TWIN: NamedTest("left", "twin"),
        Case.RIGHT_TWIN: NamedTest("right", "twin"),
        Case.SILENT: NamedTest("silent", "never"),
        Case.SURROUNDINGS: NamedTest("surroundings", "environment"),
    },
    tells_at_the_end=True,
    knows_its_tests=False,
    # Python sets it in the C locale.
    own_variables=frozenset({"LC_CTYPE"}),
)
