"""Checks forms: who fills in what, and that marks and essays can be counted."""

from __future__ import annotations

from core.instrument.parts import FULL_MARK, Form
from core.instrument.schema import Document
from core.instrument.yaml_lines import Source


def check_forms(document: Document, source: Source) -> None:
    """Records faults of forms, marks and essays."""
    formula = document.scoring.formula
    if formula == "sum" and document.forms:
        message = "jumlah tidak memakai formulir; hapus forms, atau pakai formula weighted_mean"
        source.fault("FORM_UNUSED", ("forms",), message)
    known = {form.code for form in document.forms}
    for place, variable in enumerate(document.variables):
        if variable.form and variable.form not in known:
            message = f'"{variable.form}" bukan kode pada forms; pakai salah satu kode di sana'
            source.fault("FORM_UNKNOWN", ("variables", place, "form"), message)
        if variable.mark and (formula == "sum" or (formula == "weighted_mean" and document.levels[0].value)):
            message = f"nilai 0 sampai {FULL_MARK} tidak dapat dihitung di sini; pakai percent, atau skala mulai 0"
            source.fault("MARK_FORMULA", ("variables", place, "mark"), message)
    if document.forms and not any(form.filled_by == "unit" for form in document.forms):
        message = "tidak ada yang diisi perangkat daerah; tambahkan formulir dengan filled_by: unit"
        source.fault("FORM_UNIT", ("forms",), message)
    for place, form in enumerate(document.forms):
        _form(document, form, place, source)


def _form(document: Document, form: Form, place: int, source: Source) -> None:
    if form.code in {other.code for other in document.forms[:place]}:
        message = f'"{form.code}" sudah dipakai formulir lain; beri kode lain'
        source.fault("CODE_DUPLICATE", ("forms", place, "code"), message)
    first = not place
    if not any(one.form == form.code or (first and not one.form) for one in document.variables):
        message = f"{form.code} tidak memuat variabel; isi form pada variabelnya, atau hapus formulir ini"
        source.fault("FORM_EMPTY", ("forms", place), message)
