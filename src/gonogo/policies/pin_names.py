"""Whether trust.yaml pins something that there is: transitions and networks that are known.

A pin for a name that nobody has holds nothing and permits nothing, so a slip of the pen
would only show when a decision is refused. Trust alone knows neither policies nor networks.
"""

from collections.abc import Iterable, Iterator

from gonogo import documents
from gonogo.people import Trust, parse_trust, unknown
from gonogo.policies.answerers import known_checks
from gonogo.policies.named import known_networks, policy_files
from gonogo.project import Project
from gonogo.readiness import Folder

_SECTION = "policies"


def require_known_pins(project: Project) -> None:
    """Refuse a trust.yaml that pins a policy or names a network that nobody knows.

    Raises:
        DocumentError: names each with its place and the nearest name.
    """
    path = project.trust_file
    if not path.exists():
        return
    text, name = documents.read_text(path), path.name
    policies = Folder(policy_files(project), None, known_checks()).names
    faults = dict(_faults(parse_trust(text, name), policies, known_networks(project)))
    if faults:
        document = documents.parse_yaml(text, name)
        raise documents.DocumentError(
            name,
            [
                documents.Problem(document.key_place((_SECTION, key)), f"{_SECTION}.{key}", told)
                for key, told in faults.items()
            ],
        )


def _faults(
    trust: Trust, policies: Iterable[str], networks: Iterable[str]
) -> Iterator[tuple[str, str]]:
    for key in trust.policies:
        transition, at, network = key.partition("@")
        if transition not in policies:
            yield key, unknown("policy", transition, policies)
        elif at and network not in networks:
            yield key, unknown("network", network, networks)
