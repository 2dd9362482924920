"""A real browser without a window, driven by its own debugging protocol."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

PROGRAM = shutil.which("chromium") or shutil.which("google-chrome")
_LISTENING = b"DevTools listening on "


@dataclass
class BrowserPage:
    """A page in a browser, and everything that went wrong in it."""

    socket: aiohttp.ClientWebSocketResponse
    complaints: list[str] = field(default_factory=list)
    """Exceptions, dialogs, and whatever the browser refused to do."""
    _number: int = 0
    _has_loaded: bool = False

    async def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Ask the browser something, and return its answer."""
        self._number += 1
        number = self._number
        await self.socket.send_json({"id": number, "method": method, "params": parameters})
        while True:
            said = await self.socket.receive_json(timeout=30)
            self._listen(said)
            if said.get("id") == number:
                assert "error" not in said, said
                result: dict[str, Any] = said["result"]
                return result

    async def open(self, address: str) -> None:
        """Go to a page and wait until it has loaded."""
        # Through an empty page, so that an address that differs by its end alone loads anew.
        for each in ("about:blank", address):
            self._has_loaded = False
            await self.ask("Page.navigate", url=each)
            while not self._has_loaded:
                self._listen(await self.socket.receive_json(timeout=30))

    async def evaluate(self, script: str) -> Any:
        """Return what a script says, waiting for what it promises."""
        answer = await self.ask(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    async def press(self, key: str) -> None:
        """Press a key."""
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        code = 13 if key == "Enter" else 0
        for kind in ("keyDown", "keyUp"):
            await self.ask(
                "Input.dispatchKeyEvent", type=kind, key=key, text=text, windowsVirtualKeyCode=code
            )

    def _listen(self, said: dict[str, Any]) -> None:
        method, parameters = said.get("method"), said.get("params", {})
        if method == "Runtime.exceptionThrown":
            self.complaints.append(str(parameters["exceptionDetails"]))
        elif method == "Page.javascriptDialogOpening":
            self.complaints.append(f"a dialog: {parameters['message']}")
        elif method == "Log.entryAdded":
            self.complaints.append(parameters["entry"]["text"])
        elif method == "Page.loadEventFired":
            self._has_loaded = True


@asynccontextmanager
async def a_browser(profile: Path) -> AsyncIterator[BrowserPage]:
    """Start a browser with an empty page, and end it."""
    assert PROGRAM is not None
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0")
    process = await asyncio.create_subprocess_exec(
        PROGRAM,
        *options,
        f"--user-data-dir={profile}",
        "about:blank",
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stderr is not None
        line = b""
        while not line.startswith(_LISTENING):
            line = await asyncio.wait_for(process.stderr.readline(), 30)
            assert line, "the browser ended before it could be talked to"
        address = line.removeprefix(_LISTENING).decode().strip()
        pages = address.partition("/devtools/")[0].replace("ws://", "http://") + "/json/list"
        async with aiohttp.ClientSession() as session:
            async with session.get(pages) as answer:
                found = await answer.json()
            target = next(each for each in found if each["type"] == "page")
            socket = session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=1 << 28)
            async with socket as connected:
                page = BrowserPage(connected)
                for domain in ("Page", "Runtime", "Log"):
                    await page.ask(f"{domain}.enable")
                yield page
    finally:
        process.terminate()
        await process.communicate()
