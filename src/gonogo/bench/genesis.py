"""The genesis states of the bench: the real OP contracts, as supersim ships them.

supersim is run once, asked for its configuration and ended; what came out is
kept in the cache and recognised by the digests below, so the bench always
starts from the same states, whatever lies in the cache.

One thing is changed: the dispute games wait 84 hours by their clocks, which
nobody can observe in a rehearsal. The two clocks are immutables in the code of
the game implementations; they are set to seconds there, and the bench's
manifest says so. Nothing else differs from what supersim runs.
"""

import contextlib
import hashlib
import http.client
import os
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from gonogo.bench.errors import InstallError
from gonogo.bench.packages import SUPERSIM, Packages, Progress
from gonogo.bench.process import spawn
from gonogo.bench.settings import L1_CHAIN_ID, L2_CHAIN_ID

GAME_CLOCK_SECONDS = 6
GAME_CLOCK_EXTENSION_SECONDS = 1

L1_STATE = "l1.json"
L2_STATE = "l2.json"
CONTRACTS = "contracts.json"
# Of the files as they are kept, clocks patched.
PINNED: Mapping[str, str] = {
    L1_STATE: "dc07293388c80e51a34a4743a76115f774d8a555e3edea423996d965bc1aa3ed",
    L2_STATE: "5234ab339593b3539fbc22f2a0b83023e623ea9cac383763f40a33a4caa3cb3f",
    CONTRACTS: "c5e9a9e60bba135ecd7633fb94d7df7332b2e488d2e8d7e80591a24966d1a5e7",
}

_SHIPPED_CLOCK_SECONDS = 302_400
_SHIPPED_EXTENSION_SECONDS = 10_800
_ANSWER_SECONDS = 20.0
_STOP_SECONDS = 5.0
_POLL_SECONDS = 0.02
_ADMIN_PORT = re.compile(rb"Admin Server: http://127\.0\.0\.1:(\d+)")


@dataclass(frozen=True)
class Genesis:
    """The two states a bench starts from, and where its L1 contracts are."""

    l1: Path
    l2: Path
    contracts: Mapping[str, str]
    """By name in PascalCase, addresses in lower case; those that supersim names."""


class _L2(msgspec.Struct):
    addresses: dict[str, str] = msgspec.field(name="L1Addresses")


class _Chain(msgspec.Struct):
    chain_id: int = msgspec.field(name="ChainID")
    genesis: bytes = msgspec.field(name="GenesisJSON")
    """JSON; msgspec decodes the base64 around it."""
    l2: _L2 | None = msgspec.field(name="L2Config")


class _Configuration(msgspec.Struct):
    l1: _Chain = msgspec.field(name="L1Config")
    l2s: list[_Chain] = msgspec.field(name="L2Configs")


class _Answer(msgspec.Struct):
    result: _Configuration


def load_genesis(packages: Packages, cache: Path, *, on_progress: Progress) -> Genesis:
    """Return the states from the cache; make them first when they are not there.

    Raises:
        UnsupportedMachineError: supersim does not run on this machine.
        InstallError: supersim could not be installed or asked, or gave other states.
    """
    directory = cache / f"genesis-{_name()}"
    genesis = _open(directory)
    if genesis is not None:
        return genesis
    on_progress("reading the genesis states from supersim (once)")
    anvil, _ = packages.anvil()
    files = extract(packages.program(SUPERSIM), anvil)
    for name, content in files.items():
        digest = hashlib.sha256(content).hexdigest()
        if digest != PINNED[name]:
            raise InstallError(
                f"the genesis state {name} is not the one it should be: its digest is {digest},"
                f" expected {PINNED[name]}",
                hint="This version of gonogo does not fit the installed supersim.",
            )
    _keep(directory, files)
    genesis = _open(directory)
    if genesis is None:
        raise InstallError(
            f"the genesis states were written to {directory} and read back otherwise",
            hint="Is the disk full? Delete the folder and try again.",
        )
    return genesis


def extract(supersim: Path, anvil: Path) -> dict[str, bytes]:
    """Run supersim once and return the files of a genesis by name, clocks patched."""
    with tempfile.TemporaryDirectory(prefix="gonogo-genesis-") as scratch:
        configuration = _ask(supersim, anvil, Path(scratch))
    l2 = next(chain for chain in configuration.l2s if chain.chain_id == L2_CHAIN_ID)
    if configuration.l1.chain_id != L1_CHAIN_ID or l2.l2 is None:
        raise InstallError("supersim describes other chains than it should")
    contracts = {
        name: address.lower() for name, address in l2.l2.addresses.items() if int(address, 16)
    }
    return {
        L1_STATE: patch_game_clocks(configuration.l1.genesis),
        L2_STATE: l2.genesis,
        CONTRACTS: msgspec.json.encode(contracts, order="sorted"),
    }


def patch_game_clocks(state: bytes) -> bytes:
    """Return an L1 state in which dispute games wait seconds instead of hours.

    Only code that pushes both clocks as full words is touched: that is how the
    compiler writes immutables, and only game implementations have both.
    """
    genesis = msgspec.json.decode(state)
    clock, extension = _push(_SHIPPED_CLOCK_SECONDS), _push(_SHIPPED_EXTENSION_SECONDS)
    patched = 0
    for account in genesis["alloc"].values():
        code = account.get("code", "")
        if clock in code and extension in code:
            code = code.replace(clock, _push(GAME_CLOCK_SECONDS))
            account["code"] = code.replace(extension, _push(GAME_CLOCK_EXTENSION_SECONDS))
            patched += 1
    if patched == 0:
        raise InstallError("no dispute game was found in supersim's L1 state")
    return msgspec.json.encode(genesis)


def _push(seconds: int) -> str:
    return "7f" + seconds.to_bytes(32, "big").hex()  # PUSH32


def _name() -> str:
    return hashlib.sha256("".join(PINNED.values()).encode()).hexdigest()[:16]


def _open(directory: Path) -> Genesis | None:
    try:
        contents = {name: (directory / name).read_bytes() for name in PINNED}
    except OSError:
        return None
    if any(hashlib.sha256(contents[name]).hexdigest() != PINNED[name] for name in PINNED):
        return None
    contracts = msgspec.json.decode(contents[CONTRACTS], type=dict[str, str])
    return Genesis(directory / L1_STATE, directory / L2_STATE, contracts)


def _keep(directory: Path, files: Mapping[str, bytes]) -> None:
    # Each file is put in place by itself: whoever else does so at the same time writes the same.
    directory.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        with tempfile.NamedTemporaryFile(dir=directory, delete=False) as file:
            file.write(content)
        Path(file.name).replace(directory / name)


def _ask(supersim: Path, anvil: Path, scratch: Path) -> _Configuration:
    programs = scratch / "bin"
    programs.mkdir()
    # supersim looks for `anvil` on the PATH, and must not find npm's launcher there.
    (programs / "anvil").symlink_to(anvil)
    environment = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "TMPDIR": str(scratch),
    }
    ports = ["--admin.port", "0", "--l1.port", "0", "--l2.starting.port", "0", "--l2.count", "1"]
    log = scratch / "supersim.log"
    # SIGTERM, because supersim ends its own anvils on it, and SIGKILL would leave them behind.
    process = spawn(
        [str(supersim), "--logs.directory", str(scratch), *ports],
        log,
        environment=environment,
        on_parent_death=signal.SIGTERM,
    )
    try:
        deadline = time.monotonic() + _ANSWER_SECONDS
        while time.monotonic() < deadline and process.poll() is None:
            with contextlib.suppress(OSError):
                if (found := _ADMIN_PORT.search(log.read_bytes())) is not None:
                    return _get_configuration(int(found.group(1)))
            time.sleep(_POLL_SECONDS)
    finally:
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            # Its anvils may stay behind then, as after any SIGKILL; waiting for ever is worse.
            process.kill()
            process.wait()
    said = log.read_bytes()[-400:].decode("utf-8", "replace")
    raise InstallError(
        f"supersim did not give its genesis states within {_ANSWER_SECONDS:g} s: {said}",
        hint="Try again; if it stays so, this machine may be too slow or too full.",
    )


def _get_configuration(port: int) -> _Configuration:
    # Not urllib.request: a proxy from the environment must not get between us on loopback.
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_ANSWER_SECONDS)
    try:
        connection.request(
            "POST",
            "/",
            body=b'{"jsonrpc":"2.0","id":1,"method":"admin_getConfig","params":[]}',
            headers={"Content-Type": "application/json"},
        )
        answer = connection.getresponse().read()
    finally:
        connection.close()
    return msgspec.json.decode(answer, type=_Answer).result
