"""Why a test failed or was skipped, read from what it printed.

Newer Go marks what an assertion printed. Everything else has to be found: a panic, the block
that testify prints, op-devstack's word for a gate that was not met, and at last the last thing
that was logged. The whole output is searched, however long it is, and never held in memory.

A label is all that comes of it. A failure stays one, with a single exception: op-devstack and
devnet-sdk turn a precondition that is not met into a failure when they are told that all
preconditions are met, and say so in words of their own.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gonogo.acceptance.result import LONGEST_MESSAGE_CHARACTERS, Kind

_CONTEXT_BYTES = 8 << 10
"""What is read from a sign on, and of the end."""

_SIGNALS = ("SIGABRT", "SIGBUS", "SIGFPE", "SIGILL", "SIGSEGV")
_PANICS = (b"\npanic: ", b"\nfatal error: ")
# What Go prints of a signal that none of its own code raised; it then ends with code 2.
_DEATHS = tuple(f"\n{name}: ".encode() for name in _SIGNALS)
_TESTIFY = b"Error Trace:"
_SKIPPED = b"Unexpected test-skip!"
_PRECONDITION = b"precondition not met: "
_UNMET = (_SKIPPED, _PRECONDITION)
_SIGNS = (*_PANICS, *_DEATHS, _TESTIFY, *_UNMET)
# Other programs say so too, in what is logged of them: only what a test says itself counts.
_SAID_ITSELF = re.compile(rb"\n +[\w.\-/]+\.go:\d+: (?=precondition not met: )")
_DIED = re.compile(r"(SIG[A-Z]+: [^\n]*)\nPC=0x")
_TIMED_OUT = re.compile(r"panic: test timed out after [^\n]*")
_RUNNING = re.compile(r"^\t+(\S+) \([0-9.hmsµn]+\)$", re.MULTILINE)
_RECOVERED = re.compile(r" \[recovered(?:, repanicked)?\]")
_LOGGED = re.compile(r"^ +[\w.\-/]+\.go:\d+: ?")
_FRAME = re.compile(r"^\s*(?:=== (?:RUN|PAUSE|CONT|NAME) |--- (?:PASS|FAIL|SKIP|BENCH): )")
_BLOCK = re.compile(
    r"Error:[ \t]*(?P<error>.*?)(?=\n[ \t]*(?:Test:|Messages:)|\Z)"
    r"(?:\n[ \t]*Test:[^\n]*)?(?:\n[ \t]*Messages:[ \t]*(?P<words>[^\n]*))?",
    re.DOTALL,
)
# In the words of Go, Python and gateways; a label only, and no failure is less for it.
_UNREACHED = re.compile(
    # The first is ours: what the recording proxy says where nobody answers behind it.
    r"gonogo: [^\r\n]{1,300}? does not answer"
    r"|connection refused|connection reset by peer|no such host|network is unreachable"
    r"|no route to host|i/o timeout|TLS handshake timeout|dial tcp|Connection aborted"
    r"|Name or service not known|Temporary failure in name resolution"
    r"|Max retries exceeded|Cannot connect to host|50[234] (?:Bad Gateway|Service|Gateway)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a test ended as it did."""

    kind: Kind
    message: str = ""
    is_own: bool = True
    """Whether the test itself said why; else it is merely the last that was heard of it."""
    running: frozenset[str] = frozenset()
    """The tests that were running when the time of all was over."""
    is_of_process: bool = False
    """Whether it is of a process as a whole, and printed in whichever test printed last."""


def is_crash(signal: str | None) -> bool:
    """Say whether a signal is one that a program's own fault raises, and nobody sends."""
    return signal in _SIGNALS


def bounded(message: str) -> str:
    """Return a message that is no longer than messages may be."""
    message = message.strip()
    if len(message) <= LONGEST_MESSAGE_CHARACTERS:
        return message
    return message[: LONGEST_MESSAGE_CHARACTERS - 1] + "…"


def is_unreached(message: str) -> bool:
    """Say whether a message tells that a call did not get to the network or through it."""
    return _UNREACHED.search(message) is not None


def explain_failure(output: Iterable[bytes], marked: str = "") -> Explanation:
    """Say why a test failed.

    Args:
        output: All that it printed, in pieces.
        marked: What it printed that was marked as an error.
    """
    signs, end = _search(output)
    panic = min((signs[sign] for sign in _PANICS if sign in signs), default=None)
    if panic is not None:
        return _of_panic(panic[1])
    for sign in _DEATHS:
        died = _DIED.search(signs[sign][1]) if sign in signs else None
        if died is not None:
            return Explanation(Kind.CRASH, bounded(died[1]), is_of_process=True)
    unmet = min((signs[sign] for sign in _UNMET if sign in signs), default=None)
    testify = signs.get(_TESTIFY)
    # What was said first is why; the rest follows from it.
    if unmet is not None and (testify is None or unmet < testify) and _is_unmet(marked):
        return Explanation(Kind.PRECONDITION, bounded(_words_of_gate(unmet[1])))
    if marked.strip():
        return _failed(_said(marked))
    if testify is not None:
        return _failed(_said(testify[1]))
    return Explanation(Kind.ASSERTION, bounded(last_words(end)), is_own=False)


def last_words(end: str) -> str:
    """Return the last thing that was logged, of older Go with all of its lines."""
    lines = [line for line in end.splitlines() if line.strip() and not _FRAME.match(line)]
    if not lines:
        return ""
    for index in range(len(lines) - 1, -1, -1):
        if _LOGGED.match(lines[index]):
            return "\n".join(line.strip() for line in lines[index:])
    return "\n".join(line.strip() for line in lines[-5:])


def explain_skip(output: Iterable[bytes]) -> Explanation:
    """Say why a test was skipped: what it logged last."""
    end = b""
    for piece in output:
        end = (end + piece)[-_CONTEXT_BYTES:]
    words = _LOGGED.sub("", " " + last_words(_text(end)))
    if "precondition not met: " in words:
        return Explanation(Kind.PRECONDITION, bounded(words))
    block = _BLOCK.search(words) if "Error Trace:" in words else None
    # A gate of op-devstack skips with what testify says of the assertion in it.
    if block is not None:
        return Explanation(Kind.PRECONDITION, bounded(_of_block(block)))
    return Explanation(Kind.SKIPPED, bounded(words))


def end_of(output: Iterable[bytes]) -> str:
    """Return the end of what was printed."""
    end = b""
    for piece in output:
        end = (end + piece)[-_CONTEXT_BYTES:]
    return _text(end)


def _search(output: Iterable[bytes]) -> tuple[dict[bytes, tuple[int, str]], str]:
    """Return where each sign is first, with what follows it; and the end of all."""
    signs: dict[bytes, tuple[int, str]] = {}
    end = b""
    for offset, window, is_last in _windows(output):
        for sign in _SIGNS:
            if sign in signs or (found := _find(sign, window)) < 0:
                continue
            if is_last or found + _CONTEXT_BYTES <= len(window):
                context = window[found : found + _CONTEXT_BYTES]
                signs[sign] = (offset + found, _text(context))
        end = window[-_CONTEXT_BYTES:]
    return signs, _text(end)


def _find(sign: bytes, window: bytes) -> int:
    found = window.find(sign)
    if found < 0 or sign is not _PRECONDITION:
        return found
    said = _SAID_ITSELF.search(window)
    return -1 if said is None else said.end()


def _windows(output: Iterable[bytes]) -> Iterator[tuple[int, bytes, bool]]:
    """Yield pieces that overlap by what a sign and its context need, and where each begins."""
    window, offset = b"\n", -1
    for piece in output:
        window += piece
        yield offset, window, False
        kept = window[-_CONTEXT_BYTES:]
        offset, window = offset + len(window) - len(kept), kept
    yield offset, window, True


def _of_panic(text: str) -> Explanation:
    timed_out = _TIMED_OUT.search(text)
    if timed_out is not None:
        running = frozenset(_RUNNING.findall(text.partition("\n\n")[0]))
        return Explanation(Kind.TIMEOUT, bounded(timed_out[0][len("panic: ") :]), running=running)
    first = text.strip("\n").partition("\n\n")[0]
    return Explanation(Kind.CRASH, bounded(_RECOVERED.sub("", first)))


def _failed(message: str) -> Explanation:
    kind = Kind.INFRASTRUCTURE if is_unreached(message) else Kind.ASSERTION
    return Explanation(kind, bounded(message))


def _is_unmet(marked: str) -> bool:
    """Say whether nothing but an unmet precondition was marked as an error."""
    errors = [line for line in marked.splitlines() if _LOGGED.match(line)]
    return all(_LOGGED.sub("", line).startswith("precondition not met: ") for line in errors)


def _words_of_gate(text: str) -> str:
    """Return what was not met, in the words of the framework."""
    line = text.partition("\n")[0]
    # As a value of a log line it is quoted, with its own lines escaped.
    spoken = line.replace("\\n", "\n").replace("\\t", "\t").replace('\\"', '"')
    whole = spoken if "Error:" in spoken else text.partition("\n=== ")[0]
    block = _BLOCK.search(whole) if "Error Trace:" in whole else None
    if block is not None:
        return f"Unexpected test-skip! {_of_block(block)}"
    return spoken.strip().strip('"')


def _said(text: str) -> str:
    block = _BLOCK.search(text) if "Error Trace:" in text else None
    if block is None:
        return "\n".join(line.strip() for line in text.splitlines())
    place = re.search(r"Error Trace:[ \t]*(\S+)", text)
    where = f" ({place[1].rpartition('/')[2]})" if place else ""
    return _of_block(block) + where


def _of_block(block: re.Match[str]) -> str:
    error = "\n".join(line.strip() for line in block["error"].splitlines() if line.strip())
    words = (block["words"] or "").strip().strip('"')
    return f"{words}: {error}" if words else error


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
