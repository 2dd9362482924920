"""Runs of the command line with real Go tests, and what they leave."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.contract.acceptance.go_stand import GO_ENVIRONMENT, GO_PROGRAM, MODULE

SECRET = "hunter2-but-longer"  # noqa: S105 - An example.
PACKAGES = ("allskipped", "broken", "bytes", "crashes", "dies", "fails", "longline", "passes")

LEAKS = f"""package leaks

import "testing"

func TestLeaks(t *testing.T) {{
	t.Run("inner", func(t *testing.T) {{ t.Error("inside: {SECRET}") }})
	t.Log("the key is {SECRET}")
	t.Fatal("it failed with {SECRET}")
}}
"""
WAITS = """package waits

import (
	"testing"
	"time"
)

func TestPassesFirst(t *testing.T) {}

func TestWaits(t *testing.T) { time.Sleep(10 * time.Minute) }
"""


@dataclass(frozen=True)
class LeftRun:
    """A run that has ended, and its directory."""

    directory: Path
    document: dict[str, Any]
    """What `--json` said."""
    events: list[dict[str, Any]]
    """What `--json-events` said."""
    code: int


def environment_of(place: Path) -> dict[str, str]:
    """Return what the command line has around it."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(place),
        "GONOGO_WORKSPACE": str(place / ".gonogo"),
        "DEPLOYER_SECRET_KEY": SECRET,
        **GO_ENVIRONMENT,
    }


def module_in(place: Path, **own: str) -> Path:
    """Make a Go module of our packages and of own ones, each of one test file."""
    module = place / "suite"
    module.mkdir()
    shutil.copy(MODULE / "go.mod", module)
    for name in PACKAGES:
        shutil.copytree(MODULE / name, module / name)
    for name, content in own.items():
        (module / name).mkdir()
        (module / name / f"{name}_test.go").write_text(content, encoding="utf-8")
    return module


def command_for(module: Path) -> list[str]:
    """Return what to type to run all of a module."""
    program = str(Path(sys.executable).with_name("gonogo"))
    told = ["--json", "--json-events", "--default-timeout", "60s", "--go-binary", GO_PROGRAM]
    return [program, "accept", "--testdir", str(module), *told]


def run_all(place: Path) -> LeftRun:
    """Run a module of all sorts to its end."""
    module = module_in(place, leaks=LEAKS)
    ended = subprocess.run(  # noqa: S603 - What is run is ours.
        command_for(module),
        env=environment_of(place),
        cwd=place,
        capture_output=True,
        timeout=110,
        check=False,
    )
    document = json.loads(ended.stdout)["runs"][0]
    events = [json.loads(line) for line in ended.stderr.splitlines()]
    return LeftRun(Path(document["directory"]), document, events, ended.returncode)
