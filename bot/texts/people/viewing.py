"""What a viewer (Sekda, Bupati, Wali Kota) reads in private: the group's views in words that need no manual."""

from bot.texts.common import named
from bot.texts.groups import views as group
from bot.texts.groups.board import verified
from core.assessment.model import SENT
from core.results.period import OpdResults, PeriodResults
from core.written import first_of

OPEN_BOARD = "Buka papan"
SCORES = "Lihat nilai"
CHARTS = "Lihat grafik"
OPEN = "Lihat yang belum"
SEARCH = "Cari OPD"
RECAP = "Unduh rekap"
GONE = "Tampilan ini tidak ada lagi."
COMING = "Dikirim di bawah"
RECORD = "Papan kemajuan"
ASK_OPD = "Ketik nama, singkatan, atau kode OPD yang ingin dilihat."


def scores_title(results: PeriodResults) -> str:
    title = f"<b>Nilai OPD, {verified(results)}</b>"
    if not results.verified:
        return f"{title}\nBelum ada OPD yang nilainya selesai diperiksa."
    bands = results.instrument.bands
    of = f" Nilai adalah jumlah seluruh variabel, {bands[0].min} sampai {bands[-1].max}." if bands else ""
    return f"{title}\nUrut dari yang tertinggi.{of}"


def score_line(rank: int, one: OpdResults, results: PeriodResults) -> str:
    """ "1. Bappeda · 47, Sangat Tinggi"."""
    official = one.official
    assert official is not None
    return f"{rank}. {named(one.short)} · {official.total}{f', {official.band}' if official.band else ''}"


def opd_line(one: OpdResults, results: PeriodResults) -> str:
    """One OPD: where it stands, its result, and which variables keep it from more."""
    lines = [f"{group.mark(one)} <b>{named(one.name, 100)}</b>", _state(one, results)]
    if one.official is not None:
        lines += _result(one, results)
    if one.late:
        lines.append("Dikirim sesudah tenggat.")
    if one.former is not None:
        lines.append(f"Tahun {one.former.year}: {one.former.score.total}, {one.former.score.band}.")
    return "\n".join(lines)


def _state(one: OpdResults, results: PeriodResults) -> str:
    count = len(results.instrument.codes)
    if one.official is not None:
        return "Nilainya sudah diperiksa tim penilai."
    if one.status in SENT:
        return f"Sudah mengirim: {group.sent_words(one.status)}."
    return f"Belum mengirim: {count - len(one.incomplete)} dari {count} variabel lengkap."


def _result(one: OpdResults, results: PeriodResults) -> list[str]:
    official, instrument = one.official, results.instrument
    assert official is not None
    of = f" dari {instrument.bands[-1].max}" if instrument.bands else ""
    lines = [f"Nilai {official.total}{of}{f', kategori {official.band}' if official.band else ''}."]
    if official.holding:
        lowest = first_of([named(instrument.variable(code).short) for code in official.holding], 4)
        level = instrument.numeral(official.staged_level)
        lines.append(f"Variabel terendah, yang perlu didahulukan: {lowest} (tingkat {level}).")
    return lines


def ranking_caption(words: str) -> str:
    return f"{words}\nAngka Romawi pada gambar: tingkat variabel yang terendah pada OPD itu."
