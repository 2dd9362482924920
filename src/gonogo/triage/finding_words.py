"""A finding in the words and rows of what is shown before an act about it is signed."""

from gonogo.findings import severity_text
from gonogo.triage.finding_view import FindingView, State

Rows = tuple[tuple[str, str], ...]
"""What a draft shows: a word and a text in each."""


def standing_text(view: FindingView) -> str:
    """Return how grave a finding is and how far it has come."""
    if view.severity is None:
        return view.state.value if view.state is State.UNRATED else f"{view.state.value}, unrated"
    return f"{severity_text(view.severity)}, {view.state.value}"


def finding_rows(view: FindingView) -> Rows:
    """Return which finding it is, and how it stands."""
    return (
        ("finding", f"{view.digits} on {view.outlook.network}: {view.finding.title}"),
        ("it is", standing_text(view)),
    )


def given_rows(word: str, text: str | None) -> Rows:
    """Return a row, or none where nothing was given."""
    return () if text is None else ((word, text),)
