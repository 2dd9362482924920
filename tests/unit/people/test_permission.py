"""The table of permissions, cell by cell, against the rules as the format states them."""

from pathlib import Path

import pytest

from gonogo.people import PERMISSIONS, ActKind, Role, Signer, Standing, may_endorse, may_sign

FORMAT = Path(__file__).parents[3] / "docs" / "record-format.md"

# Who, by the words of the format's table.
WORDS: dict[str, frozenset[Signer]] = {
    "root": frozenset({Standing.ROOT}),
    "runner": frozenset({Standing.RUNNER}),
    "any person": frozenset({Standing.PERSON}),
    "whoever has a role that the requirement names": frozenset(Role),
    **{role.value: frozenset({role}) for role in Role},
}
EVERYONE: tuple[Signer, ...] = (*Role, *Standing)


def told() -> dict[str, frozenset[Signer]]:
    """Return who may sign each kind, read from the format's own table."""
    page = FORMAT.read_text("utf-8")
    lines = page[page.index("| kind |") :].splitlines()[2:]
    table = {}
    for line in lines:
        if not line.startswith("|"):
            break
        cells = line.strip("|").split("|")
        kinds, who = cells[0], cells[-1]
        for kind in kinds.split(","):
            table[kind.strip(" `")] = frozenset[Signer]().union(
                *(signers for word, signers in WORDS.items() if word in who)
            )
    return table


@pytest.mark.parametrize("kind", ActKind)
@pytest.mark.parametrize("signer", EVERYONE)
def test_the_table_says_what_the_format_says(kind: ActKind, signer: Signer) -> None:
    """Each role may sign exactly the acts that the format gives it."""
    assert may_sign(kind, {signer}) is (signer in told()[kind.value])


def test_every_kind_of_the_format_is_known() -> None:
    """No kind is in one of the two alone."""
    assert set(told()) == {kind.value for kind in ActKind}
    assert set(PERMISSIONS) == set(ActKind)


@pytest.mark.parametrize("kind", ActKind)
def test_nobody_may_sign_nothing(kind: ActKind) -> None:
    """A key that stands for nothing signs nothing and endorses nothing."""
    assert not may_sign(kind, frozenset())
    assert not may_endorse(kind, frozenset())


@pytest.mark.parametrize("kind", ActKind)
@pytest.mark.parametrize("signer", EVERYONE)
def test_trust_and_people_are_endorsed_by_roots_and_all_else_by_platforms(
    kind: ActKind, signer: Signer
) -> None:
    """A role gives no say in whom to trust or who is who, and a root none in what is decided."""
    of_roots = kind in {ActKind.TRUST, ActKind.PEOPLE}
    wanted = Standing.ROOT if of_roots else Role.PLATFORMS

    assert may_endorse(kind, {signer}) is (signer is wanted)


@pytest.mark.parametrize("kind", ActKind)
def test_a_runner_signs_measurements_and_findings_only(kind: ActKind) -> None:
    """A machine never decides, whatever it measured."""
    measured = {ActKind.RUN_STARTED, ActKind.RUN_ENDED, ActKind.EVALUATION, ActKind.FINDING}

    assert may_sign(kind, {Standing.RUNNER}) is (kind in measured)
