"""A returned variable is repaired."""

from collections.abc import Sequence
from datetime import datetime

from bot.texts.answers.variable import head
from bot.texts.common import BACK, LOCK, moment, named, said
from core.assessment.answer import Answer
from core.assessment.model import Assessment, Evidence
from core.written import listed

SEND = "Kirim perbaikan"
CHECK_EVIDENCE = "Periksa bukti"


def repair(code: str) -> str:
    return f"Perbaiki {code}"


BRIEF_NOTE = 160
"""Characters of the team's words where another question is asked; they stand whole where the repair begins."""


def note(answer: Answer | None, most: int = 300) -> list[str]:
    """The team's note, which stands on the screen until the repair is sent."""
    return [f"{BACK} {said(answer.reopened.note, most)}"] if answer and answer.reopened else []


def asks(a: Assessment, code: str, where: str) -> str:
    return "\n".join([head(a, code, where), "Kirim bukti pengganti sekarang, atau ubah jawaban."])


def ready(a: Assessment, code: str, where: str, new: tuple[Evidence, ...]) -> str:
    received = f"{len(new)} bukti baru diterima. Bukti lama tetap tersimpan."
    return "\n".join([head(a, code, where), received if new else "Jawaban sudah diperbarui."])


def sent(code: str, at: datetime, zone: str) -> str:
    return f"{LOCK} Perbaikan {code} dikirim {moment(at, zone)}."


def sent_toast(code: str) -> str:
    return f"Perbaikan {code} terkirim"


def notice(opd: str, code: str) -> str:
    """To the verifiers."""
    return f"{named(opd)} memperbaiki {code}."


def only_these(codes: Sequence[str]) -> str:
    """What can still be changed after variables were returned. A toast."""
    return f"Tim penilai mengembalikan {listed(codes)}. Hanya itu yang dapat diubah."


def not_waiting(code: str) -> str:
    """Says that somebody has sent this repair meanwhile. A toast."""
    return f"{code} tidak lagi menunggu perbaikan dan terkunci."


def record(code: str, where: str) -> str:
    """`where`: the OPD, escaped; "" for people with one OPD."""
    return f"{BACK} {_at(code, where)}: perbaikan belum dikirim"


def record_closed(code: str, where: str, over: bool) -> str:
    """`over`: the period has ended, and with it all repairing."""
    return f"{LOCK} {_at(code, where)}: {'masa perbaikan berakhir' if over else 'perbaikan terkirim'}"


def _at(code: str, where: str) -> str:
    """ "Dinkes V11"."""
    return f"{where} {code}".lstrip()
