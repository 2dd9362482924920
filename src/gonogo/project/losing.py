"""What would be lost by taking somebody, a role or a key out of people.yaml.

What they signed counts for nothing then, and holds every verdict, since it may have been
a failure. So whoever takes them out is told before, and how to let them go without that.
"""

from collections import Counter
from collections.abc import Iterator

from gonogo.people import ActKind, People, Signer, may_endorse, may_sign
from gonogo.project.signing import Signed
from gonogo.project.waiting import OF_ROOTS
from gonogo.record import Act, EndorsementBody, PeopleBody

_INSTEAD = "give the key an `until` instead, and leave it there"


def losses(act_body: object, signed: Signed) -> tuple[str, ...]:
    """Return what signing a body would lose, in sentences; nothing, if it is no people.yaml."""
    if not isinstance(act_body, PeopleBody):
        return ()
    found = Counter(_lost(act_body.people(), signed))
    return tuple(
        sentence.format(who=who, acts=f"{count} act{'' if count == 1 else 's'}")
        for (who, sentence), count in sorted(found.items())
    )


_GONE = (
    "{who} signed {acts} that count, and the key would be nobody's: every verdict would hold."
    f" To let them go, {_INSTEAD}."
)
_NO_ROLE = (
    "{who} signed {acts} that count, and would lose the role for it: every verdict would hold."
    f" To let them go, {_INSTEAD}, with its role."
)
_ENDED = (
    "{who} signed {acts} at or after the `until` of the key: they would count for nothing, as"
    " those of a key that somebody stole."
)


def _lost(people: People, signed: Signed) -> Iterator[tuple[str, str]]:
    """Yield, for each act that would be lost, who signed it and what to say about it."""
    for act in signed.counted.acts:
        if _is_of_roots(act, signed):
            continue
        who, key = signed.name(act.signer), people.key(act.signer)
        if key is None:
            yield who, _GONE
        elif not _may(act, people.standing(act.signer), signed):
            yield who, _NO_ROLE
        elif not key.is_valid_at(act.at):
            yield who, _ENDED


def _kind(act: Act, signed: Signed) -> ActKind:
    """Return the kind of an act, or of the one that it endorses."""
    if not isinstance(act.body, EndorsementBody):
        return act.kind
    endorsed = signed.counted.history.acts.get(act.body.act)
    return ActKind.POLICY if endorsed is None else endorsed.kind


def _is_of_roots(act: Act, signed: Signed) -> bool:
    return _kind(act, signed) in OF_ROOTS


def _may(act: Act, standing: frozenset[Signer], signed: Signed) -> bool:
    if isinstance(act.body, EndorsementBody):
        return may_endorse(_kind(act, signed), standing)
    return may_sign(act.kind, standing)
