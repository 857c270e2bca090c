"""Table of contents, and how a variable is named in one line anywhere."""

from datetime import datetime

from bot.texts.common import BLANK, DONE, PART, bar, countdown, heading, named, period_title, when
from core.assessment.model import Assessment

MISSING = {"level": "tingkat", "explanation": "penjelasan", "evidence": "bukti"}
WRITTEN = "uraian tertulis"
GONE = "Penilaian ini tidak lagi terbuka untuk Bapak/Ibu. Ketuk /mulai untuk melanjutkan."
RECORD_WAITING = "Menunggu penilaian dibuka"


def begin(code: str) -> str:
    return f"Mulai mengisi {code}"


def go_on(code: str) -> str:
    return f"Lanjutkan {code}"


def last(at: datetime, now: datetime, zone: str) -> str:
    """The first line after a pause of hours or days."""
    return f"Terakhir diisi {when(at, now, zone)}. Semua tersimpan, dilanjutkan dari sini."


def contents(a: Assessment, now: datetime, zone: str) -> str:
    head = heading(named(a.opd.short), period_title(a.period))
    lines = [line(a, code) for code in a.instrument.codes]
    return "\n".join([head, progress(a), *lines, countdown(a.due, now, zone)])


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
