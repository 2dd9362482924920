"""Compare and put together whole policies: in what one asks for less, and what asks for both.

The rules of single fields are in `strictness`. Here are the parts that have parts:
requirements, by their id, and parameters, by their name. Which of two numbers of a
parameter is the stricter one is the check's to know; where nobody says it, the
number must stay what it is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from gonogo.readiness.known_check import KnownCheck, KnownChecks
from gonogo.readiness.parameters import Parameters, normalised
from gonogo.readiness.policy import Policy, Requirement
from gonogo.readiness.strictness import POLICY_RULES, REQUIREMENT_RULES, NoCommonValueError

PARAMETER = "parameters."
"""What stands before a parameter's name where it is named as a field."""

_NOTHING_KNOWN = KnownCheck()


@dataclass(frozen=True)
class Weakening:
    """In what a policy asks for less than another one."""

    requirement: str | None
    """None: the policy as a whole."""
    key: str
    """As policy files call it; `requirements` where the whole requirement is missing."""
    told: str
    """What would not be less."""

    def __str__(self) -> str:
        """Return it as one clause."""
        where = "" if self.requirement is None else f"requirement {self.requirement}: "
        return f"{where}{self.key} {self.told}" if self.key else f"{where}{self.told}"


def weakenings(
    policy: Policy, standing: Policy, checks: KnownChecks | None, *, apart_from: Iterable[str] = ()
) -> Iterator[Weakening]:
    """Tell in what a policy asks for less than the one that stands, field by field."""
    left_out = {*apart_from}
    for name, rule in POLICY_RULES.items():
        new, old = getattr(policy, name), getattr(standing, name)
        if name not in left_out and rule.is_weaker(new, old):
            yield Weakening(None, rule.key, rule.told(old))
    own = {requirement.id: requirement for requirement in policy.requirements}
    for asked in standing.requirements:
        found = own.get(asked.id)
        if found is None:
            yield Weakening(asked.id, "", "is missing")
        else:
            yield from _of_requirement(found, asked, checks)


def _of_requirement(
    found: Requirement, asked: Requirement, checks: KnownChecks | None
) -> Iterator[Weakening]:
    for name, rule in REQUIREMENT_RULES.items():
        new, old = getattr(found, name), getattr(asked, name)
        if rule.is_weaker(new, old):
            yield Weakening(asked.id, rule.key, rule.told(old))
    known = _known(asked, checks)
    names = {name for name, _ in (*found.parameters, *asked.parameters)}
    for name in sorted(names):
        told = parameter_fault(name, found.parameters, asked.parameters, known)
        if told:
            yield Weakening(asked.id, f"{PARAMETER}{name}", told)


def parameter_fault(
    name: str, given: Parameters, standing: Parameters, known: KnownCheck
) -> str | None:
    """Say how a parameter asks for less than the one that stands; None: it does not.

    Where one of the two says nothing, the check's default holds.
    """
    new = dict(normalised(given)).get(name, known.defaults.get(name))
    old = dict(normalised(standing)).get(name, known.defaults.get(name))
    if (
        new is not None
        and old is not None
        and normalised(((name, new),)) == normalised(((name, old),))
    ):
        return None
    if old is None:
        return "must stay as the check has it, since nobody says which value is stricter"
    new_number, old_number = _number(new), _number(old)
    direction = known.stricter.get(name)
    # What cannot be compared may not be changed: a word, an infinity, or a number of which nobody
    # said in which direction it becomes stricter.
    if direction is None or new_number is None or old_number is None:
        return f"must stay {old}"
    if direction == "smaller":
        return f"must be at most {old}" if new_number > old_number else None
    return f"must be at least {old}" if new_number < old_number else None


def requirement_together(
    one: Requirement, other: Requirement, checks: KnownChecks | None
) -> Requirement:
    """Return what asks for as much as both.

    Raises:
        NoCommonValueError: they are not the same requirement, or nothing can meet both.
    """
    both = {
        name: rule.together(getattr(one, name), getattr(other, name))
        for name, rule in REQUIREMENT_RULES.items()
    }
    parameters = _parameters_together(one, other, _known(one, checks))
    return replace(one, **both, parameters=parameters)


def policy_together(one: Policy, other: Policy, checks: KnownChecks | None) -> Policy:
    """Return what asks for as much as both: every requirement of each.

    Raises:
        NoCommonValueError: nothing can meet both; names the requirement.
    """
    values = {
        name: rule.together(getattr(one, name), getattr(other, name))
        for name, rule in POLICY_RULES.items()
    }
    second = {each.id: each for each in other.requirements}
    requirements = []
    for each in one.requirements:
        found = second.pop(each.id, None)
        requirements.append(each if found is None else _both(each, found, checks))
    return replace(one, **values, requirements=(*requirements, *second.values()))


def _both(one: Requirement, other: Requirement, checks: KnownChecks | None) -> Requirement:
    try:
        return requirement_together(one, other, checks)
    except NoCommonValueError as error:
        raise NoCommonValueError(f"requirement {one.id}: {error}", one.id) from None


def _parameters_together(one: Requirement, other: Requirement, known: KnownCheck) -> Parameters:
    mine, theirs = dict(normalised(one.parameters)), dict(normalised(other.parameters))
    # What only one of them says is stricter than the default, or it would have been refused.
    both = {**theirs, **mine}
    for name in mine.keys() & theirs.keys():
        if parameter_fault(name, one.parameters, other.parameters, known) is not None:
            if parameter_fault(name, other.parameters, one.parameters, known) is not None:
                raise NoCommonValueError(f"{name} is {mine[name]} and {theirs[name]}")
            both[name] = theirs[name]
    return normalised(tuple(both.items()))


def _known(requirement: Requirement, checks: KnownChecks | None) -> KnownCheck:
    return (checks or {}).get(requirement.check or "", _NOTHING_KNOWN)


def _number(text: str | None) -> Decimal | None:
    try:
        number = Decimal(text or "")
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
