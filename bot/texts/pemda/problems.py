"""What needs a coordinator: set-aside updates, contacts who cannot be reached."""

from collections.abc import Sequence
from datetime import datetime

from bot.texts.common import named, said, when
from bot.texts.operations.alarms import work
from core.facts import AsideLine, LateFileLine, OpdLine, PersonLine, StuckLine, UnreachableLine, WaitLine
from core.screen import Notice, steady
from core.written import long_day

RETRY = "Coba lagi"
DETAILS = "Lihat rincian"
MANAGE = "Atur kontak ini"
RIGHT_OPD = "OPD sudah benar"
FILL_IN = "Isi penilaian"
CONFIRMED = "Laporan selesai; kontak diberi tahu"
INVITE_HEAD = "Undang kepala"
NEW_INVITATION = "Buat undangan baru"
BACK = "Kembali"
NONE = "Tidak ada masalah yang perlu ditangani."
RECORD = "Masalah"
SETTLED = "Laporan ini sudah selesai."
DONE_MEANWHILE = "Pekerjaan ini sudah berhasil atau tidak perlu lagi."
TRIED_SOON = "Dicoba lagi dalam satu menit"
SOLVED = "Kiriman ini sudah diolah atau tidak ada lagi."
_WAITS = {"updates": "kiriman menunggu diolah", "calls": "pesan menunggu dikirim"}
_KINDS = {
    "text": "tulisan",
    "photo": "foto",
    "document": "dokumen",
    "tap": "tekanan tombol",
}


def title(pemda: str, count: int) -> str:
    return f"<b>Masalah · {named(pemda, 60)}</b>\n{count} perlu ditangani."


def show_aside(count: int) -> str:
    return f"Lihat kiriman ({count})"


def show_stuck(count: int) -> str:
    return f"Lihat pekerjaan bot ({count})"


def show_late(count: int) -> str:
    return f"Lihat berkas tertunda ({count})"


def show_unreachable(count: int) -> str:
    return f"Lihat kontak ({count})"


def show_disputed(count: int) -> str:
    return f"Lihat salah OPD ({count})"


def show_questions(count: int) -> str:
    return f"Lihat pertanyaan ({count})"


def show_headless(count: int) -> str:
    return f"Lihat tanpa kepala ({count})"


def headless(line: OpdLine) -> str:
    """An OPD that cannot be sent."""
    return (
        f"⚠️ Penilaian {named(line.short, 60)} sudah lengkap, tetapi belum dapat disetujui: "
        "kepalanya belum terdaftar di bot."
    )


def aside(line: AsideLine, now: datetime, zone: str) -> str:
    """One set-aside update: "Disdukcapil, dokumen, pukul 10.12 WITA. …" """
    whose = named(line.opd_short or line.who, 60)
    kind = _KINDS.get(line.what, "kiriman")
    why = "Isinya tidak terbaca oleh bot." if line.unreadable else "Lima kali dicoba dan belum berhasil."
    return f"⚠️ <b>Satu kiriman disisihkan</b>\n{whose}, {kind}, {when(line.at, now, zone)}. {why} Kiriman aman."


def aside_details(line: AsideLine, now: datetime, zone: str) -> str:
    return (
        f"{aside(line, now, zone)}\nPengirim: {named(line.who, 80)}\nNomor: {line.id}\n"
        f"<blockquote expandable>{said(line.error or 'Tanpa keterangan.', 400)}</blockquote>"
    )


def stuck(line: StuckLine, now: datetime, zone: str) -> str:
    """A job of the bot's own that fails."""
    again = "Dicoba lagi sekali sehari." if line.aside else "Masih dicoba berulang kali."
    return (
        f"⚠️ <b>Bot belum berhasil {work(line.kind)}</b>\nSejak {when(line.since, now, zone)}. {again}\n"
        f"<blockquote expandable>{said(line.error or 'Tanpa keterangan.', 400)}</blockquote>"
    )


def late(lines: Sequence[LateFileLine], now: datetime, zone: str) -> str:
    files = [f"{named(line.opd_short, 60)}: {named(line.name, 80)}, {when(line.since, now, zone)}" for line in lines]
    head = "⚠️ <b>Berkas belum tersalin lebih dari satu jam</b>"
    rest = "Bot terus mencoba, dan pengirim diberi tahu bila gagal. Bila bertambah banyak, hubungi pengelola server."
    return "\n".join([head, *files, rest])


def waits(line: WaitLine, now: datetime, zone: str) -> str:
    """Updates or calls that have waited for more than an hour. Only whoever runs the machine can help."""
    return f"⚠️ {line.count} {_WAITS[line.kind]} sejak {when(line.since, now, zone)}. Hubungi pengelola server."


def retry_all(count: int) -> str:
    return f"Coba semua lagi ({count})"


def retried(count: int) -> str:
    return f"{count} kiriman dicoba lagi" if count > 1 else "Kiriman dicoba lagi"


def unreachable(line: UnreachableLine) -> str:
    others = f"{line.others} kontak lain masih terjangkau" if line.others else "tidak ada kontak lain"
    return (
        f"⚠️ Kontak {named(line.opd_short, 60)} ({named(line.name, 60)}) memblokir bot sejak "
        f"{long_day(line.since.date())}; {others}."
    )


def disputed(line: PersonLine) -> str:
    return (
        f"⚠️ {named(line.name, 80)} melaporkan salah OPD: terdaftar sebagai kontak {named(line.opd_short, 60)}. "
        "Bila benar salah, keluarkan dari OPD itu lalu kirim undangan OPD yang benar."
    )


def confirmed(line: PersonLine) -> Notice:
    """To the contact whose report was settled."""
    words = f"Koordinator memastikan Bapak/Ibu kontak {named(line.opd_short, 60)}. Penilaian dapat diisi."
    return Notice(words, ((steady(FILL_IN, "start"),),))


def unreachable_notice(line: UnreachableLine, pemda: int) -> Notice:
    """To the coordinators when a contact blocks the bot."""
    return Notice(unreachable(line), ((steady(NEW_INVITATION, "invite_opd", line.opd_id, pemda),),))
