"""What a policy may name as the check of a requirement."""

import pytest

from gonogo.policies import known_checks


def test_checks_and_shipped_gates_are_listed() -> None:
    """Editors and messages offer both."""
    listed = set(known_checks())

    assert {"nodes_agree", "gate:gonogo/base"} <= listed


def test_a_gate_of_a_validators_file_may_be_named() -> None:
    """Which of those there are, is known only where the file is."""
    known = known_checks()["gate:isthmus"]

    assert "least_tests" in known.parameters
    assert known.stricter["least_tests"] == "greater"
    assert known.fault("least_tests", "0") is None
    assert known.fault("least_tests", "few")


@pytest.mark.parametrize("name", ["gate:gonogo/bsae", "nodes_agre", "gate"])
def test_what_there_is_not_is_not_known(name: str) -> None:
    """Nobody can put a gate of their own under the name of one that ships."""
    assert name not in known_checks()
