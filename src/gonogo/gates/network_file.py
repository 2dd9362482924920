"""Which network a gate is about, as its environment says.

`GONOGO_NETWORK_FILE` has everything that is known, inventories included. Without it the
descriptor that `DEVNET_ENV_URL` names is read, as any suite for op-acceptor does; it says
where things are and not what is absent, so that nothing is then taken as not applicable.
"""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec

from gonogo.errors import GonogoError
from gonogo.networks import Network, load

NETWORK = "GONOGO_NETWORK_FILE"
DESCRIPTOR = "DEVNET_ENV_URL"


class NoNetworkError(GonogoError):
    """Nobody said which network this is about, or what they named cannot be read."""


def read_network(environ: Mapping[str, str]) -> Network:
    """Return the network that the environment names.

    Raises:
        NoNetworkError: it names none, or one without L2 chains.
        GonogoError: the file is not what it should be.
    """
    network = _read(environ)
    if not network.chains:
        raise NoNetworkError(
            f"network {network.name!r} has no L2 chain", hint="There is nothing to test."
        )
    return network


def _read(environ: Mapping[str, str]) -> Network:
    if given := environ.get(NETWORK):
        try:
            return msgspec.json.decode(Path(given).read_bytes(), type=Network)
        except (OSError, msgspec.DecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is no network of ours"
            raise NoNetworkError(f"{NETWORK} {given}: {reason}") from error
    if given := environ.get(DESCRIPTOR):
        # As suites of the field take it: an address of a file, or a path without a scheme.
        url = urlsplit(given)
        if url.scheme not in ("", "file"):
            raise NoNetworkError(
                f"{DESCRIPTOR} is no file: {url.scheme}://…", hint="Fetch it, and name the file."
            )
        return load(Path(unquote(url.path) if url.scheme else given))
    raise NoNetworkError(
        "no network is named",
        hint=f"Set {NETWORK} or {DESCRIPTOR}; `gonogo accept NETWORK --gate base` does.",
    )
