"""What people make of what was observed: findings and their plans, waivers, and sign-offs.

Each looks at a network as signed acts have it, and ends in a draft that a desk signs.
Everything is imported when it is first used.
"""

from typing import TYPE_CHECKING

from gonogo.lazily import lazily

if TYPE_CHECKING:
    from gonogo.triage.finding_acts import PlanAsked, Report, adding, planning, rating, resolving
    from gonogo.triage.finding_links import Link, linking
    from gonogo.triage.finding_view import FindingView, find_finding, findings_of
    from gonogo.triage.finding_words import standing_text
    from gonogo.triage.looking import look_at, networks_with_acts
    from gonogo.triage.outlook import Outlook
    from gonogo.triage.signing_off import SignOffAsked, read_files, sign_off
    from gonogo.triage.waiving import ListedWaiver, WaiverAsked, waive, waivers

_LATER = {
    "FindingView": "finding_view",
    "Link": "finding_links",
    "ListedWaiver": "waiving",
    "Outlook": "outlook",
    "PlanAsked": "finding_acts",
    "Report": "finding_acts",
    "SignOffAsked": "signing_off",
    "WaiverAsked": "waiving",
    "adding": "finding_acts",
    "find_finding": "finding_view",
    "findings_of": "finding_view",
    "linking": "finding_links",
    "look_at": "looking",
    "networks_with_acts": "looking",
    "planning": "finding_acts",
    "rating": "finding_acts",
    "read_files": "signing_off",
    "resolving": "finding_acts",
    "sign_off": "signing_off",
    "standing_text": "finding_words",
    "waive": "waiving",
    "waivers": "waiving",
}

__getattr__ = lazily(__name__, _LATER)

__all__ = [
    "FindingView",
    "Link",
    "ListedWaiver",
    "Outlook",
    "PlanAsked",
    "Report",
    "SignOffAsked",
    "WaiverAsked",
    "adding",
    "find_finding",
    "findings_of",
    "linking",
    "look_at",
    "networks_with_acts",
    "planning",
    "rating",
    "read_files",
    "resolving",
    "sign_off",
    "standing_text",
    "waive",
    "waivers",
]
