"""Which trust a workspace judges by: the one that this clone saw first.

A trust.yaml that somebody edited changes nobody's judgement; only roots together can,
by signed acts. So the first time that a clone looks at its record, it remembers the
trust with which the workspace began (`remembered`), as SSH keeps the keys of hosts. A
record that begins otherwise later, whoever wrote it, is then told apart.
"""

import json

from gonogo.digest import canonical_json
from gonogo.errors import GonogoError
from gonogo.people import Trust, ValueFormError, trust_of_value, trust_value
from gonogo.project.project import Project
from gonogo.project.remembered import memorise, recall, where_remembered
from gonogo.record import Found, History, TrustBody

_PIN_NAME = "trust.json"


class UnclearTrustError(GonogoError):
    """Nobody can say whom this workspace trusts."""

    def __init__(self, what: str, *, hint: str) -> None:
        super().__init__(what, hint=hint)
        self.what = what


def trust_to_begin_with(project: Project, found: Found) -> Trust:
    """Return the trust that counting begins with in this clone; keeps it the first time.

    Raises:
        UnclearTrustError: the record begins with no trust, or with several.
        DocumentError: a file of the workspace breaks a rule.
    """
    kept = _kept(project)
    if kept is not None:
        return kept
    firsts = first_trusts(project, found)
    if len(firsts) > 1:
        # Whoever may push wrote one of them, and may write trust.yaml as well.
        raise UnclearTrustError(
            f"the record in {project.record} begins with {len(firsts)} trusts, and one is foreign",
            hint="Ask whoever began the workspace, and judge in a clone of before; or take the"
            " foreign act out: git log --diff-filter=A -- record.",
        )
    if len(firsts) != 1:
        raise UnclearTrustError(
            f"the record in {project.record} does not begin with one signed trust",
            hint="Take record/ and trust.yaml as they are in git or in another clone.",
        )
    memorise(project.root, _PIN_NAME, canonical_json(trust_value(firsts[0])) + b"\n")
    return firsts[0]


def first_trusts(project: Project, found: Found) -> list[Trust]:
    """Return what the trust acts say that rest on no other and are signed by a root of theirs."""
    workspace = project.settings().workspace
    said = {
        act.id: act.body.trust()
        for act in found.acts
        if isinstance(act.body, TrustBody) and act.workspace == workspace
    }
    history = History(found.acts)
    firsts: list[Trust] = []
    for act_id, trust in said.items():
        is_first = history.ancestors([act_id]).isdisjoint(said)
        if is_first and trust.root(history.acts[act_id].signer) and trust not in firsts:
            firsts.append(trust)
    return firsts


def _kept(project: Project) -> Trust | None:
    try:
        return trust_of_value(json.loads(recall(project.root, _PIN_NAME)))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, ValueFormError) as error:
        path = where_remembered(project.root, _PIN_NAME)
        raise UnclearTrustError(
            f"{path} cannot be read", hint=f"See that record/ is what it was, then: rm {path}"
        ) from error
