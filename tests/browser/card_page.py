"""Sends cards to the real chat page on a phone of 360 x 740, measures them, and takes their pictures.

python -m tests.browser.card_page     # draws the pictures of docs/pictures/kartu anew; then look at them
"""

import asyncio
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

import aiohttp
from PIL import Image, ImageDraw
from playwright.async_api import Browser, Page, async_playwright

from bot.telegram import messages
from simulator import ManualClock, Simulator
from storage.messaging.contents import Message
from tests.browser.cards import Card, all_cards
from tests.transcripts.files import pdf

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
WIDTH, HEIGHT = 360, 740
PATIENCE = 120_000  # milliseconds; it only ends what hangs
A_CHAT = 250
"""Cards of one chat; the page loads its newest 300 messages."""
PICTURES = Path(__file__).parents[2] / "docs" / "pictures" / "kartu"
SHOWN, COLUMNS = 0.45, 16

MEASURE = """() => {
  const area = document.getElementById('messages');
  return [...document.querySelectorAll(".message.keys[data-from='bot']")].map((node) => {
    const words = node.querySelector('.text'), keys = node.querySelector('.inline');
    const folded = [...words.querySelectorAll('blockquote.expandable')].map((quote) => quote.innerText);
    return {
      id: Number(node.dataset.messageId), height: node.offsetHeight, visible: area.clientHeight, text: words.innerText,
      folded: folded.join(' '), cut: [...keys.querySelectorAll('button')].filter((b) => b.scrollWidth > b.clientWidth)
        .map((b) => b.innerText), font: getComputedStyle(words).fontFamily,
    };
  });
}"""


@dataclass(frozen=True, slots=True)
class Measured:
    """A card in the chat: pixels of the whole message with its buttons, and of the part of the chat that is seen."""

    card: Card
    height: int
    visible: int
    text: str
    folded: str
    cut: list[str]
    picture: bytes = b""


def photo() -> bytes:
    data = BytesIO()
    Image.new("RGB", (1280, 960), (120, 140, 160)).save(data, "JPEG")
    return data.getvalue()


@asynccontextmanager
async def _opened() -> AsyncIterator[tuple[Simulator, Browser, aiohttp.ClientSession]]:
    async with Simulator(clock=ManualClock()) as sim, async_playwright() as playwright, aiohttp.ClientSession() as web:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield sim, browser, web
        await browser.close()


async def measure(cards: Sequence[Card], pictures: bool = False) -> list[Measured]:
    """Every card as the page shows it; with its picture where that is asked for."""
    found: list[Measured] = []
    async with _opened() as (sim, browser, web):
        page = await browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.set_default_timeout(PATIENCE)
        for start in range(0, len(cards), A_CHAT):
            person = sim.person(1001 + start, "Ani")
            person.start("")
            chat = _Chat(sim, web, person.user.id)
            sent = {await chat.post(card): card for card in cards[start : start + A_CHAT]}
            await page.goto(f"{sim.url}/?as={person.user.id}")
            await page.wait_for_function(f"document.querySelectorAll('.inline').length >= {len(sent)}")
            await page.evaluate("document.fonts.ready")
            await page.add_style_tag(content="#down, .day, .service { display: none !important }")
            found += [
                await _seen(page, seen, sent[seen["id"]], pictures)
                for seen in await page.evaluate(MEASURE)
                if seen["id"] in sent
            ]
    return found


async def _seen(page: Page, seen: dict[str, Any], card: Card, picture: bool) -> Measured:
    shot = await page.locator(f"[data-message-id='{seen['id']}']").screenshot() if picture else b""
    return Measured(card, seen["height"], seen["visible"], seen["text"], seen["folded"], seen["cut"], shot)


class _Chat:
    """Posts cards as the courier does, with files of this simulator in the place of those they name."""

    def __init__(self, sim: Simulator, web: aiohttp.ClientSession, chat: int) -> None:
        self.sim, self.web, self.chat = sim, web, chat
        self.files: dict[str, str] = {}

    async def post(self, card: Card) -> int:
        media = card.screen.media
        if media is not None:
            media = replace(media, file_id=await self._file(media.kind))
        asked = messages.send(self.chat, Message(card.screen.text, card.screen.rows, 1, media))
        answer = await self._call(asked.method, {k: v for k, v in asked.params.items() if v is not None})
        return int(answer["message_id"])

    async def _file(self, kind: str) -> str:
        if kind not in self.files:
            form = aiohttp.FormData({"chat_id": str(self.chat)})
            form.add_field(kind, photo() if kind == "photo" else pdf("bukti"), filename="Daftar_SOP_2026.pdf")
            method = "sendPhoto" if kind == "photo" else "sendDocument"
            sent = await self._call(method, form)
            self.files[kind] = sent["photo"][-1]["file_id"] if kind == "photo" else sent["document"]["file_id"]
        return self.files[kind]

    async def _call(self, method: str, given: dict[str, Any] | aiohttp.FormData) -> dict[str, Any]:
        url = f"{self.sim.url}/bot{self.sim.token}/{method}"
        what = {"json": given} if isinstance(given, dict) else {"data": given}
        async with self.web.post(url, **what) as answer:
            told = await answer.json()
        assert told["ok"], told
        return dict(told["result"])


def sheet(cards: Sequence[Measured]) -> Image.Image:
    """The cards side by side, each below its name and height."""
    wide, high, head = int(316 * SHOWN), int(600 * SHOWN) + 8, 30
    rows = -(-len(cards) // COLUMNS)
    drawn = Image.new("RGB", (min(COLUMNS, len(cards)) * wide, rows * (high + head)), "white")
    pen = ImageDraw.Draw(drawn)
    for place, measured in enumerate(cards):
        left, top = place % COLUMNS * wide, place // COLUMNS * (high + head)
        pen.text((left + 2, top + 1), f"{measured.card.name[:24]}\n{measured.height} px", fill="black")
        shot = Image.open(BytesIO(measured.picture)).convert("RGB")
        size = (int(shot.width * SHOWN), int(shot.height * SHOWN))
        drawn.paste(shot.resize(size, Image.Resampling.LANCZOS), (left + 2, top + head))
    return drawn


def main() -> None:
    measured = asyncio.run(measure(all_cards(), pictures=True))
    for kind, cards in groupby(measured, key=lambda one: one.card.kind):
        name = PICTURES / f"{kind.replace(' ', '-')}.png"
        sheet(list(cards)).quantize(32).save(name, optimize=True)
        print(name, name.stat().st_size)


if __name__ == "__main__":
    main()
