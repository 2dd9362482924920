"""Why a bundle is not written, or not believed."""

from dataclasses import dataclass

from gonogo.errors import GonogoError


@dataclass(frozen=True)
class RefusalReason:
    """One thing that speaks against a bundle."""

    code: str
    """For programs: `docs/verify-reasons.md` has them all."""
    explanation: str


class RefusedBundleError(GonogoError):
    """A bundle does not prove what it was asked to prove."""

    def __init__(self, reasons: tuple[RefusalReason, ...]) -> None:
        told = "; ".join(f"{reason.explanation} [{reason.code}]" for reason in reasons)
        super().__init__(
            f"the bundle is refused: {told}",
            hint="docs/verify-reasons.md says of each code what it means and what to do.",
        )
        self.reasons = reasons

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of the reasons, for programs."""
        return tuple(reason.code for reason in self.reasons)


class NotBundledError(GonogoError):
    """A decision cannot be put into a bundle that anybody could verify."""

    def __init__(self, determination: str, why: str, hint: str) -> None:
        super().__init__(f"there is no bundle of {determination}: {why}", hint=hint)
        self.determination = determination
        self.why = why
