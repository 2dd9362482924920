"""How stable a test is: what its passes and failures exclude, and which class they put it in.

Pure: nothing here reads a history, it is told what was recorded.
"""

from gonogo.acceptance.stability.bounds import (
    attempts_needed,
    excluded_percent,
    is_excluded,
    upper_bound,
)
from gonogo.acceptance.stability.classes import (
    Classification,
    Stability,
    classify,
    is_flake_on_record,
    tally_of,
)
from gonogo.acceptance.stability.wording import sentence

__all__ = [
    "Classification",
    "Stability",
    "attempts_needed",
    "classify",
    "excluded_percent",
    "is_excluded",
    "is_flake_on_record",
    "sentence",
    "tally_of",
    "upper_bound",
]
