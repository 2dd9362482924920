"""Notes about a finding: whose it is, where it is tracked, and which one it repeats."""

from dataclasses import dataclass

from gonogo import digest
from gonogo.people import ActKind
from gonogo.project import Compose, Desk, Draft, RefusedError, Signed, web_address
from gonogo.record import AnnotationBody
from gonogo.triage.finding_names import all_findings, finding_named
from gonogo.triage.finding_view import FindingView, find_finding
from gonogo.triage.finding_words import finding_rows, given_rows
from gonogo.triage.owners import team_named


@dataclass(frozen=True)
class Link:
    """What is to be noted about a finding."""

    team: str | None = None
    tracker: str | None = None
    duplicate_of: str | None = None


def linking(desk: Desk, name: str, link: Link) -> Compose:
    """Return what puts together a note: whose it is, where it is tracked, what it repeats."""

    def compose(signed: Signed) -> Draft:
        view = find_finding(desk, name, signed=signed)
        same = None if link.duplicate_of is None else _original(view, link.duplicate_of)
        body = AnnotationBody(
            finding=view.finding.id,
            owning_team=team_named(signed, link.team),
            tracker_url=None if link.tracker is None else web_address(link.tracker),
            duplicate_of=same,
        )
        told = view.outlook.findings[same].title if same else ""
        shown = (
            *finding_rows(view),
            *given_rows("team", body.owning_team),
            *given_rows("tracker", body.tracker_url),
            *given_rows("same as", f"{digest.digits(same)}: {told}" if same else None),
        )
        return Draft(ActKind.ANNOTATION, body, shown)

    return compose


def _original(view: FindingView, name: str) -> str:
    """Return the finding that another one is said to be the same as."""
    counted = view.outlook.signed.counted
    networks = all_findings(counted)
    found = finding_named(name, networks)
    if networks[found] != view.outlook.network:
        what = f"{digest.digits(found)} is a finding of {networks[found]}, and this one of"
        hint = "A finding is the same only as one of the same network."
        raise RefusedError(f"{what} {view.outlook.network}", hint=hint)
    said = {
        act.body.finding: act.body.duplicate_of
        for act in counted.acts
        if isinstance(act.body, AnnotationBody) and act.body.duplicate_of
    }
    at: str | None = found
    seen: set[str] = set()
    while at is not None and at not in seen:
        if at == view.finding.id:
            what = "a finding cannot be the same as itself, not even by way of others"
            hint = "Link it to the one that was there first; that one stays as it is."
            raise RefusedError(what, hint=hint)
        seen.add(at)
        at = said.get(at)
    return found
