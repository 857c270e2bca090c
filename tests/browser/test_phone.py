"""The whole questionnaire in a browser the size of a small phone, on the real `pandu demo`.

Debian's Chromium; where it is missing the test says so, and continuous integration installs it.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, sync_playwright

from tests.transcripts.files import pdf

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
WIDTH, HEIGHT = 360, 740
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PATIENCE = 120_000  # milliseconds; it only ends what hangs

WIDER_THAN_THEIR_PLACE = (
    "[...document.querySelectorAll('#messages, .bubble')].filter(e => e.scrollWidth > e.clientWidth + 1).length"
)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is missing: apt-get install chromium")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A demo of its own on a free port."""
    command = [str(Path(sys.executable).parent / "pandu"), "demo", "--port", "0"]
    demo = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        assert demo.stdout is not None
        yield demo.stdout.readline().strip()
    finally:
        os.killpg(demo.pid, signal.SIGINT)
        demo.wait(120)


@pytest.fixture
def page(address: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, has_touch=True).new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(address)
        yield page
        browser.close()


class Phone:
    """One person's hands."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def newest(self) -> Locator:
        """The newest message of the bot that has buttons."""
        return self.page.locator(".message[data-from='bot']").filter(has=self.page.locator(".inline button")).last

    def sees(self, words: str | re.Pattern[str]) -> None:
        self.page.locator(".message[data-from='bot']").filter(has_text=words).last.wait_for()

    def press(self, label: str) -> None:
        self.newest.locator(".inline button").get_by_text(label, exact=True).click()

    def type(self, text: str) -> None:
        self.page.fill("#input", text)
        self.page.click("#send")

    def attach(self, name: str, mime: str, data: bytes) -> None:
        self.page.set_input_files("#file", {"name": name, "mimeType": mime, "buffer": data})
        self.page.click("#attach-send")

    def fits(self) -> None:
        """Nothing scrolls sideways, no message is taller than the screen twice."""
        assert self.page.evaluate("document.scrollingElement.scrollWidth") <= WIDTH
        assert self.page.evaluate(WIDER_THAN_THEIR_PLACE) == 0
        tallest = "Math.max(0, ...[...document.querySelectorAll('.message')].map(e => e.offsetHeight))"
        assert self.page.evaluate(tallest) <= 2 * HEIGHT


def jpeg(number: int) -> bytes:
    """A small real photo, each number's unlike the others."""
    data = BytesIO()
    Image.new("RGB", (320, 240), (90 + 10 * number, 120, 160)).save(data, "JPEG")
    return data.getvalue()


def test_a_contact_completes_the_questionnaire(page: Page) -> None:
    phone = Phone(page)
    page.locator("[data-person]").first.click()
    page.click("#start")
    phone.press("Mulai mengisi V01")
    for number in range(1, 12):
        code = f"V{number:02}"
        phone.sees(re.compile(rf"{code} · .*\({number} dari 11\)", re.DOTALL))
        phone.press("III")
        phone.sees(re.compile(rf"{code} · .* · tingkat III"))
        phone.type(f"Keadaan {code}: ditetapkan 2026 & dievaluasi <setiap triwulan>.")
        phone.sees(f"{code} · Bukti untuk tingkat III")
        if number % 2:
            phone.attach(f"{code}.jpg", "image/jpeg", jpeg(number))
        else:
            phone.attach(f"{code}_2026.pdf", "application/pdf", pdf(code))
        phone.fits()
    phone.sees("11 dari 11 lengkap")
    phone.type("Siti Aminah\nKepala Subbagian Umum\n197501011998032001")
    phone.sees("menyatakan bahwa jawaban dan bukti")
    phone.press("Kirim ke tim penilai")
    phone.sees("Tanda terima")
    phone.fits()
    press_everything(phone)


def press_everything(phone: Phone) -> None:
    """Each button that any message shows now gives an answer: its spinner ends. A screen may change under the finger;
    then what is left of the list is pressed where it still stands."""
    buttons = phone.page.locator(".message[data-from='bot'] .inline button[data-data]")
    shown = buttons.evaluate_all(ADDRESSES)
    pressed = 0
    for message, data in shown:
        if phone.page.evaluate(PRESS, f".message[data-message-id='{message}'] .inline button[data-data='{data}']"):
            phone.page.wait_for_function("!document.querySelector('.inline button.waiting')")
            pressed += 1
    assert pressed >= len({message for message, _ in shown}) > 0


PRESS = "(where) => { const found = document.querySelector(where); found?.click(); return found !== null; }"
"""Looks and presses in one go: between two calls the screen might change."""
ADDRESSES = "(all) => all.map(b => [b.closest('[data-message-id]').dataset.messageId, b.dataset.data])"


def test_a_member_reads_everything_in_the_group(page: Page) -> None:
    phone = Phone(page)
    page.locator("[data-person]").nth(2).click()
    page.wait_for_selector(".entry[data-chat^='-']", state="attached")
    page.evaluate("document.querySelector(\".entry[data-chat^='-']\").click()")
    phone.sees("OPD mengirim")
    for command, words in (
        ("/progres", "terverifikasi"),
        ("/belum", "OPD belum mengirim"),
        ("/skor", "berjenjang"),
        ("/opd dinkes", "Dinas Kesehatan"),
        ("/opd dinas", "Pilih satu"),
        ("/grafik", "Peringkat 2026"),
    ):
        phone.type(command)
        phone.sees(words)
        phone.fits()
    press_everything(phone)
    phone.fits()
