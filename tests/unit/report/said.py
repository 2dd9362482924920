"""What a page or a Markdown file says, without how: for comparing one with the other."""

import re
from collections import Counter
from html.parser import HTMLParser

from markdown_it import MarkdownIt

_UNREAD = {"style", "svg", "nav", "title", "figcaption"}
_WITHOUT_END = {"meta", "link", "br", "hr", "path", "circle", "use", "img"}
_WORD = re.compile(r"\w+")


class Said(HTMLParser):
    """The text of a page by its sections, and the digests that hover over it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sections: dict[str, str] = {"": ""}
        self.digests: set[str] = set()
        self.tags: Counter[str] = Counter()
        self.links: list[str] = []
        self._unread = 0
        self._heading = False
        self._at = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a section, or leave out what is not read."""
        self.tags[tag] += 1
        told = dict(attrs)
        if title := told.get("title"):
            self.digests.add(title)
        if tag == "a" and not str(told.get("href")).startswith("#"):
            self.links.append(str(told.get("href")))
        if tag in _UNREAD:
            self._unread += 1
        if tag == "h2":
            self._heading, self._at = True, ""
        self._say(" ")

    def handle_endtag(self, tag: str) -> None:
        """End what is not read, or a heading."""
        if tag in _UNREAD:
            self._unread -= 1
        if tag == "h2":
            self._heading = False
            self.sections.setdefault(self._at.strip(), "")
        self._say(" ")

    def handle_data(self, data: str) -> None:
        """Read text."""
        if not self._unread:
            self._say(data)

    def _say(self, data: str) -> None:
        if self._heading:
            self._at += data
        else:
            self.sections[self._at.strip()] = self.sections.get(self._at.strip(), "") + data

    @property
    def text(self) -> str:
        """Return everything, with single spaces."""
        return " ".join(" ".join(self.sections.values()).split())

    def words(self, section: str) -> Counter[str]:
        """Return the words of a section, each as often as it stands there."""
        return Counter(_WORD.findall(self.sections[section]))


def said_by_page(page: str) -> Said:
    """Return what a page says."""
    # The tail of a page is about the file, and Markdown has another.
    return Said(re.sub(r"<footer>.*</footer>", "", page, flags=re.DOTALL))


def rendered(markdown: str) -> str:
    """Return Markdown as a page, as GitHub would make it but for its own links."""
    return str(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))


def said_by_markdown(markdown: str) -> Said:
    """Return what a Markdown file says once it is rendered."""
    return Said(rendered(markdown.rpartition("\n---\n")[0]).replace("\u200b", ""))
