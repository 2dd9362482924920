"""Selftest: whatever must be refused is put before every gate, and must be refused.

The rows of the table of known failures, and forgeries, under the user's own policies,
people and trust. Each case is a record in which everything is met, which all gates let
pass, with exactly one change. Nothing of the workspace is touched: keys are made here
and die here, records are laid out in a directory that whoever calls gives.
"""

from gonogo.selftest.bodies import CANDIDATE, DEPLOYMENT
from gonogo.selftest.case import Case, Group, Result
from gonogo.selftest.cast import new_signer
from gonogo.selftest.gates import Gates
from gonogo.selftest.plan import CHAIN, COMPONENT, NETWORK, VERSION
from gonogo.selftest.run import CASES, Tested, Tried, Workspace, try_policy
from gonogo.selftest.saying import Said, State, Try
from gonogo.selftest.scene import Scene

__all__ = [
    "CANDIDATE",
    "CASES",
    "CHAIN",
    "COMPONENT",
    "DEPLOYMENT",
    "NETWORK",
    "VERSION",
    "Case",
    "Gates",
    "Group",
    "Result",
    "Said",
    "Scene",
    "State",
    "Tested",
    "Tried",
    "Try",
    "Workspace",
    "new_signer",
    "try_policy",
]
