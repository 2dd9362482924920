"""What is built together, and whom a failed build is about."""

import pytest

from gonogo.acceptance.runners.go_build import BuildLog, binary_name, rounds


@pytest.mark.parametrize(
    ("import_path", "name"),
    [
        ("example.org/fees", "fees.test"),
        ("example.org/fees/v2", "fees.test"),
        ("example.org/fees/v1", "v1.test"),
        ("example.org/fees/v10", "fees.test"),
        ("v2", "v2.test"),
        ("example.org/fees/vault", "vault.test"),
    ],
)
def test_a_binary_is_named_as_go_does(import_path: str, name: str) -> None:
    """The last part counts, unless it is a major version."""
    assert binary_name(import_path) == name


def test_packages_of_one_name_are_built_apart() -> None:
    """No round has two binaries of one name, also where only case tells them apart."""
    numbers = rounds(["m/fees", "m/c/Base", "m/b/base", "m/a/base", "m/b/base"])

    assert numbers == {"m/a/base": 0, "m/b/base": 1, "m/c/Base": 2, "m/fees": 0}


def test_nothing_takes_no_round() -> None:
    """Nothing to build is not built."""
    assert rounds([]) == {}


def _event(**fields: str) -> bytes:
    pairs = ",".join(f'"{name}":"{value}"' for name, value in fields.items())
    return f"{{{pairs}}}\n".encode()


def test_a_reason_is_that_of_its_package() -> None:
    """Of two packages that do not build each is told its own."""
    log = BuildLog()
    for name in ("fees", "vault"):
        about = f"m/{name} [m/{name}.test]"
        log.take(_event(ImportPath=about, Action="build-output", Output=f"{name} is wrong"))
        log.take(_event(ImportPath=about, Action="build-fail"))

    assert log.reason("m/fees", ["m/fees", "m/vault"]) == "fees is wrong"


def test_what_a_package_imports_may_be_the_reason() -> None:
    """A package of which nothing was said is told what else did not build."""
    log = BuildLog()
    log.take(_event(ImportPath="m/lib", Action="build-output", Output="lib is wrong"))
    log.take(_event(ImportPath="m/lib", Action="build-fail"))
    log.take(_event(ImportPath="m/vault", Action="build-output", Output="vault is wrong"))
    log.take(_event(ImportPath="m/vault", Action="build-fail"))

    assert log.reason("m/fees", ["m/fees", "m/vault"]) == "lib is wrong"


def test_a_cause_that_go_names_is_the_reason() -> None:
    """A package that could not be loaded is told what Go blames for it."""
    log = BuildLog()
    log.take(_event(ImportPath="m/lib", Action="build-output", Output="no such module"))
    log.take(_event(Package="m/fees", Action="fail", FailedBuild="m/lib"))

    assert log.reason("m/fees", ["m/fees", "m/vault"]) == "no such module"


def test_what_is_no_event_is_kept_as_said() -> None:
    """An older Go says why in plain words, and these are all there is."""
    log = BuildLog()
    log.text(b"# m/fees\nfees.go:1: ")
    log.take(b"{half an event\nwrong\n")

    assert log.reason("m/fees", ["m/fees"]).startswith("# m/fees\nfees.go:1: {half an event")


def test_silence_is_said() -> None:
    """Where nothing was built and nothing was said, that is the reason."""
    assert "did not say why" in BuildLog().reason("m/fees", ["m/fees"])


def test_a_flood_is_bounded() -> None:
    """A compiler that talks without end fills no memory."""
    log = BuildLog()
    for _ in range(1000):
        log.text(b"x" * 1000)

    assert len(log.reason("m/fees", ["m/fees"])) == 64_000
