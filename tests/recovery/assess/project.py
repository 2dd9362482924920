"""A workspace of one person around the simulated devnet, in which every run is signed."""

from pathlib import Path

from gonogo.cli.main import run
from gonogo.people import ActKind
from gonogo.record import Act, RecordDirectory
from tests.recovery.assess.simulation import POLICY, QUESTIONS

NETWORK = "simulated"
STEP = "promote:localnet"
STEP_QUESTIONS = QUESTIONS - 1
"""All but the one that sends a transaction."""
STEP_POLICY = (
    POLICY[: POLICY.index("  - id: transfer")]
    .replace("name: recovery", f"name: {STEP}")
    .replace("level: READINESS_REHEARSAL", "level: LOCALNET_PASSED\nvalidity: 1d")
    .replace("resolves_by_pass: true", "resolves_by_pass: true\naccepts_solo: true")
)
FEATURES = """
features:
  interop:
    title: Interop
    team: platforms
    components: [op-node]
    networks: [simulated]
"""


def begin(root: Path, *, rows: str = "", settings: str = "") -> None:
    """Make a workspace of one, with a policy of its own that is pinned and a feature in scope.

    The process must stand in it.

    Args:
        root: Where.
        rows: What the policy asks for besides.
        settings: What gonogo.yaml says besides.
    """
    assert run(["init", "--solo", "--name", "ada", "--no-passphrase"]) == 0
    (root / "policies" / "localnet.yaml").write_text(STEP_POLICY + rows)
    made = (root / "gonogo.yaml").read_text()
    (root / "gonogo.yaml").write_text(made[: made.index("\nfeatures:")] + FEATURES + settings)
    assert run(["policy", "pin", STEP, "--network", NETWORK, "--adopt", "--yes"]) == 0
    assert run(["adopt", "gonogo.yaml", "--yes"]) == 0


def acts(directory: Path, kind: ActKind) -> list[Act]:
    """Return the acts of a kind that are in the record, oldest first."""
    found = RecordDirectory(directory / "record" / "acts").read().acts
    return sorted((act for act in found if act.kind is kind), key=lambda act: act.at)
