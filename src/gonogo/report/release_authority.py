"""Whose word a decision is: who signed it and agreed, and what became of it since."""

from collections.abc import Iterator
from datetime import datetime

from gonogo.report.authority import Authority, SignedBy
from gonogo.report.quantity import moment
from gonogo.report.sheet import (
    Block,
    Facts,
    Paragraph,
    Table,
    Text,
    code,
    lines,
    named,
    plain,
    prose,
    quiet,
    strong,
    together,
)


def deciders(authority: Authority, made_at: datetime) -> Iterator[Block]:
    """Yield who decided and agreed, what they added, and what became of it until now."""
    over = " (over)" if made_at >= authority.valid_until else ""
    yield Facts(
        (
            ("Decided by", _signer(authority.decided)),
            ("Endorsed by", lines(*map(_signer, authority.approvals)) or plain("nobody else")),
            ("Transition", code(authority.transition)),
            ("Valid until", plain(f"{moment(authority.valid_until)}{over}")),
            ("Decision", named(authority.determination)),
            ("Rests on", names_of(authority.heads)),
            ("Replaces", names_of(authority.supersedes) or plain("no earlier decision")),
        )
    )
    if authority.blocks:
        yield Table(
            ("Weighs", "What whoever decided added", "Why"),
            tuple(
                (
                    plain(block.verdict.value),
                    code(block.subject or block.code),
                    prose(block.explanation),
                )
                for block in authority.blocks
            ),
            caption="Added by whoever decided",
        )
    if authority.afterwards:
        yield Table(
            ("What", "By whom", "About"),
            tuple(
                (
                    strong(each.what) if each.takes_force else plain(each.what),
                    _signer(each.signed),
                    plain(each.about),
                )
                for each in authority.afterwards
            ),
            caption="What became of it",
        )
    else:
        yield Paragraph(quiet("Nothing was done on it yet, and nobody took it back."))


def names_of(names: tuple[str, ...]) -> Text:
    """Return acts, or whatever else has a digest for a name, one after the other."""
    return together(*map(named, names))


def _signer(signed: SignedBy) -> Text:
    roles = f" ({', '.join(signed.roles)})" if signed.roles else ""
    return together(
        (*strong(signed.name), *plain(f"{roles}, {moment(signed.at)}")),
        plain(signed.note),
        (*quiet("key "), *code(signed.key)),
        (*quiet("act "), *named(signed.act)),
    )
