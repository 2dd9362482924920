"""Which of the caller's variables a suite's processes get.

A variable passes when it is known to be needed: to find and run tools, to build, or to set up
tests by names that belong to tests. Everything else stays behind, and is told by name, so
that a suite that misses one is mended with one word. Never inherited are

- what is ours: `GONOGO_*`, passphrases of keys among them;
- agents that hold keys: people sign releases with them, and a test must not;
- what a tool's variable is called a token or a key by its own name, such as
  `CARGO_REGISTRY_TOKEN`.

What somebody asks for by name is given, but for what is ours. Settings of tests are given
whatever they are called: a suite's own key is for the suite.
"""

import fnmatch
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from gonogo.errors import GonogoError

OURS = "GONOGO_"

# Where things are on this machine, and who we are on it.
_MACHINE = (
    *("PATH", "HOME", "USER", "LOGNAME", "SHELL", "TERM", "TMPDIR", "TEMP", "TMP"),
    *("LANG", "LANGUAGE", "LC_*", "TZ", "XDG_*"),
)
# What builds and runs need, beside Go's own variables.
_TOOLS = (
    *("CGO_*", "CC", "CXX", "AR", "CFLAGS", "CPPFLAGS", "CXXFLAGS", "LDFLAGS"),
    *("PKG_CONFIG*", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "PYTHON*", "PYTEST_ADDOPTS"),
    *("PYTEST_PLUGINS", "PYTEST_DISABLE_PLUGIN_AUTOLOAD", "CARGO*", "RUST*", "FOUNDRY_*"),
    *("DAPP_*", "SVM_*", "NODE_*", "JAVA_HOME", "DOCKER_*", "OTEL_*", "CI", "GIT_CONFIG_GLOBAL"),
)
_WEB = (
    *("SSL_CERT_FILE", "SSL_CERT_DIR", "NIX_SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"),
    *("CURL_CA_BUNDLE", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"),
    *("http_proxy", "https_proxy", "all_proxy", "no_proxy"),
)
# Names that belong to tests, in the words of the field's suites.
_SUITES = (
    *("ACCEPTANCE_*", "DEVNET_*", "DEVSTACK_*", "NAT_*", "OP_*", "TEST_*"),
    *("SYSGO_*", "KONA_*", "RETH_*", "RUST_JIT_BUILD"),
)

# Names that fit above and are somebody else's: those of a password manager's own command.
_NEVER = (
    *("SSH_*", "GPG_*", "OP_SERVICE_ACCOUNT_TOKEN", "OP_SESSION*", "OP_CONNECT_*"),
    *("XDG_RUNTIME_DIR", "XDG_SESSION_*", "XDG_VTNR", "XDG_SEAT"),
)
_SECRET_WORDS = frozenset(
    {
        *("APIKEY", "AUTH", "COOKIE", "CREDENTIAL", "CREDENTIALS", "HEADERS", "JWT", "KEY"),
        *("KEYS", "MNEMONIC", "PASS", "PASSPHRASE", "PASSWD", "PASSWORD", "PAT", "SECRET"),
        *("SECRETS", "SEED", "TOKEN", "TOKENS"),
    }
)


class VariableRefusedError(GonogoError):
    """A variable was asked for that no suite may have."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"the variable {name!r} is not passed on to tests",
            hint=f"Variables that begin with {OURS} are for gonogo alone; use another name.",
        )
        self.name = name


@dataclass(frozen=True)
class Inherited:
    """What of the caller's variables a suite gets, and what not."""

    machine: Mapping[str, str] = field(repr=False)
    """About this machine, of no use on another."""
    settings: Mapping[str, str] = field(repr=False)
    """Of tools and tests: they can change what a test does."""
    left_out: tuple[str, ...]
    """The names of all others, sorted."""


def inherited(environ: Mapping[str, str], *, passed: Collection[str] = ()) -> Inherited:
    """Sort the caller's variables.

    Args:
        environ: The caller's.
        passed: Names, or patterns such as `AWS_*`, that a person asked for.

    Raises:
        VariableRefusedError: what was asked for is ours.
    """
    for name in passed:
        if name.startswith(OURS):
            raise VariableRefusedError(name)
    machine, settings = {}, {}
    for name, value in environ.items():
        if name.startswith(OURS):
            continue
        if _fits(name, passed) or _is_setting(name):
            settings[name] = value
        elif _fits(name, (*_MACHINE, *_WEB)) and not _fits(name, _NEVER):
            machine[name] = value
    left_out = sorted(environ.keys() - machine.keys() - settings.keys())
    return Inherited(machine, settings, tuple(left_out))


def looks_secret(name: str) -> bool:
    """Say whether a variable, or a key of a document, is called like a secret."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()
    return not _SECRET_WORDS.isdisjoint(re.split(r"[^A-Z0-9]+", words))


def _is_setting(name: str) -> bool:
    if _fits(name, _NEVER):
        return False
    is_of_tool = _is_of_go(name) or _fits(name, _TOOLS)
    return _fits(name, _SUITES) or (is_of_tool and not looks_secret(name))


def _is_of_go(name: str) -> bool:
    # Those of Go are one word, which tells them from GOOGLE_APPLICATION_CREDENTIALS and ours.
    return name.startswith("GO") and "_" not in name


def _fits(name: str, patterns: Collection[str]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)
