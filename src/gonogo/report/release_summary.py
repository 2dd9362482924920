"""What a reader of a report on a release needs first: what was judged, by whom, what to do."""

from gonogo.report.quantity import moment
from gonogo.report.release import ReleaseReport
from gonogo.report.release_authority import deciders, names_of
from gonogo.report.sheet import (
    Block,
    Bullets,
    Facts,
    Paragraph,
    Section,
    Tally,
    code,
    named,
    plain,
    prose,
    quiet,
    section,
    strong,
    together,
)
from gonogo.report.wording import grouped

_URGENCY = {
    "must": "Before it can be a go, or before anybody acts on it",
    "should": "While it stands",
    "could": "When there is time",
}


def glance(report: ReleaseReport) -> Section:
    """Return what was judged, and what it comes to."""
    decision, network = report.decision, report.network
    l2 = [plain(f"L2 {_numbered(chain.name, chain.chain_id)}") for chain in network.chains]
    l1 = _numbered(network.l1_name, network.l1_chain_id)
    status = f", {network.status}" if network.status else ""
    rows = (
        (
            "Network",
            together(
                strong(network.name),
                plain(f"type {network.type}"),
                plain(f"stage {network.stage or 'not told'}{status}"),
            ),
        ),
        (
            "Chains",
            together(plain(f"L1 {l1}"), *l2, by="; "),
        ),
        ("Candidate", named(decision.candidate)),
        ("Deployment", named(decision.deployment)),
        (
            "Policy",
            together(
                strong(decision.policy), plain(decision.policy_title), named(decision.policy_digest)
            ),
        ),
        ("Level", code(report.level)),
        ("Judged", plain(moment(decision.judged_at))),
        ("Told as of", plain(moment(report.made_at))),
    )
    # Also those that nothing got: a count that is missing reads as one that was forgotten.
    counts = tuple((group.answer.value, len(group.members)) for group in grouped(decision))
    return section(
        "summary",
        "At a glance",
        "What was judged, and what it comes to.",
        Facts(rows),
        Tally(counts),
    )


def _numbered(name: str, chain_id: int | None) -> str:
    return name if chain_id is None else f"{name} ({chain_id})"


def authority(report: ReleaseReport) -> Section:
    """Return whose word the decision is; that nobody has decided, where nobody has."""
    title, lead = "Who decided", "Whose word this is, on what it rests, and until when it holds."
    if report.authority is None:
        said = Paragraph(
            plain("Nobody has decided. This tells what is known, and authorises nothing.")
        )
        if not report.heads:
            return section("decision", title, lead, said)
        rests = Facts((("Rests on", names_of(report.heads)),))
        return section("decision", title, lead, said, rests)
    return section("decision", title, lead, *deciders(report.authority, report.made_at))


def advice(report: ReleaseReport) -> Section:
    """Return what to do next, what is most urgent first."""
    blocks: list[Block] = []
    for urgency, word in _URGENCY.items():
        found = [each for each in report.recommendations if each.urgency == urgency]
        if found:
            blocks.append(Paragraph(strong(word)))
            items = tuple(
                (*prose(each.text), *quiet(f" For {', '.join(each.about)}."))
                if each.about
                else prose(each.text)
                for each in found
            )
            blocks.append(Bullets(items))
    lead = "What to do and what to watch, computed from everything below."
    return section("recommendations", "Recommendations", lead, *blocks)
