"""Every sentence on a picture, in Bahasa Indonesia.

A value is called "total" where it is a sum, else "nilai". It or a mean of values has a "kategori", a variable has a
"tingkat", an OPD has a "tingkat berjenjang" where the instrument stages. A mean of only some OPD is called "sementara",
and every picture says how many are verified.
"""

from datetime import date
from decimal import Decimal

from core import written
from core.assessment.model import SENT, Status
from core.charts.data import (
    Distribution,
    HeatMap,
    OpdResult,
    Progress,
    Radar,
    Ranking,
    Scale,
    Trend,
    TrendYear,
    VariableName,
)
from core.instrument.parts import NOT_APPLICABLE_NUMERAL
from core.instrument.scoring import RegionResult, Score
from core.results.stages import REVIEWED
from core.review.verdicts import Stage
from core.written import count, figure, listed, long_day, number, percent, short_day

DASH = "–"
NOBODY = "Belum ada OPD terverifikasi"


def footer(as_of: date, n: int, of: int) -> str:
    return f"Per tanggal {long_day(as_of)} · {n} terverifikasi dari {of}"


TITLES = {
    "ranking": "Peringkat nilai OPD",
    "heatmap": "Peta nilai OPD × variabel",
    "distribution": "Sebaran OPD",
    "progress": "Kemajuan pengisian",
}


def title(chart: Ranking | HeatMap | Distribution | Progress) -> str:
    named = TITLES[chart.kind]
    if chart.kind == "heatmap" and chart.scale.step:
        named = named.replace("variabel", "aspek")
    return f"{named} {chart.year}"


def page(n: int, of: int) -> str:
    return f"hlm. {n} dari {of}" if of > 1 else ""


def mean(region: RegionResult) -> str:
    """The region's mean with its kategori, or why there is none. The value of a single OPD is not called a mean."""
    if region.n == 0:
        return NOBODY
    if region.mean is None:
        return "Belum ada nilai"
    if region.n == 1:
        return "Baru satu OPD terverifikasi"
    return joined(written.mean(region), _band(region.band))


def _band(name: str | None) -> str:
    return f"kategori {name}" if name else ""


def value(score: Score | None) -> str:
    return DASH if score is None or score.value is None else number(score.value)


def called(scale: Scale) -> str:
    """The value as the head of a column."""
    return scale.value_name.capitalize()


def joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


MEAN_LINE = "Rata-rata"

# radar

OWN = "Mandiri"
TEAM = {Stage.REGION: "Tim daerah", Stage.PROVINCE: "Provinsi"}
REGION_MEAN = "Rata-rata daerah"


def radar_ending(chart: Radar) -> str:
    return f" · Hasil {chart.year}"


def radar_subtitle(chart: Radar) -> str:
    score = chart.official
    if score is not None:
        staged = f"tingkat berjenjang {numeral_of(chart.scale, score)}" if chart.scale.staged else ""
        return joined(f"{called(chart.scale)} {value(score)}", _band(score.band), staged)
    if chart.own.value is not None:
        of = f"{number(chart.own.value)} dari {number(chart.scale.top)}"
        return f"Mandiri, sementara · {chart.scale.value_name} {of}"
    filled = sum(level is not None for level in chart.own.levels)
    return f"Mandiri, sementara · terisi {filled} dari {len(chart.own.levels)} variabel"


def numeral_of(scale: Scale, score: Score) -> str:
    """The numeral of a staged level."""
    return DASH if score.staged_level is None else scale.numeral(score.staged_level)


def radar_notes(chart: Radar) -> tuple[str, ...]:
    """Candidates for the line below the subtitle, longest first. The first that fits is drawn."""
    score = chart.official
    if score is not None:
        return _holding(chart.scale, score)
    if chart.again:
        return ("Sedang dinilai lagi tim daerah",)
    return (joined("Belum diverifikasi tim daerah", "– belum dijawab" if None in chart.own.levels else ""),)


def _holding(scale: Scale, score: Score) -> tuple[str, ...]:
    held = score.holding
    if len(held) in (0, len(scale.variables)):
        return (f"Seluruh variabel berada pada tingkat {numeral_of(scale, score)}",) if scale.staged else ()
    ending = "menahan tingkat berjenjang" if scale.staged else "terendah"
    if len(held) == 1:
        return (
            f"Lingkaran ganda: {held[0]} {scale.short(held[0])} {ending}",
            f"Lingkaran ganda: {held[0]} {ending}",
        )
    if len(held) <= 3:
        return (f"Lingkaran ganda: {listed(held)} {ending}",)
    return (f"Lingkaran ganda: {count(len(held))} variabel {ending}",)


def year(n: int) -> str:
    return f"Tahun {n}"


def line_value(label: str, value: Decimal | None) -> str:
    return label if value is None else f"{label}: {number(value)}"


def line_mean(region: RegionResult) -> str:
    label = REGION_MEAN if region.n == region.of else "Rata-rata sementara"
    return label if region.mean is None else f"{label}: {figure(region.mean, region.unrounded)}"


# ranking and heatmap


def ranking_note(scale: Scale) -> str:
    bar = f"Batang: {scale.value_name} ({number(scale.bottom)}–{number(scale.top)})"
    return f"{bar} · angka Romawi: tingkat berjenjang" if scale.staged else bar


def heatmap_subtitle(chart: HeatMap) -> str:
    """Names the stage whose levels are shown; "hasil resmi" where some have the province's and some the region's."""
    stages = {opd.stage for opd in chart.opds if opd.stage is not None}
    whose = {Stage.REGION: "tim daerah", Stage.PROVINCE: "provinsi"}
    what = "Nilai per aspek" if chart.scale.step else "Tingkat per variabel"
    return f"{what}, {whose[stages.pop()] if len(stages) == 1 else 'hasil resmi'}"


_BLANK = "kosong: tidak berlaku"
_NOT_APPLICABLE = f"{NOT_APPLICABLE_NUMERAL}: tidak berlaku"


def heatmap_note(scale: Scale, told: bool) -> str:
    """`told`: the cells hold their numerals."""
    if not told:
        return joined("Warna: tingkat", _BLANK if scale.not_applicable else "", f"kanan: {scale.value_name}")
    lowest = f"tebal: terendah · {_NOT_APPLICABLE}" if scale.not_applicable else "tebal: terendah pada OPD itu"
    return f"Angka {lowest} · kanan: {scale.value_name}"


def heatmap_paper_note(scale: Scale, told: bool) -> str:
    if not told:
        return joined("warna: tingkat", _BLANK if scale.not_applicable else "")
    return joined("tebal: terendah pada OPD itu", _NOT_APPLICABLE if scale.not_applicable else "")


STAGED = "Berj."
LEVEL, VALUE = "Tingkat", "Nilai"
NOT_VERIFIED = "– belum terverifikasi"


def variable(one: VariableName) -> str:
    return f"{one.code} {one.short}"


def standing(opd: OpdResult, variables: int) -> str:
    """How far an OPD without a result is."""
    if opd.over and opd.status not in SENT:
        return "tidak mengisi" if opd.status is Status.NOT_STARTED else "tidak mengirim"
    if opd.archived and opd.status not in REVIEWED:
        return "tidak selesai diverifikasi"
    return {
        Status.NOT_STARTED: "belum mulai",
        Status.DRAFT: f"mengisi {opd.complete}/{variables}",
        Status.AWAITING_HEAD: "menunggu kepala",
        Status.SUBMITTED: "menunggu verifikasi",
        Status.IN_REVIEW: "diperiksa",
        Status.RETURNED: "memperbaiki",
        Status.VERIFIED: "terverifikasi",
        Status.FINAL: "ditetapkan",
    }[opd.status]


# distribution


def bands_head(scale: Scale) -> str:
    of = f"jumlah {len(scale.variables)} nilai" if scale.value_name == "total" else "menurut nilai"
    return f"Kategori ({of})"


STAGED_HEAD = "Tingkat berjenjang (variabel terendah)"
ROUNDING = "Jumlah dapat berbeda karena pembulatan"


def share(part: int, whole: int) -> str:
    """A part with its percentage, as "30 (54,5%)"; without it where the whole is fewer than five."""
    return str(part) if whole < 5 else f"{part} ({percent(part, whole)})"


# progress


def states(chart: Progress) -> tuple[str, ...]:
    """The five states, from verified to not begun."""
    waiting = (
        ("Tidak selesai diverifikasi", "Perbaikan tidak selesai")
        if chart.archived
        else (
            "Menunggu verifikasi",
            "Memperbaiki",
        )
    )
    filling = ("Tidak mengirim", "Tidak mengisi") if chart.over else ("Sedang mengisi", "Belum mulai")
    return ("Terverifikasi", *waiting, *filling)


def progress_subtitle(chart: Progress) -> str:
    sent, of = chart.states.sent, chart.states.total
    share = f" ({percent(sent, of)})" if of >= 5 else ""
    return joined(f"{sent} dari {of} OPD mengirim{share}", deadline((chart.due - chart.as_of).days))


def deadline(days: int) -> str:
    if days < 0:
        return f"tenggat lewat {-days} hari"
    if days < 2:
        return ("tenggat hari ini", "tenggat besok")[days]
    return f"tenggat {days} hari lagi"


def sent(n: int) -> str:
    return f"{n} mengirim"


def verified(n: int) -> str:
    return f"{n} terverifikasi"


def everyone(n: int) -> str:
    return f"{n} OPD"


def due(day: date) -> str:
    return f"Tenggat {short_day(day)}"


# trend

NO_DATA = "tidak ada data"
OTHER_INSTRUMENT = "instrumen lain"
INDICATIVE = "Jumlah OPD terverifikasi berbeda, perbandingan bersifat indikatif"
BELOW_YEAR = "Di bawah tahun: OPD terverifikasi dari seluruh OPD"
BELOW_PERIOD = "Di bawah periode: OPD terverifikasi dari seluruh OPD"
FIRST_YEAR = "penilaian pertama yang tercatat"


def trend_title(chart: Trend) -> str:
    return f"Tren nilai {chart.name}"


def trend_of(year: TrendYear) -> str:
    return f"{year.n} dari {year.of}"


def trend_subtitle(newest: TrendYear | None, before: TrendYear | None) -> str:
    """As "38,55 · kategori Tinggi · naik 1,51 dari 2025"; `before` is the last year that can be compared."""
    if newest is None or newest.value is None:
        return NOBODY
    part = newest.n != newest.of
    label = "sementara " if part else ""
    first = joined(f"{newest.called}: {label}{figure(newest.value, newest.unrounded)}", _band(newest.band))
    if newest.unrounded is not None or part:
        return first  # the comparison would not fit beside it; the line shows it
    if before is None or before.value is None:
        return f"{first} · {FIRST_YEAR}"
    moved = newest.value - before.value
    if moved == 0:
        return f"{first} · sama dengan {before.called}"
    return f"{first} · {'naik' if moved > 0 else 'turun'} {number(abs(moved))} dari {before.called}"
