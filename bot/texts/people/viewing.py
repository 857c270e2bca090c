"""What a viewer (Sekda, Bupati, Wali Kota) reads in private: the group's views in words that need no manual."""

from bot.texts.common import named
from bot.texts.groups import views as group
from bot.texts.groups.board import verified
from bot.texts.results.score import staged_numeral, valued
from core.assessment.model import SENT
from core.results.period import OpdResults, PeriodResults
from core.written import ends, first_of, out_of

OPEN_BOARD = "Buka papan"
MANAGE = "Kelola hasil"
SCORES = "Lihat nilai"
CHARTS = "Lihat grafik"
OPEN = "Lihat yang belum"
SEARCH = "Cari OPD"
RECAP = "Unduh rekap"
GONE = "Tampilan ini tidak ada lagi."
COMING = "Dikirim di bawah"
RECORD = "Papan kemajuan"
ASK_OPD = "Ketik nama, singkatan, atau kode OPD yang ingin dilihat."


_MADE_OF = {
    "sum": "jumlah seluruh variabel",
    "weighted_mean": "rata-rata berbobot seluruh variabel",
    "percent": "persentase berbobot seluruh variabel",
}


def scores_title(results: PeriodResults) -> str:
    title = f"<b>Nilai OPD, {verified(results)}</b>"
    if results.instrument.valued and not results.verified:
        return f"{title}\nBelum ada OPD yang nilainya selesai diperiksa."
    if not results.valued:
        return f"{title}\n{group.no_scores(results)}"
    of = _MADE_OF[results.instrument.formula]
    return f"{title}\nUrut dari yang tertinggi. Nilai adalah {of}, {ends(results.instrument)}."


def score_line(rank: int, one: OpdResults, results: PeriodResults) -> str:
    """ "1. Bappeda · 47, Sangat Tinggi"."""
    assert one.official is not None
    return f"{rank}. {named(one.short)} · {valued(one.official)}"


def opd_line(one: OpdResults, results: PeriodResults) -> str:
    """One OPD: where it stands, its result, and which variables keep it from more."""
    lines = [f"{group.mark(one)} <b>{named(one.name, 100)}</b>", _state(one, results)]
    if one.value is not None:
        lines += _result(one, results)
    if one.late:
        lines.append("Dikirim sesudah tenggat.")
    if one.former is not None:
        lines.append(f"Tahun {one.former.year}: {valued(one.former.score)}.")
    return "\n".join(lines)


def _state(one: OpdResults, results: PeriodResults) -> str:
    count = results.asked
    if one.verified:
        return "Nilainya sudah diperiksa tim penilai." if one.value is not None else "Sudah diperiksa tim penilai."
    if one.status in SENT:
        return f"Sudah mengirim: {group.sent_words(one.status, results.period.status)}."
    return f"Belum mengirim: {count - len(one.incomplete)} dari {count} variabel lengkap."


def _result(one: OpdResults, results: PeriodResults) -> list[str]:
    official, instrument = one.official, results.instrument
    assert official is not None
    assert official.value is not None
    band = f", kategori {official.band}" if official.band else ""
    lines = [f"Nilai {out_of(instrument, official.value)}{band}."]
    if official.holding:
        lowest = first_of([named(instrument.variable(code).short) for code in official.holding], 4)
        level = f" (tingkat {staged_numeral(instrument, official)})" if instrument.staged else ""
        lines.append(f"Variabel terendah, yang perlu didahulukan: {lowest}{level}.")
    return lines


def ranking_caption(words: str, staged: bool) -> str:
    """Explains the numerals of an instrument that stages."""
    return f"{words}\nAngka Romawi pada gambar: tingkat variabel yang terendah pada OPD itu." if staged else words


def in_group(command: str) -> str:
    """To a verifier, who reads the numbers where the team is."""
    return f"/{named(command, 32)} dijawab di grup tim. Di sini tim penilai memakai /periksa."
