"""A rule that is taken out of a copy of the product is noticed by `gonogo selftest`.

Each costs a process of its own, so only `GONOGO_LAWS=long` tries them: before a release,
and after a change of the rules. That each rule still stands where it is listed is tried
every time, in `tests/unit/selftest/test_rules_stand.py`.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.rules import PACKAGE, Rule, rules

IS_LONG = os.environ.get("GONOGO_LAWS") == "long"


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the package whose modules were compiled once for all."""
    copy = tmp_path_factory.mktemp("package") / "gonogo"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "compileall", "-q", str(copy)]
    subprocess.run(command, check=True)  # noqa: S603 - Our own copy.
    return copy


def without(rule: Rule, compiled: Path, directory: Path) -> Path:
    """Return where there is a copy of the package without a rule."""
    shutil.copytree(compiled, directory / "gonogo")
    module = directory / "gonogo" / rule.file
    text = module.read_text(encoding="utf-8")
    assert rule.count_in(PACKAGE) == 1, rule.name
    module.write_text(text.replace(rule.text, rule.instead), encoding="utf-8")
    return directory


def states(rule: Rule, package: Path, here: Path) -> dict[str, str]:
    """Return what came of the cases that must notice it."""
    home = here / "home"
    home.mkdir(parents=True)
    environment = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "NO_COLOR": "1",
        "PYTHONPATH": str(package),
    }
    only = [word for case in rule.cases for word in ("--only", case)]
    done = subprocess.run(  # noqa: S603 - Our own command.
        [sys.executable, "-m", "gonogo", "selftest", "--policy", rule.policy, "--json", *only],
        cwd=here,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.stdout, done.stderr
    return {each["id"]: each["state"] for each in json.loads(done.stdout)["policies"][0]["cases"]}


@pytest.mark.slow
@pytest.mark.skipif(not IS_LONG, reason="long: GONOGO_LAWS=long")
@pytest.mark.parametrize("rule", rules(), ids=lambda each: each.name)
def test_missing_rule_is_noticed(tmp_path: Path, compiled: Path, rule: Rule) -> None:
    """Every case that is about the rule says so, after a control that still passes."""
    package = without(rule, compiled, tmp_path / "package")

    found = states(rule, package, tmp_path / "here")

    assert found.pop("control-stand-ins") == "met"
    assert found == dict.fromkeys(rule.cases, rule.says)
