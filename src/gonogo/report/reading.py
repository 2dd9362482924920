"""What the words of a report mean, for whoever reads one for the first time."""

from gonogo.findings import SEVERITY_WORDS, severity_text
from gonogo.report.sheet import Table, plain, strong
from gonogo.report.wording import EXIT_CODES, VERDICT_WORDS


def words_of_a_report() -> tuple[Table, Table]:
    """Return the verdicts with their exit codes, and the severities, each with its meaning."""
    verdicts = Table(
        ("Verdict", "Exit code", "Meaning"),
        tuple(
            (strong(verdict.value), plain(str(EXIT_CODES[verdict])), plain(meaning))
            for verdict, meaning in VERDICT_WORDS.items()
        ),
        caption="Verdicts",
    )
    severities = Table(
        ("Severity", "Meaning"),
        tuple(
            (strong(severity_text(severity)), plain(meaning))
            for severity, meaning in SEVERITY_WORDS.items()
        ),
        caption="Severities of findings, by their impact had it been on mainnet",
    )
    return verdicts, severities
