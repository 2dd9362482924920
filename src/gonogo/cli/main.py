"""The `gonogo` command: finds the command's module by its name and runs it.

Commands are loaded only when they run. The table below holds their one-line
help, so that `gonogo --help` and shell completion import nothing heavy.

Here, and nowhere else, an error becomes words and an exit code: a `GonogoError`
is shown with its hint, everything else is a fault of ours, whose traceback goes
into a file and not onto the screen.
"""

import errno
import gc
import importlib
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from gonogo import __version__
from gonogo.cli.ending import Ending
from gonogo.cli.exit_code import ExitCode
from gonogo.cli.groups import NearestGroup
from gonogo.cli.streams import discard_output, prepare
from gonogo.errors import GonogoError

COMMANDS = {
    "demo": "Bring up a local network, assess it, write a report, tear it down.",
    "init": "Make a workspace here: who is who, whom to trust, and the record of signed acts.",
    "key": "Make, choose and show the keys that sign.",
    "adopt": "Sign what a file of the workspace says now; shows what that changes.",
    "endorse": "Agree to an act that somebody else signed: a changed trust, a rating, a plan.",
    "audit": "Show who signed what, and check that nothing of it was changed or removed.",
    "explain": "Say why a decision is as it is, since when, and whose turn it is.",
    "determine": "Decide about a step of a network, and sign that decision.",
    "publish": "Make a network live and public, on a decision that holds.",
    "promote": "Take the features of a network one stage up, on a decision that holds.",
    "bundle": "Put a decision and all that it rests on into one file, for others to verify.",
    "revoke": "Take a decision back: nothing may rest on it any more.",
    "break-glass": "Show what was opened by force, and close it with a retrospective.",
    "ledger": "Show which feature passed where, at which versions, by which decision.",
    "accept-version": "Let what passed with one version of a component count with another.",
    "record": "Show where the record of signed acts stands, and make its index again.",
    "verify": "Check a decision from your own trust and your own manifest, anywhere.",
    "selftest": "Put what must be refused before your own policies, people and trust.",
    "bench": "Start, break, mend and stop local OP networks.",
    "assess": "Observe a network, judge it against a policy, say go or no-go.",
    "check": "Run checks over a network or over bare endpoints.",
    "accept": "Run gates of acceptance tests against a network, or tests by themselves.",
    "history": "Show what became of a test, or of all tests, worst first.",
    "flakes": "Show which tests are flaky, which are broken, and what is in quarantine.",
    "ingest": "Bring results of tests that were run elsewhere: JUnit, CTRF or `go test -json`.",
    "finding": "List findings, rate them, plan for them, resolve them.",
    "waive": "Excuse one requirement of the present deployment, until a date.",
    "sign-off": "Sign that a requirement passed, or failed, when it was tested by hand.",
    "policy": "Show policies, tell in what they differ, check files of your own.",
    "network": "Add, list, show and remove the networks of this workspace.",
    "runs": "List the runs of this workspace.",
    "show": "Show a run: what it saw and what was decided.",
    "report": "Write the Release Readiness Report, or the documentation of a decision.",
    "resume": "Go on with a run that was cut off.",
}

EPILOG = """\b
Exit codes: 0 go, 1 no-go, 2 usage or configuration, 3 hold, 4 conditional,
5 fault of gonogo itself, 129, 130 and 143 ended by a signal, 141 output unread.

\b
Shell completion, for bash (zsh and fish likewise):
  eval "$(_GONOGO_COMPLETE=bash_source gonogo)"
"""

#: Operating-system errors that say something about a disk or its permissions, and not about us.
_NOT_OUR_FAULT = frozenset(
    {
        *(errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EFBIG),
        *(errno.ENOTDIR, errno.ENAMETOOLONG),
    }
)

_OBJECTS_PER_SEARCH = 20_000

_WRITABLE = "Check the disk and who may write there; GONOGO_WORKSPACE names another place."


class LazyGroup(NearestGroup):
    """A group that knows its commands by name and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order a new user meets them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command's module; None when there is no such command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"gonogo.cli.commands.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without importing any of them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=LazyGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="gonogo")
def group() -> None:
    """Say go or no-go about a live OP Stack devnet, with every reason.

    \b
    Try it:
      gonogo demo                        the whole way, in under a minute
      gonogo bench up --detach           a local network to play with
      gonogo assess bench                the verdict on it
    """  # noqa: D301 - click reads \b as a mark, and a raw string would hide it.


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process with an `ExitCode`."""
    # A command makes far more objects that stay than cycles, and each search visits them all.
    gc.set_threshold(_OBJECTS_PER_SEARCH)
    prepare()
    ending = Ending()
    ending.heed_signals()
    code = run(arguments, ending)
    # What could not be written is still there, and Python would exit with 120 at its end.
    discard_output()
    # Else Python would visit each object of the libraries once more before it ends, which takes
    # a good part of a second when the machine is busy, and Ctrl-C is to end within two.
    gc.freeze()
    sys.exit(int(code))


def run(  # noqa: PLR0911 - One for each way to end.
    arguments: Sequence[str] | None = None, ending: Ending | None = None
) -> int:
    """Run the command line and return its exit code; errors become words here."""
    try:
        answer = group.main(
            None if arguments is None else list(arguments),
            prog_name="gonogo",
            standalone_mode=False,
        )
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except GonogoError as error:
        return _tell(error.message, error.hint)
    except (KeyboardInterrupt, click.Abort):
        ended = ending or Ending()
        _say(ended.words)
        return ended.code
    except (BrokenPipeError, SystemExit):
        # click and rich would exit with 1, which means no-go here; no command of ours exits
        # by itself. Nobody is there to be told anything.
        return ExitCode.UNREAD
    except Exception as error:  # noqa: BLE001 - The outermost boundary: faults become exit 5 here.
        if isinstance(error, OSError) and error.errno in _NOT_OUR_FAULT:
            where = f"{error.filename}: " if error.filename else ""
            return _tell(f"{where}{error.strerror}", _WRITABLE)
        return _fault(error)
    return int(answer) if isinstance(answer, int) else ExitCode.GO


def _tell(message: str, hint: str | None) -> int:
    _say(f"error: {message}")
    if hint:
        _say(f" hint: {hint}")
    return ExitCode.USAGE


def _fault(error: Exception) -> int:
    """Keep the traceback in a file and tell in words where it is."""
    from gonogo.cli.fault import keep  # noqa: PLC0415 - Needed only when something broke.

    place = keep(error)
    _say(f"fault: gonogo itself broke: {type(error).__name__}: {error}")
    _say(f" hint: the details are in {place}; please report them, with what you ran,")
    _say("       in the project's issue tracker. Nothing was decided about the network.")
    return ExitCode.FAULT


def _say(line: str) -> None:
    click.echo(line, err=True)
