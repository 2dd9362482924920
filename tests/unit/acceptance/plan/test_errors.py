"""Telling why there is no plan."""

from gonogo.acceptance.plan import PlanError
from gonogo.documents import Place, Problem


def test_each_problem_once_with_its_place() -> None:
    """What two gates inherit is told once."""
    problem = Problem(Place(3, 5), "", "is wrong")

    error = PlanError("f.yaml", [problem, problem])

    assert error.message == "f.yaml:3:5: is wrong"
    assert error.problems == (problem,)


def test_without_a_file() -> None:
    """Gates that stand in no file have no place to tell."""
    assert PlanError("", [Problem(Place(1, 1), "", "is wrong")]).message == "is wrong"


def test_more_than_a_person_reads() -> None:
    """A long list is cut, and says so."""
    problems = [Problem(Place(line, 1), "", "is wrong") for line in range(1, 61)]

    error = PlanError("f", problems)

    assert error.message.endswith("\nand 10 more problems")
    assert len(error.problems) == 60
