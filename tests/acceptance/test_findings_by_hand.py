"""Findings, waivers and sign-offs as people type them, in clones of one repository."""

import fcntl
import json
import os
import pty
import re
import select
import subprocess
import sys
import termios
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from gonogo.clock import SystemClock
from gonogo.evidence import Evidence, Outcome, Window
from gonogo.people import ActKind
from gonogo.project import Keyring, Project, runner_signer, sign_act
from gonogo.record import (
    RecordDirectory,
    RecordedDeployment,
    RecordedFact,
    RecordedIdentity,
    RunEndedBody,
    RunStartedBody,
    SelectedQuestion,
)

COMMAND = str(Path(sys.executable).with_name("gonogo"))
NET, CHAIN = "eris", "eris-1"
DIGEST = "sha256:" + "c" * 64


@dataclass(frozen=True)
class Typist:
    """Somebody with a home and a clone of their own."""

    name: str
    home: Path
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """What their shell has set."""
        said = {"HOME": str(self.home), "PATH": os.environ["PATH"], "NO_COLOR": "1"}
        said |= {"GIT_CONFIG_COUNT": "2", "COLUMNS": "200"}
        said |= {"GIT_CONFIG_KEY_0": "user.name", "GIT_CONFIG_VALUE_0": self.name}
        said |= {"GIT_CONFIG_KEY_1": "user.email", "GIT_CONFIG_VALUE_1": f"{self.name}@x.org"}
        return said

    def types(
        self, *words: str, stdin: str = "", folder: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Type words where nobody can be asked."""
        return subprocess.run(  # noqa: S603 - Our own command, and git.
            words,
            cwd=folder or self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            input=stdin,
        )

    def gonogo(self, *words: str, expect: int = 0, stdin: str = "") -> str:
        """Type `gonogo` and these words; returns all that is shown."""
        done = self.types(COMMAND, *words, stdin=stdin)
        assert done.returncode == expect, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr

    def reads(self, *words: str) -> list[dict[str, object]]:
        """Type `gonogo` and these words and --json; returns what standard output says."""
        done = self.types(COMMAND, *words, "--json")
        assert done.returncode == 0, done.stderr
        told = json.loads(done.stdout)
        return told if isinstance(told, list) else [told]

    def git(self, words: str) -> None:
        """Run git, which must succeed."""
        done = self.types("git", *words.split())
        assert done.returncode == 0, done.stderr

    def push(self) -> None:
        """Give what is new to the others."""
        self.git("add .")
        self.git("commit -q -m work")
        self.git("pull -q --no-rebase --no-edit origin main")
        self.git("push -q origin HEAD:main")

    def pull(self) -> None:
        """Take what is new."""
        self.git("pull -q --no-rebase --no-edit origin main")

    def acts(self) -> int:
        """Return how many acts their clone has."""
        return len(RecordDirectory(self.folder / "record" / "acts").read().acts)


@dataclass
class Lab:
    """The machine in Ada's clone."""

    folder: Path
    runs: list[str] = field(default_factory=list)

    def saw(self, policy: str = "rehearsal", **outcomes: str) -> dict[str, str]:
        """Sign what the machine saw just now; returns the digests of the evidence."""
        project, clock = Project(self.folder), SystemClock()
        signer = runner_signer(Keyring({}, project.local))
        self.runs.append(run := f"run-{len(self.runs) + 1}")
        asked = tuple(SelectedQuestion(check, CHAIN) for check in outcomes)
        started = RunStartedBody(run, len(self.runs), NET, policy, DIGEST, asked)
        sign_act(project, ActKind.RUN_STARTED, started, signer, clock)
        identity = RecordedIdentity((RecordedFact("chain.901.genesis", "0x1"),))
        deployed = RecordedDeployment(NET, DIGEST, identity)
        now = clock.now().replace(microsecond=0)
        window = Window(now - timedelta(seconds=20), now)
        evidence = tuple(
            Evidence(run, check, CHAIN, deployed.digest, Outcome(said), f"it {said}", window)
            for check, said in outcomes.items()
        )
        ended = RunEndedBody(
            run,
            "finished",
            NET,
            DIGEST,
            deployed,
            is_void=False,
            evidence=evidence,
            unknown_facts=(),
            problems=(),
        )
        sign_act(project, ActKind.RUN_ENDED, ended, signer, clock)
        return {item.check: item.digest for item in evidence}


@dataclass(frozen=True)
class Crew:
    """Ada and Bob of platforms, Carol of a feature team."""

    ada: Typist
    bob: Typist
    carol: Typist
    lab: Lab


@pytest.fixture
def crew(tmp_path: Path) -> Crew:
    return crew_in(tmp_path)


@pytest.fixture(scope="module")
def standing_crew(tmp_path_factory: pytest.TempPathFactory) -> Crew:
    """A crew for what is refused, which leaves everything as it was."""
    return crew_in(tmp_path_factory.mktemp("crew"))


def crew_in(tmp_path: Path) -> Crew:
    """Make three people in three clones; Ada's machine saw the block rate fail."""
    ada, bob, carol = (
        Typist(name, tmp_path / f"home-of-{name}", tmp_path / name)
        for name in ("ada", "bob", "carol")
    )
    for who in (ada, bob, carol):
        who.home.mkdir()
        who.folder.mkdir()
        who.gonogo("key", "new", "--no-passphrase")
    public = {
        who.name: who.types(COMMAND, "key", "show", "--public").stdout for who in (bob, carol)
    }
    (tmp_path / "bob.pub").write_text(public["bob"])
    ada.types("git", "init", "-q", "--bare", "-b", "main", str(tmp_path / "hub.git"))
    ada.gonogo("init", "--root", f"bob={tmp_path / 'bob.pub'}", "--runner", "lab")
    people = ada.folder / "people.yaml"
    row = (
        f"  carol:\n    team: proofs\n    roles: [feature]\n    keys: [{public['carol'].strip()}]\n"
    )
    text = people.read_text().replace("people:\n", f"people:\n{row}", 1)
    people.write_text(text.replace("teams:\n", "teams:\n  proofs:\n    title: Proofs\n", 1))
    asks = ada.gonogo("adopt", "people.yaml", "--yes")
    ada.git("init -q -b main")
    ada.git(f"remote add origin {tmp_path / 'hub.git'}")
    ada.git("add .")
    ada.git("commit -q -m begin")
    ada.git("push -q origin HEAD:main")
    for who in (bob, carol):
        who.folder.rmdir()
        who.types("git", "clone", "-q", str(tmp_path / "hub.git"), str(who.folder), folder=tmp_path)
    bob.gonogo(*re.findall(r"gonogo (endorse \S+)", asks)[0].split(), "--yes")
    bob.push()
    ada.pull()
    lab = Lab(ada.folder)
    lab.saw(block_rate="failed", balances="passed")
    ada.push()
    for who in (bob, carol):
        who.pull()
    return Crew(ada, bob, carol, lab)


def only(who: Typist) -> dict[str, object]:
    (found,) = who.reads("finding", "list", NET)
    return found


def short(who: Typist) -> str:
    return str(only(who)["short"])


def act_in(shown: str) -> str:
    """Return the act that was signed, as the command named it."""
    matched = re.search(r"signed (sha256:[0-9a-f]{64})", shown)
    assert matched, shown
    return matched[1]


def test_a_finding_from_its_failure_to_a_plan(crew: Crew) -> None:
    """It opens by itself, is rated, lowered by two, planned by one and accepted by another."""
    name = short(crew.bob)
    shown = crew.bob.gonogo("finding", "list", NET, "--open")
    assert "unrated" in shown
    assert "turn: platforms or release-coordinator (ada, bob)" in shown

    rate = ("finding", "rate", name)
    words = ("--impact", "blocks came late", "--reason", "the sequencer paused")
    crew.bob.gonogo(*rate, "1", *words, "--yes")
    lowered = crew.bob.gonogo(*rate, "2", *words, "--yes")
    assert "second person" in lowered
    assert "until platforms (ada) agrees" in lowered
    lower = act_in(lowered)
    assert only(crew.bob)["severity"] == 1
    assert "nobody agrees to an own act" in crew.bob.gonogo("endorse", lower, "--yes", expect=1)
    crew.bob.push()

    crew.ada.pull()
    crew.ada.gonogo("endorse", lower, "--yes")
    assert only(crew.ada)["severity"] == 2
    crew.ada.push()

    crew.carol.pull()
    drill = crew.lab.saw(nodes_agree="passed")["nodes_agree"]
    crew.ada.push()
    crew.carol.pull()
    planned = crew.carol.gonogo(
        *("finding", "plan", name, "--owner", "proofs", "--due", "2099-01-01"),
        *("--text", "restart the sequencer by the runbook", "--drill", drill, "--yes"),
    )
    plan = act_in(planned)
    assert "an own act" in crew.carol.gonogo("endorse", plan, "--yes", expect=1)
    crew.carol.push()
    crew.ada.pull()
    crew.ada.gonogo("endorse", plan[:20], "--yes")

    found = only(crew.ada)
    assert found["state"] == "planned"
    told = crew.ada.gonogo("finding", "show", name)
    for word in (
        "restart the sequencer",
        "carol",
        "endorsement",
        "0 catastrophic",
        "failed in run",
    ):
        assert word in told


def test_everybody_agrees_after_acting_apart(crew: Crew) -> None:
    """Two rate at once without seeing each other: the graver one stands in both clones."""
    words = ("--impact", "many", "--reason", "so", "--yes")
    crew.ada.gonogo("finding", "rate", short(crew.ada), "3", *words)
    crew.bob.gonogo("finding", "rate", short(crew.bob), "1", *words)
    crew.ada.push()
    crew.bob.push()
    crew.ada.pull()

    assert only(crew.ada) == only(crew.bob)
    assert only(crew.ada)["severity"] == 1


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("finding rate {id}", 2, "0 catastrophic"),
        ("finding rate {id} 4 --impact a --reason b --yes", 2, "'4' is not one of"),
        ("finding rate {id} 2 --yes", 2, "--impact is missing"),
        ("finding rate {id} 2 --impact a --reason b", 2, "--yes"),
        ("finding rate 00000000 2 --impact a --reason b --yes", 2, "there is no finding"),
        ("finding resolve {id} --fix x --yes", 2, "--cause"),
        ("{plan} --due 2099-01-01 --yes", 2, "--no-drill-because"),
        (
            "finding plan {id} --owner ada --due 2020-01-01 --text x --no-drill-because y --yes",
            2,
            "past",
        ),
        (
            "finding plan {id} --owner ada --due 2099-01-01 --text x --drill ffffffff --yes",
            2,
            "no evid",
        ),
        ("finding link {id} --yes", 2, "--team"),
        ("finding link {id} --tracker javascript:alert(1) --yes", 2, "no web address"),
        ("finding link {id} --duplicate-of {id} --yes", 1, "the same as itself"),
        ("finding list erys", 2, "did you mean 'eris'"),
        ("finding add eris --title x --severity 2 --yes", 2, "--impact"),
        ("finding shwo {id}", 2, "No such command"),
        ("waive block-rate --network eris --until 2020-01-01 --reason x --yes", 2, "past"),
        ("waive block-rate --network eris --until 2099-01-01 --reason x --yes", 1, "at most"),
        ("waive block-rate --network eris --reason x --yes", 2, "--until"),
        ("waive nodes-agree --network eris --until {soon} --reason x --yes", 1, "invariant"),
        ("waive block-rat --network eris --until {soon} --reason x --yes", 2, "'block-rate'"),
        (
            "sign-off balances --network eris --evidence people.yaml --yes",
            1,
            "answered by the check",
        ),
        ("sign-off fma-started --network eris --yes", 2, "--evidence FILE"),
        ("sign-off fma-started --network eris --evidence nowhere --yes", 2, "no such file"),
        (
            "sign-off fma-started --network eris --evidence .gonogo/keys/runner --yes",
            1,
            "private key",
        ),
    ],
)
def test_mistakes_are_told_in_words_and_sign_nothing(
    standing_crew: Crew, words: str, code: int, told: str
) -> None:
    """What a rule forbids is 1, what was typed wrongly is 2, and the record stays as it was."""
    soon = (SystemClock().now() + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M:%SZ")
    crew, before = standing_crew, standing_crew.ada.acts()
    plan = f"finding plan {short(crew.ada)} --owner ada --text x"
    key = ".gonogo/keys/runner"
    typed = words.format(id=short(crew.ada), soon=soon, plan=plan, key=key).split()

    shown = crew.ada.gonogo(*typed, expect=code)

    assert told in shown
    assert crew.ada.acts() == before


@pytest.mark.parametrize(
    "words",
    [
        "finding rate {id} 3 --impact a --reason b --yes",
        "waive block-rate --network eris --until {soon} --reason x --yes",
    ],
)
def test_whoever_may_not_is_told_who_may(standing_crew: Crew, words: str) -> None:
    """Carol of a feature team is refused with the names of those whom she can ask."""
    soon = (SystemClock().now() + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M:%SZ")
    crew, before = standing_crew, standing_crew.carol.acts()

    shown = crew.carol.gonogo(*words.format(id=short(crew.carol), soon=soon).split(), expect=1)

    assert "carol" in shown
    assert "Ask ada, bob." in shown
    assert crew.carol.acts() == before


def test_a_waiver_is_signed_and_listed(crew: Crew) -> None:
    """The other clone sees it after a pull, as JSON too."""
    soon = (SystemClock().now() + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M:%SZ")
    crew.ada.gonogo(
        *("waive", "block-rate", "--network", NET, "--until", soon),
        *("--reason", "read by hand until then", "--yes"),
    )
    crew.ada.push()
    crew.bob.pull()

    (row,) = crew.bob.reads("waive", "list", "--network", NET)
    assert (row["requirement"], row["by"], row["is_in_force"]) == ("block-rate", "ada", True)
    assert "in force" in crew.bob.gonogo("waive", "list")


def test_a_sign_off_brings_its_files_along(crew: Crew) -> None:
    """By the role that the requirement names; the files are in every clone by their digests."""
    crew.lab.saw(policy="promote:alphanet", balances="passed")
    crew.ada.push()
    crew.carol.pull()
    proof = crew.carol.home / "fma.md"
    proof.write_text("The analysis.")
    words = ("sign-off", "fma-started", "--network", NET, "--evidence", str(proof), "--yes")
    assert "it takes feature" in crew.ada.gonogo(*words[:-3], "--note", "x", "--yes", expect=1)

    (done,) = crew.carol.reads(*words)
    crew.carol.push()
    crew.bob.pull()

    (digits,) = re.findall(r"'digest': 'sha256:([0-9a-f]{64})'", str(done["attachments"]))
    kept = crew.bob.folder / "record" / "attachments" / digits[:2] / digits
    assert kept.read_text() == "The analysis."


def test_a_failed_sign_off_opens_a_finding(crew: Crew) -> None:
    """It is there at once, unrated, with whose turn it is."""
    crew.lab.saw(policy="promote:alphanet", balances="passed")
    crew.ada.gonogo(
        *("sign-off", "load-test", "--network", NET, "--failed"),
        *("--note", "it fell behind at 40 a second", "--yes"),
    )

    opened = [
        row for row in crew.ada.reads("finding", "list", NET) if row["check"] == "manual:load-test"
    ]
    assert [row["state"] for row in opened] == ["unrated"]


def test_a_description_may_come_from_a_pipe(crew: Crew) -> None:
    """What a script says becomes the description, if it can be shown."""
    words = ("finding", "add", NET, "--title", "a probe failed", "--description", "-", "--yes")
    crew.carol.gonogo(*words, stdin="first line\nsecond line\n")
    assert "U+001B" in crew.carol.gonogo(*words, stdin="\x1b]0;owned\x07", expect=2)
    assert "characters" in crew.carol.gonogo(*words, stdin="x" * 2_000_000, expect=2)

    added = [
        row for row in crew.carol.reads("finding", "list", NET) if row["title"] == "a probe failed"
    ]
    assert [row["description"] for row in added] == ["first line\nsecond line"]


def test_on_a_terminal_the_definitions_are_shown_and_it_is_asked(crew: Crew) -> None:
    """Severity, impact and reason are asked for, then whether to sign; no leaves all as it was."""
    name, before = short(crew.ada), crew.ada.acts()

    shown = on_terminal(crew.ada, f"finding rate {name}", "2", "blocks came late", "it paused", "n")
    assert "2 major" in shown
    assert "Severity" in shown
    assert "signed by" in shown
    assert crew.ada.acts() == before

    on_terminal(crew.ada, f"finding rate {name}", "2", "blocks came late", "it paused", "y")
    assert only(crew.ada)["severity"] == 2


def test_what_was_pulled_while_somebody_was_asked_is_looked_at_again(crew: Crew) -> None:
    """Bob's rating arrives between Ada's look and her yes: nothing is signed."""
    name = short(crew.ada)
    words = ("--impact", "many", "--reason", "so", "--yes")
    crew.bob.gonogo("finding", "rate", name, "1", *words)
    crew.bob.push()

    shown = on_terminal(
        crew.ada, f"finding rate {name} 3 --impact few --reason so", "y", before_last=crew.ada.pull
    )

    assert "the record changed while you were asked" in shown
    assert only(crew.ada)["severity"] == 1
    assert only(crew.ada)["waiting"] == []


def on_terminal(
    who: Typist, words: str, *answers: str, before_last: Callable[[], None] | None = None
) -> str:
    """Type `gonogo` and words at a terminal, answer what is asked, and return what is seen."""
    leader, follower = pty.openpty()

    def take_terminal() -> None:
        os.setsid()
        fcntl.ioctl(follower, termios.TIOCSCTTY, 0)

    process = subprocess.Popen(  # noqa: S603 - Our own command.
        [COMMAND, *words.split()],
        cwd=who.folder,
        env={**who.environment, "TERM": "dumb"},
        stdin=follower,
        stdout=follower,
        stderr=follower,
        preexec_fn=take_terminal,  # noqa: PLW1509 - Nothing else runs in this test.
    )
    os.close(follower)
    seen = ""
    for place, answer in enumerate(answers):
        seen += _until_asked(leader)
        if before_last is not None and place == len(answers) - 1:
            before_last()
        os.write(leader, f"{answer}\n".encode())
    seen += _until_asked(leader)
    process.wait(30)
    os.close(leader)
    return seen


def _until_asked(leader: int) -> str:
    """Return what is shown until a question stands there, or the end."""
    seen = b""
    while select.select([leader], [], [], 30)[0]:
        try:
            read = os.read(leader, 65536)
        except OSError:
            # The other end is closed: the command has ended.
            break
        seen += read
        if not read or re.search(rb"(: |\? )$", seen):
            break
    return seen.decode(errors="replace")
