"""How long the verifier takes for a bundle, how much memory, and how both grow.

    .venv/bin/python benchmarks/verify.py

Writes bundles of 1,000 to 20,000 requirements, nine of ten answered by evidence (a
run for every hundred) and one of ten by a person's signed act, all met. Each is
verified by the command line in a process of its own, so the figures hold start-up
and reading; seconds are the processor's, which other work on the machine lengthens
less than those on the wall. Exits with 1 when 10,000 requirements take 2 s or 150 MB.
"""

import json
import resource
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from gonogo.verifier.command import main as verifier  # noqa: E402
from tests.unit.verifier.writing import (  # noqa: E402
    CANDIDATE,
    CHAIN,
    DEPLOYMENT,
    LAB,
    NETWORK,
    PAT,
    TRANSITION,
    Body,
    Writer,
    canonical,
    deployment,
    determination,
    digest,
    evidence,
    founded,
    minutes,
    outline,
    policy,
    requirement,
    text_of,
    trust,
)

SIZES = (1_000, 5_000, 10_000, 20_000)
JUDGED_SIZE = 10_000
LIMIT_SECONDS, LIMIT_MEGABYTES = 2.0, 150.0
REPETITIONS = 3
RUN = 100
BY_HAND = 10


def write(folder: Path, size: int) -> None:
    """Write a bundle of this many requirements, and the trust that accepts it."""
    rows = [requirement_of(number) for number in range(size)]
    rules = policy(*rows)
    own = trust(policies={TRANSITION: digest(canonical(rules))})
    writer = founded(own)
    by_check = [row["check"] for row in rows if row["check"] is not None]
    for first in range(0, len(by_check), RUN):
        record_run(writer, first // RUN + 1, by_check[first : first + RUN])
    for row in rows:
        if row["check"] is None:
            sign_off(writer, row["id"])
    answers = sorted((row["id"], "met") for row in rows)
    body = determination(
        30, policy_digest=digest(canonical(rules)), outline=outline(*answers, verdict="go")
    )
    name = append(writer, "determination", body)
    (folder / "bundle").write_bytes(writer.bundle(name, rules))
    (folder / "trust.json").write_text(json.dumps(own))


def requirement_of(number: int) -> Body:
    """Return a requirement; every tenth is signed by a person."""
    name = f"row-{number:05}"
    if number % BY_HAND:
        return requirement(id=name, check=f"check_{number}")
    return requirement(
        id=name, check=None, parameters=[], window_seconds=0.0, roles=["platforms"], people=1
    )


def append(writer: Writer, kind: str, body: Body, *, by_runner: bool = False) -> str:
    """Append an act that saw the last one; looking for all heads each time would take long."""
    last = next(reversed(writer.envelopes))
    signer = LAB if by_runner else PAT
    # A run counts for the time at which it was under way, which is that of its windows.
    at = 12 if by_runner else 30 if kind == "determination" else 20
    return writer.act(kind, body, signer, minutes(at), heads=[last])


def record_run(writer: Writer, number: int, checks: list[str]) -> None:
    """Record a run that asked some of the checks, and every answer was good."""
    run = f"run-{number}"
    started = {
        "run": run,
        "number": number,
        "network": NETWORK,
        "policy": TRANSITION,
        "policy_digest": CANDIDATE,
        "selections": [{"check": check, "chain": CHAIN} for check in checks],
    }
    ended = {
        "run": run,
        "state": "finished",
        "network": NETWORK,
        "candidate": CANDIDATE,
        "deployment": deployment(),
        "is_void": False,
        "evidence": [evidence(run, check=check) for check in checks],
        "unknown_facts": [],
        "problems": [],
    }
    append(writer, "run-started", started, by_runner=True)
    append(writer, "run-ended", ended, by_runner=True)


def sign_off(writer: Writer, name: str) -> None:
    """Record that a person saw a requirement met."""
    body: Body = {
        "network": NETWORK,
        "deployment": DEPLOYMENT,
        "requirement": name,
        "chain": None,
        "outcome": "passed",
        "note": "seen",
        "attachments": [],
    }
    append(writer, "manual-result", body)


def measure(folder: Path) -> int:
    """Verify what is in a folder, and print the megabytes; runs in its own process."""
    asked = [str(folder / "bundle"), "--trust", str(folder / "trust.json")]
    asked += ["--candidate", CANDIDATE, "--network", NETWORK, "--chain", CHAIN]
    asked += ["--deployment", DEPLOYMENT, "--transition", TRANSITION]
    code = verifier([*asked, "--at", text_of(minutes(30) + timedelta(hours=1))])
    (peak,) = (
        line.split()[1]
        for line in Path("/proc/self/status").read_text().splitlines()
        if line.startswith("VmHWM")
    )
    print(int(peak) / 1024, file=sys.stderr)
    return code


def measured(folder: Path) -> tuple[float, float]:
    """Return the processor's seconds for a whole process, and its greatest memory in megabytes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    made = subprocess.run(  # noqa: S603 - our own arguments
        [sys.executable, __file__, "--measure", str(folder)], capture_output=True, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert made.returncode == 0, made.stdout.decode() + made.stderr.decode()
    return seconds, float(made.stderr.decode().split()[-1])


def main() -> int:
    """Print the table; 1 when a limit is broken."""
    is_within = True
    print(f"{'requirements':>12} {'acts':>6} {'bundle MB':>10} {'seconds':>8} {'memory MB':>10}")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            subprocess.run([sys.executable, __file__, "--write", name, str(size)], check=True)  # noqa: S603
            content = (folder / "bundle").read_bytes()
            acts, length = content.count(b'"payloadType"'), len(content) / 1e6
            del content
            runs = [measured(folder) for _ in range(REPETITIONS)]
        seconds, memory = min(run[0] for run in runs), max(run[1] for run in runs)
        print(f"{size:>12,} {acts:>6,} {length:>10.1f} {seconds:>8.2f} {memory:>10.0f}")
        if size == JUDGED_SIZE:
            is_within = seconds < LIMIT_SECONDS and memory < LIMIT_MEGABYTES
    word = "within" if is_within else "OVER"
    print(f"{JUDGED_SIZE:,} requirements: {word} {LIMIT_SECONDS} s and {LIMIT_MEGABYTES:.0f} MB")
    return 0 if is_within else 1


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--measure", where]:
            sys.exit(measure(Path(where)))
        case ["--write", where, size]:
            write(Path(where), int(size))
        case _:
            sys.exit(main())
