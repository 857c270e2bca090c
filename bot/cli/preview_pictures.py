"""Pictures of a preview's screens, each as the chat page of the simulator shows it on a phone, and a page with all."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from html import escape
from pathlib import Path
from typing import Any

import aiohttp

from bot.cli.files import written
from bot.cli.preview import Seen, plain
from bot.cli.preview_browser import NoBrowser, found, phone
from bot.cli.progress import progress
from bot.settings import Settings
from bot.telegram import messages
from bot.texts.operations import preview as texts
from core.screen import Screen
from simulator import Simulator
from storage.messaging.contents import Message

_READY = "document.querySelector('.message.theirs')"
_PAGE = """<!doctype html>
<html lang="id"><meta charset="utf-8"><title>{title}</title>
<style>body {{ font: 15px sans-serif; margin: 24px; background: #eef1f8; }}
main {{ display: flex; flex-wrap: wrap; gap: 24px; }} figure {{ margin: 0; width: 280px; }}
img {{ width: 280px; border: 1px solid #ccd; border-radius: 12px; background: white; }}
figcaption {{ margin-top: 6px; }}</style>
<h1>{title}</h1><main>
{figures}
</main></html>
"""
_FIGURE = '<figure><img src="{name}" alt="{said}" loading="lazy"><figcaption>{place}</figcaption></figure>'


def draw(title: str, screens: Sequence[Seen], folder: Path, settings: Settings) -> int:
    """Writes a picture of each screen and a page with all of them. Returns how many; 0 where there is no Chromium."""
    path = found()
    if path is None:
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    try:
        asyncio.run(_drawn(path, screens, folder, settings))
    except NoBrowser:
        return 0
    with written(folder / "index.html", settings) as file:
        file.write(page(title, screens).encode())
    return len(screens)


async def _drawn(path: str, screens: Sequence[Seen], folder: Path, settings: Settings) -> None:
    with progress(texts.DRAWING, len(screens)) as advance:
        async with _simulated() as (sim, web), phone(path) as browser:
            for number, one in enumerate(screens, start=1):
                person = sim.person(1000 + number, one.who)
                person.private.started = True
                await _post(sim, web, person.user.id, one.screen)
                shot = await browser.picture(f"{sim.url}/?as={person.user.id}", _READY)
                with written(folder / name(number), settings) as file:
                    file.write(shot)
                advance(1)


def name(number: int) -> str:
    return f"{number:03}.png"


def page(title: str, screens: Sequence[Seen]) -> str:
    """The HTML that shows the pictures of a folder, each with its place and, for who cannot see it, its words."""
    figures = [
        _FIGURE.format(
            name=name(number),
            said=escape(plain(one.screen)),
            place=escape(texts.heading(number, one.who, one.where).strip("= ")),
        )
        for number, one in enumerate(screens, start=1)
    ]
    return _PAGE.format(title=escape(title), figures="\n".join(figures))


@asynccontextmanager
async def _simulated() -> AsyncIterator[tuple[Simulator, aiohttp.ClientSession]]:
    sim = Simulator()
    await sim.start()
    try:
        async with aiohttp.ClientSession() as web:
            yield sim, web
    finally:
        await sim.stop()


async def _post(sim: Simulator, web: aiohttp.ClientSession, chat: int, screen: Screen) -> None:
    """Says a screen in a chat, as the courier would."""
    asked = messages.send(chat, Message(screen.text, screen.rows, 1))
    given: dict[str, Any] = {key: value for key, value in asked.params.items() if value is not None}
    async with web.post(f"{sim.url}/bot{sim.token}/{asked.method}", json=given) as answer:
        answer.raise_for_status()
