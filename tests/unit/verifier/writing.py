"""Writes acts and bundles for tests, by the documents alone: no room of the product helps.

The base case is a small workspace in which one requirement is met and a go was
decided; tests spoil it one thing at a time.
"""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gonogo.verifier import Expected

Body = dict[str, Any]

START = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
WORKSPACE = "0123456789abcdef" * 2
NETWORK = "my-alphanet"
CHAIN = "my-alphanet-901"
TRANSITION = "promote:alphanet"
CANDIDATE = "sha256:" + "c" * 64
DECISION = "sha256:" + "9" * 64
IDENTITY = {"facts": [{"name": "chain.901.genesis_hash", "value": "0x01"}]}
CHECK = "safe_head_advances"
PAYLOAD_TYPE = "application/vnd.in-toto+json"


def canonical(value: object) -> bytes:
    """Return canonical JSON; the floats of these tests have no exponent."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def digest(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def text_of(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def minutes(count: float) -> datetime:
    return START + timedelta(minutes=count)


def pae(payload: bytes) -> bytes:
    return b"DSSEv1 %d %s %d %s" % (
        len(PAYLOAD_TYPE),
        PAYLOAD_TYPE.encode(),
        len(payload),
        payload,
    )


@dataclass(frozen=True)
class Key:
    """An Ed25519 key that is always the same for one name."""

    name: str

    @property
    def private(self) -> Ed25519PrivateKey:
        """Derive the private key from the name."""
        seed = hashlib.sha256(self.name.encode()).digest()
        return Ed25519PrivateKey.from_private_bytes(seed)

    @property
    def blob(self) -> bytes:
        """Return the public key in SSH's encoding."""
        public = self.private.public_key().public_bytes_raw()
        return b"\0\0\0\x0bssh-ed25519\0\0\0 " + public

    @property
    def line(self) -> str:
        """Return the public key as people files have it."""
        return f"ssh-ed25519 {base64.b64encode(self.blob).decode()}"

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint that acts name."""
        name = base64.b64encode(hashlib.sha256(self.blob).digest()).decode()
        return f"SHA256:{name.rstrip('=')}"

    def sign(self, message: bytes) -> bytes:
        """Sign without any framing."""
        return self.private.sign(message)


ADA, BEN = Key("root ada"), Key("root ben")
PAT, QUINN = Key("pat"), Key("quinn")
FAY, BREE, STRANGER = Key("fay"), Key("bree"), Key("stranger")
LAB = Key("lab-1")


def row(key: Key, begin: str | None = None, end: str | None = None) -> Body:
    return {"key": key.line, "from": begin, "until": end}


def trust(**changes: Any) -> Body:
    value = {
        "workspace": WORKSPACE,
        "verifier_id": "urn:example:gonogo",
        "is_solo": False,
        "threshold": 2,
        "roots": {"ada": ADA.line, "ben": BEN.line},
        "policies": {TRANSITION: digest(canonical(policy()))},
    }
    return value | changes


def people(**changes: Any) -> Body:
    """Return people; `changes` are rows of persons, or None to leave one out."""
    persons: dict[str, Any] = {
        "pat": {"team": "platforms", "roles": ["platforms"], "keys": [row(PAT)]},
        "quinn": {"team": "platforms", "roles": ["platforms"], "keys": [row(QUINN)]},
        "fay": {"team": "platforms", "roles": ["feature"], "keys": [row(FAY)]},
        "bree": {"team": "platforms", "roles": ["break-glass"], "keys": [row(BREE)]},
    }
    persons |= changes
    return {
        "teams": {"platforms": {"title": "Platforms"}},
        "people": {name: person for name, person in persons.items() if person is not None},
        "runners": {"lab-1": {"keys": [row(LAB)]}},
    }


def requirement(**changes: Any) -> Body:
    value = {
        "id": "safe-head-advances",
        "title": "The safe head advances",
        "why": "What is not derived can be lost.",
        "remedy": "Look at the batcher.",
        "source": "checklist",
        "check": CHECK,
        "component": None,
        "parameters": [["longest_stall_seconds", "120"]],
        "window_seconds": 60.0,
        "freshness_seconds": 86400.0,
        "passes_to_resolve": 2,
        "passes": 1,
        "is_invariant": False,
        "repeatable_failure_percent": None,
        "roles": [],
        "people": 0,
    }
    return value | changes


def policy(*requirements: Body, **changes: Any) -> Body:
    value = {
        "name": TRANSITION,
        "title": "Promotion of an alphanet",
        "level": "READINESS_ALPHANET",
        "requirements": list(requirements) or [requirement()],
        "interval_seconds": 2.0,
        "resolves_by_pass": False,
        "validity_seconds": 1209600.0,
        "soak_seconds": 0.0,
        "soak_longest_gap_seconds": 0.0,
        "freezes": [],
        "accepts_solo": False,
        "needs_scope": False,
        "requires_passed": None,
    }
    return value | changes


def deployment(**changes: Any) -> Body:
    return {"network": NETWORK, "candidate": CANDIDATE, "identity": IDENTITY} | changes


DEPLOYMENT = digest(canonical(deployment()))


def evidence(run: str, **changes: Any) -> Body:
    value = {
        "run": run,
        "check": CHECK,
        "chain": CHAIN,
        "deployment": DEPLOYMENT,
        "outcome": "passed",
        "summary": "advanced",
        "window": {"started_at": text_of(minutes(10)), "ended_at": text_of(minutes(15))},
        "parameters": [["longest_stall_seconds", "120"]],
        "figures": [{"name": "longest stall", "value": 12.0, "unit": "s"}],
        "readings": ["sha256:" + "1" * 64],
        "is_void": False,
    }
    return value | changes


def window(begin: float, end: float) -> Body:
    return {"started_at": text_of(minutes(begin)), "ended_at": text_of(minutes(end))}


@dataclass
class Writer:
    """Appends acts to a record that everybody sees all of."""

    workspace: str = WORKSPACE
    envelopes: dict[str, Body] = field(default_factory=dict)
    heads: dict[str, list[str]] = field(default_factory=dict)
    runs: int = 0
    kept: list[Body] = field(default_factory=list)
    """The policies that are kept beside the record."""

    def tips(self) -> list[str]:
        """Return the acts that no other names as a head."""
        seen = {head for heads in self.heads.values() for head in heads}
        return sorted(set(self.heads) - seen)

    def adopt(self, content: Body, at: datetime, signer: Key = ADA, *, agreed_by: Key = BEN) -> str:
        """Append a people act to which two roots agreed, and return its id."""
        name = self.act("people", {"content": content}, signer, at)
        self.act("endorsement", {"act": name, "note": ""}, agreed_by, at)
        return name

    def act(  # noqa: PLR0913 - an act has as many parts
        self,
        kind: str,
        body: Body,
        signer: Key,
        at: datetime,
        *,
        heads: Sequence[str] | None = None,
        workspace: str | None = None,
    ) -> str:
        """Append an act that saw all others, unless its heads are given, and return its id."""
        payload = statement(
            kind,
            body,
            at=at,
            heads=self.tips() if heads is None else heads,
            signer=signer.fingerprint,
            workspace=workspace or self.workspace,
        )
        name = digest(payload)
        self.envelopes[name] = envelope(payload, signer)
        self.heads[name] = list(self.tips() if heads is None else heads)
        return name

    def run(
        self, at: float, *items: Body, signer: Key = LAB, check: str = CHECK, **changes: Any
    ) -> str:
        """Record a run that asked one question, started ten minutes before."""
        self.runs += 1
        run = f"run-{self.runs}"
        self.start_run(run, at, signer=signer, check=check)
        found = [item | {"run": run} for item in items]
        body = {
            "run": run,
            "state": "finished",
            "network": NETWORK,
            "candidate": CANDIDATE,
            "deployment": deployment(),
            "is_void": False,
            "evidence": found,
            "unknown_facts": [],
            "problems": [],
        }
        self.act("run-ended", body | changes, signer, minutes(at))
        return run

    def start_run(self, run: str, at: float, *, signer: Key = LAB, check: str = CHECK) -> str:
        """Record that a run started, ten minutes before."""
        body = {
            "run": run,
            "number": max(self.runs, 1),
            "network": NETWORK,
            "policy": TRANSITION,
            "policy_digest": digest(canonical(policy())),
            "selections": [{"check": check, "chain": CHAIN}],
        }
        return self.act("run-started", body, signer, minutes(at - 10))

    def bundle(self, determination: str, policy_value: Body, summary: Body | None = None) -> bytes:
        """Return a bundle of all acts there are."""
        value = {
            "acts": [self.envelopes[name] for name in sorted(self.envelopes)],
            "determination": determination,
            "format": "urn:gonogo:bundle:v1",
            "policies": [base64.b64encode(each).decode() for each in self._others(policy_value)],
            "policy": base64.b64encode(canonical(policy_value)).decode(),
            "summary": summary,
        }
        return canonical(value) + b"\n"

    def _others(self, own: Body) -> list[bytes]:
        """Return the policies of other decisions there are, as far as they are kept."""
        rows = [each["payload"] for each in self.envelopes.values()]
        acts = [json.loads(base64.b64decode(each)) for each in rows]
        bodies = [act["predicate"]["body"] for act in acts]
        named = {body["policy_digest"] for body in bodies if "outline" in body}
        contents = [canonical(each) for each in self.kept if each != own]
        return sorted((each for each in contents if digest(each) in named), key=digest)


def statement(kind: str, body: Body, **predicate: Any) -> bytes:
    return canonical(
        {
            "_type": "https://in-toto.io/Statement/v1",
            "predicate": predicate
            | {
                "at": text_of(predicate["at"]),
                "body": body,
                "heads": sorted(predicate["heads"]),
            },
            "predicateType": f"urn:gonogo:act:{kind}:v1",
            "subject": [
                {"digest": {"sha256": hashlib.sha256(canonical(body)).hexdigest()}, "name": kind}
            ],
        }
    )


def envelope(payload: bytes, signer: Key, signature: bytes | None = None) -> Body:
    made = signer.sign(pae(payload)) if signature is None else signature
    return {
        "payload": base64.b64encode(payload).decode(),
        "payloadType": PAYLOAD_TYPE,
        "signatures": [{"keyid": signer.fingerprint, "sig": base64.b64encode(made).decode()}],
    }


def outline(*answers: tuple[str, str], verdict: str, reasons: Sequence[Body] = ()) -> Body:
    return {
        "answers": [
            {"answer": answer, "chain": CHAIN, "requirement": name} for name, answer in answers
        ],
        "reasons": list(reasons),
        "verdict": verdict,
    }


ALL_MET = outline(("safe-head-advances", "met"), verdict="go")


def determination(at: float, **changes: Any) -> Body:
    """Return the body of a go, judged at this minute."""
    value = {
        "network": NETWORK,
        "transition": TRANSITION,
        "deployment": DEPLOYMENT,
        "candidate": CANDIDATE,
        "policy_digest": digest(canonical(policy())),
        "scope": [{"name": CHAIN, "components": ["op-node"]}],
        "judged_at": text_of(minutes(at)),
        "features": [],
        "outline": ALL_MET,
        "blocks": [],
        "verdict": "go",
        "level": "READINESS_ALPHANET",
        "valid_until": text_of(minutes(at) + timedelta(days=14)),
        "supersedes": [],
        "decision": DECISION,
    }
    return value | changes


def founded(trust_value: Body | None = None, people_value: Body | None = None) -> Writer:
    """Return a record with trust and people in it, and nothing else."""
    writer = Writer()
    writer.act("trust", {"content": trust_value or trust()}, ADA, minutes(0))
    writer.adopt(people_value or people(), minutes(1))
    return writer


@dataclass(frozen=True)
class Decided:
    """A record with a decision in it."""

    writer: Writer
    name: str
    policy: Body

    def bundle(self, summary: Body | None = None) -> bytes:
        """Return the bundle of the decision."""
        return self.writer.bundle(self.name, self.policy, summary)


def decided(writer: Writer | None = None, *, signer: Key = PAT, **changes: Any) -> Decided:
    """Return a record in which a go was decided at minute 30, all being well."""
    own = writer or founded()
    if writer is None:
        own.run(20, evidence(""))
    name = own.act("determination", determination(30, **changes), signer, minutes(30))
    return Decided(own, name, policy())


def waived() -> Decided:
    """Return a conditional decision, whose one requirement is waived for ten hours."""
    writer = founded()
    writer.run(20)
    body = {
        "network": NETWORK,
        "deployment": DEPLOYMENT,
        "requirement": "safe-head-advances",
        "chain": None,
        "until": text_of(minutes(600)),
        "reason": "the batcher is exchanged",
    }
    writer.act("waiver", body, QUINN, minutes(21))
    lifted = outline(("safe-head-advances", "conditional"), verdict="conditional")
    return decided(
        writer, outline=lifted, verdict="conditional", level="READINESS_ALPHANET_CONDITIONAL"
    )


def expected(**changes: Any) -> Expected:
    """Return what somebody expects who is about to promote the base case, at minute 60."""
    value = Expected(
        trust=trust(),
        network=NETWORK,
        candidate=CANDIDATE,
        chains=frozenset({CHAIN}),
        transition=TRANSITION,
        deployment=DEPLOYMENT,
        at=minutes(60),
    )
    return replace(value, **changes)


def summary(decision: Decided, signer: Key = PAT, **predicate: Any) -> Body:
    """Return the summary of the base case."""
    value: Mapping[str, Any] = {
        "_type": "https://in-toto.io/Statement/v1",
        "predicate": {
            "inputAttestations": [
                {
                    "digest": {"sha256": decision.name.removeprefix("sha256:")},
                    "uri": f"urn:gonogo:act:{decision.name}",
                }
            ],
            "policy": {
                "digest": {"sha256": hashlib.sha256(canonical(policy())).hexdigest()},
                "uri": f"urn:gonogo:policy:{TRANSITION}",
            },
            "resourceUri": f"devnet://{NETWORK}/{TRANSITION}",
            "slsaVersion": "1.0",
            "timeVerified": text_of(minutes(30)),
            "verificationResult": "PASSED",
            "verifiedLevels": ["READINESS_ALPHANET"],
            "verifier": {"id": "urn:example:gonogo"},
        }
        | predicate,
        "predicateType": "https://slsa.dev/verification_summary/v1",
        "subject": [
            {"digest": {"sha256": "c" * 64}, "name": "candidate"},
            {"digest": {"sha256": DEPLOYMENT.removeprefix("sha256:")}, "name": "deployment"},
        ],
    }
    return envelope(canonical(value), signer)
