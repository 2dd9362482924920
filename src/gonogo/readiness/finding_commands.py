"""What to type about a finding, complete but for what only people can say (`"…"`).

In one place, so that a decision, whose turn it is and the page of a finding say the same. People
speak about findings in signed acts; where nobody signs yet, that comes first.
"""

from gonogo import digest
from gonogo.findings import Finding

SIGN_FIRST = (
    "People say so in signed acts: make a workspace (`gonogo init`, alone `gonogo init --solo`),"
    " and assess again. "
)


def rate(finding: Finding) -> str:
    """Return what says how grave it is; what that means is shown where one types it."""
    return f'gonogo finding rate {digest.digits(finding.id)} SEVERITY --impact "…" --reason "…"'


def plan(finding: Finding) -> str:
    """Return what plans how it is lived with."""
    rest = '--owner NAME --due YYYY-MM-DD --text "…" --drill EVIDENCE'
    return f"gonogo finding plan {digest.digits(finding.id)} {rest}"


def resolve(finding: Finding) -> str:
    """Return what names its cause."""
    return f'gonogo finding resolve {digest.digits(finding.id)} --cause "…" --fix URL'
