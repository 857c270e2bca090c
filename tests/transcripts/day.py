"""docs/sehari.md: the transcript of one day as a page, with the pictures of the phones.

`python -m tests.browser.a_day` plays the day in the real chat page, takes the pictures and writes the page;
tests/transcripts/test_day.py holds the page to the transcript, which is played by test_transcripts.py.
"""

import re
from pathlib import Path

from tests.places import ROOT
from tests.transcripts.script import CLOCK, MEANWHILE, Line, Script, read

TRANSCRIPT = Path(__file__).parent / "16_satu_hari.txt"
PAGE = ROOT / "docs" / "sehari.md"
PICTURES = ROOT / "docs" / "pictures" / "sehari"

PICTURE = re.compile(r"^# gambar (?P<who>[A-Z][a-z]+)(?P<group> di grup)?: (?P<name>[a-z-]+)$")
"""Where the page shows a phone: "# gambar Ani: hasil", "# gambar Citra di grup: papan-awal"."""

HEAD = """# Satu hari dengan PanduMatang

Koordinator membuka periode, kontak mengisi dan mengirim, tim penilai menurunkan satu variabel dan mengembalikan satu,
kontak memperbaiki, tim menyelesaikan, koordinator menetapkan dan mengumumkan hasil, dan grup melihatnya. Semua orang
dan isian di sini contoh.

Halaman ini dibuat oleh `python -m tests.browser.a_day`, yang memainkan `tests/transcripts/16_satu_hari.txt` di halaman
percakapan `pandu demo` selebar ponsel (360 x 740) dan memotretnya. Percakapan yang sama dimainkan pada setiap
pengujian, tiga cara: lurus, dengan bot dimatikan setelah tiap langkah, dan dengan tiap kiriman datang dua kali.

Bot menjawab `NEW` pesan baru, `EDITED` pesan yang ditekan berubah, `RECORD` layar lama menjadi satu baris.
"""


CHARTS = {
    "grafik-peringkat": "Peringkat daerah, dikirim ke grup pada hari hasil",
    "grafik-peta-panas": "Peta nilai OPD dan variabel, dikirim ke grup",
    "grafik-sebaran": "Sebaran kategori dan tingkat berjenjang, dikirim ke grup",
    "grafik-radar": "Radar Dinas Kesehatan, dikirim bersama kartu hasilnya",
}
"""What the bot drew that day, as it was sent."""


def page(script: Script) -> str:
    charts = "".join(
        f'\n{words}.\n\n<img src="pictures/sehari/{name}.png" width="360" alt="{words}">\n'
        for name, words in CHARTS.items()
    )
    return f"{HEAD}{''.join(_part(line) for line in script.lines)}\n## Gambar yang dikirim bot hari itu\n{charts}"


def _part(line: Line) -> str:
    seen = "\n```\n" + "\n".join(line.seen) + "\n```\n" if line.seen else ""
    if picture := PICTURE.match(line.text):
        where = "grup tim" if picture["group"] else f"ponsel {picture['who']}"
        name = picture["name"]
        return f'\n<img src="pictures/sehari/{name}.png" width="270" alt="{where}: {name.replace("-", " ")}">\n'
    if clock := CLOCK.match(line.text):
        return f"\n**Pukul {clock['hour']}.{clock['minute']}**\n{seen}"
    if meanwhile := MEANWHILE.match(line.text):
        return f"\n*Terverifikasi di tempat lain: {meanwhile['what']}.*\n"
    if line.text.startswith("# "):
        words = line.text.removeprefix("# ")
        return f"\n## {words}\n" if words[0].isdigit() else f"\n{words}\n"
    return f"\n**{line.who}** › `{line.what}`\n{seen}"


def write() -> None:
    PAGE.write_text(page(read(TRANSCRIPT)), encoding="utf-8")
