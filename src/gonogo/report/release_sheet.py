"""What each of the two reports on a release says, section by section.

A section that has nothing to tell says so: what is left out reads as if it had been
forgotten. Only plots are left out where there are none.
"""

from collections.abc import Callable, Iterator

from gonogo.readiness import REHEARSAL_LEVEL
from gonogo.report.quantity import moment
from gonogo.report.reading import words_of_a_report
from gonogo.report.release import ReleaseReport, ReportKind
from gonogo.report.release_authority import deciders, names_of
from gonogo.report.release_tables import (
    deadline_table,
    feature_table,
    finding_cards,
    ledger_table,
    manual_table,
    near_table,
    run_table,
    untested_table,
    waiver_table,
)
from gonogo.report.results import reason_cards, results_in_full, results_in_short
from gonogo.report.sheet import (
    Block,
    Bullets,
    Commands,
    Facts,
    Paragraph,
    Pictures,
    Section,
    Sheet,
    Table,
    Tally,
    code,
    named,
    plain,
    prose,
    quiet,
    strong,
    together,
)
from gonogo.report.wording import grouped, sentence

_URGENCY = {
    "must": "Before it can be a go, or before anybody acts on it",
    "should": "While it stands",
    "could": "When there is time",
}


def release_sheet(report: ReleaseReport, kind: ReportKind) -> Sheet:
    """Return what a report of this kind says."""
    return Sheet(
        title=kind.title,
        verdict=report.decision.verdict.value,
        network=report.network.name,
        sentence=sentence(report.decision),
        stamps=tuple(_stamps(report)),
        is_fallen=report.authority is not None and bool(report.failings),
        warnings=tuple(_warnings(report)),
        sections=tuple(
            section for make in _SECTIONS[kind] if (section := make(report)) is not None
        ),
        tool_version=report.tool_version,
    )


def _stamps(report: ReleaseReport) -> Iterator[str]:
    authority = report.authority
    yield f"signed by {authority.decided.name}" if authority else "unsigned"
    if report.is_solo:
        yield "SOLO"
    if report.level.startswith(REHEARSAL_LEVEL):
        yield "rehearsal"
    if authority:
        yield from authority.failings(report.made_at)
    if report.break_glasses:
        yield "break-glass open"


def _warnings(report: ReleaseReport) -> Iterator[str]:
    authority = report.authority
    if authority and (failings := authority.failings(report.made_at)):
        yield f"Nobody may act on this decision any more: {', '.join(failings)}."
        yield from authority.doubts
    yield from (each.sentence for each in report.break_glasses)
    for doubt in report.doubts:
        yield f"Nobody can know that the record is complete: {doubt}."
    if report.is_solo:
        yield "SOLO: one person alone keeps this workspace; nobody else looked at what they signed."


def _section(anchor: str, title: str, lead: str, *blocks: Block) -> Section:
    return Section(anchor, title, lead, blocks or (Paragraph(quiet("None.")),))


def _glance(report: ReleaseReport) -> Section:
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
    counts = tuple((group.answer.value, len(group.members)) for group in grouped(decision))
    return _section(
        "summary",
        "At a glance",
        "What was judged, and what it comes to.",
        Facts(rows),
        Tally(counts),
    )


def _numbered(name: str, chain_id: int | None) -> str:
    return name if chain_id is None else f"{name} ({chain_id})"


def _authority(report: ReleaseReport) -> Section:
    title, lead = "Who decided", "Whose word this is, on what it rests, and until when it holds."
    if report.authority is None:
        said = Paragraph(
            plain("Nobody has decided. This tells what is known, and authorises nothing.")
        )
        if not report.heads:
            return _section("decision", title, lead, said)
        rests = Facts((("Rests on", names_of(report.heads)),))
        return _section("decision", title, lead, said, rests)
    return _section("decision", title, lead, *deciders(report.authority, report.made_at))


def _advice(report: ReleaseReport) -> Section:
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
    return _section("recommendations", "Recommendations", lead, *blocks)


def _reasons(report: ReleaseReport) -> Section:
    lead = "What weighs on the verdict beside the requirements."
    return _section("reasons", "Other reasons", lead, *reason_cards(report.decision))


def _results(report: ReleaseReport) -> Section:
    lead = "Every requirement on every chain: what was seen, by which rule, and what to do next."
    return _section("results", "Results by requirement", lead, *results_in_full(report.decision))


def _results_in_short(report: ReleaseReport) -> Section:
    lead = "Every requirement on every chain, and what was seen."
    return _section("results", "Results by requirement", lead, *results_in_short(report.decision))


def _findings(report: ReleaseReport) -> Section:
    lead = (
        "What was seen to fail, and what people found. A finding stays until it is resolved; a"
        " rerun alone does not remove it."
    )
    return _section("findings", "Findings and plans", lead, *finding_cards(report.findings))


def _waivers(report: ReleaseReport) -> Section:
    lead = "What somebody excused for a while. A waiver never makes a go."
    return _section("waivers", "Waivers", lead, *waiver_table(report.waivers))


def _manual(report: ReleaseReport) -> Section:
    lead = "What people tested, and signed."
    return _section("by-hand", "Results by hand", lead, *manual_table(report.manual_results))


def _untested(report: ReleaseReport) -> Section:
    lead = "What this decision does not know from observation."
    return _section("untested", "What was not tested", lead, *untested_table(report.untested))


def _near(report: ReleaseReport) -> Section:
    lead = "What is met, and used up most of its limit."
    return _section("near", "Nearly missed", lead, *near_table(report.near_limits))


def _deadlines(report: ReleaseReport) -> Section:
    lead = "From when this is worth less."
    return _section("deadlines", "What expires", lead, *deadline_table(report.deadlines))


def _features(report: ReleaseReport) -> Section:
    lead = "The features in scope on this network, their versions, and what they passed before."
    blocks = (*feature_table(report.features), *ledger_table(report.features))
    return _section("features", "Features", lead, *blocks)


def _runs(report: ReleaseReport) -> Section:
    lead = "The runs on this network: what was measured, by whom, for how long."
    return _section("runs", "Runs", lead, *run_table(report.runs))


def _plots(report: ReleaseReport) -> Section | None:
    if not report.plots:
        return None
    lead = (
        "Time from the start of the observation. A broken line is a reading that could not be made."
    )
    return _section("plots", "What the run saw", lead, Pictures(report.plots))


def _versions(report: ReleaseReport) -> Section:
    blocks: list[Block] = []
    if report.components:
        blocks.append(
            Table(
                ("Component", "Version", "Repository"),
                tuple(
                    (plain(each.name), code(each.version), plain(each.repository or "not told"))
                    for each in report.components
                ),
                caption="The candidate, as its files name it",
            )
        )
    else:
        blocks.append(Paragraph(plain("The network's files name no component versions.")))
    if report.facts:
        blocks.append(
            Table(
                ("Fact", "Value"),
                tuple(
                    (
                        code(fact.name),
                        quiet("could not be read") if fact.value is None else code(fact.value),
                    )
                    for fact in report.facts
                ),
                caption="What the network said about itself, client versions among it",
            )
        )
    else:
        blocks.append(
            Paragraph(plain("The network was not asked, or did not say, what runs on it."))
        )
    return _section("versions", "Versions", "What ran, as files and nodes say.", *blocks)


def _notes(report: ReleaseReport) -> Section:
    notes = [Bullets(tuple(map(prose, report.notes)))] if report.notes else []
    lead = "What was ignored, and what else changes nothing."
    return _section("notes", "Ignored, and worth knowing", lead, *notes)


def _verifying(report: ReleaseReport) -> Section:
    lead = (
        "Believe nothing of this file: it is written for people, and nobody signed it. What is"
        " signed is the record, and a bundle of it can be checked without network or workspace."
        if report.authority
        else "Nobody signed a decision, so there is only the record to check and to judge again."
    )
    decision = report.decision
    digests = {
        "Candidate": decision.candidate,
        "Deployment": decision.deployment,
        "Policy": decision.policy_digest,
        "Decision": report.authority.determination if report.authority else "",
    }
    # In full: whoever holds a print compares these by eye.
    in_full = tuple((name, code(digest)) for name, digest in digests.items() if digest)
    return _section("verify", "How to verify", lead, Commands(report.verifying), Facts(in_full))


def _reading(_: ReleaseReport) -> Section:
    lead = (
        "The verdict is the worst of the answers and of the other reasons; of nothing it is a hold."
    )
    return _section("reading", "How to read this", lead, *words_of_a_report())


_SECTIONS: dict[ReportKind, tuple[Callable[[ReleaseReport], Section | None], ...]] = {
    ReportKind.READINESS: (
        _glance, _advice, _authority, _reasons, _results, _findings, _waivers, _manual, _untested,
        _near, _deadlines, _features, _runs, _plots, _versions, _notes, _verifying, _reading,
    ),
    ReportKind.DECISION: (
        _glance, _authority, _reasons, _findings, _waivers, _advice, _deadlines, _untested,
        _results_in_short, _manual, _features, _runs, _versions, _notes, _verifying, _reading,
    ),
}  # fmt: skip
