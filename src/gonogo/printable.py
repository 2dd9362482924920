"""Foreign text made fit for a line: what moves a cursor, turns text around or ends a line goes.

People, nodes, files and bundles write names and reasons that others read in a terminal.
The verifier has a function of its own, since it runs without the rest; a report shows
what was there instead of hiding it (`report.quantity.visible`).
"""


def printable(text: str, instead: str = " ") -> str:
    """Return a text with something else in the place of each letter that is not printable."""
    return "".join(letter if letter.isprintable() else instead for letter in text)
