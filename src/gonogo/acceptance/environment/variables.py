"""The variables that a suite's processes are given by us: op-acceptor's, and our own.

Suites were written for op-acceptor's, so names and meanings are kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gonogo.acceptance.environment.inherited import Inherited

DESCRIPTOR = "DEVNET_ENV_URL"
NETWORK_FILE = "GONOGO_NETWORK_FILE"
STATE_DIRECTORY = "GONOGO_STATE_DIR"
FUNDER_KEY = "GONOGO_FUNDER_KEY"
BUDGET_WEI = "GONOGO_BUDGET_WEI"

_PRECONDITIONS = "DEVNET_EXPECT_PRECONDITIONS_MET"
_ORCHESTRATOR = "DEVSTACK_ORCHESTRATOR"
NEVER_THE_CALLERS = frozenset({DESCRIPTOR, _PRECONDITIONS})
"""What counts by being there at all, so that the caller's own would say what we did not."""
_LIVE_NETWORK, _IN_PROCESS = "sysext", "sysgo"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_WEB_PROXIES = frozenset({"http_proxy", "https_proxy", "all_proxy"})


@dataclass(frozen=True)
class Terms:
    """What a run promises to all its tests."""

    run: str
    """Its id; tests derive accounts from it, so that two runs do not use the same."""
    allows_skips: bool = False
    """Whether a test may skip where the network lacks what it needs, instead of failing."""
    log_level: str = "info"
    state_directory: Path | None = None
    """Where tests keep what must outlive the run; None: they have no such place."""
    funder_key: str | None = field(default=None, repr=False)
    """The private key of the wallet that pays; None: tests have their own means, or none."""
    budget_wei: int | None = None
    """What tests may spend of it; None: nobody set a limit."""


@dataclass(frozen=True)
class TaskFiles:
    """Where a task's network is described for it."""

    descriptor: Path
    network: Path


def variables_of(terms: Terms, inherited: Inherited, files: TaskFiles | None) -> dict[str, str]:
    """Return all variables of a process.

    Args:
        terms: What the run promises.
        inherited: What it gets of the caller's.
        files: Where its network is described; None: it runs for no network.
    """
    caller = {**inherited.machine, **inherited.settings}
    kept = {name: value for name, value in caller.items() if name not in NEVER_THE_CALLERS}
    return kept | _past_web_proxies(kept) | given(terms, kept, files)


def given(terms: Terms, kept: Mapping[str, str], files: TaskFiles | None) -> dict[str, str]:
    """Return the variables that are given by us."""
    found = {
        "TEST_LOG_LEVEL": terms.log_level,
        # Without a network a suite brings up its own, as it does without us.
        _ORCHESTRATOR: _LIVE_NETWORK if files else kept.get(_ORCHESTRATOR, _IN_PROCESS),
        # Accounts that suites derive from it are this run's alone.
        "DEVSTACK_KEYS_SALT": terms.run,
        # What tests print is searched for reasons, and shown where colours are none.
        "NO_COLOR": "1",
    }
    if not terms.allows_skips:
        found[_PRECONDITIONS] = "true"
    if files is not None:
        found |= {DESCRIPTOR: str(files.descriptor), NETWORK_FILE: str(files.network)}
    if terms.state_directory is not None:
        found[STATE_DIRECTORY] = str(terms.state_directory)
    if terms.funder_key is not None:
        found[FUNDER_KEY] = terms.funder_key
    if terms.budget_wei is not None:
        found[BUDGET_WEI] = str(terms.budget_wei)
    return found


def _past_web_proxies(kept: Mapping[str, str]) -> dict[str, str]:
    """Return what keeps calls to our doors from going to a proxy of the web."""
    if not any(name.lower() in _WEB_PROXIES for name in kept):
        return {}
    names = [name for name in ("NO_PROXY", "no_proxy") if name in kept] or ["NO_PROXY", "no_proxy"]
    return {
        name: ",".join([*filter(None, [kept.get(name, "").strip(", ")]), *_LOOPBACK])
        for name in names
    }
