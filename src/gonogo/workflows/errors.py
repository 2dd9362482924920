"""What can go wrong with a run, in words for a person."""

from gonogo.errors import GonogoError


class RunIsAliveError(GonogoError):
    """Another process is working on the run."""

    def __init__(self, run: str) -> None:
        super().__init__(
            f"run {run} is alive: another process is working on it",
            hint="Wait for it, or press Ctrl-C where it runs.",
        )
        self.run = run


class UnknownRunError(GonogoError):
    """No run of the workspace has this name."""

    def __init__(self, run: str, nearest: str | None = None) -> None:
        question = f" Did you mean {nearest!r}?" if nearest else ""
        super().__init__(
            f"this workspace has no run {run!r}.{question}", hint="List them with: gonogo runs"
        )
        self.run = run


class CorruptRecordError(GonogoError):
    """Something recorded is not what it was when it was recorded."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(
            f"{what} is damaged: {why}",
            hint="Nothing that rests on it can be judged; restore the workspace from a copy.",
        )
        self.what = what


class LostAddressesError(GonogoError):
    """A run on bare endpoints cannot be taken up: their addresses are gone."""

    def __init__(self, run: str) -> None:
        super().__init__(
            f"the addresses that run {run} was given are gone: they are kept apart from the"
            " record, since they may hold keys, and only until the run has ended",
            hint="Give them again to a new run: gonogo check --l1-rpc URL --l2-rpc URL …",
        )
        self.run = run


class CancelledRunError(GonogoError):
    """A person ended the run before it was finished."""

    def __init__(self, run: str, policy: str) -> None:
        # A run of these commands alone is recorded under their own name, which no policy has.
        command = policy if policy in {"accept", "check"} else "assess"
        super().__init__(
            f"run {run} was cancelled: what it had not answered stays unanswered",
            hint=f"What it recorded stays: gonogo show {run}. Start anew with: gonogo {command}",
        )
        self.run = run


class ElsewhereError(GonogoError):
    """The run was started on another machine, or before this one's history was made anew."""

    def __init__(self, run: str) -> None:
        super().__init__(
            f"run {run} is only known here from what was signed; it was started elsewhere",
            hint="Go on with it, or cancel it, on the machine that started it. If that is gone, a"
            " root takes its runner out of people.yaml; then nothing of that runner counts.",
        )
        self.run = run
