"""The program `python -m gonogo.gates GATE`: read where, run, give back, tell.

Exit code 0 says that no test failed, which of tests that were skipped says nothing: the events
tell. 1: one failed. 2: nothing was run, because of the command line or of the network's file.
143: it was told to end, and has.
"""

import argparse
import asyncio
import os
import secrets
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from gonogo.clock import Clock, SystemClock
from gonogo.errors import GonogoError
from gonogo.gates.discovery import GATES, GateTest, choose
from gonogo.gates.events import Events
from gonogo.gates.funder import funder_keys
from gonogo.gates.funding import SALT, Purse, budget
from gonogo.gates.network_file import read_network
from gonogo.gates.pauses import watching
from gonogo.gates.running import Surroundings, run_tests
from gonogo.networks import Network
from gonogo.rpc import JSONRPCClient

STATE = "GONOGO_STATE_DIR"
DEFAULT_TIMEOUT_SECONDS = 1800.0
RPC_TIMEOUT_SECONDS = 10.0
# Less than acceptance leaves a process between its SIGTERM and its SIGKILL.
_RETURN_SECONDS_WHEN_CUT_OFF = 4.0

PASSED, FAILED, USAGE, TERMINATED = 0, 1, 2, 143

Write = Callable[[bytes], None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a gate as its command line says; return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        tests = choose(options.gate, options.run, options.skip)
        if options.list:
            sys.stdout.write("".join(f"{test.name}\t{test.title}\n" for test in tests))
            return PASSED
        network = read_network(os.environ)
        return asyncio.run(_run(options, tests, network))
    except GonogoError as error:
        hint = f"\n{error.hint}" if error.hint else ""
        sys.stderr.write(f"{error.message}{hint}\n")
        return USAGE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m gonogo.gates", description=__doc__)
    parser.add_argument("gate", choices=GATES)
    parser.add_argument("--list", action="store_true", help="name the tests and run none")
    parser.add_argument("--run", nargs="+", default=[], metavar="NAME", help="run only these")
    parser.add_argument("--skip", nargs="+", default=[], metavar="NAME", help="run none of these")
    parser.add_argument(
        "--timeout",
        type=_seconds,
        default=DEFAULT_TIMEOUT_SECONDS,
        metavar="S",
        help="seconds after which whatever still runs has failed",
    )
    return parser


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds < float("inf"):
        message = f"{text} is no time that tests could run for"
        raise argparse.ArgumentTypeError(message)
    return seconds


async def _run(options: argparse.Namespace, tests: Sequence[GateTest], network: Network) -> int:
    loop = asyncio.get_running_loop()
    running = asyncio.ensure_future(
        run_gate(
            tests,
            network,
            os.environ,
            package=f"gonogo/{options.gate}",
            timeout_seconds=options.timeout,
            clock=SystemClock(),
            write=_writer(lambda: loop.call_soon(running.cancel)),
        )
    )
    # An ordinary cancellation, so that what was lent is given back on the way out.
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, running.cancel)
    try:
        return PASSED if await running else FAILED
    except asyncio.CancelledError:
        return TERMINATED


async def run_gate(  # noqa: PLR0913 - all that a run is, and nothing is looked up.
    tests: Sequence[GateTest],
    network: Network,
    environ: Mapping[str, str],
    *,
    package: str,
    timeout_seconds: float,
    clock: Clock,
    write: Write,
) -> bool:
    """Run tests on a network and give back what they were lent; return whether none failed.

    Raises:
        PreconditionError: what the environment says about money makes no sense.
    """
    events = Events(package, clock, write)
    purse = Purse(
        funder_keys(network, environ),
        budget(environ),
        # Started by hand there is no run to go on with, so nobody has to find the accounts again.
        environ.get(SALT) or secrets.token_hex(16),
        lambda text: events.output("", text),
    )
    state = environ.get(STATE)
    # By the machine's own clock: it is this program that is watched, and not the network.
    async with (
        JSONRPCClient(timeout_seconds=RPC_TIMEOUT_SECONDS) as client,
        watching(SystemClock()) as pauses,
    ):
        around = Surroundings(
            network,
            client,
            purse,
            events,
            clock,
            Path(state) if state else None,
            asyncio.get_running_loop().time() + timeout_seconds,
            pauses,
        )
        try:
            return await run_tests(tests, around)
        finally:
            # Whoever told us to end kills us soon after, so there is no time to see it through.
            await purse.give_back(_RETURN_SECONDS_WHEN_CUT_OFF)


def _writer(on_gone: Callable[[], object]) -> Write:
    """Return what writes to the standard output at once; nobody left to read ends the run."""
    is_gone = False

    def write(line: bytes) -> None:
        nonlocal is_gone
        if is_gone:
            return
        try:
            sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            is_gone = True
            # What is still buffered cannot be written when the interpreter ends either.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            on_gone()

    return write
