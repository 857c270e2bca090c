"""A situational period about one line of a register."""

from bot.texts.common import capital, named
from bot.texts.registers.own import BACK as BACK, GONE as GONE, round_about
from core.assessment.subjects import KINDS
from core.instrument.parts import SubjectKind

DUE = "Pilih tenggat"
RECORD = "Evaluasi sewaktu-waktu"


def asked(kind: SubjectKind, name: str, opd: str) -> str:
    return (
        f"<b>{round_about(kind)}</b>\n{capital(KINDS[kind])}: {named(name, 100)}\nOPD: {named(opd, 60)}\n\n"
        f"Periode sewaktu-waktu hanya untuk {KINDS[kind]} ini, misalnya sesudah ada pengaduan. "
        "OPD lain tidak ikut dan tidak diberi tahu."
    )
