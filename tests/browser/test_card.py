"""A verifier's card in a browser the size of a small phone: evidence, claim and every label whole."""

import shutil
from pathlib import Path

import pytest
from playwright.async_api import async_playwright

from simulator import ManualClock, Simulator
from storage.database import Database
from storage.migrations.upgrade import migrate
from tests.transcripts import worlds
from tests.transcripts.script import Line, Script
from tests.transcripts.stage import Stage, Way

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PATIENCE = 120_000  # milliseconds; it only ends what hangs
CUT = (
    "[...document.querySelectorAll('.inline button')].filter(e => e.scrollWidth > e.clientWidth).map(e => e.innerText)"
)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is missing: apt-get install chromium")

BEFORE = (
    ("Ani", "/isi"),
    ("Ani", "[Lanjutkan V04]"),
    ("Ani", "(berkas Daftar_SOP_2026.pdf)"),
    ("Ani", "(foto)"),
    ("Ani", "/isi"),
    ("Ani", "[V04]"),
    ("Ani", "(foto)"),
    ("Ani", "/ringkasan"),
    ("Ani", "[Kirim ke tim penilai]"),
    ("Budi", "/periksa"),
)
CARDS = ("[Periksa Dinkes]", "[Terima IV]", "[›]", "[↓ II]", "[1]", "[Mundur]")


async def test_a_card_reads_whole_at_360_pixels(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'pandu.db'}"
    migrate(url)
    database = Database.open(url)
    worlds.build(database, "verifikasi")
    database.close()
    clock = ManualClock(worlds.START.timestamp())
    async with Simulator(clock=clock) as sim, async_playwright() as playwright:
        stage = Stage(tmp_path, url, Script(tmp_path), Way.STRAIGHT, sim, clock)
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = await browser.new_page(viewport={"width": 360, "height": 740})
        page.set_default_timeout(PATIENCE)
        async with stage._running() as house:
            for who, what in BEFORE:
                await stage._line(Line("", who, what), house)
            await page.goto(f"{sim.url}/?as={worlds.ACCOUNTS['Budi']}")
            await page.get_by_text("Periksa Dinkes", exact=True).wait_for()
            for what in CARDS:
                await stage._line(Line("", "Budi", what), house)
                label = stage.people["Budi"].last.labels[0]
                await page.locator(".inline button").get_by_text(label, exact=True).last.wait_for()
                assert await page.evaluate(CUT) == [], what
            await page.locator(".message img").first.wait_for(state="attached")
        await browser.close()
