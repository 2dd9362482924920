"""What a policy may name as the check that answers a requirement: checks, and gates of tests.

The checks are those of the catalog. Gates that ship with the package are known; those of
validators files are not, since a policy may be read where no such file is: a gate that there
is not is refused when somebody sets out to run it.
"""

import dataclasses
from collections.abc import Iterator, Mapping

from gonogo.acceptance import (
    SHIPPED,
    SHIPPED_GATES,
    STRICTER,
    GateParameterError,
    asked_gate,
    check_of,
    default_gate_texts,
    gate_parameters,
    is_gate,
    is_gate_id,
)
from gonogo.checks import (
    CATALOG,
    Check,
    ParameterError,
    parameters_from_text,
    stricter_directions,
)
from gonogo.readiness import KnownCheck, KnownChecks


def known_checks() -> KnownChecks:
    """Return what policies may ask of each check of the catalog, and of any gate."""
    return _Answerers({check.id: _known(check) for check in CATALOG.values()})


class _Answerers(Mapping[str, KnownCheck]):
    """The checks by name, and the gates; listed are those that come with gonogo."""

    def __init__(self, checks: Mapping[str, KnownCheck]) -> None:
        self._listed = {**checks, **{check_of(gate): _gate() for gate in SHIPPED_GATES}}

    def __getitem__(self, name: str) -> KnownCheck:
        if name in self._listed:
            return self._listed[name]
        gate = asked_gate(name)
        if is_gate(name) and is_gate_id(gate) and not gate.startswith(SHIPPED):
            return _gate()
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._listed)

    def __len__(self) -> int:
        return len(self._listed)


def _known(check: Check) -> KnownCheck:
    def fault(name: str, text: str) -> str | None:
        try:
            parameters_from_text(check, [(name, text)])
        except ParameterError as error:
            return error.what
        return None

    defaults = dataclasses.asdict(check.parameters())
    return KnownCheck(
        parameters=tuple(defaults),
        component=check.component,
        fault=fault,
        stricter=stricter_directions(check),
        defaults={name: str(value) for name, value in defaults.items()},
    )


def _gate() -> KnownCheck:
    defaults = default_gate_texts()
    return KnownCheck(
        parameters=tuple(defaults), fault=_gate_fault, stricter=STRICTER, defaults=defaults
    )


def _gate_fault(name: str, text: str) -> str | None:
    try:
        gate_parameters([(name, text)])
    except GateParameterError as error:
        return str(error)
    return None
