"""The command line of the verifier, with the exit codes of the product.

Only 0 lets anything go on. Candidate, network, chains and deployment are what the
caller knows from its own files; there is no option to take them from the bundle.
"""

import argparse
import enum
import gc
import io
import json
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from . import shape as s
from .bundle import MOST_BYTES
from .expected import ACCEPTABLE, Expected, Verification
from .reasons import ReasonCode
from .verify import verify

_EXAMPLE = """\
example:
  python -m gonogo.verifier decision.bundle --trust trust.json --candidate sha256:… \\
      --network my-alphanet --chain my-alphanet-901 --transition promote:alphanet
"""
_MOST_TRUST_BYTES = 1024 * 1024


class ExitCode(enum.IntEnum):
    """What a script gets to know."""

    GO = 0
    REFUSED = 1
    USAGE = 2
    HOLD = 3
    CONDITIONAL = 4
    FAULT = 5


_OF_VERDICT = {
    ReasonCode.HOLD: ExitCode.HOLD,
    ReasonCode.SOLO_NOT_ACCEPTED: ExitCode.HOLD,
    ReasonCode.FROZEN: ExitCode.HOLD,
    ReasonCode.CONDITIONAL_NOT_ACCEPTED: ExitCode.CONDITIONAL,
}
"""Reasons that speak against the verdict and not against the bundle."""


class UsageError(Exception):
    """The command line or a file that it names is wrong."""


def main(arguments: Sequence[str]) -> int:
    """Verify a bundle, say what came of it, and return the exit code."""
    # Whatever the terminal can show, the exit code is what it is.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    # The process is short, and values that were read from JSON hold no cycles.
    gc.disable()
    try:
        options = _parser().parse_args(arguments)
        expected = _expected(options)
        verification = verify(_read(options.bundle, MOST_BYTES + 1), expected)
        show = _json if options.json else _text
        sys.stdout.write(show(verification))
        return exit_code(verification)
    except UsageError as error:
        sys.stderr.write(f"{error}\n")
        return ExitCode.USAGE
    except Exception:  # noqa: BLE001 - whatever breaks here, nothing may go on because of it
        traceback.print_exc()
        return ExitCode.FAULT


def exit_code(verification: Verification) -> ExitCode:
    """Return the exit code of a verification; the gravest reason decides."""
    codes = {_OF_VERDICT.get(reason.code, ExitCode.REFUSED) for reason in verification.reasons}
    if not codes:
        return ExitCode.GO
    for code in (ExitCode.REFUSED, ExitCode.HOLD):
        if code in codes:
            return code
    return ExitCode.CONDITIONAL


def value(verification: Verification) -> dict[str, Any]:
    """Return a verification as programs read it."""
    until = verification.valid_until
    return {
        "accepted": verification.is_accepted,
        "break_glass": verification.break_glass,
        "deployment": verification.deployment,
        "determination": verification.determination,
        "exit_code": int(exit_code(verification)),
        "level": verification.level,
        "outline": None if verification.outline is None else json.loads(verification.outline),
        "reasons": [
            {"code": reason.code.value, "explanation": reason.explanation}
            for reason in verification.reasons
        ],
        "signers": list(verification.signers),
        "solo": verification.is_solo,
        "valid_until": None if until is None else until.isoformat().replace("+00:00", "Z"),
        "verdict": verification.verdict,
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="verifier",
        description="Check a decision from nothing but your own trust, and derive it again.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("bundle", type=Path, metavar="BUNDLE")
    parser.add_argument("--trust", type=Path, required=True, help="your trust file, as JSON")
    parser.add_argument("--candidate", required=True, help="the digest of what you will deploy")
    parser.add_argument("--network", required=True)
    parser.add_argument(
        "--chain", action="append", required=True, dest="chains", help="each chain of the network"
    )
    parser.add_argument("--transition", required=True, help="such as promote:alphanet")
    parser.add_argument("--deployment", help="the digest of the deployment; without: any")
    parser.add_argument(
        "--accept", action="append", default=[], choices=sorted(ACCEPTABLE), help="besides go"
    )
    parser.add_argument("--at", help="the time to verify for, such as 2026-11-22T23:14:05Z")
    parser.add_argument("--json", action="store_true", help="for programs")
    return parser


def _expected(options: argparse.Namespace) -> Expected:
    for name in ("candidate", "deployment"):
        given = getattr(options, name)
        if given is not None and not s.digest(given):
            raise UsageError(f"--{name} must be a digest: sha256: and 64 small hexadecimal digits")
    if options.at is not None and not s.time(options.at):
        raise UsageError("--at must be a time in UTC, such as 2026-11-22T23:14:05Z")
    now = datetime.now(UTC)  # noqa: TID251 - this folder runs alone, without the product's clock
    return Expected(
        trust=_trust(options.trust),
        network=options.network,
        candidate=options.candidate,
        chains=frozenset(options.chains),
        transition=options.transition,
        deployment=options.deployment,
        accept=frozenset(options.accept),
        at=now if options.at is None else s.read_time(options.at),
    )


def _trust(path: Path) -> dict[str, Any]:
    try:
        trust = json.loads(_read(path, _MOST_TRUST_BYTES), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path} is no JSON: {error}") from error
    if not isinstance(trust, dict):
        raise UsageError(f"{path} must hold a trust file as a JSON object")
    return trust


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice: nobody could tell which of the two is trusted."""
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a key stands there twice")
    return dict(pairs)


def _read(path: Path, most: int) -> bytes:
    """Read a file up to a limit; one that is longer is cut off, which nothing accepts."""
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error


def _json(verification: Verification) -> str:
    return json.dumps(value(verification), indent=2, sort_keys=True) + "\n"


def _text(verification: Verification) -> str:
    if verification.is_accepted:
        head = f"accepted: {verification.verdict}"
    elif verification.verdict is None:
        head = "refused"
    else:
        head = f"refused: the verdict is {verification.verdict}"
    lines = [head]
    if verification.break_glass is not None:
        lines.append("under a break-glass, whatever the verdict is")
    lines += [f"  {reason.code.value}: {reason.explanation}" for reason in verification.reasons]
    if verification.level is not None:
        solo = ", by one person alone" if verification.is_solo else ""
        signers = ", ".join(verification.signers) or "nobody known"
        lines.append(f"level {verification.level}, signed by {signers}{solo}")
        lines.append(f"valid until {verification.valid_until}")
    # What a bundle says may hold control characters; a terminal must not obey them.
    return "".join(f"{_printable(line)}\n" for line in lines)


def _printable(line: str) -> str:
    return "".join(each if each.isprintable() else "�" for each in line)
