"""The language of transcripts: what people do, and what they then see, legible to an official.

    dunia: satu_kontak                    the world it plays in (worlds.py)
    jam: berdetak                         every move of the clock lets the ticks run (scheduler/ticks.py)
    pukul 2026-12-07 10.00                the clock, in WITA
    Ani > /isi                            a person types
    Ani > [III]                           presses the newest button with that label
    Ani > [IV] pada "V02"                 presses it on the newest message that contains these words
    Ani > (foto) | (foto: keterangan)     sends a photo
    Ani > (QR https://contoh.go.id)       sends a photo of a QR code that says this
    Ani > (berkas Renja_2026.pdf)         sends a document; (berkas A.pdf 25 MB) declares its size
    Ani > (album 3 foto)                  three photos of one album
    Ani > (tabel jabatan benar)           sends a table of positions (files.py), or (tabel jabatan salah)
    Ani > (stiker) (suara) (lokasi)
    Ani > (ubah "lama" menjadi "baru")    edits the newest own message that contains "lama"
    Ani > (lagi Renja_2026.pdf)           sends the same file again (forwarded)
    Eko > t.me/…?start={undangan DLH}     an invitation's token, the same each time, in any text or caption
    Ani > (ketik 5000 huruf)              a long paste, split as phones do
    Citra > (grup baru Tim, topik X)      makes a group with the bot in it, with or without a topic (groups.py)
    Citra > (grup) /progres               says or presses something there: (grup) [Lihat nilai]
    Citra > (grup: bot keluar)            what befalls a group: groups.py lists it
    Ani > (mengisi V02 sampai V11)        level, explanation and a document for each; only the end is written down
    Budi > (menerima V05 sampai V10)      accepts each as claimed; only the end is written down
    sementara DISHUB 41, DLH 36           elsewhere these OPD were verified with these totals

Everything else is what was seen; it is rewritten with PANDU_UPDATE=1 and reviewed as a difference.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

ACTION = re.compile(r"^(?P<who>[A-Z][a-z]+) > (?P<what>.+)$")
CLOCK = re.compile(r"^pukul (?P<day>\d{4}-\d{2}-\d{2}) (?P<hour>\d{2})\.(?P<minute>\d{2})$")
MEANWHILE = re.compile(r"^sementara (?P<what>[A-Z].+)$")
TICKING = "jam: berdetak"


@dataclass(frozen=True, slots=True)
class Line:
    """One action of a person, a move of the clock, or a remark. `seen` is the text expected after it."""

    text: str
    who: str = ""
    what: str = ""
    seen: tuple[str, ...] = ()


@dataclass(slots=True)
class Script:
    """A transcript as it is written down."""

    path: Path
    world: str = ""
    ticking: bool = False
    lines: list[Line] = field(default_factory=list)


def read(path: Path) -> Script:
    script = Script(path)
    seen: list[str] = []
    for text in path.read_text(encoding="utf-8").splitlines():
        if text.startswith("dunia: "):
            script.world = text.removeprefix("dunia: ")
            continue
        if text == TICKING:
            script.ticking = True
            continue
        action, clock = ACTION.match(text), CLOCK.match(text)
        if not (action or clock or MEANWHILE.match(text) or text.startswith("# ")):
            seen.append(text)
            continue
        _close(script, seen)
        script.lines.append(Line(text, action["who"], action["what"]) if action else Line(text))
    _close(script, seen)
    return script


def _close(script: Script, seen: list[str]) -> None:
    """What was read since the last action belongs to it."""
    if script.lines:
        last = script.lines[-1]
        script.lines[-1] = Line(last.text, last.who, last.what, tuple(_trim(seen)))
    seen.clear()


def _trim(lines: list[str]) -> list[str]:
    """Without empty lines around."""
    text = "\n".join(lines).strip("\n")
    return text.split("\n") if text else []


def write(script: Script, seen: list[list[str]]) -> str:
    """The transcript with what was really seen."""
    parts = [f"dunia: {script.world}", *([TICKING] if script.ticking else [])]
    for line, after in zip(script.lines, seen, strict=True):
        parts.append("\n".join(["", line.text, *after]) if after or line.who else f"\n{line.text}")
    return "\n".join(parts) + "\n"
