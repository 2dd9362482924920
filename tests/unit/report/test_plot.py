"""Series become pictures that show what matters."""

import math
from dataclasses import dataclass

from gonogo.checks import Series
from gonogo.report import Line, Plot, plots_from
from gonogo.report.plot import LINES_PER_PLOT, Point


@dataclass(frozen=True)
class Watched:
    """A series as a check hands it on."""

    name: str
    unit: str
    points: tuple[Point, ...]


def rising(name: str, start: float = 0, unit: str = "blocks") -> Watched:
    return Watched(name, unit, tuple((float(at), start + at) for at in range(8)))


def titles(plots: tuple[Plot, ...]) -> list[str]:
    return [plot.title for plot in plots]


def test_heads_of_a_node_share_a_picture() -> None:
    """Unsafe, safe and finalized heads are lines of one plot, in that order."""
    plots = plots_from(
        [
            rising("finalized head of sequencer-0"),
            rising("unsafe head of sequencer-0", 5),
            rising("safe head of sequencer-0", 2),
        ]
    )

    assert plots[0].title == "Heads of sequencer-0"
    assert [line.name for line in plots[0].lines] == ["unsafe head", "safe head", "finalized head"]


def test_the_lag_of_the_safe_head_is_drawn_for_every_node() -> None:
    """How far safe trails unsafe is one plot with a line for each node."""
    names = ("sequencer-0", "verifier-0")
    plots = plots_from(
        [
            rising(f"{head} head of {name}", start)
            for name in names
            for head, start in (("unsafe", 5), ("safe", 2))
        ]
    )

    lag = plots[titles(plots).index("Safe head behind the unsafe head")]
    assert [line.name for line in lag.lines] == list(names)
    assert {value for line in lag.lines for _, value in line.points} == {3}


def test_nodes_read_at_different_times_are_compared_by_the_last_reading() -> None:
    """A node that is read a little later is compared with what was known then."""
    late = Watched(
        "unsafe head of verifier-0", "blocks", tuple((at + 0.4, float(at)) for at in range(8))
    )
    plots = plots_from([rising("unsafe head of sequencer-0", 10), late])

    behind = plots[-1]
    assert behind.title == "Unsafe head behind the foremost node"
    assert {line.name: line.points[0] for line in behind.lines} == {
        "sequencer-0": (0.0, 0.0),
        "verifier-0": (0.4, 10.0),
    }


def test_a_measured_lag_takes_the_place_of_a_computed_one() -> None:
    """What a check measured itself is drawn, not a second version of it."""
    plots = plots_from(
        [
            rising("unsafe head of a"),
            rising("unsafe head of b"),
            rising("blocks that b is behind"),
        ]
    )

    assert titles(plots)[2:] == ["Blocks behind the sequencer"]


def test_pauses_in_readings_become_gaps() -> None:
    """Where readings stayed away the line is broken, not drawn across."""
    points = tuple((float(at), float(at)) for at in (*range(5), *range(20, 25)))

    (plot,) = plots_from([Watched("balance of batcher", "wei", points)])

    assert (12.0, None) in plot.lines[0].points


def test_what_has_no_value_makes_no_line() -> None:
    """A series of unknown readings has nothing to draw."""
    nothing = Watched("safe head of a", "blocks", ((0.0, None), (1.0, math.nan)))

    assert plots_from([nothing, Watched("empty of a", "x", ())]) == ()


def test_the_longer_of_two_equal_series_is_drawn() -> None:
    """Two checks that watched the same head give one line."""
    short = Watched("unsafe head of a", "blocks", ((0.0, 1.0),))

    (plot,) = plots_from([short, rising("unsafe head of a"), short])

    assert len(plot.lines) == 1
    assert len(plot.lines[0].points) == 8


def test_many_lines_are_spread_over_several_plots() -> None:
    """No plot has more lines than can be told apart, and none is dropped."""
    plots = plots_from([rising(f"latest block of node-{number}") for number in range(20)])

    assert titles(plots) == [f"Latest block ({sheet} of 3)" for sheet in (1, 2, 3)]
    assert max(len(plot.lines) for plot in plots) == LINES_PER_PLOT
    assert sum(len(plot.lines) for plot in plots) == 20


def test_a_chain_is_named_in_the_title() -> None:
    """Plots of several chains can be told apart."""
    assert titles(plots_from([rising("pending of a")], chain="x-1")) == ["Pending on x-1"]


def test_a_name_of_no_known_form_is_drawn_under_itself() -> None:
    """A check may call a series what it likes."""
    assert plots_from([rising("weather", unit="K")]) == (
        Plot("Weather", "K", (Line("weather", rising("weather").points),)),
    )


def test_what_checks_hand_on_is_understood() -> None:
    """The names that the checks of the catalog give their series lead to the right plots."""
    names = (
        *(f"{head} head of a" for head in ("unsafe", "safe", "finalized", "L1", "finalized L1")),
        "L1 origin of derivation of a",
        "latest block of a",
        "number of games of l1",
        "batcher's nonce of l1",
        "pending transactions at l1",
        "blocks that a is behind",
    )
    plots = plots_from([Series(name, "blocks", ((0.0, 1.0), (1.0, 2.0))) for name in names])

    assert titles(plots) == [
        "Heads of a",
        "Safe head behind the unsafe head",
        "Blocks behind the sequencer",
        "L1 as seen by a",
        "Latest block",
        "Number of games",
        "Batcher's nonce",
        "Pending transactions",
    ]


class Quantity(int):
    """A number with a type of its own, as readings have."""


def test_numbers_of_other_types_become_plain() -> None:
    """A plot holds numbers that every format can write."""
    points = tuple((float(at), Quantity(at)) for at in range(3))

    (plot,) = plots_from([Series("latest block of a", "blocks", points)])

    assert {type(value) for _, value in plot.lines[0].points} == {float}
