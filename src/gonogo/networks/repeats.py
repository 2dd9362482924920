"""Refuse a name or an id that a file gives twice where it must tell two things apart."""

from collections.abc import Iterable

from gonogo.documents import Document, DocumentError, Problem

Path = tuple[str | int, ...]


def refuse_repeats(document: Document, groups: Iterable[Iterable[tuple[Path, object]]]) -> None:
    """Refuse a value that stands twice within one of the groups.

    Raises:
        DocumentError: names the place of every repetition, and of what it repeats.
    """
    problems = []
    for group in groups:
        first: dict[object, Path] = {}
        for path, value in group:
            earlier = first.setdefault(value, path)
            # Two that were not named are told apart by their position.
            if value is not None and earlier != path:
                message = f"is the same as at {document.place(earlier)}, and must tell them apart"
                where = ".".join(str(step) for step in path)
                problems.append(Problem(document.place(path), where, message))
    if problems:
        raise DocumentError(document.name, problems)
