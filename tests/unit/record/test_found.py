"""What is found in files: acts that were signed, and what is wrong with everything else."""

from dataclasses import replace

import pytest

from gonogo.record import DamagedActError, Envelope, file_name, gather, open_act
from tests.unit.record.example import Workshop
from tests.unit.record.sealing import sealed


def test_a_payload_under_another_name_is_damaged() -> None:
    """Swapping two files swaps nothing but their names, and both are named."""
    one, other = sealed("One"), sealed("Other")
    files = {file_name(one.act.id): other.content, file_name(other.act.id): one.content}

    found = gather(files.items())

    assert not found.acts
    assert len(found.faults) == 2


def test_a_payload_under_the_signature_of_another_is_damaged() -> None:
    """A signature is of one payload alone."""
    workshop = Workshop()
    one, other = workshop.finding(title="One"), workshop.finding(title="Other")
    swapped = replace(one, signature=other.signature)

    found = gather({**workshop.files(), file_name(one.id): swapped.content()}.items())

    assert [fault.name for fault in found.faults] == [file_name(one.id)]


@pytest.mark.parametrize("length", [0, 1, 63, 65, 128])
def test_a_signature_of_no_known_form_is_damaged(length: int) -> None:
    """Neither nothing nor something else passes for a signature."""
    act = sealed().act
    content = Envelope(act.payload(), act.signer, b"\x01" * length).content()

    with pytest.raises(DamagedActError, match="form"):
        open_act(content, "act")
