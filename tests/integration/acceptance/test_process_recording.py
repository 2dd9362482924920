"""What was recorded of a process by one that is killed itself."""

import json
import subprocess
import sys
from pathlib import Path

from gonogo.acceptance.stream import EVENTS_FILE_NAME

RECORDER = """
import asyncio, sys
from pathlib import Path
from gonogo.acceptance.process import Command, run_process
from gonogo.acceptance.stream import Recording
from gonogo.acceptance.task import Task

async def main(directory, script):
    with Recording(Path(directory), secrets=["s3cret-of-the-funder"]) as recording:
        sink = recording.sink(Task("001", "p"))
        def take(piece):
            sink.events(piece)
            print(len(piece), flush=True)
        command = Command(("sh", "-c", script), Path("/"), {"PATH": "/usr/bin:/bin"})
        await run_process(command, on_output=take, on_text=sink.text, timeout_seconds=60)

asyncio.run(main(*sys.argv[1:]))
"""
SUITE = r"""
i=0
while [ $i -lt 200 ]; do
    printf '%s\n' '{"Action":"output","Package":"p","Output":"s3cret-of-the-funder\n"}'
    i=$((i+1))
done
printf '{"Action":"pass","Packa'
sleep 600
"""


def test_killed_while_it_records(tmp_path: Path) -> None:
    """Whatever a process recorded before it was killed can be read, line by line."""
    with subprocess.Popen(  # noqa: S603 - It is ours.
        [sys.executable, "-c", RECORDER, str(tmp_path), SUITE], stdout=subprocess.PIPE, text=True
    ) as recorder:
        assert recorder.stdout is not None
        heard = 0
        while heard < 200 * 68:
            heard += int(recorder.stdout.readline())
        recorder.kill()

    written = (tmp_path / EVENTS_FILE_NAME).read_bytes().splitlines()
    assert [json.loads(each)["Output"] for each in written] == ["[secret]\n"] * 200
