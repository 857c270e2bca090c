"""The result of one OPD: the card below its radar, where it stands before that, each variable.

Kategori belongs to a value (a total where it is a sum), tingkat to a variable, tingkat berjenjang to an OPD.
"""

from collections.abc import Iterable

from bot.texts.common import AWAITING, capital, clean, heading, named
from bot.texts.results.next_level import lead
from bot.texts.results.score import aspects, forms, remark, staged_numeral, tally, valued
from core.assessment.model import OVER, SENT, Assessment, PeriodStatus, Status
from core.fit import fit
from core.instrument.parse import Instrument
from core.instrument.scoring import Score
from core.pemda.naming import shortened
from core.results.period import OpdResults, OwnResults, PeriodResults
from core.screen import cut, escape
from core.written import count, figure, first_of, listed, long_day, number, with_rest

BY_VARIABLE = "Lihat per variabel"
WHICH = "Hasil penilaian yang mana?"
COMES = "Hasil dikirim di bawah"
OF_REGION = "Hasil semua OPD ada di Kelola hasil."
OF_REGION_LATER = "Hasil semua OPD ada di Kelola periode, Kelola hasil. Pilih pemerintah daerahnya."
WITHOUT_VALUE = "Penilaian ini tidak memakai nilai. Hasilnya ada pada tiap variabel."
NOTHING_APPLIES = "Belum ada nilai, karena tidak ada variabel yang berlaku."

Results = PeriodResults | OwnResults

_UNVERIFIED = {
    Status.NOT_STARTED: "belum dikirim",
    Status.DRAFT: "belum dikirim",
    Status.AWAITING_HEAD: "belum dikirim",
    Status.SUBMITTED: "menunggu diperiksa tim penilai",
    Status.IN_REVIEW: "sedang diperiksa tim penilai",
    Status.RETURNED: "sebagian dikembalikan untuk diperbaiki",
}
_REPAIRED = "dikembalikan untuk diperbaiki, lalu dinilai lagi"
_AGAIN = "sedang dinilai lagi tim penilai"
_UNSENT = "tidak dikirim sampai penilaian ditutup"
_UNFINISHED = "periode diarsipkan sebelum tim penilai selesai memeriksa"

_MOST_MOVES = 11


def of_opd(short: str, among: Iterable[str]) -> str:
    """Label of a button to another OPD's result that has a row of its own."""
    return f"Lihat hasil {shortened(clean(short), 18, map(clean, among))}"


def which(name: str, among: Iterable[str]) -> str:
    """Label of one of several results, by OPD and period."""
    return shortened(clean(name), 30, map(clean, among))


def one_of(short: str, among: Iterable[str]) -> str:
    """The same in a row of several, where only the names have room."""
    return shortened(clean(short), 14, map(clean, among))


def drawable(opd: OpdResults) -> bool:
    """Whether the OPD has a value, without which there is no radar."""
    own = opd.stages.own.score
    return opd.value is not None or (not opd.verified and own is not None and own.value is not None)


def title(results: Results, opd: OpdResults, *more: str) -> str:
    return heading("", f"Hasil {named(results.period.name)}", named(opd.name, 100), *more)


def card(results: Results, opd: OpdResults) -> str:
    """The caption of the radar: at most 900 characters as they are read. What the Pemda calls its official result is
    said first. For an OPD with a value (`drawable`)."""
    found = opd.official
    body = _verified(results, opd, found) if found else _own(results, opd)
    below = lead(results.instrument, opd, found) if found else [""]
    legend = f"<i>{_legend(results, opd)}</i>"
    return fit("\n".join([title(results, opd), *body, *_compared(results, opd), *below, legend]))


def _verified(results: Results, opd: OpdResults, found: Score) -> list[str]:
    instrument = results.instrument
    band = f" · kategori <b>{found.band}</b>" if found.band else ""
    value = f"{capital(instrument.value_name)} {_out_of(instrument, found)}{band}"
    if not instrument.staged:
        lines = [value, *_lowest(instrument, found)]
    else:
        staged = f"Tingkat berjenjang {_staged(instrument, found)}"
        lines = [staged, value] if opd.named == "staged_level" else [value, staged]
    reached = opd.stages.official or opd.stages.own
    parts = [*forms(instrument, reached), *aspects(instrument, reached)]
    return [*lines, *remark(instrument), *parts, *_awaited(opd), *_moves(instrument, opd)]


def _out_of(instrument: Instrument, found: Score) -> str:
    assert found.value is not None, "a card has a value"
    return f"<b>{number(found.value)}</b> dari {number(instrument.ends[1])}"


def _lowest(instrument: Instrument, found: Score) -> list[str]:
    """The lowest variables of an instrument that does not stage; nothing where they are no more than all."""
    if not 0 < len(found.holding) < len(instrument.codes):
        return []
    return [f"Terendah: {first_of(found.holding, _MOST_MOVES, 'variabel lain')}"]


def _awaited(opd: OpdResults) -> list[str]:
    """Who has still to judge before the result is final."""
    if opd.status is not Status.VERIFIED:
        return []
    return [awaited(opd.awaits_province)]


def awaited(province: bool) -> str:
    """What a verified result waits for."""
    if province:
        return "Terverifikasi tim daerah, menunggu verifikasi provinsi."
    return "Terverifikasi, menunggu ditetapkan koordinator."


def _own(results: Results, opd: OpdResults) -> list[str]:
    mine = opd.stages.own.score
    assert mine is not None, "a card has a value"
    value = f"{results.instrument.value_name} {_out_of(results.instrument, mine)}"
    parts = [*forms(results.instrument, opd.stages.own), *aspects(results.instrument, opd.stages.own)]
    own = f"<b>Mandiri, sementara</b>: {value}"
    return [own, *remark(results.instrument), *parts, _where(opd, results.period.status)]


def _where(opd: OpdResults, period: PeriodStatus) -> str:
    """Where an OPD without a result stands, as a sentence."""
    if not opd.again:
        return f"{'Tidak' if period is PeriodStatus.ARCHIVED else 'Belum'} diverifikasi, {_unverified(opd, period)}."
    if period is PeriodStatus.ARCHIVED:
        return f"Pernah diverifikasi; periode diarsipkan sebelum {listed(opd.again)} dinilai lagi."
    returned = opd.status is Status.RETURNED
    return f"Pernah diverifikasi; {listed(opd.again)} {_REPAIRED if returned else _AGAIN}."


def _unverified(opd: OpdResults, period: PeriodStatus) -> str:
    """Where an OPD without a result stands."""
    if period in OVER and opd.status not in SENT:
        return _UNSENT
    if period is PeriodStatus.ARCHIVED:
        return _UNFINISHED
    return _UNVERIFIED.get(opd.status, "menunggu tim penilai")


def _staged(instrument: Instrument, found: Score) -> str:
    """ "II, tertahan di V04 SOP Pelayanan"."""
    numeral, held = staged_numeral(instrument, found), found.holding
    if len(held) in (0, len(instrument.codes)):
        return f"<b>{numeral}</b>: seluruh variabel berada pada tingkat {numeral}"
    if len(held) == 1:
        return f"<b>{numeral}</b>, tertahan di {held[0]} {escape(instrument.variable(held[0]).short)}"
    if len(held) <= 3:
        return f"<b>{numeral}</b>, tertahan di {listed(held)}"
    return f"<b>{numeral}</b>, tertahan di {count(len(held))} variabel: {listed(held)}"


def _moves(instrument: Instrument, opd: OpdResults) -> list[str]:
    """ "Mandiri 40, tim daerah 38: V03 IV → III, V04 III → II"."""
    reached = [("mandiri", opd.stages.own), ("tim daerah", opd.stages.region), ("provinsi", opd.stages.province)]
    scores = [(who, at.score.value) for who, at in reached if at is not None and at.score is not None]
    values = [f"{who} {number(value)}" for who, value in scores if value is not None]
    own, final = opd.stages.own.levels, (opd.stages.official or opd.stages.own).levels
    changed = [
        f"{code} {instrument.numeral(own[code], code)} → {instrument.numeral(final[code], code)}"
        for code in instrument.codes
        if code in own and own[code] != final.get(code, own[code])
    ]
    said = ", ".join(with_rest(changed, _MOST_MOVES)) or "tanpa perubahan"
    return [f"{capital(', '.join(values))}: {said}"]


def _compared(results: Results, opd: OpdResults) -> list[str]:
    """ "Tahun 2025: 35, Sedang · rata-rata daerah 38,55"."""
    parts = [part for part in (_former(results, opd), _mean(results)) if part]
    return [capital(" · ".join(parts))] if parts else []


def _former(results: Results, opd: OpdResults) -> str:
    unlike = f"{results.unlike_year} memakai instrumen lain" if results.unlike_year else ""
    if opd.former is not None:
        beside = f" ({unlike})" if unlike else ""
        return f"tahun {opd.former.year}: {valued(opd.former.score)}{beside}"
    if unlike:
        return f"tahun {unlike}"
    compared = results.former_year and results.instrument.valued
    return f"tahun {results.former_year}: tidak ada hasil" if compared else ""


def _mean(results: Results) -> str:
    """The mean of all OPD; none while only one is verified, and before the results are made known."""
    region = results.region
    if region.mean is None or region.n < 2:
        return ""
    return f"rata-rata daerah {'' if region.n == region.of else 'sementara '}{figure(region.mean, region.unrounded)}"


def _legend(results: Results, opd: OpdResults) -> str:
    """Which line is which, as the radar draws them, and as of when."""
    lines = ["putus-putus mandiri"]
    if opd.official is not None:
        province = opd.stages.province is not None
        lines = ["tebal provinsi", "sedang tim daerah", *lines] if province else ["tebal tim daerah", *lines]
        lines += [f"titik-titik {opd.former.year}"] if opd.former else []
        lines += ["tipis rata-rata daerah"] if _mean(results) and not province else []
    counted = f"{results.region.n} terverifikasi dari {results.region.of}"
    return f"Radar: {', '.join(lines)}. Per {long_day(results.at.date())}, {counted}."


# before there is a value


def standing(results: OwnResults, a: Assessment) -> str:
    """Where the assessment stands, in a sentence."""
    opd = results.opd
    lines = [title(results, opd), _stands(results, a)]
    if not results.instrument.valued and not opd.incomplete:
        lines += [
            *tally(results.instrument, (opd.stages.official or opd.stages.own).levels),
            *remark(results.instrument),
        ]
    return "\n".join([*lines, *_compared(results, opd)])


def _stands(results: OwnResults, a: Assessment) -> str:
    opd, codes = results.opd, a.instrument.codes
    period = results.period.status
    if opd.stages.official is not None or not opd.incomplete:
        found = awaited(opd.awaits_province) if opd.status is Status.VERIFIED else ""
        stands = found if opd.verified else _where(opd, period)
        return f"{NOTHING_APPLIES if results.instrument.valued else WITHOUT_VALUE} {stands}".rstrip()
    if period in OVER:
        done = len(codes) - len(opd.incomplete)
        if opd.status in SENT and period is PeriodStatus.CLOSED:
            return f"Belum ada hasil: {_unverified(opd, period)}."
        unsent = f" {done} dari {len(codes)} variabel lengkap." if opd.status not in SENT else ""
        return f"Tidak ada hasil: {_unverified(opd, period)}.{unsent}"
    if opd.status is Status.NOT_STARTED:
        return "Belum ada hasil: penilaian belum diisi."
    if opd.status is Status.AWAITING_HEAD:
        return f"Belum ada hasil. {AWAITING[a.approval]}"
    if opd.status is Status.DRAFT:
        done = len(codes) - len(opd.incomplete)
        return f"Belum ada hasil: {done} dari {len(codes)} variabel lengkap. Belum: {', '.join(opd.incomplete)}."
    return f"Belum ada hasil: {_unverified(opd, period)}."


def record(a: Assessment) -> str:
    return f"Hasil {cut(clean(a.period.name), 40)} {named(a.opd.short)}"
