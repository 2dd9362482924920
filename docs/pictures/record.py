# ruff: noqa: INP001 - scripts beside the pages they make, not a package.
"""Run commands on a terminal of their own and draw what stood on it, as one SVG.

    python docs/pictures/record.py -o docs/pictures/assess.svg "gonogo assess bench" …

The picture is of a real run: each command gets a pseudo-terminal, so it shows
its colours, and lines that it drew anew are kept as they stood at the end. The
picture asks no other host for fonts, and the exit code is part of it.
"""

import argparse
import os
import pty
import re
import shlex
import struct
import subprocess
import termios
from fcntl import ioctl
from pathlib import Path

from rich.console import Console
from rich.text import Text

# What a line-drawing program sends: text, colours, line ends, and moves between lines.
_TOKENS = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[@-Z\\-_]|\x1b\][^\x07]*\x07|[\r\n]|[^\x1b\r\n]+"
)
_FONTS = re.compile(r"@font-face\s*\{.*?\}", re.DOTALL)


def screen(output: str) -> list[str]:
    """Return the lines that stand on a terminal after this output, colours included.

    Understands what progress displays use: carriage returns, moves up and down,
    erasing a line and what is below. It draws lines anew as a whole, as these do.
    """
    lines, row, is_fresh = [""], 0, True
    for piece in _TOKENS.findall(output):
        move = re.fullmatch(r"\x1b\[(\d*)([ABFJK])", piece)
        if piece == "\n":
            row, is_fresh = row + 1, True
        elif piece == "\r":
            is_fresh = True
        elif move and move[2] in "AF":
            row, is_fresh = max(0, row - int(move[1] or 1)), True
        elif move and move[2] == "B":
            row += int(move[1] or 1)
        elif move and move[2] == "J":
            del lines[row + 1 :]
        elif move:
            lines[row] = ""
        elif not piece.startswith("\x1b") or piece.endswith("m"):
            lines[row] = piece if is_fresh and piece.isprintable() else lines[row] + piece
            is_fresh = False
        lines += [""] * (row + 1 - len(lines))
    return lines


def run(command: str, columns: int) -> tuple[str, int]:
    """Run a command on a pseudo-terminal; return what it wrote and its exit code."""
    ours, theirs = pty.openpty()
    ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": str(columns)}
    # The commands are those of whoever draws the picture.
    with subprocess.Popen(  # noqa: S603
        shlex.split(command), stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        written = bytearray()
        # Linux answers a read from a terminal that everybody closed with an error.
        try:
            while chunk := os.read(ours, 65536):
                written += chunk
        except OSError:
            pass
        os.close(ours)
    return written.decode("utf-8", "replace"), process.returncode


def main() -> None:
    """Draw the commands of the command line."""
    parser = argparse.ArgumentParser(description="Draw a real run as an SVG.")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--columns", type=int, default=88)
    parser.add_argument("--title", default="gonogo")
    parser.add_argument("commands", nargs="+")
    arguments = parser.parse_args()
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=arguments.columns, file=nowhere, force_terminal=True)
        for command in arguments.commands:
            console.print(Text(f"$ {command}", style="bold"))
            output, code = run(command, arguments.columns)
            for line in screen(output.rstrip()):
                console.print(Text.from_ansi(line), soft_wrap=True)
            console.print(Text(f"exit code {code}\n", style="dim"))
        drawn = console.export_svg(title=arguments.title)
    # Rich asks a server for its font; a picture in a repository should ask nobody.
    arguments.output.write_text(_FONTS.sub("", drawn), encoding="utf-8")


if __name__ == "__main__":
    main()
