"""What the bot says in groups, besides the board: binding, lists, pictures, and what befell the group."""

from collections.abc import Iterable, Sequence

from bot.texts import anchors, common, documents
from bot.texts.common import BACK, BLANK, DONE, PART, WAIT, WARN, clean, named
from bot.texts.groups.board import NEVER_VERIFIED, place, verified
from bot.texts.results.score import staged_numeral, valued
from core.assessment.model import OVER, SENT, PeriodStatus, Status
from core.groups import PinStatus
from core.pemda.naming import shortened
from core.results.period import OpdResults, PeriodResults
from core.results.stages import REVIEWED
from core.written import number

MOST_CODES = 6
"""Codes of variables in one line of a list."""

UNBOUND = "Grup ini belum terhubung. Koordinator dapat mengetik /hubungkan."
ANONYMOUS = (
    "Perintah ini tidak dapat dijalankan sebagai admin anonim, karena bot tidak mengetahui siapa yang mengetiknya. "
    "Ketik dengan nama Bapak/Ibu sendiri."
)
ONLY_COORDINATORS_BIND = "Hanya koordinator yang dapat menghubungkan."
ONLY_COORDINATORS_UNBIND = "Hanya koordinator yang dapat memutuskan."
ONLY_COORDINATORS_REMIND = "Hanya koordinator yang dapat mengirim pengingat."
ONLY_ITS_COORDINATORS = "Grup ini sudah terhubung. Hanya koordinatornya yang dapat memindahkannya."
BIND_TOPIC, BIND_GROUP, CANCEL = "Hubungkan topik ini", "Hubungkan grup ini", common.CANCEL
MOVE_BOARD, NEW_BOARD, UNBIND = "Pindahkan papan", "Pasang papan baru", "Putuskan"
NOT_BOUND = "Tidak ada yang berubah. Untuk menghubungkan, ketik /hubungkan."
INVITATION_HERE = (
    "Undangan tidak dipakai di grup, karena semua anggota dapat membacanya. Hapus pesan itu, lalu buka tautannya "
    "sendiri, atau tempelkan di percakapan pribadi dengan bot."
)
STILL_BOUND = "Tidak ada yang berubah. Grup tetap terhubung."
UNBOUND_NOW = "Grup tidak lagi terhubung. Papan berhenti. Untuk menghubungkan lagi, ketik /hubungkan."
GONE = "Tombol ini tidak berlaku lagi."
BELOW = "Sudah ditampilkan di bawah."
COMING = "Sedang dikirim. Bila belum tampak, tekan lagi sebentar lagi."
SEE_BOARD = "Lihat papan"
PIN_BOARD = "Sematkan papan"
PIN_REFUSED = "Papan belum dapat disematkan. Beri bot hak menyematkan pesan."
PINNING = "Bot mencoba menyematkan papan."
NO_BOARD = "Papan belum ada. Papan dikirim sebentar lagi."
MOVED = "Grup menjadi supergrup; papan tetap berjalan."
PREVIEW_SENT = "Tombol pratinjau pengingat dikirim ke percakapan pribadi koordinator."
OPD_USAGE = "Ketik /opd lalu kode atau nama OPD, misalnya /opd dinkes. Boleh juga membalas pesan ini."
PRIVATE_ONLY = "Perintah itu dipakai di percakapan pribadi dengan bot."
RANKING, DISTRIBUTION, HEATMAP, PROGRESS, TREND = "Peringkat", "Sebaran", "Peta nilai", "Kemajuan", "Tren"
OPEN_PREVIEW = "Lihat pratinjau"
WHICH_PERIOD = "Penilaian yang mana?"


def which_pemda() -> str:
    return "Hubungkan dengan pemerintah daerah yang mana?"


def ask_to_bind(pemda: str, *, topic: bool, bound_to: str) -> str:
    """`bound_to`: the Pemda this group shows already, empty for none."""
    what = "topik ini" if topic else "grup ini"
    if bound_to == pemda:
        ask = "Pindahkan papan ke topik ini?" if topic else "Pasang papan baru di sini?"
        return f"Grup ini sudah terhubung dengan {place(pemda)}. {ask}"
    now = f"Grup ini terhubung dengan {place(bound_to)}. " if bound_to else ""
    return (
        f"{now}Hubungkan {what} dengan {place(pemda)}? Semua anggota grup akan melihat kemajuan dan nilai. "
        "Bukti tidak pernah dikirim ke grup."
    )


def bound(pemda: str, *, topic: bool) -> str:
    what = "Topik" if topic else "Grup"
    return f"{what} ini terhubung dengan {place(pemda)}. Papan dikirim ke sini dan disematkan."


def bound_again(pemda: str) -> str:
    return f"Grup terhubung lagi dengan {place(pemda)}. Papan dikirim ke sini dan disematkan."


def help(commands: Sequence[tuple[str, str]]) -> str:
    lines = [f"/{slug} · {words}" for slug, words in commands]
    private = "Pengisian dilakukan di percakapan pribadi dengan bot."
    return "\n".join(["<b>Perintah di grup</b>", *lines, private, anchors.EXPLAINED])


def no_such_period(name: str, known: Sequence[str]) -> str:
    there = f" Yang ada: {', '.join(named(one, 30) for one in known)}." if known else ""
    return f"Periode {named(name, 20)} tidak ada.{there}"


def open_title(count: int, over: bool = False) -> str:
    """`over`: the period has ended, so nobody sends any more."""
    return f"<b>{count} OPD {'tidak' if over else 'belum'} mengirim</b>" if count else "Semua OPD sudah mengirim."


def open_line(one: OpdResults, variables: int, over: bool = False) -> str:
    """ "🟡 Dinkes · 7/11, belum V04 V08 V10 V11"; many codes would break the line."""
    return f"{mark(one)} {named(one.short)} · {_open(one, variables, MOST_CODES, over)}"


def scores_title(results: PeriodResults) -> str:
    title = f"<b>Nilai, {verified(results)}</b>"
    return title if results.valued else f"{title}\n{no_scores(results)}"


def no_scores(results: PeriodResults) -> str:
    """Why there is no list of values."""
    if not results.instrument.valued:
        return "Penilaian ini tidak memakai nilai."
    return "Belum ada OPD yang bernilai." if results.verified else "Belum ada OPD terverifikasi."


def score_line(rank: int, one: OpdResults, results: PeriodResults) -> str:
    """ "1. Bappeda · 47 · Sangat Tinggi · berjenjang III"."""
    return f"{rank}. {named(one.short)} · {_score(one, results)}"


def opd_line(one: OpdResults, results: PeriodResults) -> str:
    """One OPD with all that a group may know of it."""
    variables = results.asked
    if one.official is not None and one.value is not None:
        parts = [_score(one, results)]
        holding, what = one.official.holding, "penahan" if results.instrument.staged else "terendah"
        if holding:
            parts.append(f"{what} {' '.join(holding) if len(holding) <= MOST_CODES else f'{len(holding)} variabel'}")
    elif one.status in SENT:
        parts = [sent_words(one.status, results.period.status)]
    else:
        parts = [_open(one, variables, variables, results.period.status in OVER).replace(", ", " · ")]
    if one.late:
        parts.append("terlambat")
    if one.former is not None:
        parts.append(f"{one.former.year}: {valued(one.former.score)}")
    return " · ".join((f"{mark(one)} {named(one.name, 100)}", *parts))


def no_such_opd(words: str, near: bool) -> str:
    typed = f"Tidak ada OPD “{named(words)}”."
    return f"{typed} Mungkin yang dimaksud:" if near else f"{typed} {OPD_USAGE}"


def several_opds(words: str, count: int) -> str:
    if not words:
        return f"{count} OPD. Pilih satu."
    return f"Ada {count} OPD yang cocok dengan “{named(words)}”. Pilih satu, atau ketik lebih lengkap."


def choice(opd: OpdResults, among: Iterable[OpdResults]) -> str:
    """The label of the button that shows one OPD."""
    return shortened(clean(opd.short), 24, (clean(one.short) for one in among))


def chart_caption(name: str, results: PeriodResults, page: int, count: int) -> str:
    which = f" ({page} dari {count})" if count > 1 else ""
    heading = named(results.period.heading)
    return f"<b>{name} {heading} · {place(results.pemda_name)}</b>{which}, {verified(results)}"


def recap_caption(results: PeriodResults) -> str:
    return f"{documents.recap_name(results.period.heading)}: {verified(results)}"


def remind_preview(pemda: str) -> str:
    return f"<b>Ingatkan OPD · {place(pemda)}</b>\nBuka pratinjaunya dahulu; pengingat dikirim dari sana."


def board_above(pinned: PinStatus) -> str:
    return "Papan disematkan di atas." if pinned is PinStatus.YES else "Papan ada di atas."


def lost(title: str) -> str:
    return (
        f"{WARN} Bot dikeluarkan dari grup {named(title, 60)}. Papan berhenti. "
        "Tambahkan bot lagi, lalu ketik /hubungkan."
    )


def topic_closed(title: str) -> str:
    return (
        f"{WARN} Topik ditutup, papan di grup {named(title, 60)} berhenti. "
        "Buka lagi, atau ketik /hubungkan di topik lain."
    )


def topic_deleted(title: str) -> str:
    return f"{WARN} Topik dihapus, papan di grup {named(title, 60)} berhenti. Ketik /hubungkan di topik lain."


def silenced(title: str) -> str:
    return f"{WARN} Bot tidak dapat menulis di grup {named(title, 60)}, papan berhenti. Beri bot hak mengirim pesan."


def mark(one: OpdResults) -> str:
    if one.status in REVIEWED:
        return DONE
    return _MARKS.get(one.status, WAIT)


_MARKS = {Status.NOT_STARTED: BLANK, Status.DRAFT: PART, Status.RETURNED: BACK}
_SENT_WORDS = {
    Status.SUBMITTED: "menunggu verifikasi",
    Status.IN_REVIEW: "sedang diperiksa",
    Status.RETURNED: "memperbaiki",
    Status.VERIFIED: "terverifikasi",
    Status.FINAL: "ditetapkan",
}


def sent_words(status: Status, period: PeriodStatus) -> str:
    """How far an OPD is that has sent. Once the period is archived nobody verifies any more."""
    return NEVER_VERIFIED if period is PeriodStatus.ARCHIVED and status not in REVIEWED else _SENT_WORDS[status]


def _open(one: OpdResults, variables: int, most: int, over: bool) -> str:
    """How far an OPD is that has not sent. The codes that lack something are named if they are few."""
    if over:
        return _ended(one, variables)
    if one.status is Status.NOT_STARTED:
        return "belum mulai"
    if one.status is Status.AWAITING_HEAD:
        return "menunggu persetujuan kepala"
    done = f"{variables - len(one.incomplete)}/{variables}"
    if not one.incomplete:
        return f"{done}, tinggal dikirim"
    return f"{done}, belum {' '.join(one.incomplete)}" if len(one.incomplete) <= most else done


def _ended(one: OpdResults, variables: int) -> str:
    """How far an OPD had come that had not sent when the period ended."""
    if one.status is Status.NOT_STARTED:
        return "tidak mengisi"
    if one.status is Status.AWAITING_HEAD:
        return "tidak dikirim, belum disetujui kepala"
    return f"tidak dikirim, {variables - len(one.incomplete)}/{variables}"


def _score(one: OpdResults, results: PeriodResults) -> str:
    official, instrument = one.official, results.instrument
    assert official is not None
    assert official.value is not None
    staged = f"berjenjang {staged_numeral(instrument, official)}" if instrument.staged else ""
    return " · ".join(part for part in (number(official.value), official.band, staged) if part)
