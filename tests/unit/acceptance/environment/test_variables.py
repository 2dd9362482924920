"""The variables that a suite's processes are given by us."""

from pathlib import Path

import pytest

from gonogo.acceptance.environment.inherited import inherited
from gonogo.acceptance.environment.variables import TaskFiles, Terms, variables_of

FILES = TaskFiles(Path("/run/devnet-env.json"), Path("/run/network.json"))
NOTHING = inherited({})


def test_suites_find_what_op_acceptor_gave_them() -> None:
    """Names and meanings are kept."""
    assert variables_of(Terms("run-7"), NOTHING, FILES) == {
        "TEST_LOG_LEVEL": "info",
        "DEVSTACK_ORCHESTRATOR": "sysext",
        "DEVSTACK_KEYS_SALT": "run-7",
        "DEVNET_EXPECT_PRECONDITIONS_MET": "true",
        "DEVNET_ENV_URL": "/run/devnet-env.json",
        "GONOGO_NETWORK_FILE": "/run/network.json",
        "NO_COLOR": "1",
    }


def test_skips_are_allowed_by_absence() -> None:
    """The caller's own must not say otherwise, since its presence is what counts."""
    caller = inherited({"DEVNET_EXPECT_PRECONDITIONS_MET": "false"})

    found = variables_of(Terms("run-7", allows_skips=True), caller, FILES)

    assert "DEVNET_EXPECT_PRECONDITIONS_MET" not in found


def test_the_callers_own_descriptor_never_passes() -> None:
    """Tests would reach a network that nobody counts."""
    caller = inherited({"DEVNET_ENV_URL": "/theirs.json"})

    assert variables_of(Terms("1"), caller, FILES)["DEVNET_ENV_URL"] == "/run/devnet-env.json"
    assert "DEVNET_ENV_URL" not in variables_of(Terms("1"), caller, None)


@pytest.mark.parametrize(
    ("caller", "orchestrator"),
    [({}, "sysgo"), ({"DEVSTACK_ORCHESTRATOR": "sysext"}, "sysext")],
)
def test_without_a_network_tests_start_their_own(caller: dict[str, str], orchestrator: str) -> None:
    """Unless the caller said how."""
    found = variables_of(Terms("1"), inherited(caller), None)

    assert found["DEVSTACK_ORCHESTRATOR"] == orchestrator
    assert not {"DEVNET_ENV_URL", "GONOGO_NETWORK_FILE"} & set(found)


def test_what_our_own_gates_need_is_given() -> None:
    """Who pays, how much, and where to keep what must outlive the run."""
    terms = Terms("1", state_directory=Path("/kept"), funder_key="0xab", budget_wei=5)

    found = variables_of(terms, NOTHING, FILES)

    assert found["GONOGO_STATE_DIR"] == "/kept"
    assert found["GONOGO_FUNDER_KEY"] == "0xab"
    assert found["GONOGO_BUDGET_WEI"] == "5"
    assert "0xab" not in repr(terms)


@pytest.mark.parametrize(
    ("caller", "past"),
    [
        ({}, {}),
        ({"NO_PROXY": "a.example"}, {"NO_PROXY": "a.example"}),
        (
            {"HTTPS_PROXY": "http://p"},
            {"NO_PROXY": "127.0.0.1,localhost,::1", "no_proxy": "127.0.0.1,localhost,::1"},
        ),
        (
            {"http_proxy": "http://p", "no_proxy": "a.example,"},
            {"no_proxy": "a.example,127.0.0.1,localhost,::1"},
        ),
    ],
)
def test_calls_to_the_doors_go_past_a_proxy_of_the_web(
    caller: dict[str, str], past: dict[str, str]
) -> None:
    """It could not reach them, and would look like a network that is down."""
    found = variables_of(Terms("1"), inherited(caller), FILES)

    assert {name: found[name] for name in found if name.lower() == "no_proxy"} == past


def test_ours_win_over_the_callers() -> None:
    """What a run promises holds for all its tests."""
    caller = inherited({"DEVSTACK_KEYS_SALT": "theirs", "TEST_LOG_LEVEL": "trace", "PATH": "/bin"})

    found = variables_of(Terms("ours"), caller, FILES)

    assert (found["DEVSTACK_KEYS_SALT"], found["TEST_LOG_LEVEL"]) == ("ours", "info")
    assert found["PATH"] == "/bin"
