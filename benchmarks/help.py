"""How long `gonogo --help` takes, and what it imports.

Run: python benchmarks/help.py
The ratio compares it with the same interpreter doing nothing.
"""

import os
import statistics
import subprocess
import sys
import time

ROUNDS = 15
HEAVY = ("dbos", "sqlalchemy", "alembic", "litestar", "aiohttp", "pydantic")
SHOW = f"""
import sys
from gonogo.cli.main import run
run(["--help"])
print(len(sys.modules), [name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""


def median_milliseconds(words: list[str]) -> float:
    """Return how long a command takes, the median of several rounds."""
    # Without bytecode every round would compile the house again; installing compiles it once.
    environment = {key: value for key, value in os.environ.items() if "DONTWRITE" not in key}
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run(words, check=True, capture_output=True, env=environment)  # noqa: S603
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def main() -> None:
    """Measure and print."""
    nothing = median_milliseconds([sys.executable, "-c", "pass"])
    shown = median_milliseconds([sys.executable, "-m", "gonogo", "--help"])
    told = subprocess.run([sys.executable, "-c", SHOW], check=True, capture_output=True, text=True)  # noqa: S603
    print(f"python -c pass:    {nothing:.0f} ms")
    print(f"gonogo --help:     {shown:.0f} ms (limit 150 ms)")
    print(f"  ratio: {shown / nothing:.1f}")
    print(f"modules, heavy ones among them: {told.stderr.strip()}")


if __name__ == "__main__":
    main()
