"""A bundle: the acts that one decision rests on, in one file.

Reading one checks all that needs no trust: its form, that every act is signed by
the key that it names, and that none is missing. A key is found by its fingerprint,
which says by itself whose it is, so it may come from the bundle; whether it may
sign what it signed is asked later.
"""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from . import shape as s
from .act import Act, read_act
from .canonical import NotCanonicalError, digest, parse
from .envelope import DamagedError, Envelope, open_envelope
from .graph import CycleError, Graph
from .keys import PublicKey
from .parties import PartiesError, People, Trust, read_people, read_trust
from .reasons import ReasonCode, RefusedError

FORMAT = "urn:gonogo:bundle:v1"
MOST_BYTES = 256 * 1024 * 1024

_BUNDLE = s.keys(
    {
        "acts": s.listed(s.anything),
        "determination": s.digest,
        "format": s.exactly(FORMAT),
        "policies": s.listed(s.text),
        "policy": s.text,
        "summary": s.anything,
    }
)


@dataclass(frozen=True)
class Bundle:
    """What a bundle holds, every signature checked whose key anybody named."""

    graph: Graph
    determination: Act
    policy: bytes
    policies: Mapping[str, bytes]
    """By digest, its own and those of earlier decisions."""
    summary: Envelope | None
    keys: Mapping[str, PublicKey]
    trusts: Mapping[str, Trust]
    """What each `trust` act says, by the act's id."""
    peoples: Mapping[str, People]
    """What each `people` act says, by the act's id."""


def read_bundle(content: bytes, trust: Trust) -> Bundle:
    """Read a bundle, and check everything that it says about itself against itself.

    Raises:
        RefusedError: it is not a bundle to the last byte.
    """
    value = _value(content)
    policy = s.decode_base64(value["policy"])
    if policy is None:
        raise RefusedError(ReasonCode.MALFORMED, "Its policy is no base64.")
    envelopes, acts = _acts(value["acts"])
    trusts, peoples = _contents(acts)
    keys = _keys(trust, trusts, peoples)
    for envelope in envelopes:
        _check_signature(envelope, keys)
    summary = _summary(value["summary"])
    graph = _graph(acts)
    determination = graph.acts.get(value["determination"])
    if determination is None:
        raise RefusedError(ReasonCode.MISSING_ACT, "The determination itself is missing.")
    if determination.kind != "determination":
        raise RefusedError(ReasonCode.MALFORMED, "What it names as determination is another act.")
    policies = _policies(value["policies"], policy, graph)
    return Bundle(graph, determination, policy, policies, summary, keys, trusts, peoples)


def _policies(values: list[str], own: bytes, graph: Graph) -> dict[str, bytes]:
    """Return the policies by digest: what one is called, only its content says."""
    named = {act.body["policy_digest"] for act in graph.order if act.kind == "determination"}
    policies: dict[str, bytes] = {}
    for value in values:
        content = s.decode_base64(value)
        if content is None:
            raise RefusedError(ReasonCode.MALFORMED, "A policy in it is no base64.")
        name = digest(content)
        if name not in named or name == digest(own):
            raise RefusedError(ReasonCode.MALFORMED, "No earlier decision in it names its policy.")
        if policies and name <= max(policies):
            raise RefusedError(ReasonCode.MALFORMED, "Its policies are not in order.")
        policies[name] = content
    return policies | {digest(own): own}


def _value(content: bytes) -> dict[str, Any]:
    if len(content) > MOST_BYTES:
        raise RefusedError(ReasonCode.TOO_LARGE, f"It has {len(content)} bytes.")
    try:
        value = parse(content, ending="\n")
    except NotCanonicalError as error:
        raise RefusedError(ReasonCode.MALFORMED, f"It is no canonical JSON: {error}.") from error
    if not isinstance(value, dict) or not _BUNDLE(value):
        raise RefusedError(ReasonCode.MALFORMED, "It does not hold exactly the keys of a bundle.")
    return value


def _acts(values: list[object]) -> tuple[list[Envelope], list[Act]]:
    envelopes: list[Envelope] = []
    acts: list[Act] = []
    values.reverse()
    while values:
        try:
            # Taken off the list, so that no act is in memory twice for long.
            envelopes.append(open_envelope(values.pop()))
            acts.append(read_act(envelopes[-1]))
        except DamagedError as error:
            raise RefusedError(ReasonCode.DAMAGED, f"Act {len(acts) + 1}: {error}.") from error
    names = [act.id for act in acts]
    if any(before >= after for before, after in itertools.pairwise(names)):
        raise RefusedError(ReasonCode.MALFORMED, "Its acts are not in the order of their ids.")
    return envelopes, acts


def _contents(acts: list[Act]) -> tuple[dict[str, Trust], dict[str, People]]:
    trusts: dict[str, Trust] = {}
    peoples: dict[str, People] = {}
    for act in acts:
        try:
            if act.kind == "trust":
                trusts[act.id] = read_trust(act.body["content"])
            elif act.kind == "people":
                peoples[act.id] = read_people(act.body["content"])
        except PartiesError as error:
            raise RefusedError(ReasonCode.DAMAGED, f"Act {act.id}: {error}.") from error
    return trusts, peoples


def _keys(
    trust: Trust, trusts: Mapping[str, Trust], peoples: Mapping[str, People]
) -> dict[str, PublicKey]:
    keys = dict(trust.roots)
    for named in trusts.values():
        keys.update(named.roots)
    for people in peoples.values():
        keys.update({name: holder.key for name, holder in people.holders.items()})
    return keys


def _check_signature(envelope: Envelope, keys: Mapping[str, PublicKey]) -> None:
    """Refuse a signature that is not good; one by a key that nobody named counts for nothing."""
    key = envelope.embedded or keys.get(envelope.key_id)
    if key is not None and not envelope.is_signed_by(key):
        raise RefusedError(ReasonCode.DAMAGED, f"The signature of {envelope.id} is not good.")


def _summary(value: object) -> Envelope | None:
    if value is None:
        return None
    try:
        return open_envelope(value)
    except DamagedError as error:
        raise RefusedError(ReasonCode.DAMAGED, f"The summary: {error}.") from error


def _graph(acts: list[Act]) -> Graph:
    names = {act.id for act in acts}
    missing = sorted({head for act in acts for head in act.heads} - names)
    if missing:
        raise RefusedError(ReasonCode.MISSING_ACT, f"{missing[0]} is missing.")
    try:
        return Graph(acts)
    except CycleError as error:
        raise RefusedError(ReasonCode.MALFORMED, "Its acts name each other.") from error
