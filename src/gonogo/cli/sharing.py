"""What to type so that others have what was signed: one sentence, wherever something is signed.

What is signed lies in the record of this clone alone, and a commit that was not pushed
is in this clone alone as well.
"""

RECORD = "record"
"""The folder that holds acts, where nothing beside them was written."""
EVERYTHING = "."


def share(what: str = RECORD, *, message: str = "") -> str:
    """Return the sentence that tells how to share what was signed.

    Args:
        what: What git has to add: the record alone, or every file that was changed with it.
        message: What to call the commit; empty where git asks for it.
    """
    said = f" -m '{message}'" if message else ""
    return f"Share it: git add {what} && git commit{said} && git push"
