"""Table of contents, and how a variable is named in one line anywhere."""

from collections.abc import Sequence
from datetime import datetime

from bot.texts.common import BLANK, DONE, PART, bar, countdown, heading, named, period_title, when
from core.assessment.model import Assessment
from core.instrument.chapters import Chapter

ALL_PARTS = "Semua bagian"
MISSING = {"level": "tingkat", "action": "tindakan", "explanation": "penjelasan", "evidence": "bukti"}
WRITTEN = "uraian tertulis"
GONE = "Penilaian ini tidak lagi terbuka untuk Bapak/Ibu. Ketuk /mulai untuk melanjutkan."
RECORD_WAITING = "Menunggu penilaian dibuka"


def begin(code: str) -> str:
    return f"Mulai mengisi {code}"


def go_on(code: str) -> str:
    return f"Lanjutkan {code}"


def last(at: datetime, now: datetime, zone: str, waits: bool = False) -> str:
    """The first line after a pause of hours or days. `waits`: words were written that are not stored yet."""
    stored = "Tulisan terakhir belum disimpan" if waits else "Semua tersimpan"
    return f"Terakhir diisi {when(at, now, zone)}. {stored}, dilanjutkan dari sini."


def contents(a: Assessment, parts: Sequence[Chapter], now: datetime, zone: str) -> str:
    """Every variable in a line; of a long instrument every part."""
    head = heading(named(a.opd.short), period_title(a.period))
    lines = [part_line(a, one) for one in parts] or [line(a, code) for code in a.instrument.codes]
    return "\n".join([head, progress(a), *lines, countdown(a.due, now, zone)])


def chapter(a: Assessment, part: Chapter) -> str:
    head = heading(named(a.opd.short), period_title(a.period))
    return "\n".join([head, part_line(a, part), *(line(a, code) for code in part.variables)])


def part_line(a: Assessment, part: Chapter) -> str:
    """ "🟡 KOM Kompleksitas · 3 dari 14"."""
    left = sum(code in a.incomplete for code in part.variables)
    begun = any(a.touched(code) for code in part.variables)
    sign = PART if left and begun else BLANK if left else DONE
    name = part.name if part.name.startswith(part.code) else f"{part.code} {part.name}"
    return f"{sign} {named(name, 60)} · {len(part.variables) - left} dari {len(part.variables)}"


def progress(a: Assessment) -> str:
    """ "▰▰▰▰▰▰▰▱▱▱▱ 7 dari 11 lengkap"."""
    of = len(a.instrument.codes)
    done = of - len(a.incomplete)
    return f"{bar(done, of)} {done} dari {of} lengkap"


def line(a: Assessment, code: str) -> str:
    """ "🟡 V04 SOP Pelayanan · III, kurang bukti"."""
    name = variable(a, code)
    if not a.touched(code):
        return f"{BLANK} {name}"
    level, lacking = a.level(code), a.lacking(code)
    essay = a.instrument.variable(code).essay
    reached = [a.instrument.numeral(level, code)] if level is not None else [WRITTEN] if essay and not lacking else []
    wanting = [f"kurang {missing(lacking)}"] if lacking else []
    return f"{PART if lacking else DONE} {name} · {', '.join(reached + wanting)}"


def variable(a: Assessment, code: str) -> str:
    """ "V04 SOP Pelayanan"."""
    return f"{code} {named(a.instrument.variable(code).short)}"


def missing(lacking: tuple[str, ...]) -> str:
    """ "penjelasan, bukti"."""
    return ", ".join(MISSING[part] for part in lacking)


def record(a: Assessment) -> str:
    of = len(a.instrument.codes)
    return f"Daftar isi: {of - len(a.incomplete)} dari {of} lengkap"
