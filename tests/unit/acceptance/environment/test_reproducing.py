"""How to run it again."""

import subprocess
from pathlib import Path

import pytest

from gonogo.acceptance.environment import ByHand, Terms, inherited, reproducing, secrets_of

ENVIRON = {
    "PATH": "/usr/bin",
    "GOFLAGS": "-tags=a b",
    "NAT_PRIVATE_KEY": "0x" + "cd" * 32,
    "ACCEPTANCE_URL": "https://user:hunter22@a.example/x",
    "GITHUB_TOKEN": "ghp_0123456789",
    "DEVNET_ENV_URL": "/theirs.json",
}
TERMS = Terms("run-7", state_directory=Path("/kept"), funder_key="0x" + "ab" * 32, budget_wei=5)


def text(*, has_network: bool = True, commands: tuple[tuple[str, ...], ...] = ()) -> str:
    secrets = secrets_of(None, ENVIRON, others=("0x" + "ab" * 32,))
    return reproducing(
        TERMS, inherited(ENVIRON), commands, secrets=secrets, has_network=has_network
    )


def test_a_shell_can_read_it() -> None:
    """As it is; what must be put in is easy to see."""
    script = text() + 'printf "%s|" "$DEVSTACK_KEYS_SALT" "$DEVNET_ENV_URL" "$GOFLAGS"'

    printed = subprocess.run(  # noqa: S603
        ["/bin/sh", "-eu", "-c", script], check=True, capture_output=True, env={}, text=True
    )

    assert printed.stdout == "run-7|<your descriptor>|-tags=a b|"
    assert printed.stderr == ""


def test_no_secret_is_in_it() -> None:
    """It is kept beside the report, and handed on."""
    command = ("go", "test", "-args", "0x" + "ab" * 32, "hunter22")
    told = text(commands=(command,)).replace("#", "\n#")

    for secret in ("ab" * 32, "cd" * 32, "hunter22", "ghp_", "/theirs.json", "/kept"):
        assert secret not in told.partition("# What was started")[0]
        assert secret not in told


def test_what_stayed_behind_is_told_by_name() -> None:
    """A suite that misses one is mended with one word."""
    assert "# Not given to the tests:\n#   GITHUB_TOKEN\n" in text()


@pytest.mark.parametrize("has_network", [True, False])
def test_a_descriptor_is_asked_for_where_there_was_a_network(*, has_network: bool) -> None:
    """Our own led to doors that are closed by now."""
    assert ("DEVNET_ENV_URL='<your descriptor>'" in text(has_network=has_network)) is has_network


def test_what_the_tests_were_not_given_is_not_set() -> None:
    """The caller's descriptor was not theirs, and skips are allowed by absence."""
    environ = {"DEVNET_ENV_URL": "/theirs.json", "DEVNET_EXPECT_PRECONDITIONS_MET": "true"}
    terms = Terms("run-7", allows_skips=True)

    told = reproducing(terms, inherited(environ), (), secrets=(), has_network=False)

    assert "export DEVNET" not in told


def test_commands_can_be_typed_as_they_stand() -> None:
    """Quoted as a shell wants them."""
    told = text(commands=(("go", "test", "-run", "^Test A$", "./..."),))

    assert told.endswith("\n# What was started:\ngo test -run '^Test A$' ./...\n")


def test_each_process_can_be_typed_by_itself() -> None:
    """In its own directory, quoted, without secrets, and one after the other."""
    names = ("printf", "%s|", "$HOME; a 'b'", "0x" + "ab" * 32)
    told = reproducing(
        TERMS,
        inherited(ENVIRON),
        (),
        secrets=secrets_of(None, ENVIRON, others=("0x" + "ab" * 32,)),
        has_network=False,
        by_hand=(ByHand("001-a", Path("/"), names), ByHand("002-b", Path("/usr"), ("pwd",))),
    )

    printed = subprocess.run(  # noqa: S603
        ["/bin/sh", "-eu", "-c", told], check=True, capture_output=True, env={}, text=True
    )

    assert printed.stdout == "$HOME; a 'b'|<secret>|/usr\n"
    assert "# 001-a\n" in told
    assert "ab" * 32 not in told
