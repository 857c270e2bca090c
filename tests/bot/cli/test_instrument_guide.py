"""An office makes an instrument of its own and opens a period with it, by docs/instrumen.md alone."""

import json
import re
import shlex

from core.authoring.reading import read_workbook
from tests.bot.cli.place import KUTIM, OPDS, Pandu
from tests.core.authoring.book import Book
from tests.places import ROOT

GUIDE = (ROOT / "docs" / "instrumen.md").read_text(encoding="utf-8")
COMMANDS = [
    shlex.split(line)[1:]
    for block in re.findall(r"^```\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
    if line.startswith("pandu ")
]
TOLD = re.findall(r"^Lembar .*$", GUIDE, re.MULTILINE)


def made_up(data: bytes) -> Book:
    """What an office writes into the form: two variables of its own, without categories."""
    book = Book(data)
    for sheet in ("Kategori", "Contoh kategori", "Contoh hasil", "Variabel", "Tingkat"):
        book.empty(sheet)
    book.say("Desimal kategori", None)
    book.say("Rumus", "rata-rata berbobot")
    book.say("Tingkat berjenjang", None)
    for row, (code, name) in enumerate((("A01", "Antrean"), ("A02", "Ruang Tunggu")), start=3):
        filled_in = {"Kode": code, "Nama": name, "Nama pendek": name, "Pertanyaan": f"Bagaimana {name.lower()} diatur?"}
        for title, value in filled_in.items():
            book.put("Variabel", row, title, value)
    for row in range(3, 9):
        code, level = ("A01", "A02")[(row - 3) // 3], (row - 3) % 3 + 1
        filled_in = {"Kode variabel": code, "Tingkat": str(level), "Uraian": f"Tingkat {level}.", "Sumber": "peraturan"}
        for title, value in filled_in.items():
            book.put("Tingkat", row, title, value)
        if level > 1:
            book.put("Tingkat", row, "Bukti", "Daftar antrean\nFoto ruang tunggu")
    return book


def test_an_instrument_goes_live_by_the_guide_in_under_five_commands(pandu: Pandu) -> None:
    needed = [words for words in COMMANDS if words[1] != "preview"]
    assert len(needed) < 5
    pandu("pemda", "add", KUTIM)
    pandu("opd", "import", str(OPDS))
    new, check, add, opened = needed
    pandu(*new)
    form = pandu.folder / "layanan-kami.xlsx"
    book = made_up(form.read_bytes())
    form.write_bytes(book.data())
    assert "tanpa kesalahan: 2 variabel" in pandu(*check).stdout
    assert "masih rancangan" in pandu(*add, status=1).stderr
    book.say("Status", "terbit")
    form.write_bytes(book.data())
    added = pandu(*add).stdout
    instrument = read_workbook(form.read_bytes(), "").instrument
    assert instrument is not None
    assert instrument.content_hash in added
    assert "dibuka untuk 55 OPD" in pandu(*opened).stdout
    period = json.loads(pandu("export", "--period", opened[2], "--format", "json").stdout)
    assert (period["period"]["instrument"], period["period"]["version"]) == ("layanan-kami", 1)
    asked = pandu("export", "--period", opened[2], "--format", "csv").stdout
    assert [asked.count(f",{code},") for code in ("A01", "A02")] == [55, 55]


def test_the_faults_that_the_guide_shows_are_told_so(pandu: Pandu) -> None:
    book = Book()
    book.put("Variabel", 4, "Nama pendek", "Pengaduan dari pemohon")
    (pandu.folder / "layanan-kami.xlsx").write_bytes(book.data())
    short = pandu("instrument", "check", "layanan-kami.xlsx", status=1).stderr
    book = Book()
    book.put("Kategori", 4, "Mulai", "5,5")
    (pandu.folder / "layanan-kami.xlsx").write_bytes(book.data())
    gap = pandu("instrument", "check", "layanan-kami.xlsx", status=1).stderr
    assert (short + gap).splitlines() == TOLD


def test_the_preview_of_the_guide_draws_nothing_without_a_browser_and_stores_nothing(pandu: Pandu) -> None:
    pandu.settings["PATH"] = ""
    (preview,) = [words for words in COMMANDS if words[1] == "preview"]
    (pandu.folder / "layanan-kami.xlsx").write_bytes(Book().data())
    assert "== 1. Pengisi" in pandu(*preview).stdout
    assert [one.name for one in pandu.folder.iterdir()] == ["layanan-kami.xlsx"]
