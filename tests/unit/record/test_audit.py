"""Heads that were noted down, and records that were cut off."""

from gonogo.record import Act, Found, Missing, file_name, gather, verify_heads
from tests.unit.record.example import Workshop


def without(workshop: Workshop, *gone: Act) -> Found:
    names = {file_name(act.id) for act in gone}
    return gather((name, said) for name, said in workshop.files().items() if name not in names)


def test_what_is_whole_lacks_nothing() -> None:
    """A head that is there, with all that it rests on, is fine."""
    workshop = Workshop()
    last = workshop.finding()

    assert verify_heads(workshop.found(), [last.id]) == ()
    assert verify_heads(workshop.found(), []) == ()


def test_a_tip_that_was_taken_away_is_missed_by_who_remembers_it() -> None:
    """No act rests on it, so only its name elsewhere can tell."""
    workshop = Workshop()
    last = workshop.finding()

    assert verify_heads(without(workshop, last), [last.id]) == (Missing(last.id, ""),)


def test_what_an_expected_head_rests_on_is_missed_too() -> None:
    """A head alone is not the record up to it."""
    workshop = Workshop()
    gone, last = workshop.finding(title="Gone"), workshop.finding(title="Last")

    assert verify_heads(without(workshop, gone), [last.id]) == (Missing(gone.id, last.id),)


def test_a_damaged_head_is_no_head() -> None:
    """What cannot be read any more is not there."""
    workshop = Workshop()
    last = workshop.finding()
    found = gather({**workshop.files(), file_name(last.id): b"x"}.items())

    assert verify_heads(found, [last.id]) == (Missing(last.id, ""),)
