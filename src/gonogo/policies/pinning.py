"""Pin policies in trust.yaml: write which policy of a name was agreed on, and tell which are.

A pin is a digest, and stands for what was agreed: when gonogo or a file in policies/
changes a policy, the pin does not follow, and every verdict under it holds until roots
sign another. Written is into the text that people edit, which keeps their comments; and
only if what is read from it afterwards is exactly what was read before but for the pins.
"""

import enum
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from gonogo import documents
from gonogo.errors import GonogoError
from gonogo.people import Trust, parse_trust, pin_key
from gonogo.policies.checking import project_policy_names
from gonogo.policies.named import composed_policy, known_networks
from gonogo.policies.pin_names import require_known_pins
from gonogo.project import Project, write_output
from gonogo.readiness import Policy, UnknownPolicyError

_SECTION = "policies"
_INDENT = "  "
_NOTHING_THERE = re.compile(r"^(\s*[\"']?policies[\"']?\s*:)\s*(\{\s*\}|~|null)?(\s*#.*)?\s*$")


class UnwritablePinError(GonogoError):
    """A pin cannot be written into a trust.yaml without touching what else is in it."""

    def __init__(self, name: str, pins: Mapping[str, str]) -> None:
        lines = "\n".join(f"         {key}: {value}" for key, value in pins.items())
        super().__init__(
            f"{name} is written in a way that a pin cannot be put into without rewriting it",
            hint=f"Write it yourself, under {_SECTION}:\n{lines}\n"
            "       then: gonogo adopt trust.yaml",
        )
        self.name = name


class PinState(enum.Enum):
    """Whether a policy is the one that the signed trust pins."""

    PINNED = "pinned"
    DIFFERS = "differs"  #: Another one was agreed on.
    NOT_PINNED = "not pinned"  #: None was.


@dataclass(frozen=True)
class Pin:
    """What is pinned of one policy, and what that policy is here."""

    name: str
    digest: str
    """The digest of the policy as it is here."""
    pinned: str | None
    """The digest that was agreed on; None: none was."""
    network: str | None = None
    """As it holds for which network; None: for those that nothing extends."""

    @property
    def key(self) -> str:
        """What it is pinned under, in trust.yaml."""
        return pin_key(self.name, self.network)

    @property
    def state(self) -> PinState:
        """Say whether the policy is the one that was agreed on."""
        if self.pinned is None:
            return PinState.NOT_PINNED
        return PinState.PINNED if self.pinned == self.digest else PinState.DIFFERS


def pins_of(
    project: Project, names: Iterable[str], trust: Trust, *, network: str | None = None
) -> tuple[Pin, ...]:
    """Return what a trust pins of policies as they hold for a network.

    Where no network is given and a policy is pinned as it holds for one, that one is named.
    """
    return tuple(_pin(project, name, _pinned(trust, name, network), network) for name in names)


def policies_to_pin(
    project: Project, name: str | None, *, network: str | None = None
) -> tuple[Policy, ...]:
    """Return the policy of a name as it holds for a network, or all for no name.

    Raises:
        UnknownPolicyError: there is none of this name.
    """
    known = project_policy_names(project)
    if name is not None and name not in known:
        raise UnknownPolicyError(name, known)
    wanted = known if name is None else (name,)
    return tuple(_policy(project, each, network) for each in wanted)


def pin(
    project: Project, policies: Iterable[Policy], *, network: str | None = None
) -> tuple[Pin, ...]:
    """Write the digests of policies into trust.yaml; return those that were otherwise before.

    Raises:
        DocumentError: trust.yaml breaks a rule, or pins what nobody knows.
        UnwritablePinError: it is written in a way that cannot be changed like this.
    """
    path = project.trust_file
    changed = changes(project, policies, network=network)
    if changed:
        titles = {policy.name: policy.title for policy in policies}
        text = with_pins(
            documents.read_text(path),
            str(path),
            {each.key: each.digest for each in changed},
            {each.key: titles[each.name] for each in changed},
        )
        write_output(path, text.encode())
    return changed


def changes(
    project: Project, policies: Iterable[Policy], *, network: str | None = None
) -> tuple[Pin, ...]:
    """Return what pinning these policies would write into trust.yaml.

    What holds for one network alone is pinned for it alone, so that no other one is decided
    under it; where it has what is pinned for all, nothing is written.

    Raises:
        DocumentError: trust.yaml breaks a rule, or pins what nobody knows.
    """
    trust = project.trust()
    require_known_pins(project)
    return tuple(
        Pin(policy.name, policy.digest, pinned, _alone(project, trust, policy, network))
        for policy in policies
        if (pinned := _pinned(trust, policy.name, network)) != policy.digest
    )


def _alone(project: Project, trust: Trust, policy: Policy, network: str | None) -> str | None:
    """Return the network for which alone a policy is pinned; None: for all."""
    is_own = pin_key(policy.name, network) in trust.policies
    is_other = policy.digest != _policy(project, policy.name, None).digest
    return network if is_own or is_other else None


def with_pins(
    text: str, name: str, pins: Mapping[str, str], titles: Mapping[str, str] | None = None
) -> str:
    """Return the text of a trust.yaml with these digests in it, all else as it was.

    Args:
        text: What is in the file.
        name: What messages call it.
        pins: The digests, by the policy.
        titles: What to say about a new line, by the policy.

    Raises:
        UnwritablePinError: the pins cannot be written without rewriting it.
    """
    before = parse_trust(text, name)
    lines = text.splitlines()
    for policy, digest in pins.items():
        if policy in before.policies:
            _replace(lines, policy, before.policies[policy], digest)
    new = {key: value for key, value in pins.items() if key not in before.policies}
    if new:
        _insert(lines, new, titles or {}, documents.parse_yaml(text, name))
    changed = "\n".join(lines) + "\n"
    wanted = replace(before, policies=dict(sorted({**before.policies, **pins}.items())))
    try:
        if parse_trust(changed, name) == wanted:
            return changed
    except documents.DocumentError:
        pass
    raise UnwritablePinError(name, pins)


def pin_lines(pins: Mapping[str, str], titles: Mapping[str, str], indent: str = _INDENT) -> str:
    """Return pins as lines of a trust.yaml, each under what it is."""
    return "\n".join(_lines(pins, titles, indent))


def _lines(pins: Mapping[str, str], titles: Mapping[str, str], indent: str) -> list[str]:
    found: list[str] = []
    for policy, digest in pins.items():
        if policy in titles:
            found.append(f"{indent}# {titles[policy]}")
        found.append(f"{indent}{policy}: {digest}")
    return found


def _replace(lines: list[str], policy: str, old: str, new: str) -> None:
    """Replace a digest on the line that names its policy; what was meant is checked later."""
    key = re.compile(rf"""(^|[\s{{,])["']?{re.escape(policy)}["']?\s*:\s""")
    for number, line in enumerate(lines):
        if not line.lstrip().startswith("#") and key.search(line) and old in line:
            lines[number] = line.replace(old, new, 1)


def _insert(
    lines: list[str],
    pins: Mapping[str, str],
    titles: Mapping[str, str],
    document: documents.Document,
) -> None:
    value = document.value
    if _SECTION not in value:
        lines += ["", f"{_SECTION}:", *_lines(pins, titles, _INDENT)]
        return
    there = value[_SECTION]
    if there:
        places = [document.key_place((_SECTION, key)) for key in there]
        last = max(places, key=lambda place: place.line)
        lines[last.line : last.line] = _lines(pins, titles, " " * (last.column - 1))
        return
    number = document.key_place((_SECTION,)).line - 1
    if (empty := _NOTHING_THERE.match(lines[number])) is not None:
        lines[number] = f"{empty[1]}{empty[3] or ''}"
        lines[number + 1 : number + 1] = _lines(pins, titles, _INDENT)


def _pinned(trust: Trust, name: str, network: str | None) -> str | None:
    return trust.policies.get(name) if network is None else trust.pinned(name, network)


def _pin(project: Project, name: str, pinned: str | None, network: str | None) -> Pin:
    digest = _policy(project, name, network).digest
    if network is None and pinned not in (None, digest):
        for each in sorted(known_networks(project)):
            if _policy(project, name, each).digest == pinned:
                return Pin(name, pinned, pinned, each)
    return Pin(name, digest, pinned, network)


def _policy(project: Project, name: str, network: str | None) -> Policy:
    return composed_policy(name, network=network, project=project).policy
