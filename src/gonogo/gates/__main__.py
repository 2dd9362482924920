"""Run a gate of ours as a test program; see `command`."""

import sys

from gonogo.gates.command import main

if __name__ == "__main__":
    sys.exit(main())
