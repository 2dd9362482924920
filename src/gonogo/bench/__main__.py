"""Run one bench: the process that `start_detached` leaves behind.

Its only reader is that caller: what goes wrong is written to its standard
error in words, which the caller shows.
"""

import argparse
import os
import sys
from pathlib import Path

from gonogo.bench.launch import prepare, run_bench
from gonogo.bench.settings import MOST_VERIFIERS
from gonogo.errors import GonogoError


def main() -> int:
    """Run a bench until it is ended; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m gonogo.bench", description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--verifiers", type=int, default=1, choices=range(1, MOST_VERIFIERS + 1))
    arguments = parser.parse_args()
    # The folder's name is the bench's, as everywhere, so it is not said twice.
    benches, name = arguments.directory.parent, arguments.directory.name
    try:
        programs = prepare(benches, os.environ, lambda _: None)
        run_bench(benches, name, programs, verifiers=arguments.verifiers, watcher=lambda _: None)
    except GonogoError as error:
        sys.stderr.write(f"{error.message}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
