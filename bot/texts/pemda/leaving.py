"""An OPD is removed from the list, or does not take part in a period."""

from bot.texts.common import named, quote, titled
from core.facts import OpdLine

REMOVE = "Hapus OPD"
LEAVE_OUT = "Tidak ikut periode"
TAKE_IN, TAKE_IN_AGAIN = "Ikutkan", "Ikutkan kembali"
CANCEL = "Batalkan"
OPEN = "Buka penilaian"
NOT_BARE = "OPD ini sudah mempunyai isian atau bukti, jadi tidak dapat dihapus."
NOT_NOW = "OPD ini tidak lagi dapat diubah keikutsertaannya."
NEED_REASON = "Tulis alasannya, paling sedikit 5 dan paling banyak 300 karakter."


def confirm_removal(opd: OpdLine, told: int) -> str:
    """What goes with an OPD that has nothing."""
    return (
        f"Hapus <b>{named(opd.name, 160)}</b> ({named(opd.code)}) dari daftar OPD?\n"
        "Belum ada isian, bukti, atau kiriman. OPD ini hilang dari daftar, jumlah, pengingat, dan papan; undangannya "
        f"dicabut.{_roles(told)}\nBila keliru, kirim lagi daftar dengan kode yang sama."
    )


def _roles(told: int) -> str:
    return f" Peran kontak dan kepalanya berakhir; {told} orang diberi tahu." if told else ""


def removed(opd: OpdLine) -> str:
    return f"{named(opd.name, 160)} ({named(opd.code)}) dihapus dari daftar OPD."


def removed_notice(opd: OpdLine, pemda: str) -> str:
    """To its contacts and heads."""
    return (
        f"{named(opd.name, 160)} dihapus koordinator dari daftar OPD {named(pemda, 60)}, jadi peran Bapak/Ibu "
        "di OPD ini berakhir. Bila keliru, hubungi koordinator."
    )


def ask_reason(opd: OpdLine, period: str) -> str:
    return (
        f"<b>{named(opd.name, 160)}</b>\nTidak ikut {named(titled(period))}: tulis alasannya, yang dibaca juga oleh "
        "kontak OPD. Misalnya: digabung dengan Dinas Kesehatan."
    )


def confirm_leaving(opd: OpdLine, period: str, reason: str, told: int) -> str:
    people = f" {told} orang diberi tahu." if told else ""
    return (
        f"Keluarkan <b>{named(opd.name, 160)}</b> dari {named(titled(period))}?\n{quote(reason)}\n"
        "OPD ini tidak lagi dihitung dalam jumlah, pengingat, antrean, papan, dan hasil. Isian dan buktinya tetap "
        f"tersimpan.{people} Selama periode terbuka, OPD ini dapat diikutkan kembali."
    )


def left_out(opd: OpdLine, period: str) -> str:
    return f"{named(opd.short)} tidak ikut {named(titled(period))}."


def left_out_notice(opd: OpdLine, period: str, reason: str) -> str:
    """To its contacts and heads."""
    return (
        f"{named(opd.short)} tidak ikut {named(titled(period))}, menurut koordinator: {quote(reason)}\n"
        "Isian dan bukti tetap tersimpan. Bila keliru, hubungi koordinator."
    )


def taken_in(opd: OpdLine, period: str) -> str:
    return f"{named(opd.short)} {_takes_part(opd)} dalam {named(titled(period))}."


def _takes_part(opd: OpdLine) -> str:
    return "ikut kembali" if opd.left_out is not None else "ikut"


def taken_in_notice(opd: OpdLine, period: str) -> str:
    """To its contacts and heads."""
    going_on = "dilanjutkan" if opd.left_out is not None else "dimulai"
    return f"{named(opd.short)} {_takes_part(opd)} dalam {named(titled(period))}. Isian dapat {going_on}."
