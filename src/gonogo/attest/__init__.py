"""Attest: put a decision into one file that others can check, and check such files.

`write_bundle` writes it, `summarise` signs the standard summary in it, and `verify`
is the only way to a `VerifiedDetermination`, which is all that promotion takes.
"""

from gonogo.attest.bundle import write_bundle
from gonogo.attest.errors import NotBundledError, RefusalReason, RefusedBundleError
from gonogo.attest.summary import NoSummaryError, OtherSignerError, summarise, why_no_summary
from gonogo.attest.verified import VerifiedDetermination, verify
from gonogo.attest.versions import Touched, Versions, feature_versions, known_versions, versions_of

__all__ = [
    "NoSummaryError",
    "NotBundledError",
    "OtherSignerError",
    "RefusalReason",
    "RefusedBundleError",
    "Touched",
    "VerifiedDetermination",
    "Versions",
    "feature_versions",
    "known_versions",
    "summarise",
    "verify",
    "versions_of",
    "why_no_summary",
    "write_bundle",
]
