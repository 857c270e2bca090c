"""Results of a period: made final, made known, opened again."""

from collections.abc import Iterable, Sequence

from bot.texts.common import WARN, moment, named
from bot.texts.results.score import remark, staged_numeral
from bot.texts.sent import unit
from core import written
from core.assessment.model import OVER, SENT, PeriodStatus, Status
from core.facts import PeriodLine
from core.pemda.naming import shortened
from core.results.period import OpdResults, PeriodResults
from core.written import first_of, listed

BACK = "Kembali"
CANCEL = "Batalkan"
CHOOSE = "Pilih OPD"
SEE_RESULT = "Lihat hasil"
SCORES = "Lihat nilai OPD"
RECORD = "Hasil periode"
NO_RESULTS = "Hasil periode itu tidak ada lagi."
NOTHING_VERIFIED = "Belum ada hasil terverifikasi yang menunggu ditetapkan."
NOT_VERIFIED = "OPD ini tidak lagi menunggu ditetapkan."
CHOOSE_FIRST = "Pilih dahulu OPD yang hasilnya ditetapkan."
MOVED = "Keadaan berubah. Periksa lagi sebelum melanjutkan."
KNOWN_ALREADY = "Hasil periode ini sudah diumumkan."
NOTHING_FINAL = "Belum ada hasil yang ditetapkan."

_WAITING = {
    Status.IN_REVIEW: "Sedang diperiksa",
    Status.SUBMITTED: "Menunggu verifikasi",
    Status.RETURNED: "Memperbaiki",
    Status.AWAITING_HEAD: "Menunggu kepala",
    Status.DRAFT: "Sedang mengisi",
    Status.NOT_STARTED: "Belum mulai",
}
"""Of those that are not verified, the nearest first."""

_OVER = _WAITING | {
    Status.AWAITING_HEAD: "Belum disetujui kepala saat ditutup",
    Status.DRAFT: "Tidak dikirim",
    Status.NOT_STARTED: "Tidak diisi",
}
"""The same once the period is over."""

_ARCHIVED = _OVER | {
    Status.IN_REVIEW: "Tidak selesai diperiksa",
    Status.SUBMITTED: "Tidak selesai diverifikasi",
    Status.RETURNED: "Perbaikan tidak selesai",
}
"""The same once nobody verifies any more."""

MOST_NAMED = 12
"""OPD that a screen names; the others are counted."""


def finalise(count: int) -> str:
    return f"Tetapkan {count} OPD"


def publish(period: str, among: Iterable[str] = ()) -> str:
    return f"Umumkan hasil {shortened(period, 20, among)}"


def manage(period: str, among: Iterable[str] = ()) -> str:
    return f"Kelola hasil {shortened(period, 20, among)}"


def reached(one: OpdResults, results: PeriodResults) -> str:
    """ "total 38 dari 55, kategori Tinggi, tingkat berjenjang II": what the Pemda calls its official result first."""
    score, instrument = one.official, results.instrument
    if score is None:
        return "belum ada hasil"
    if score.value is None:
        return "hasilnya ada pada tiap variabel"
    band = f"kategori {score.band}" if score.band else ""
    staged = f"tingkat berjenjang {staged_numeral(instrument, score)}" if instrument.staged else ""
    order = [staged, band] if one.named == "staged_level" else [band, staged]
    value = f"{instrument.value_name} {written.out_of(instrument, score.value)}"
    return ", ".join(part for part in (value, *order) if part)


def overview(results: PeriodResults, line: PeriodLine, zone: str) -> str:
    """How far the results are, and who is not verified."""
    opds = results.counted
    final = sum(one.status is Status.FINAL for one in opds)
    ready = sum(one.status is Status.VERIFIED for one in opds)
    lines = [
        f"<b>Hasil periode {named(line.name, 30)}</b>",
        f"{final} dari {len(opds)} {results.unit} ditetapkan"
        + (f", {ready} terverifikasi menunggu ditetapkan." if ready else "."),
        mean(results),
        *remark(results.instrument),
        _awaiting_province(opds),
        unverified(results),
        unregistered(results),
        f"Hasil diumumkan {moment(line.result_at, zone)}." if line.result_at else "Hasil belum diumumkan.",
    ]
    return "\n".join(text for text in lines if text)


def _awaiting_province(opds: Sequence[OpdResults]) -> str:
    found = [one for one in opds if one.awaits_province]
    return f"Menunggu verifikasi provinsi {len(found)}: {names_of(found, 5)}" if found else ""


def mean(results: PeriodResults) -> str:
    region = results.region
    counted = f"{region.n} terverifikasi dari {region.of}{unit(results)}."
    if region.mean is None:
        return counted if region.n else ""
    return f"{written.mean_band(region)}, {counted}"


def unverified(results: PeriodResults) -> str:
    """Below a heading a line for each state: "Memperbaiki 2: Dinkes, Dishub"."""
    lines = []
    period = results.period.status
    called = _ARCHIVED if period is PeriodStatus.ARCHIVED else _OVER if period in OVER else _WAITING
    for status, words in called.items():
        opds = [one for one in results.counted if one.status is status]
        if opds:
            lines.append(f"{words} {len(opds)}: {names_of(opds, 5)}")
    return "\n".join(("<b>Belum terverifikasi</b>", *lines)) if lines else f"Semua {results.unit} terverifikasi."


def unregistered(results: PeriodResults) -> str:
    """OPD of which nothing can be assessed yet."""
    found = results.unregistered
    return f"Belum mendaftarkan {results.unit} {len(found)} OPD: {names_of(found, 5)}" if found else ""


def names_of(opds: Sequence[OpdResults], most: int = MOST_NAMED) -> str:
    return first_of([named(one.short, 30) for one in opds], most, "OPD lain")


def choice(one: OpdResults, results: PeriodResults, chosen: bool) -> str:
    """ "☑ Dinkes · 38 · Tinggi"."""
    among = [other.short for other in results.opds]
    score, instrument = one.official, results.instrument
    if score is None or score.value is None:
        return marked(shortened(one.short, 24, among), chosen)
    by_stage = one.named == "staged_level" and instrument.staged
    named_so = staged_numeral(instrument, score) if by_stage else score.band
    parts = (shortened(one.short, 14, among), written.number(score.value), named_so)
    return marked(" · ".join(part for part in parts if part), chosen)


def choose_final(count: int) -> str:
    return f"Pilih OPD yang hasilnya ditetapkan. {count} OPD terverifikasi menunggu."


def confirm_final(opds: Sequence[OpdResults], results: PeriodResults, known: bool) -> str:
    lines = [f"Tetapkan hasil {len(opds)} OPD periode {named(results.period.name, 30)}?"]
    if len(opds) == 1:
        lines.append(f"{named(opds[0].name, 80)}: {reached(opds[0], results)}.")
    else:
        lines.append(f"{names_of(opds)}.")
    lines += _unjudged(opds)
    lines += _too_early(results)
    lines.append("Hasil yang ditetapkan hanya dapat dibuka kembali oleh koordinator, dengan alasan.")
    lines.append(
        "Hasil periode sudah diumumkan, jadi kontak dan kepala OPD akan langsung diberi tahu."
        if known
        else "OPD belum diberi tahu sampai hasil diumumkan."
    )
    return "\n".join(lines)


def _unjudged(opds: Sequence[OpdResults]) -> list[str]:
    """The warning about OPD that would become final before the province has judged them."""
    found = [one for one in opds if one.awaits_province]
    if not found:
        return []
    names = names_of(found, 5)
    return [f"{WARN} Provinsi belum menilai {len(found)} OPD: {names}; hasil akan tetap memakai putusan daerah."]


def _too_early(results: PeriodResults) -> list[str]:
    """What the period still waits for, before its results are made final or known."""
    states, over = results.states, results.period.status in OVER
    unverified = states.waiting + states.repairing
    counts = [
        f"{states.not_started} {'tidak mengisi' if over else 'belum mulai'}" if states.not_started else "",
        f"{states.filling} {'tidak mengirim' if over else 'sedang mengisi'}" if states.filling else "",
        f"{unverified} terkirim tetapi belum terverifikasi" if unverified else "",
    ]
    left = listed([one for one in counts if one])
    lines = [f"{WARN} Dari {states.total} {results.unit}, {left}."] if left else []
    if not over and results.period.due > results.at:
        lines.append(f"{WARN} Tenggat pengisian belum lewat: {moment(results.period.due, results.zone_label)}.")
    elif not over and (running := extensions(results)):
        lines.append(running)
    return lines


def extensions(results: PeriodResults) -> str:
    """The OPD whose own due date is still to come, after the period's; "" where there are none."""
    due = max(results.at, results.period.due)
    ahead = [one for one in results.opds if one.status not in SENT and one.due > due]
    return f"{WARN} {len(ahead)} OPD masih dalam masa perpanjangan: {names_of(ahead, 5)}." if ahead else ""


def without_province(results: PeriodResults, opds: Sequence[OpdResults]) -> str:
    """To the province, when results it had not judged were made final."""
    return (
        f"<b>{named(results.pemda_name, 60)}</b> menetapkan hasil {len(opds)} OPD periode "
        f"{named(results.period.name, 30)} sebelum dinilai provinsi: {names_of(opds)}. Hasil memakai putusan daerah. "
        "Bila masih perlu dinilai, minta koordinator membuka kembali hasilnya."
    )


def finalised(opds: Sequence[OpdResults]) -> str:
    return f"Hasil {len(opds)} OPD ditetapkan."


def result(results: PeriodResults, one: OpdResults) -> str:
    """To the contacts and the head of one OPD."""
    title = f"<b>Hasil penilaian {named(results.period.name, 30)} · {named(one.name, 80)}</b>"
    return f"{title}\nHasil sudah ditetapkan: {reached(one, results)}."


_RECEIVERS = "Kontak dan kepala {} OPD akan menerima hasil OPD-nya sendiri"
NOBODY_TOLD = "Belum ada kontak atau kepala OPD yang dapat diberi tahu"


def confirm_publishing(results: PeriodResults, final: Sequence[OpdResults], sample: str, told: int) -> str:
    """`told`: in how many of the OPD that are final somebody can be told."""
    others = len(results.counted) - len(final)
    left = (
        f"{others} {results.unit} belum ditetapkan dan tidak ikut diberi tahu; menyusul setelah ditetapkan."
        if others
        else ""
    )
    unjudged = [one for one in final if results.province_review and one.stages.province is None]
    lines = [
        f"Umumkan hasil periode {named(results.period.name, 30)}? Pengumuman hanya sekali.",
        f"{_RECEIVERS.format(told) if told else NOBODY_TOLD}; grup tim menerima hasil daerah.",
        f"{len(final) - told} OPD belum punya kontak atau kepala yang terjangkau." if 0 < told < len(final) else "",
        left,
        f"{WARN} Provinsi tidak menilai {len(unjudged)} OPD: {names_of(unjudged, 5)}; hasilnya memakai putusan daerah."
        if unjudged
        else "",
        *_too_early(results),
        mean(results),
        f"<blockquote>{sample}</blockquote>" if sample else "",
    ]
    return "\n".join(line for line in lines if line)


def published(period: str, told: int, opds: int) -> str:
    """`told`: in so many of these OPD somebody is told."""
    who = f"{opds} OPD" if told == opds else f"{told} dari {opds} OPD"
    tells = f"{who} akan diberi tahu" if told else f"{NOBODY_TOLD[:1].lower()}{NOBODY_TOLD[1:]}"
    return f"Hasil periode {named(period, 30)} diumumkan; {tells}."


def marked(label: str, chosen: bool) -> str:
    return f"{'☑' if chosen else '☐'} {label}"
