"""Kill -9 of whoever appends, at any moment: a whole act, or none."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gonogo.record import FaultCode, RecordDirectory
from tests.unit.record.example import Workshop

ROOT = Path(__file__).parents[3]
PROGRAM = """
import sys
from pathlib import Path
from gonogo.record import RecordDirectory
from tests.unit.record.example import Workshop

record, workshop = RecordDirectory(Path(sys.argv[1])), Workshop()
print("ready", flush=True)
while True:
    workshop.finding(title=str(len(workshop.sealed)) + "x" * 20_000)
    print(record.append(workshop.sealed[-1]), flush=True)
"""


@pytest.mark.parametrize("acts", range(12))
def test_killed_at_any_moment_the_record_is_whole(tmp_path: Path, acts: int) -> None:
    """What was said to be there is there; of the rest nothing is half there."""
    record = RecordDirectory(tmp_path / "acts")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    words = [sys.executable, "-c", PROGRAM, str(record.path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, env=environment) as writer:  # noqa: S603
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        told = [Path(writer.stdout.readline().decode().strip()) for _ in range(acts)]
        writer.send_signal(signal.SIGKILL)
        told += [Path(line.decode().strip()) for line in writer.stdout if line.endswith(b"\n")]

    found = record.read()
    after = Workshop()
    record.append(after.sealed[0])

    assert not found.faults, [fault for fault in found.faults if fault.code is FaultCode.DAMAGED]
    assert {path.stem for path in told} <= {act.id.removeprefix("sha256:") for act in found.acts}
    assert not list(record.path.glob(".new-*"))
