"""What can be wrong with the name of a network, and what is said to do about it."""

from pathlib import Path

from gonogo.project.network_errors import BenchNameError, UnknownNetworkError


def test_a_name_that_is_nearly_one() -> None:
    """The nearest is asked about, and all are listed."""
    error = UnknownNetworkError("eriss", ["eris", "titan"], is_bench_down=False)

    assert error.message == "this workspace has no network 'eriss' (did you mean 'eris'?)"
    assert str(error.hint).endswith("Known: eris, titan.")


def test_a_bench_that_is_down() -> None:
    """It is known, so it is not added but started."""
    error = UnknownNetworkError("mine", [], is_bench_down=True)

    assert error.message == "bench 'mine' is not up"
    assert "gonogo bench up mine --detach" in str(error.hint)


def test_the_usual_bench_may_be_another_clones() -> None:
    """It is said how that one is used from here."""
    error = UnknownNetworkError("bench", [], is_bench_down=False)

    assert error.message == "no bench 'bench' is up"
    assert "network add THAT_CLONE/.gonogo/bench/bench --name that-bench" in str(error.hint)


def test_a_bench_of_another_clone_has_a_name_there() -> None:
    """It can be added under another, or used where it was brought up."""
    hint = str(BenchNameError("bench", Path("/clones/it is/.gonogo/bench/bench")).hint)

    assert "--name that-bench" in hint
    assert "cd '/clones/it is'" in hint
    assert "cd " not in str(BenchNameError("bench", Path("/elsewhere/bench")).hint)
