"""The bundle of a decision, made from the record as it is now."""

import msgspec

from gonogo import digest
from gonogo.attest import NotBundledError, why_no_summary, write_bundle
from gonogo.errors import GonogoError
from gonogo.policies import policy_named
from gonogo.project import NoProjectError, find_content
from gonogo.readiness import Policy
from gonogo.record import Act, DeterminationBody
from gonogo.steps.deciding import summary_file
from gonogo.steps.ports import Workplace
from gonogo.workflows import CorruptRecordError, decisions_in_force


class NoDecisionError(GonogoError):
    """Nobody decided about this."""

    def __init__(self, name: str, transition: str | None = None) -> None:
        step = f" for {transition}" if transition else ""
        super().__init__(
            f"no decision stands about {name!r}{step}",
            hint=f"Decide: gonogo determine {name}. All there were: gonogo audit log.",
        )
        self.name = name


class SeveralDecisionsError(GonogoError):
    """Decisions stand about several steps of a network."""

    def __init__(self, network: str, transitions: tuple[str, ...]) -> None:
        super().__init__(
            f"decisions stand about several steps of {network!r}: {', '.join(transitions)}",
            hint="Say which is meant: --for publish, --for promote or --for deploy.",
        )
        self.network = network


class Bundling:
    """Makes bundles in one project."""

    def __init__(self, workplace: Workplace) -> None:
        if workplace.project is None or workplace.signed is None:
            raise NoProjectError(workplace.workspace.parent)
        self._workplace = workplace
        self._project = workplace.project
        self._record = workplace.signed

    def decision(self, network: str, transition: str | None = None) -> Act:
        """Return the decision that stands about a network, the gravest of several.

        Raises:
            NoDecisionError: there is none.
        """
        standing = decisions_in_force(self._record.counted().acts, network, transition)
        if not standing:
            raise NoDecisionError(network, transition)
        return standing[0]

    def bundle(self, decision: Act) -> bytes:
        """Return the bundle of a decision, as the record is now.

        Raises:
            NotBundledError: nobody could verify it.
        """
        body = _body(decision)
        counted = self._record.counted(self._workplace.clock.now())
        summary = None
        if why_no_summary(body, counted.trust) is None:
            path = summary_file(self._project, decision.id)
            summary = path.read_bytes() if path.is_file() else None
        policy = self._policy_bytes(decision.id, body)
        at_hand = [digest.canonical_json(each) for each in self._record.policies().values()]
        return write_bundle(counted, decision.id, policy=policy, policies=at_hand, summary=summary)

    def policy(self, decision: Act) -> Policy:
        """Return the policy that was decided under.

        Raises:
            NotBundledError: it is not here.
        """
        content = self._policy_bytes(decision.id, _body(decision))
        return msgspec.json.decode(content, type=Policy)

    def _policy_bytes(self, decision: str, body: DeterminationBody) -> bytes:
        """Return the policy of a decision: from the record, this machine, or the package."""
        content = find_content(self._project, body.policy_digest)
        if content is not None:
            return content
        try:
            return self._workplace.artifacts.get(body.policy_digest)
        except CorruptRecordError:
            return self._shipped(decision, body)

    def _shipped(self, decision: str, body: DeterminationBody) -> bytes:
        try:
            content = digest.canonical_json(policy_named(body.transition))
        except GonogoError:
            content = b""
        if digest.of_bytes(content) != body.policy_digest:
            raise NotBundledError(
                decision,
                f"the policy that it was decided under, {body.policy_digest}, is not here",
                "Take record/attachments from git, or from the clone in which it was decided.",
            )
        return content


def _body(decision: Act) -> DeterminationBody:
    if not isinstance(decision.body, DeterminationBody):
        raise NotBundledError(decision.id, "it is no decision", "See `gonogo audit log`.")
    return decision.body
