"""Foreign text made fit for a line: what moves a cursor, turns text around or ends a line goes.

People, nodes, files, tests and bundles write names and reasons that others read in a terminal,
in files and in other tools. On a line of ours `printable` takes out what is no letter; what is
left for readers shows what was there instead (`spelt_out`). The verifier has a function of its
own, since it runs without the rest.
"""

import re

# Controls but for line ends and tabs, halves of characters, and what cannot be seen and changes
# what is: turns the direction of a text (UAX 9), joins or hides. The two joiners that scripts and
# pictures are written with stay.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def printable(text: str, instead: str = " ") -> str:
    """Return a text with something else in the place of each letter that is not printable."""
    return "".join(letter if letter.isprintable() else instead for letter in text)


def spelt_out(text: str) -> str:
    """Return a text with the code of what cannot be seen in its place; lines stay lines."""
    if text.isprintable():
        return text
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
