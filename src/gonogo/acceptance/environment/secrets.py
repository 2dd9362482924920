"""Every string that must not be seen in what a suite prints, nor in a report about it.

They come from the network (private keys, the JWT secret, what opens its addresses) and from
the caller's variables. Each is given in the forms in which programs print it: with and
without 0x, escaped as in JSON and in addresses, and a key of several lines line by line.

Limit: a secret of fewer than eight characters is looked for only together with what stands
beside it in an address. Alone it would hide every such word, and the words of the stream of
events are short ones.
"""

import base64
import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from gonogo.acceptance.environment.inherited import looks_secret
from gonogo.acceptance.proxy import endpoints_of
from gonogo.networks import Network
from gonogo.rpc import secrets_in_url

LEAST_CHARACTERS = 8
# Shorter lines of a key, such as those around it, are words that stand anywhere.
_LEAST_LINE = 16
_HEX = frozenset("0123456789abcdefABCDEF")
_KEYS_OF_DOCUMENTS = frozenset({"jwt", "private_key", "privateKey"})


def secrets_of(
    network: Network | None,
    environ: Mapping[str, str],
    *,
    descriptor: Mapping[str, Any] | None = None,
    others: tuple[str, ...] = (),
) -> tuple[str, ...]:
    """Return the strings to hide, the longest first, each once.

    Args:
        network: What is tested; None: nothing that has a name.
        environ: The caller's variables, all of them.
        descriptor: The document that the network was loaded from; it has more than the value.
        others: What else is secret, such as the key of the wallet that pays for the tests.
    """
    found = {*others, *_in_environment(environ)}
    if network is not None:
        found |= {*_in_network(network, descriptor)}
    forms = {form for secret in found for form in _forms(secret) if len(form) >= LEAST_CHARACTERS}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def _in_network(network: Network, descriptor: Mapping[str, Any] | None) -> Iterator[str]:
    wallets = [*network.l1.wallets, *(each for chain in network.chains for each in chain.wallets)]
    yield from (wallet.private_key for wallet in wallets if wallet.private_key)
    for endpoint in endpoints_of(network, descriptor):
        yield from _in_address(endpoint.upstream.url)
        yield from (value for name, value in endpoint.upstream.headers if looks_secret(name))
    for name, value in (*network.flags, *network.fork_plan):
        if looks_secret(name):
            yield value
    yield from _in_document(descriptor)


def _in_document(value: Any) -> Iterator[str]:
    """Yield what stands under a key that is called like a secret, however deep."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += each
        elif isinstance(each, Mapping):
            for name, inner in each.items():
                is_secret = name in _KEYS_OF_DOCUMENTS or looks_secret(str(name))
                if is_secret and isinstance(inner, str):
                    yield inner
                else:
                    waiting.append(inner)


def _in_environment(environ: Mapping[str, str]) -> Iterator[str]:
    for name, value in environ.items():
        # A salt is printed to be used again, and is a run's name.
        if looks_secret(name) and not name.endswith("_SALT"):
            yield value
        elif "://" in value:
            yield from (each for part in value.split(",") for each in _in_address(part.strip()))


def _in_address(url: str) -> Iterator[str]:
    yield from secrets_in_url(url)
    try:
        parts = urlsplit(url)
    except ValueError:
        return
    user, at, _ = parts.netloc.rpartition("@")
    if at:
        yield f"{user}@"
        yield f":{parts.password or ''}@"
        yield base64.b64encode(f"{parts.username}:{parts.password or ''}".encode()).decode()


def _forms(secret: str) -> Iterator[str]:
    """Yield a secret in every form in which it may be printed."""
    secret = secret.strip()
    plain = secret.removeprefix("0x")
    # Clients print keys and addresses in either case, with or without 0x.
    if plain and _HEX.issuperset(plain):
        yield from (plain, plain.lower(), plain.upper(), f"0x{plain}")
        return
    lines = [line.strip() for line in secret.splitlines()]
    for each in {secret, *(line for line in lines if len(line) >= _LEAST_LINE)}:
        yield from _escaped(each)


def _escaped(secret: str) -> Iterator[str]:
    yield secret
    for in_json in {json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]}:
        yield in_json
        # Go writes these three so in JSON, also in its own stream of events.
        yield in_json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    yield quote(secret, safe="")
    yield quote(secret)
