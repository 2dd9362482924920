"""Which of the caller's variables a suite gets."""

import pytest

from gonogo.acceptance.environment.inherited import (
    VariableRefusedError,
    inherited,
    looks_secret,
)


@pytest.mark.parametrize(
    "name",
    [
        *("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TZ", "XDG_CACHE_HOME"),
        *("HTTPS_PROXY", "no_proxy", "SSL_CERT_FILE"),
    ],
)
def test_what_is_about_the_machine_is_inherited(name: str) -> None:
    """Tools are found by it, and keep their caches by it."""
    assert inherited({name: "x"}).machine == {name: "x"}


@pytest.mark.parametrize(
    "name",
    [
        *("GOFLAGS", "GOPROXY", "GO111MODULE", "CGO_ENABLED", "PYTHONPATH", "PYTEST_ADDOPTS"),
        *("FOUNDRY_PROFILE", "RUST_LOG", "CARGO_HOME", "CI", "OTEL_SERVICE_NAME"),
        *("ACCEPTANCE_TIMEOUT", "DEVNET_FAIL_FLAKY_TESTS", "DEVSTACK_L2EL_KIND"),
        *("NAT_INTEROP_LOADTEST_BUDGET", "OP_RETH_EXEC_PATH", "TEST_LOG_LEVEL"),
    ],
)
def test_what_sets_tools_and_tests_up_is_inherited(name: str) -> None:
    """It is told with its value, since it may change what a test does."""
    assert inherited({name: "x"}).settings == {name: "x"}


@pytest.mark.parametrize(
    "name",
    [
        *("GONOGO_KEY_PASSPHRASE", "GONOGO_FUNDER_KEY", "GONOGO_WORKSPACE", "GONOGO_"),
        *("SSH_AUTH_SOCK", "GPG_AGENT_INFO", "XDG_RUNTIME_DIR"),
        *("GITHUB_TOKEN", "AWS_SECRET_ACCESS_KEY", "GOOGLE_APPLICATION_CREDENTIALS"),
        *("OP_SERVICE_ACCOUNT_TOKEN", "OP_SESSION_abc", "OP_CONNECT_TOKEN"),
        *("CARGO_REGISTRY_TOKEN", "FOUNDRY_ETHERSCAN_API_KEY", "NODE_AUTH_TOKEN"),
        *("OTEL_EXPORTER_OTLP_HEADERS", "DOCKER_AUTH_CONFIG", "LD_PRELOAD"),
        *("PYTEST_CURRENT_TEST", "PYTEST_XDIST_WORKER", "DATABASE_URL", "GIT_CONFIG_COUNT"),
    ],
)
def test_everything_else_stays_behind_and_is_told_by_name(name: str) -> None:
    """Whoever misses it asks for it by that name."""
    found = inherited({name: "a secret"})

    assert (found.machine, found.settings, found.left_out) == ({}, {}, (name,))


@pytest.mark.parametrize("asked", ["DATABASE_URL", "DATA*", "SSH_AUTH_SOCK", "GITHUB_TOKEN"])
def test_what_a_person_asks_for_is_given(asked: str) -> None:
    """A suite may need anything, and they know what they do."""
    environ = {"DATABASE_URL": "1", "SSH_AUTH_SOCK": "2", "GITHUB_TOKEN": "3"}

    found = inherited(environ, passed=[asked])

    assert len(found.settings) == 1
    assert len(found.left_out) == 2


@pytest.mark.parametrize("asked", ["GONOGO_KEY_PASSPHRASE", "GONOGO_*", "GONOGO_"])
def test_what_is_ours_is_refused_to_whoever_asks(asked: str) -> None:
    """A passphrase in a test is a signature of anybody who writes a test."""
    with pytest.raises(VariableRefusedError, match="not passed on") as refused:
        inherited({}, passed=[asked])

    assert refused.value.hint is not None


@pytest.mark.parametrize("asked", ["*", "G*", "?ONOGO_KEY_PASSPHRASE", "[G]ONOGO*"])
def test_what_is_ours_fits_no_pattern(asked: str) -> None:
    """However it is written."""
    found = inherited({"GONOGO_KEY_PASSPHRASE": "hunter22"}, passed=[asked])

    assert found.settings == {}


def test_a_key_that_is_for_tests_is_given_to_them() -> None:
    """Its name says so, whatever else it says."""
    assert inherited({"NAT_PRIVATE_KEY": "x"}).settings == {"NAT_PRIVATE_KEY": "x"}


@pytest.mark.parametrize(
    ("name", "is_secret"),
    [
        ("GITHUB_TOKEN", True),
        ("private_key", True),
        ("privateKey", True),
        ("celestia_auth_token", True),
        ("SEED", True),
        ("MONKEY", False),
        ("KEYBOARD", False),
        ("PATH", False),
        ("", False),
    ],
)
def test_a_secret_is_known_by_a_word_in_its_name(name: str, *, is_secret: bool) -> None:
    """By whole words: a monkey is no key."""
    assert looks_secret(name) is is_secret


def test_no_value_is_in_a_representation() -> None:
    """Values are printed in errors and logs."""
    assert "hunter22" not in repr(inherited({"NAT_KEY": "hunter22", "HOME": "hunter22"}))
