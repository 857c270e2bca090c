"""An OPD's drafts before they are fixed, what was fixed, and what contacts read of it."""

from collections.abc import Iterable
from datetime import datetime

from bot.texts.common import BACK, DONE, WAIT, WARN, hour, moment, named, said
from bot.texts.review.card import inside
from bot.texts.review.queue import opd_of, place
from core.instrument.parse import Instrument
from core.pemda.heads import head_title
from core.review.facts import Card, Delivery, Desk, Dossier
from core.review.verdicts import Stage, Verdict
from core.written import first_of, listed

FIX = "Kirim putusan"
CHANGED = "Ada yang berubah. Inilah keadaan terbaru."
NOT_NOW = "Masa perbaikan sudah lewat. Ubah dahulu yang dikembalikan."


def change(code: str) -> str:
    return f"Ubah {code}"


def judge(code: str) -> str:
    return f"Nilai {code}"


def concluding(desk: Desk, d: Dossier) -> str:
    done = not d.left
    head = f"<b>{opd_of(d)} · {place(desk)} {'selesai dinilai' if done else 'belum selesai'}</b>"
    room = 620 // max(1, len(d.cards))
    lines = [
        _line(d.instrument, one.variable, one.base, one.draft.level, one.draft.note, room)
        for one in d.cards
        if one.draft is not None
    ]
    if not done:
        return "\n".join([head, *lines, f"Rancangan tersimpan. Belum dinilai: {listed(d.left)}."])
    back = any(one.draft and one.draft.level is None for one in d.cards)
    told = "; OPD diberi tahu setelah Bapak/Ibu mengirim putusan." if back else "."
    return "\n".join([head, *lines, f"Masih rancangan{told} Untuk mengubah, ketuk variabelnya."])


def concluded(desk: Desk, d: Dossier, zone: str) -> str:
    head = f"<b>{opd_of(d)} · {place(desk)}: putusan dikirim</b>"
    if not d.fixed:
        return head
    room = 560 // len(d.fixed)
    lines = [_line(d.instrument, one.variable, d.bases.get(one.variable), one.level, one.note, room) for one in d.fixed]
    returned = [one.variable for one in d.fixed if one.level is None and not d.delivery.forgotten]
    at = f"Dikirim {moment(d.fixed[0].at, zone)}."
    return "\n".join([head, *lines, at, *([_delivery(returned, d.delivery, zone)] if returned else [])])


def _line(instrument: Instrument, code: str, base: int | None, level: int | None, note: str, room: int) -> str:
    """One verdict. `base` is None when it is not known any more; then a note says that the level was changed."""
    words = f" · {said(inside(note), max(24, room))}" if note else ""
    if level is None:
        return f"{BACK} {code}{words}"
    numeral = instrument.numeral(level, code)
    if base is not None and level != base:
        return f"{code} {instrument.numeral(base, code)} → {numeral}{words}"
    return f"{code} menjadi {numeral}{words}" if base is None and note else f"{DONE} {code} {numeral}"


def _delivery(returned: list[str], delivery: Delivery, zone: str) -> str:
    codes = listed(returned)
    if delivery.at:
        return f"{BACK} {codes} tersampaikan kepada kontak {hour(delivery.at, zone)}"
    if delivery.waiting:
        return f"{WAIT} {codes} sedang disampaikan kepada kontak"
    why = "belum ada kontak yang terjangkau" if not delivery.told else "kontak tidak terjangkau"
    return f"{WARN} {codes} belum tersampaikan, {why}. Hubungi koordinator."


def fixed(opd: str) -> str:
    return f"Putusan {opd} dikirim"


def left(codes: Iterable[str]) -> str:
    return f"Belum dinilai: {listed(list(codes))}"


def returned(d: Dossier, cards: list[Card], due: datetime, zone: str) -> str:
    """To the contacts: the note first, then what is to be done until when."""
    team = "tim penilai provinsi" if d.stage is Stage.PROVINCE else "tim penilai"
    limit = f"Variabel lain tetap terkunci. Batas perbaikan: {moment(due, zone)}."
    opd = opd_of(d)
    if len(cards) == 1:
        (one,) = cards
        name = f"{opd} · {one.variable} {named(d.instrument.variable(one.variable).short)}"
        return f"{BACK} <b>{name}</b> dikembalikan {team}.\nCatatan: {_note(one, 500)}\n{limit}"
    room = 620 // len(cards)
    lines = [f"{one.variable} {named(d.instrument.variable(one.variable).short)}: {_note(one, room)}" for one in cards]
    return "\n".join([f"{BACK} <b>{opd} · {len(cards)} variabel</b> dikembalikan {team}.", *lines, limit])


def returned_to_head(d: Dossier, cards: list[Card], due: datetime, zone: str) -> str:
    """To the head of the OPD."""
    title, codes = named(head_title(d.opd.name, d.opd.head_title), 120), first_of([one.variable for one in cards], 6)
    team = "Tim penilai provinsi" if d.stage is Stage.PROVINCE else "Tim penilai"
    return (
        f"Yth. {title}\n{BACK} {team} mengembalikan {codes} pada penilaian mandiri {named(d.period.name)} "
        f"kepada kontak untuk diperbaiki. Batas perbaikan: {moment(due, zone)}. "
        "Kontak sudah diberi tahu; Bapak/Ibu tidak perlu menyetujui lagi."
    )


def finished(d: Dossier) -> str:
    """To the coordinators, when a result they reopened, or that came after the others were made known, is complete."""
    by = "provinsi" if d.stage is Stage.PROVINCE else "tim penilai"
    follows = " Provinsi belum menilai." if d.province_follows else ""
    title = f"<b>Hasil {named(d.opd.short, 60)} · {named(d.period.name, 30)} terverifikasi</b>"
    return f"{title}\nPutusan {by} sudah lengkap; hasil menunggu ditetapkan.{follows}"


def _note(one: Card, most: int) -> str:
    return said(one.draft.note, most) if one.draft else ""


def record(d: Dossier, verdicts: Iterable[Verdict], zone: str) -> str:
    at = max((one.at for one in verdicts), default=None)
    when = f" {hour(at, zone)}" if at else ""
    return f"{DONE} {opd_of(d)}: putusan dikirim{when}"


def record_drafts(d: Dossier) -> str:
    return f"{opd_of(d)}: rancangan tersimpan"
