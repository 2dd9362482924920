"""The recording proxy: tests reach the network through it, so we know who talked to what.

`Proxy` is a run's, `Doors` a task's. A test process knows no address of the network but
those of its doors, and the keys that open the network's own addresses stay on our side.

The proxy itself is imported when it is first used: it brings an HTTP server along, which tests
that run for no network do not need.
"""

from typing import TYPE_CHECKING

from gonogo.acceptance.proxy.descriptor import find_descriptor, rewritten
from gonogo.acceptance.proxy.doors import Doors
from gonogo.acceptance.proxy.endpoints import endpoints_of
from gonogo.lazily import lazily

if TYPE_CHECKING:
    from gonogo.acceptance.proxy.proxy import Proxy

__getattr__ = lazily(__name__, {"Proxy": "proxy"})

__all__ = [
    "Doors",
    "Proxy",
    "endpoints_of",
    "find_descriptor",
    "rewritten",
]
