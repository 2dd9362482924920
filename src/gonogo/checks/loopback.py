"""Whether a network is on this very machine, where sending needs no permission."""

import ipaddress
from urllib.parse import urlsplit

from gonogo.networks import Network


def is_on_this_machine(network: Network) -> bool:
    """Say whether every address that is known of a network is a loopback address.

    A network without any known address is not: nobody knows where it is.
    """
    urls = list(network.l1.rpcs)
    for chain in network.chains:
        urls += [chain.public_rpc] if chain.public_rpc is not None else []
        for node in chain.nodes:
            urls += [url for url in (node.execution_rpc, node.consensus_rpc) if url is not None]
    return bool(urls) and all(_is_loopback(url) for url in urls)


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
