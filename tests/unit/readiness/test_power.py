"""What straight passes exclude."""

import pytest

from gonogo.readiness.power import exclusion_percent, power_sentence


@pytest.mark.parametrize(
    ("passes", "percent"), [(1, 95), (3, 63), (5, 45), (10, 26), (20, 14), (59, 5), (299, 1)]
)
def test_figures_of_the_process(passes: int, percent: int) -> None:
    """The figures are those that the laws of the verdict print."""
    assert round(exclusion_percent(passes)) == percent


@pytest.mark.parametrize("passes", [0, -1])
def test_nothing_seen_excludes_nothing(passes: int) -> None:
    """No passes leave every failure rate possible."""
    assert exclusion_percent(passes) == 100.0


def test_the_bound_is_where_so_many_passes_become_unlikely() -> None:
    """At the bound, the chance of this many straight passes is one in twenty."""
    rate = exclusion_percent(7) / 100

    assert (1 - rate) ** 7 == pytest.approx(0.05)


@pytest.mark.parametrize(
    ("passes", "sentence"),
    [
        (1, "1 pass excludes failure rates above 95 % (with 95 % confidence)"),
        (3, "3 straight passes exclude failure rates above 63 % (with 95 % confidence)"),
        (29, "29 straight passes exclude failure rates above 9.8 % (with 95 % confidence)"),
    ],
)
def test_sentence(passes: int, sentence: str) -> None:
    """The sentence names the number of passes and what they exclude."""
    assert power_sentence(passes) == sentence
