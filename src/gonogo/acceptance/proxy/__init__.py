"""The recording proxy: tests reach the network through it, so we know who talked to what.

`Proxy` is a run's, `Doors` a task's. A test process knows no address of the network but
those of its doors, and the keys that open the network's own addresses stay on our side.
"""

from gonogo.acceptance.proxy.descriptor import find_descriptor, rewritten
from gonogo.acceptance.proxy.doors import Doors
from gonogo.acceptance.proxy.endpoints import endpoints_of
from gonogo.acceptance.proxy.proxy import Proxy
from gonogo.acceptance.proxy.unanswered import says_unanswered

__all__ = [
    "Doors",
    "Proxy",
    "endpoints_of",
    "find_descriptor",
    "rewritten",
    "says_unanswered",
]
