"""Acts that are going to be signed."""

from pathlib import Path

from gonogo.people import ActKind
from gonogo.selftest.drafts import sign_alone
from gonogo.selftest.scene import Disk
from gonogo.selftest.story import tell
from tests.unit.selftest.telling import POLICY, earlier, told


def test_who_signs_alone_is_endorsed_by_nobody(tmp_path: Path) -> None:
    """To who is who the other roots agree only where a case does not keep them from it."""
    (tmp_path / "agreed").mkdir()
    (tmp_path / "alone").mkdir()
    parts = earlier()

    agreed = told(tmp_path / "agreed")
    alone = tell(POLICY, parts.plan, parts.cast, Disk(tmp_path / "alone"), signing=sign_alone)

    others = len(parts.cast.trust.roots) - 1
    assert len(agreed.of_kind(ActKind.ENDORSEMENT)) == others > 0
    assert alone.of_kind(ActKind.ENDORSEMENT) == ()
