"""What `pandu doctor` says (plain text for a terminal)."""

from collections.abc import Sequence
from datetime import datetime

from bot.texts.common import moment
from bot.texts.operations.settings import store
from core.pemda.zones import zone_label

FINE = "Semuanya baik."
ATTENTION = "Perlu diketahui: "
TROUBLE = "Masalah: "
NO_EVIDENCE = "Bukti: belum ada berkas."

_SETS = {
    "set_aside": "{count} kiriman disisihkan; tangani lewat /admin",
    "anchor_unknown": "jangkar tidak ditemukan dalam rantai catatan mana pun",
    "token_refused": "token bot ditolak Telegram; semua pesan menunggu. Periksa BOT_TOKEN pada @BotFather",
    "calls_late": "{count} pesan menunggu dikirim lebih dari satu jam",
    "unsure": "{count} pesan tidak pasti terkirim",
    "held": "{count} pesan ditahan sejak pemulihan cadangan",
    "failed": "{count} pesan gagal terkirim dalam tujuh hari terakhir",
    "work_fails": "{count} pekerjaan berkala gagal terus; tangani lewat /admin",
    "updates_late": "{count} kiriman menunggu diolah lebih dari satu jam",
    "rival": "bot lain memakai token yang sama; hentikan yang lain, atau ganti token di @BotFather",
    "webhook": "kiriman bot dibawa ke alamat webhook lain; hentikan yang lain, atau ganti token di @BotFather",
    "unreachable": "{count} orang tidak terjangkau",
    "exposed": "akun lain di komputer ini dapat membaca {place}; jalankan: chmod go= {place}",
    "replicated": "Litestream bekerja pada berkas basis data ini; dengan versi SQLite ini data dapat hilang karenanya",
}
"""By the slug of what is the matter."""

_DAMAGED = {
    "evidence_missing": "berkas bukti hilang dari penyimpanan",
    "evidence_differs": "berkas bukti berbeda dari yang disimpan",
}
_NAMED = 5
"""Files that a sentence names one by one."""

_FILES = {"photo": "foto", "document": "dokumen"}
_SENDERS = {"contact": "kontak", "head": "kepala OPD", "": "kontak terdahulu"}
_KINDS = {"text": "tulisan", "photo": "foto", "document": "dokumen", "tap": "tekanan tombol"}
_STATES = {"unsure": "tidak pasti", "held": "ditahan", "failed": "gagal"}


def finding(slug: str, count: int, place: str) -> str:
    if slug == "evidence_unreadable":
        return f"{count} berkas bukti tidak dapat diperiksa. {store(place)}"
    return _SETS[slug].format(count=count, place=place)


def damaged(slug: str, file: str) -> str:
    return f"{_DAMAGED[slug]}: {file}. Pulihkan dari cadangan (pandu restore), atau minta pengirim mengirim ulang"


def file(place: Sequence[str], kind: str, name: str, number: int, role: str, at: datetime | None) -> str:
    """ "Kabupaten Kutai Timur, 2026, DINKES, V03, dokumen Renja.pdf (bukti no. 12), dari kontak, 23 November ..."."""
    what = f"{_FILES.get(kind, 'berkas')} {name} (bukti no. {number})"
    sender = f"dari {_SENDERS.get(role, role)}"
    when = moment(at, zone_label(at)) if at else ""
    return ", ".join(word for word in (*place, what, sender, when) if word)


def own_file(pemda: str, name: str) -> str:
    return f"{pemda}, berkas pengaturan {name}"


def late_files(count: int, lines: Sequence[tuple[str, str, datetime]]) -> str:
    """Evidence that is not copied yet, the oldest by OPD, name, and when it came."""
    shown = [f"{code}: {name}, sejak {moment(since, zone_label(since))}" for code, name, since in lines[:_NAMED]]
    more = [f"dan {count - len(shown)} lainnya"] if count > len(shown) else []
    names = f" ({'; '.join([*shown, *more])})" if shown else ""
    return f"{count} berkas bukti belum tersalin lebih dari satu jam{names}"


def queue(updates: int, calls: int, set_aside: int) -> str:
    return f"Antrean: {updates} kiriman menunggu diolah, {calls} pesan menunggu dikirim, {set_aside} disisihkan."


def chain(pemda: str, entries: int, erased: int, newest: str) -> str:
    gone = f", {erased} isinya dihapus" if erased else ""
    return f"Rantai catatan {pemda}: {entries} catatan{gone}, jangkar {newest}."


def anchor(pemda: str, number: int) -> str:
    return f"Jangkar ditemukan: {pemda}, catatan ke-{number}."


def evidence(files: int, copying: int) -> str:
    if not files and not copying:
        return NO_EVIDENCE
    return f"Bukti: {files} berkas diperiksa" + (f", {copying} masih disalin." if copying else ".")


def database(version: str | None, faulty: bool) -> str:
    """`faulty`: this version of SQLite loses data when foreign programs write to the file."""
    if not version:
        return "Basis data: PostgreSQL."
    return f"Basis data: SQLite {version}." + (f" {ALONE}" if faulty else "")


ALONE = "Selama bot berjalan, jangan buka berkasnya dengan program lain (Litestream, DB Browser): data dapat hilang."


def message(number: int, state: str, kind: str, chat: int, at: datetime, error: str) -> str:
    """A line for a message whose outcome needs a person's eye."""
    reason = f": {error}" if error else ""
    return f"  pesan {number} ({kind}) ke {chat}, {_STATES[state]}, {moment(at, zone_label(at))}{reason}"


def aside(number: int, whose: str, what: str, at: datetime, error: str) -> str:
    return f"  kiriman {number}, {whose}, {_KINDS.get(what, 'kiriman')}, {moment(at, zone_label(at))}: {error}"


def failing(number: int, kind: str, key: str, since: datetime, attempts: int, error: str) -> str:
    """A line about a job of the bot's own that fails."""
    what = f"{kind} {key}".rstrip()
    return f"  pekerjaan {number} ({what}), {attempts} kali gagal sejak {moment(since, zone_label(since))}: {error}"
