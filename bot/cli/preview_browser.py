"""A Chromium that opens pages as a phone does and takes their pictures. It is driven by its own protocol (DevTools), so
that nothing has to be installed beside it.
"""

import asyncio
import base64
import itertools
import json
import os
import re
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
WIDTH, HEIGHT, SCALE = 360, 740, 2
PATIENCE = 60.0
"""Seconds after which a browser that does not answer is given up."""
_LISTENING = re.compile(rb"DevTools listening on (ws://\S+)")


class NoBrowser(Exception):
    """There is no Chromium, or it does not start."""


def found() -> str | None:
    """The path of a Chromium of this machine."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@asynccontextmanager
async def phone(path: str) -> AsyncIterator["Browser"]:
    """A browser with one page of a phone's size. Raises NoBrowser."""
    with tempfile.TemporaryDirectory(prefix="pandu-browser-", ignore_cleanup_errors=True) as folder:
        process = await _started(path, folder)
        try:
            async with aiohttp.ClientSession() as web, web.ws_connect(await _address(process), max_msg_size=0) as ws:
                browser = Browser(ws)
                await browser.begin()
                yield browser
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NoBrowser from error
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()


async def _started(path: str, folder: str) -> asyncio.subprocess.Process:
    flags = ["--headless=new", "--disable-gpu", "--no-first-run", "--hide-scrollbars", "--remote-debugging-port=0"]
    flags.append("--disable-features=BackForwardCache")  # a page that is left keeps none of the six connections
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")  # Chromium refuses its sandbox to root
    command = [path, *flags, f"--user-data-dir={folder}", "about:blank"]
    quiet = asyncio.subprocess.DEVNULL
    try:
        return await asyncio.create_subprocess_exec(*command, stdout=quiet, stderr=asyncio.subprocess.PIPE)
    except OSError as error:
        raise NoBrowser from error


async def _address(process: asyncio.subprocess.Process) -> str:
    """Where it listens, as it says itself."""
    assert process.stderr is not None
    async with asyncio.timeout(PATIENCE):
        async for line in process.stderr:
            if told := _LISTENING.search(line):
                return told[1].decode()
        await process.wait()  # it has ended by itself; a signal now would take its status from the event loop
    raise NoBrowser


class Browser:
    """One page."""

    def __init__(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        self._ws, self._numbers, self._page = ws, itertools.count(1), ""

    async def begin(self) -> None:
        target = await self._call("Target.createTarget", url="about:blank")
        attached = await self._call("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._page = attached["sessionId"]
        size = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": SCALE, "mobile": True}
        await self._call("Emulation.setDeviceMetricsOverride", **size)

    async def picture(self, url: str, ready: str) -> bytes:
        """The page at this address as PNG, once the JavaScript `ready` is true and its fonts are there."""
        await self._call("Page.navigate", url=url)
        there = f"location.href === {json.dumps(url)} && {ready}"
        look = f"() => {there} ? document.fonts.ready.then(done) : setTimeout(look, 50)"
        waiting = f"new Promise(done => {{ const look = {look}; look(); }}).then(() => true)"
        async with asyncio.timeout(PATIENCE):
            while not await self._is(waiting):  # the page before it was still there
                pass
        shot = await self._call("Page.captureScreenshot", format="png")
        return base64.b64decode(shot["data"])

    async def _is(self, promise: str) -> bool:
        told = await self._call("Runtime.evaluate", expression=promise, awaitPromise=True, returnByValue=True)
        return told.get("result", {}).get("value") is True

    async def _call(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        asked = {"id": number, "method": method, "params": params}
        await self._ws.send_json(asked | ({"sessionId": self._page} if self._page else {}))
        async with asyncio.timeout(PATIENCE):
            while True:
                message = await self._ws.receive()
                if message.type is not aiohttp.WSMsgType.TEXT:
                    raise NoBrowser  # it has ended
                told = message.json()
                if told.get("id") == number:
                    return dict(told.get("result", {}))
