"""What tests print, in one file by parts."""

from pathlib import Path

from gonogo.acceptance.result import LogPart
from gonogo.acceptance.stream.appending import Appending
from gonogo.acceptance.stream.log import FILE_NAME, KEPT_CHARACTERS, Log, read_log


def test_two_tests_at_once(tmp_path: Path) -> None:
    """Tests that print side by side have their own output, whole and in order."""
    file = Appending(tmp_path / FILE_NAME)
    one, other = Log(file), Log(file)

    for number in range(20_000):
        one.write(f"one {number}, and")
        one.write(" what else there is to say\n")
        other.write(f"other {number}\n")
    one.spill()
    other.spill()

    whole = b"".join(read_log(tmp_path, one.parts))
    assert whole == b"".join(b"one %d, and what else there is to say\n" % n for n in range(20_000))
    assert b"".join(read_log(tmp_path, other.parts)) == b"".join(other.read())
    assert len(one.parts) > 1
    file.close()


def test_parts_that_meet_are_one(tmp_path: Path) -> None:
    """A test that prints alone has one part, however much it prints."""
    file = Appending(tmp_path / FILE_NAME)
    log = Log(file)

    for _ in range(10):
        log.write("x" * KEPT_CHARACTERS)

    assert log.parts == (LogPart(0, 10 * KEPT_CHARACTERS),)
    file.close()


def test_what_is_not_written_yet(tmp_path: Path) -> None:
    """A test's own log holds what is still in memory as well."""
    file = Appending(tmp_path / FILE_NAME)
    log = Log(file)

    log.write("soon")

    assert b"".join(log.read()) == b"soon"
    assert log.parts == ()
    file.close()


def test_full_disk() -> None:
    """What a full disk does not take is in no part."""
    log = Log(Appending(Path("/dev/full")))

    log.write("x")
    log.spill()

    assert log.parts == ()
    assert b"".join(log.read()) == b""


def test_file_that_was_cut_off(tmp_path: Path) -> None:
    """Of a part that a crash cut off there is what there is."""
    (tmp_path / FILE_NAME).write_bytes(b"0123456789")

    pieces = read_log(tmp_path, [LogPart(2, 3), LogPart(8, 100), LogPart(50, 10)])

    assert b"".join(pieces) == b"23489"


def test_nothing_printed(tmp_path: Path) -> None:
    """Of a test that printed nothing no file is needed."""
    assert list(read_log(tmp_path / "nowhere", ())) == []
