"""Who may sign which act: one table, which is also the documentation and the test matrix.

Whoever counts acts asks this table and nothing else. `docs/permissions.md` is
written from it. A kind that is missing here can be signed by nobody.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from types import MappingProxyType

from gonogo.people.act_kind import ActKind
from gonogo.people.role import Role, Signer, Standing


@dataclass(frozen=True)
class Permission:
    """Who may sign acts of a kind: a key that is any one of the signers."""

    signers: frozenset[Signer]
    besides: str = ""
    """What else must hold before the act takes effect; empty where nothing does."""


def _by(*signers: Signer, besides: str = "") -> Permission:
    return Permission(frozenset(signers), besides)


_PLATFORMS, _COORDINATOR = Role.PLATFORMS, Role.RELEASE_COORDINATOR
_ROOT, _PERSON, _RUNNER = Standing.ROOT, Standing.PERSON, Standing.RUNNER

PERMISSIONS: Mapping[ActKind, Permission] = MappingProxyType(
    {
        ActKind.TRUST: _by(
            _ROOT, besides="From the second on, endorsed until as many roots as the threshold agree"
        ),
        ActKind.PEOPLE: _by(
            _ROOT,
            besides="Endorsed until as many roots as the threshold agree, but for a first one of"
            " roots alone",
        ),
        ActKind.SCOPE: _by(_PLATFORMS),
        ActKind.POLICY: _by(_PLATFORMS),
        ActKind.ENDORSEMENT: _by(
            _PLATFORMS,
            _ROOT,
            besides="A `trust` or `people` act by a root, every other by platforms",
        ),
        ActKind.RUN_STARTED: _by(_RUNNER),
        ActKind.RUN_ENDED: _by(_RUNNER),
        ActKind.EVALUATION: _by(_RUNNER),
        ActKind.FINDING: _by(_PERSON, _RUNNER),
        ActKind.RATING: _by(
            _PLATFORMS,
            _COORDINATOR,
            besides="Less grave than before: endorsed by a second person, of platforms",
        ),
        ActKind.ANNOTATION: _by(_PERSON),
        ActKind.PLAN: _by(_PERSON, besides="Accepted once platforms endorsed it"),
        ActKind.RESOLUTION: _by(_PERSON, besides="Borne out by later passes"),
        ActKind.WAIVER: _by(_PLATFORMS),
        ActKind.MANUAL_RESULT: _by(*Role, besides="Only the roles that the requirement names"),
        ActKind.DETERMINATION: _by(_PLATFORMS),
        ActKind.REVOCATION: _by(_PLATFORMS),
        ActKind.PUBLICATION: _by(_PLATFORMS, _COORDINATOR),
        ActKind.PROMOTION: _by(_PLATFORMS, _COORDINATOR),
        ActKind.VERSION_DIFFERENCE: _by(_PLATFORMS),
        ActKind.BREAK_GLASS: _by(Role.BREAK_GLASS),
        ActKind.BREAK_GLASS_CLOSED: _by(_PLATFORMS),
    }
)
"""The one table of who may sign what."""


def may_sign(kind: ActKind, signer: AbstractSet[Signer]) -> bool:
    """Say whether a key that stands for these may sign acts of a kind."""
    permission = PERMISSIONS.get(kind)
    return permission is not None and not permission.signers.isdisjoint(signer)


def may_endorse(kind: ActKind, signer: AbstractSet[Signer]) -> bool:
    """Say whether a key that stands for these may endorse an act of a kind."""
    return endorser_of(kind) in signer


def endorser_of(kind: ActKind) -> Role | Standing:
    """Return as what one endorses an act of a kind."""
    return Standing.ROOT if kind in (ActKind.TRUST, ActKind.PEOPLE) else Role.PLATFORMS
