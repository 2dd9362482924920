"""Ask the `go` command something short, and hear all that it says."""

from collections.abc import Sequence
from dataclasses import dataclass

from gonogo.acceptance.process import Command, run_process
from gonogo.acceptance.runners.go_errors import GoEndedError, GoMissingError
from gonogo.acceptance.task import Ending, Surroundings

_LONGEST_SECONDS = 600.0


@dataclass(frozen=True)
class Answer:
    """What `go` said."""

    output: bytes
    text: str
    """What it wrote beside that, to its standard error."""
    ending: Ending


async def ask(program: str, words: Sequence[str], surroundings: Surroundings) -> Answer:
    """Run `go WORDS` in the test directory.

    Raises:
        GoMissingError: there is no such program.
        GoEndedError: something ended it.
    """
    output, text = bytearray(), bytearray()
    ending = await run_process(
        Command((program, *words), surroundings.directory, surroundings.environment),
        on_output=output.extend,
        on_text=text.extend,
        timeout_seconds=_LONGEST_SECONDS,
    )
    if ending.exit_code is None and ending.fault:
        raise GoMissingError(program, ending.fault)
    if ending.signal or ending.cut:
        by = ending.signal or f"us after {_LONGEST_SECONDS:.0f} s"
        raise GoEndedError(" ".join((program, *words)), by)
    return Answer(bytes(output), text.decode(errors="replace").strip(), ending)
