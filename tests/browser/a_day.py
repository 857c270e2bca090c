"""Plays the day of docs/sehari.md in the real chat page, a phone for each person, and takes its pictures.

    python -m tests.browser.a_day

The bot, its clock and the script are those of the transcripts; only the fingers are a browser's.
"""

import asyncio
import re
import shutil
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page, async_playwright

from simulator import ManualClock, Simulator
from storage.database import Database
from storage.migrations.upgrade import migrate
from tests.transcripts import day, worlds
from tests.transcripts.files import pdf
from tests.transcripts.script import Line, Script, read
from tests.transcripts.stage import Running, Stage, Way

WIDTH, HEIGHT, SCALE = 360, 740, 2
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE = 120_000  # milliseconds; it only ends what hangs
DOCUMENT = re.compile(r"^\(berkas (?P<name>.+)\)$")
LINES = re.compile(r"^\(tiga baris: (?P<lines>.+)\)$")


class PhoneStage(Stage):
    """Everybody has a phone in a browser; what the transcript says they do, they do there."""

    browser: Browser

    def prepare(self, browser: Browser) -> None:
        self.browser = browser
        self.phones: dict[tuple[str, bool], Page] = {}

    async def _line(self, line: Line, house: Running) -> list[str]:
        if picture := day.PICTURE.match(line.text):
            await self._photograph(picture["who"], bool(picture["group"]), picture["name"])
        return await super()._line(line, house)

    async def _act_on(self, who: str, what: str) -> None:
        if what.startswith(("(grup baru", "(grup:")):
            await super()._act_on(who, what)  # made and changed by Telegram, not in the chat
            return
        in_group = what.startswith("(grup) ")
        page = await self._phone(who, in_group)
        words = what.removeprefix("(grup) ")
        if words.startswith("["):
            button = page.locator(".message[data-from='bot'] .inline button").get_by_text(words[1:-1], exact=True)
            await button.last.click()
        elif document := DOCUMENT.match(words):
            name = document["name"]
            await page.set_input_files("#file", {"name": name, "mimeType": "application/pdf", "buffer": pdf(name)})
            await page.click("#attach-send")
        else:
            lines = LINES.match(words)
            text = "\n".join(part.strip() for part in lines["lines"].split(" / ")) if lines else words
            await page.fill("#input", text)
            await page.click("#send")
        await page.wait_for_function("!document.querySelector('.inline button.waiting')")

    async def _phone(self, who: str, in_group: bool) -> Page:
        """This person's phone, at the chat with the bot or at the group; side by side, so that nothing is left."""
        if (who, in_group) not in self.phones:
            context = await self.browser.new_context(
                viewport={"width": WIDTH, "height": HEIGHT},
                device_scale_factor=SCALE,
                has_touch=True,
                timezone_id=str(worlds.WITA),
            )
            page = await context.new_page()
            page.set_default_timeout(PATIENCE)
            number, group = worlds.ACCOUNTS[who], self.group.group
            assert group is not None or not in_group
            chat = group.id if group is not None and in_group else number
            await page.goto(f"{self.sim.url}/?as={number}&chat={chat}")
            await page.wait_for_function("document.getElementById('app').dataset.chat")
            self.phones[who, in_group] = page
        return self.phones[who, in_group]

    async def _photograph(self, who: str, in_group: bool, name: str) -> None:
        page = await self._phone(who, in_group)
        await page.wait_for_load_state("networkidle")
        await page.evaluate("document.getElementById('messages').scrollTo(0, 1e9)")
        await page.evaluate("document.getElementById('toasts').replaceChildren()")
        await page.wait_for_function("document.getAnimations().every(one => one.playState !== 'running')")
        await page.wait_for_function("[...document.images].every(image => image.complete)")
        picture = Image.open(BytesIO(await page.screenshot())).convert("RGB")
        picture.save(day.PICTURES / f"{name}.png", optimize=True)

    def charts(self) -> None:
        """The pictures the bot itself sent that day, as they came."""
        group = self.group.group
        assert group is not None
        sent = [m for m in group.messages if m.kind == "photo" and m.file is not None]
        radar = [m for m in self.people["Ani"].private.messages if m.from_bot and m.kind == "photo"]
        for name, message in zip(
            ("peringkat", "peta-panas", "sebaran", "radar"), [*sent[:3], *radar[-1:]], strict=True
        ):
            assert message.file is not None
            (day.PICTURES / f"grafik-{name}.png").write_bytes(message.file.data or b"")


async def play(folder: Path, script: Script) -> None:
    url = f"sqlite:///{folder / 'pandu.db'}"
    migrate(url)
    database = Database.open(url)
    worlds.build(database, script.world)
    database.close()
    clock = ManualClock(worlds.START.timestamp())
    async with async_playwright() as playwright, Simulator(clock=clock) as sim:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        stage = PhoneStage(folder, url, script, Way.STRAIGHT, sim, clock)
        stage.prepare(browser)
        seen = await stage.play()
        expected = [list(line.seen) for line in script.lines]
        assert seen == expected, "the phones saw something else than the transcript says; bring it up to date first"
        stage.charts()
        await browser.close()


def main() -> None:
    day.PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="pandu-day-") as folder:
        asyncio.run(play(Path(folder), read(day.TRANSCRIPT)))
    day.write()


if __name__ == "__main__":
    main()
