"""Checks what a register of subjects keeps of each: that its days, and when they are old, can be told."""

from __future__ import annotations

from itertools import pairwise

from core.instrument.parts import Attribute
from core.instrument.schema import Document
from core.instrument.yaml_lines import Path, Source


def check_attributes(document: Document, source: Source) -> None:
    """Records every fault of the attributes."""
    if document.attributes and document.subject == "opd":
        message = "perangkat daerah tidak memakai register; hapus attributes, atau isi subject"
        source.fault("SUBJECT_UNUSED", ("attributes",), message)
    known = {one.code: one for one in document.attributes}
    for place, one in enumerate(document.attributes):
        path: Path = ("attributes", place)
        if (one.old_after or one.renews) and not one.date:
            message = f"{one.code} bukan tanggal; tulis date: true, atau hapus old_after dan renews"
            source.fault("LIMIT_DATE", path, message)
        if one.of is not None and one.date:
            source.fault("COUNT_DATE", path, f"{one.code} tanggal, bukan hitungan; hapus of, atau hapus date")
        if any(after <= before for before, after in pairwise(one.old_after)):
            message = "bulan harus naik, misalnya 24, 60; urutkan"
            source.fault("LIMIT_ORDER", (*path, "old_after"), message)
        if one.renews and not _renewable(known.get(one.renews), one):
            message = f'"{one.renews}" tidak dapat diperbarui {one.code}; pakai kode atribut tanggal lain'
            source.fault("RENEWS_UNKNOWN", (*path, "renews"), message)


def _renewable(renewed: Attribute | None, by: Attribute) -> bool:
    """Another day, which renews none itself."""
    return renewed is not None and renewed.date and renewed.code != by.code and not renewed.renews
