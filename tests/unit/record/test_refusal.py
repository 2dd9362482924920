"""Rules that are broken, each with what to do about it."""

from dataclasses import replace

from gonogo.record import RefusalCode
from gonogo.record.refusal import REMEDIES, Refusal


def test_every_refusal_says_what_to_do() -> None:
    """No rule leaves its reader alone."""
    assert set(REMEDIES) == set(RefusalCode)


def test_a_change_that_waits_for_a_root_names_the_act_to_endorse() -> None:
    """So that it can be typed; other remedies are about no one act."""
    waiting = Refusal(RefusalCode.THRESHOLD, "sha256:aa", "1 of 2 roots agreed")

    assert waiting.remedy == "Have another root agree: gonogo endorse sha256:aa"
    assert "sha256:aa" not in replace(waiting, code=RefusalCode.ROLE).remedy
    assert replace(waiting, act="").remedy == REMEDIES[RefusalCode.THRESHOLD]
