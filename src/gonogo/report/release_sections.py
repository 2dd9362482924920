"""The sections of a report on a release, each made of what the report tells.

A section that has nothing to tell says so: what is left out reads as if it had been
forgotten. Only plots are left out where there are none.
"""

from collections.abc import Callable, Iterable

from gonogo.report.reading import words_of_a_report
from gonogo.report.release import ReleaseReport
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
    Table,
    code,
    plain,
    prose,
    quiet,
    section,
)

Making = Callable[[ReleaseReport], Section | None]


def _listing(
    anchor: str, title: str, lead: str, blocks: Callable[[ReleaseReport], Iterable[Block]]
) -> Making:
    """Return what makes a section whose words are always the same, whatever it lists."""
    return lambda report: section(anchor, title, lead, *blocks(report))


def plots(report: ReleaseReport) -> Section | None:
    """Return what the run saw, drawn; nothing where it drew nothing."""
    if not report.plots:
        return None
    lead = (
        "Time from the start of the observation. A broken line is a reading that could not be made."
    )
    return section("plots", "What the run saw", lead, Pictures(report.plots))


def versions(report: ReleaseReport) -> Section:
    """Return what ran, as files and nodes say."""
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
    return section("versions", "Versions", "What ran, as files and nodes say.", *blocks)


def verifying(report: ReleaseReport) -> Section:
    """Return how to check the report without believing it."""
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
    return section("verify", "How to verify", lead, Commands(report.verifying), Facts(in_full))


reasons = _listing(
    "reasons",
    "Other reasons",
    "What weighs on the verdict beside the requirements.",
    lambda report: reason_cards(report.decision),
)
results = _listing(
    "results",
    "Results by requirement",
    "Every requirement on every chain: what was seen, by which rule, and what to do next.",
    lambda report: results_in_full(report.decision),
)
results_shortened = _listing(
    "results",
    "Results by requirement",
    "Every requirement on every chain, and what was seen.",
    lambda report: results_in_short(report.decision),
)
findings = _listing(
    "findings",
    "Findings and plans",
    "What was seen to fail, and what people found. A finding stays until it is resolved; a"
    " rerun alone does not remove it.",
    lambda report: finding_cards(report.findings),
)
waivers = _listing(
    "waivers",
    "Waivers",
    "What somebody excused for a while. A waiver never makes a go.",
    lambda report: waiver_table(report.waivers),
)
by_hand = _listing(
    "by-hand",
    "Results by hand",
    "What people tested, and signed.",
    lambda report: manual_table(report.manual_results),
)
not_tested = _listing(
    "untested",
    "What was not tested",
    "What this decision does not know from observation.",
    lambda report: untested_table(report.untested),
)
nearly_missed = _listing(
    "near",
    "Nearly missed",
    "What is met, and used up most of its limit.",
    lambda report: near_table(report.near_limits),
)
expiring = _listing(
    "deadlines",
    "What expires",
    "From when this is worth less.",
    lambda report: deadline_table(report.deadlines),
)
features = _listing(
    "features",
    "Features",
    "The features in scope on this network, their versions, and what they passed before.",
    lambda report: (*feature_table(report.features), *ledger_table(report.features)),
)
runs = _listing(
    "runs",
    "Runs",
    "The runs on this network: what was measured, by whom, for how long.",
    lambda report: run_table(report.runs),
)
notes = _listing(
    "notes",
    "Ignored, and worth knowing",
    "What was ignored, and what else changes nothing.",
    lambda report: [Bullets(tuple(map(prose, report.notes)))] if report.notes else (),
)
reading = _listing(
    "reading",
    "How to read this",
    "The verdict is the worst of the answers and of the other reasons; of nothing it is a hold.",
    lambda _: words_of_a_report(),
)
