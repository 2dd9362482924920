"""Accept another version of a component for the one that passed: rc.1 for rc.3, rc for final."""

from collections.abc import Mapping

from gonogo.people import ActKind
from gonogo.project import Draft, RefusedError, Signed
from gonogo.promotion import LedgerLine, ledger_of, version_difference_body
from gonogo.readiness import Policy


def version_difference_draft(  # noqa: PLR0913 - what is accepted, each by its name
    signed: Signed,
    policies: Mapping[str, Policy],
    component: str,
    *,
    from_version: str,
    to_version: str,
    reason: str,
) -> Draft:
    """Return what lets passes with one version of a component count with another.

    Raises:
        RefusedError: the two are the same, nothing passed with the former, or it was signed
            before.
        NoReasonError: there is no reason.
    """
    if from_version == to_version:
        raise RefusedError(
            f"{component} {from_version} is what it is", hint="Nothing needs to be signed."
        )
    ledger = ledger_of(signed.counted, policies)
    if (component, from_version, to_version) in ledger.differences:
        raise RefusedError(
            f"{component} {to_version} counts for {from_version} already",
            hint="Nothing more is needed.",
        )
    passes = [
        line
        for line in ledger.lines
        if line.is_pass and line.versions.get(component) == from_version
    ]
    if not passes:
        # It would count for nothing now, so it is most likely misspelt.
        raise RefusedError(
            f"no feature passed anything with {component} {from_version}",
            hint="See which versions passed: gonogo ledger.",
        )
    shown = (
        ("component", component),
        ("passed with", from_version),
        ("counts with", to_version),
        *(("carries over", each) for each in dict.fromkeys(map(_pass, passes))),
        ("reason", reason),
    )
    body = version_difference_body(component, from_version, to_version, reason)
    return Draft(ActKind.VERSION_DIFFERENCE, body, shown)


def _pass(line: LedgerLine) -> str:
    return f"{line.feature}, {line.transition} on {line.network}"
