"""The verifier: checks a bundle from nothing but the verifier's own trust.

A second judge, written from the documents and not from the product's code. It
imports the standard library and `cryptography` alone, so that this folder, copied
elsewhere, runs by itself: `python verifier BUNDLE --trust trust.json …`. Nothing
that a bundle says about itself is believed: who may sign and which policy holds come
from the trust given, what is asked about from the caller, and the verdict is derived
again from the acts.
"""

from .expected import Expected, Verification
from .reasons import Reason, ReasonCode
from .verify import verify

__all__ = ["Expected", "Reason", "ReasonCode", "Verification", "verify"]
