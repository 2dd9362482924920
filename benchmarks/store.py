"""How many pieces of evidence are recorded in a second, and what durability costs.

Run: python benchmarks/store.py
The ratio compares one transaction for each answer, as a run records it, with one
for a thousand answers, in the same process on the same disk.
"""

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from gonogo.store import DirectoryArtifacts, open_history
from gonogo.workflows import RecordedEvidence
from tests.contract.store.values import deployment, evidence, new_run

ONE_BY_ONE = 1_000
AT_ONCE = 20_000
READINGS = 500


def items(count: int, name: str) -> list[RecordedEvidence]:
    """Return distinct pieces of evidence."""
    first = evidence()
    return [
        replace(first, evidence=replace(first.evidence, check=f"{name}_{index}"))
        for index in range(count)
    ]


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as directory:
        history = open_history(Path(directory) / "history.sqlite", lambda _: False)
        history.start_run(new_run())
        single = items(ONE_BY_ONE, "single")
        start = time.perf_counter()
        for item in single:
            history.record_evidence([item])
        alone = ONE_BY_ONE / (time.perf_counter() - start)
        bulk = items(AT_ONCE, "bulk")
        start = time.perf_counter()
        for first in range(0, AT_ONCE, 1000):
            history.record_evidence(bulk[first : first + 1000])
        together = AT_ONCE / (time.perf_counter() - start)
        start = time.perf_counter()
        shelf = history.evidence_of_deployment(deployment().digest)
        read = len(shelf.items) / (time.perf_counter() - start)
        history.close()
        artifacts = DirectoryArtifacts(Path(directory) / "artifacts")
        start = time.perf_counter()
        for index in range(READINGS):
            artifacts.put(b"%d" % index + b"x" * 10_000)
        written = READINGS / (time.perf_counter() - start)
    print(f"evidence recorded, each durable by itself: {alone:,.0f} a second")
    print(f"evidence recorded, a thousand at once:     {together:,.0f} a second")
    print(f"  ratio: {together / alone:.1f}")
    print(f"evidence read back and verified:           {read:,.0f} a second")
    print(f"artifacts of 10 kB, each durable:          {written:,.0f} a second")


if __name__ == "__main__":
    main()
