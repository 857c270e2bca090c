"""The live board of a group, and the numbers about a period that a group reads. Everything comes from PeriodResults."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.texts import common
from bot.texts.common import BACK, BLANK, DONE, PART, WAIT, capital, named
from bot.texts.sent import of_all, unit
from core import written
from core.assessment.model import OVER, PeriodStatus, Status
from core.pemda.purpose import Purpose
from core.results.period import PeriodResults
from core.written import listed, percent

SEE_OPEN = "Lihat yang belum"
SEE_SCORES = "Lihat nilai"
SEE_CHART = "Lihat grafik"
OPEN_BOT = "Buka bot"
NO_PERIOD = "Belum ada penilaian yang dibuka."

MOST_NAMES = 12
"""So many OPD that have not begun are named on the board; more would hide the rest of it."""


MOST_BOARDS = 3
"""Periods that are shown in full on one board; more would not fit a message."""


def place(pemda: str) -> str:
    """ "Kutai Timur", "Kota Pekalongan": a regency as people call it."""
    return named(pemda.removeprefix("Pemerintah ").removeprefix("Kabupaten "), 60)


def title(results: PeriodResults) -> str:
    """ "Penilaian Kematangan 2026 · Kutai Timur"."""
    name = named(results.period.name)
    whole = name if name.lower().startswith("penilaian") else f"{named(results.instrument.short_title)} {name}"
    if results.period.several:  # its name says the instrument
        whole = common.titled(results.period.name)
    return f"<b>{whole} · {place(results.pemda_name)}</b>"


NEVER_VERIFIED = "tidak selesai diverifikasi"
"""Of an OPD that has sent, in an archived period."""


def no_period(pemda: str, purpose: Purpose) -> str:
    return f"<b>{named(purpose.title)} · {place(pemda)}</b>\n{NO_PERIOD}"


def board(results: PeriodResults) -> str:
    """The board without the line that says when it was drawn. The counts add up to every OPD that takes part."""
    states, over = results.states, results.period.status in OVER
    archived = results.period.status is PeriodStatus.ARCHIVED
    share = percent(states.sent, states.total)
    lines = [
        title(results),
        f"{common.bar(states.sent, states.total)} {of_all(results.sent)} mengirim ({share})",
        *_counted(DONE, states.verified, "terverifikasi"),
        *_counted(WAIT, states.waiting, NEVER_VERIFIED if archived else "menunggu verifikasi"),
        *_counted(BACK, states.repairing, "perbaikan tidak selesai" if archived else "memperbaiki"),
        *_counted(PART, states.filling, "tidak mengirim" if over else "sedang mengisi"),
        *_counted(BLANK, states.not_started, f"{'tidak mengisi' if over else 'belum mulai'}{_names(results)}"),
        *_counted(BLANK, len(results.unregistered), f"OPD belum mendaftarkan {results.unit}"),
        mean(results),
        *again(results),
        deadline(results),
    ]
    return "\n".join(lines)


def boards(periods: Sequence[PeriodResults]) -> str:
    """The boards of all present periods, one below the other. Of many, those of the last are a line each."""
    whole = [board(one) for one in periods[:MOST_BOARDS]]
    briefly = [f"{title(one)}\n{capital(progress(one))}" for one in periods[MOST_BOARDS:]]
    return "\n\n".join((*whole, *briefly))


def drawn(at: datetime, zone: str) -> str:
    return f"Diperbarui {common.moment(at, zone)}"


def mean(results: PeriodResults) -> str:
    """ "Rata-rata sementara 38,44 (Tinggi), 9 terverifikasi dari 55"."""
    if not results.instrument.valued:
        return f"Tanpa nilai rata-rata, {verified(results)}"
    region = results.region
    if region.mean is None:
        return f"Rata-rata belum tersedia, {verified(results)}"
    return f"{written.mean_band(region)}, {verified(results)}"


def again(results: PeriodResults) -> tuple[str, ...]:
    """Why fewer OPD are verified than before: a line that names those judged once more; nothing where there is none."""
    shorts = sorted((one.short for one in results.opds if one.again), key=str.casefold)
    if not shorts:
        return ()
    names = written.first_of([named(short) for short in shorts], MOST_NAMES, "OPD lain")
    return (f"{len(shorts)} hasil dibuka kembali untuk dinilai lagi, belum dihitung: {names}",)


def verified(results: PeriodResults) -> str:
    """ "9 terverifikasi dari 55"; stands beside every mean."""
    return f"{results.region.n} terverifikasi dari {results.region.of}{unit(results)}"


def deadline(results: PeriodResults) -> str:
    """The board's last line but one."""
    period, zone = results.period, results.zone_label
    match period.status:
        case PeriodStatus.DRAFT:
            return f"Dibuka {common.moment(period.opens, zone)}"
        case PeriodStatus.OPEN:
            return common.countdown(period.due, results.at, zone)
        case _:
            return "Pengisian sudah ditutup."


def left(results: PeriodResults) -> str:
    """How long there is still, within a sentence: "7 hari lagi", "besok", "lewat 2 hari"."""
    period, now = results.period, results.at
    days = (period.due.date() - now.date()).days
    if period.status is PeriodStatus.DRAFT:
        return f"dibuka {common.day(period.opens)}"
    if period.status is not PeriodStatus.OPEN:
        return "pengisian sudah ditutup"
    if now > period.due:
        return f"tenggat lewat {-days} hari" if days else "tenggat hari ini sudah lewat"
    on, at = common.last_hour(period.due, results.zone_label)
    days = (on - now.date()).days
    if days > 1:
        return f"{days} hari lagi"
    return "tenggat besok" if days else f"tenggat hari ini {at}"


def progress(results: PeriodResults) -> str:
    states = results.states
    sent = of_all(results.sent) if unit(results) else f"{states.sent} dari {states.total}"
    return f"{sent} mengirim, {states.verified} terverifikasi, {left(results)}."


def counts(found: Mapping[str, int]) -> str:
    """ "Tinggi 30 · Sedang 19"."""
    return " · ".join(f"{name} {count}" for name, count in found.items())


def held_back(results: PeriodResults) -> str:
    """The variable that is most often the lowest and so holds an OPD back, or those that are equally often."""
    holding = results.holding
    if not holding:
        return ""
    most = max(holding.values())
    codes = [code for code, count in holding.items() if count == most]
    each = "masing-masing " if len(codes) > 1 else ""
    what = "Penahan" if results.instrument.staged else "Terendah"
    return f"{what} tersering: {listed(codes)}, {each}{most} OPD."


def _counted(mark: str, count: int, words: str) -> Sequence[str]:
    """A line of the board; none where no OPD is counted."""
    return (f"{mark} {count} {words}",) if count else ()


def _names(results: PeriodResults) -> str:
    idle = sorted((one.short for one in results.counted if one.status is Status.NOT_STARTED), key=str.casefold)
    return f": {', '.join(named(short) for short in idle)}" if 0 < len(idle) <= MOST_NAMES else ""
