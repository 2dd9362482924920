"""Who is who, and who may sign what: people, trust, and the one table of permissions.

Values and rules only. Signing and checking signatures is `record`'s; which people
and which trust are in force for an act is too. pydantic is imported when a file
is read, not before.
"""

from gonogo.people.act_kind import ActKind
from gonogo.people.founders import FOUNDER_ROLES, are_founders
from gonogo.people.moment import parse_moment, to_the_minute
from gonogo.people.names import is_workspace_id, name_fault, unknown
from gonogo.people.people import Key, People, Person, Runner, Team
from gonogo.people.people_file import parse_people, parse_trust
from gonogo.people.permission import (
    PERMISSIONS,
    Permission,
    endorser_of,
    may_endorse,
    may_sign,
)
from gonogo.people.public_key import PublicKeyError, fingerprint, is_fingerprint, public_key
from gonogo.people.role import Role, Signer, Standing
from gonogo.people.trust import Root, Trust, pin_key
from gonogo.people.values import (
    ValueFormError,
    people_of_value,
    people_value,
    trust_of_value,
    trust_value,
)

__all__ = [
    "FOUNDER_ROLES",
    "PERMISSIONS",
    "ActKind",
    "Key",
    "People",
    "Permission",
    "Person",
    "PublicKeyError",
    "Role",
    "Root",
    "Runner",
    "Signer",
    "Standing",
    "Team",
    "Trust",
    "ValueFormError",
    "are_founders",
    "endorser_of",
    "fingerprint",
    "is_fingerprint",
    "is_workspace_id",
    "may_endorse",
    "may_sign",
    "name_fault",
    "parse_moment",
    "parse_people",
    "parse_trust",
    "people_of_value",
    "people_value",
    "pin_key",
    "public_key",
    "to_the_minute",
    "trust_of_value",
    "trust_value",
    "unknown",
]
