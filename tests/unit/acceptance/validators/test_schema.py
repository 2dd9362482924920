"""The models of validators files."""

from gonogo.acceptance.validators.schema import TheEntry, TheGate


def test_the_lists_of_a_gate() -> None:
    """What is in no suite comes first, each list with its path and the name of its suite."""
    entry = {"package": "p"}
    gate = TheGate.model_validate(
        {"id": "g", "tests": [entry], "suites": [{"id": "s"}, {"id": "t", "tests": [entry]}]}
    )

    found = [(path, name, len(suite.tests)) for path, name, suite in gate.lists()]

    assert found == [((), "", 1), (("suites", 0), "s", 0), (("suites", 1), "t", 1)]


def test_a_name_by_either_key() -> None:
    """A test may be named by `name`, or by `id` as in op-acceptor's README."""
    by_id = TheEntry.model_validate({"package": "p", "id": "TestA"})
    by_name = TheEntry.model_validate({"package": "p", "name": "TestA"})

    assert by_id.test == by_name.test == "TestA"


def test_own_keys_at_every_level() -> None:
    """Keys that begin with x- are passed over in gates, suites and entries."""
    gate = TheGate.model_validate(
        {
            "id": "g",
            "x-a": 1,
            "tests": [{"package": "p", "x-b": []}],
            "suites": {"s": {"x-c": None}},
        }
    )

    assert [name for _, name, _ in gate.lists()] == ["", "s"]
