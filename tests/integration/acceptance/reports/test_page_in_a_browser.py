"""The page in a real browser: what is foreign does nothing, and everything can be found."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from gonogo.acceptance import Kind, LogPart, NamedTest
from gonogo.evidence import Outcome
from gonogo.report.suites import PAGE, SuiteReport, write_suite_files
from tests.integration.acceptance.reports.browser import PROGRAM, BrowserPage, a_browser
from tests.unit.report.suites import reports

pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="there is no chromium on this machine"),
    pytest.mark.slow,
]

ROWS = "[...document.querySelectorAll('#tree .test .name')].map((each) => each.textContent)"
Visit = Callable[[BrowserPage], Awaitable[None]]


def written(directory: Path, report: SuiteReport) -> str:
    assert write_suite_files(directory, report, secrets=()) == ()
    return (directory / PAGE).as_uri()


def visited(profile: Path, visit: Visit) -> list[str]:
    """Let somebody visit pages, and return what went wrong in them."""

    async def there() -> list[str]:
        async with a_browser(profile) as page:
            await visit(page)
            return page.complaints

    return asyncio.run(there())


@asynccontextmanager
async def served(directory: Path, *, has_ranges: bool) -> AsyncIterator[str]:
    """Serve a directory on a port of its own, and say under which address."""

    async def whole(request: web.Request) -> web.Response:
        content = (directory / request.match_info["name"]).read_bytes()
        return web.Response(body=content, content_type="text/html")

    async def ranged(request: web.Request) -> web.FileResponse:
        return web.FileResponse(directory / request.match_info["name"])

    application = web.Application()
    application.router.add_get("/{name}", ranged if has_ranges else whole)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}/{PAGE}"
    finally:
        await runner.cleanup()


def test_what_is_foreign_does_nothing(tmp_path: Path) -> None:
    """Hostile names, messages and output are read as what they are, everywhere on the page."""
    address = written(tmp_path, reports.hostile())
    open_all = """(() => {
        for (const each of document.querySelectorAll('details')) each.open = true;
        return new Promise((done) => setTimeout(done, 200));
    })()"""

    async def visit(page: BrowserPage) -> None:
        await page.open(address)
        await page.evaluate(open_all)
        await page.evaluate(open_all)
        rows = await page.evaluate(ROWS)
        assert f"{reports.HOSTILE[1]}1" in rows
        assert await page.evaluate("document.querySelectorAll('img, iframe').length") == 0
        assert await page.evaluate("document.querySelectorAll('script').length") == 3

    assert visited(tmp_path / "profile", visit) == []


def test_tests_are_found(tmp_path: Path) -> None:
    """By outcome, by words, by owner, by an address that somebody sent, and by keys."""
    address = written(tmp_path, reports.of_all_sorts())

    async def visit(page: BrowserPage) -> None:
        await page.open(f"{address}#outcome=failed,errored")
        assert sorted(await page.evaluate(ROWS)) == ["TestCut", "TestNever", "TestVaults"]
        await page.evaluate("document.querySelector('[data-outcome=failed]').click()")
        assert sorted(await page.evaluate(ROWS)) == ["TestCut", "TestNever"]
        assert await page.evaluate("location.hash") == "#outcome=errored"
        await page.evaluate("document.getElementById('reset').click()")
        assert len(await page.evaluate(ROWS)) == 9
        await page.open(f"{address}#search=got&sort=slow")
        assert [each.split()[-1] for each in await page.evaluate(ROWS)] == ["TestVaults"]
        await page.open(f"{address}#gate=base&kind=none")
        assert sorted(await page.evaluate(ROWS)) == ["TestFees", "TestMoves"]

    assert visited(tmp_path / "profile", visit) == []


def test_keys_lead_to_trouble(tmp_path: Path) -> None:
    """`n` goes to what did not pass, Enter opens it, and `/` goes to the search."""
    (tmp_path / "output.log").write_text("printed <b>by</b> the test of vaults, and more of it")
    address = written(tmp_path, reports.of_all_sorts())
    focused = "document.activeElement.querySelector('.name')?.textContent"

    async def visit(page: BrowserPage) -> None:
        await page.open(address)
        await page.press("n")
        assert await page.evaluate(focused) == "TestCut"
        await page.press("Enter")
        opened = """new Promise((done) => setTimeout(
            () => done(document.querySelector('.log pre').textContent), 200))"""
        assert await page.evaluate(opened) == "printed <b>by</b> thd more of "
        await page.press("/")
        assert await page.evaluate("document.activeElement.id") == "search"

    assert visited(tmp_path / "profile", visit) == []


@pytest.mark.parametrize("has_ranges", [True, False])
def test_a_server_gives_any_part_of_a_log(tmp_path: Path, *, has_ranges: bool) -> None:
    """Page by page, of parts that lie among those of other tests."""
    lines = [f"line {number:06} of the one\n".encode() for number in range(20_000)]
    gap = b"of another test\n" * 10
    (tmp_path / "output.log").write_bytes(
        b"".join(line + gap for line in lines[:300]) + b"".join(lines[300:])
    )
    size, apart = len(lines[0]), len(gap)
    parts = tuple(LogPart(at * (size + apart), size) for at in range(300))
    parts += (LogPart(300 * (size + apart), size * 19_700),)
    failed = reports.result(
        NamedTest("pkg", "TestOne"), Outcome.FAILED, Kind.ASSERTION, "no", log=parts
    )
    written(tmp_path, reports.report(reports.gate_run((failed,))))

    async def visit(page: BrowserPage) -> None:
        async with served(tmp_path, has_ranges=has_ranges) as address:
            await page.open(f"{address}#search=TestOne")
            for words, first in (
                ("first", 0),
                ("next", 131_072),
                ("last", len(lines) * size // 131_072 * 131_072),
            ):
                text = await page.evaluate(pressed(words))
                whole = b"".join(lines).decode()
                assert text == whole[first : first + 131_072]

    assert visited(tmp_path / "profile", visit) == []


def pressed(words: str) -> str:
    """Return a script that presses a button of a log, and waits for what it shows."""
    return f"""(async () => {{
        const view = document.querySelector('.log');
        [...view.querySelectorAll('button')].find((each) => each.textContent === '{words}').click();
        const where = view.querySelector('.ways span');
        while (where.textContent === 'reading…') await new Promise((done) => setTimeout(done, 20));
        return view.querySelector('pre').textContent;
    }})()"""


def test_ten_thousand_tests_are_searched_at_once(tmp_path: Path) -> None:
    """What is not looked at is not made, so that a word is found in less than a second."""
    address = written(tmp_path, reports.long(10_000))
    typed = """(() => { const began = performance.now();
        location.hash = '#search=TestNumber09999';
        return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(
            () => done(performance.now() - began)))); })()"""

    async def visit(page: BrowserPage) -> None:
        await page.open(address)
        assert await page.evaluate("document.querySelectorAll('#tree *').length") < 5000
        assert await page.evaluate(typed) < 1000
        assert await page.evaluate(ROWS) == ["TestNumber09999"]

    assert visited(tmp_path / "profile", visit) == []
