"""Lists of corrective actions: of an OPD, and those of a Pemda that are overdue."""

from collections.abc import Sequence
from datetime import date

from bot.texts.actions.asked import told
from bot.texts.common import DONE, PART, WARN, heading, named, quote
from core.actions.facts import ActionFacts, ActionLine
from core.assessment.action import MOST_NOTE
from core.pemda.naming import TIE
from core.screen import escape
from core.written import long_day

OPEN = "Tindakan perbaikan"
FINISH, REOPEN = "Selesai", "Belum selesai"
CANCEL = "Batalkan"
BACK, BACK_TO_LIST = "Kembali", "Kembali ke daftar"
PAPER = "Tabel monitoring"
COMING = "Tabelnya sedang dibuat: PDF dan Excel."
NOT_YOURS = "Daftar tindakan ini tidak terbuka untuk Bapak/Ibu."
GONE = "Tindakan itu tidak ada lagi."
FINISHED, REOPENED = "Tindakan dicatat selesai", "Tindakan dicatat belum selesai"
HOW = "Ketuk Selesai, atau tulis apa yang sudah dilakukan; tautan buktinya boleh disertakan."
TOO_LONG = f"Keterangan ditulis paling banyak {MOST_NOTE} huruf. Tulis ulang."
NO_QUESTION = f"{WARN} Itu terbaca sebagai pertanyaan, jadi tindakan ini tetap belum selesai."
ALL_DONE = "Semua sudah selesai"
CHOOSE = "Pilih nomornya untuk menandai selesai."
RECORD, RECORD_LATE = "Tindakan perbaikan", "Tindakan yang lewat tenggat"


def listed(known: ActionFacts, shown: Sequence[tuple[int, ActionLine]], today: date) -> str:
    head = heading(named(known.opd_short.partition(TIE)[0], 60), OPEN)
    if not known.lines:
        return "\n".join([head, "Belum ada tindakan perbaikan."])
    late = sum(line.action.overdue(today) for line in known.lines)
    count = f"{len(known.open)} belum selesai" + (f", {late} lewat tenggat" if late else "")
    lines = [f"{number}. {_line(line, today)}" for number, line in shown]
    choose = [CHOOSE] if known.may_finish and known.open else []
    return "\n".join([head, f"{count if known.open else ALL_DONE}.", *lines, *choose])


def _line(line: ActionLine, today: date) -> str:
    about = f"{named(line.subject, 40)}: " if line.subject else ""
    return f"{about}{named(line.action.words, 60)} ({named(line.action.person, 30)}) · {_standing(line, today)}"


def _standing(line: ActionLine, today: date) -> str:
    action = line.action
    if action.done_at is not None:
        return f"{DONE} selesai"
    assert action.due is not None
    sign = f"{WARN} lewat " if action.overdue(today) else f"{PART} "
    return f"{sign}{long_day(action.due)}"


def shown(line: ActionLine, may_finish: bool) -> str:
    about = [named(line.subject, 60)] if line.subject else []
    head = heading(named(line.opd_short.partition(TIE)[0], 60), *about, line.action.variable)
    lines = [head, f"<i>{escape(line.asked)} · {named(line.period, 60)}</i>", *told(line.action)]
    return "\n".join([*lines, *([HOW] if may_finish and line.action.open else [])])


def confirm(line: ActionLine, note: str, doubtful: bool) -> str:
    """The note before it is stored. `doubtful`: it reads as if the action were not done."""
    doubt = f"{WARN} Tulisan itu terbaca belum selesai. " if doubtful else ""
    asks = f"{doubt}Catat selesai dengan keterangan ini? Untuk menggantinya, tulis lagi."
    return "\n".join([shown(line, False), quote(note, MOST_NOTE), asks])


def late(lines: Sequence[ActionLine], shown: Sequence[ActionLine], today: date) -> str:
    head = heading("", "Tindakan yang lewat tenggat")
    if not lines:
        return "\n".join([head, "Tidak ada tindakan yang lewat tenggat."])
    opds = len({line.opd for line in lines})
    told_ones = [f"{named(line.opd_short.partition(TIE)[0], 30)} · {_line(line, today)}" for line in shown]
    return "\n".join([head, f"{len(lines)} tindakan, {opds} OPD.", *told_ones])
