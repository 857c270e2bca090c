"""The cover letter of an OPD, made from stored values, for a contact's chat and for `pandu report`."""

from base64 import b64encode
from collections.abc import Mapping

from core.assessment.counts import proofs, self_value
from core.instrument.parse import DEFAULT_ID
from core.papers.letter import Letter
from core.papers.letterhead import letterhead
from core.papers.sizes import SIZES
from core.written import out_of
from storage.answers.letters import LetterFacts
from storage.evidence.store import Differs, EvidenceStore, genuine


def cover_letter(writer: LetterFacts, store: EvidenceStore) -> Letter:
    """The letter with the numbers that the contact sees on the declaration. Reads the emblem from the store."""
    a = writer.assessment
    value = self_value(a)
    opd = "" if _writes_as_region(writer) else a.opd.name
    return Letter(
        letterhead=letterhead(writer.pemda, writer.letterhead, opd, emblem(writer.letterhead, store)),
        paper=writer.paper if writer.paper in SIZES else "F4",
        code=a.opd.code,
        opd=a.opd.name,
        year=a.period.year,
        at=writer.at,
        pemda=writer.pemda,
        organiser=writer.organiser,
        signer=writer.signer,
        variables=len(a.instrument.codes),
        evidence=len(proofs(a)),
        value=out_of(a.instrument, value) if value is not None else "",
        remark=a.instrument.remark,
        title=a.instrument.title,
        rule=_rule(writer),
        place=writer.seat,
        number=writer.number,
    )


def _rule(writer: LetterFacts) -> str:
    """The rule that the letter refers to: the Pemda's own is about maturity; any other instrument names its own."""
    instrument = writer.assessment.instrument
    if instrument.id == DEFAULT_ID:
        return writer.rule
    of_minister = (rule for rule in instrument.legal_basis if rule.startswith("Peraturan Menteri"))
    rule = next(of_minister, instrument.legal_basis[0])
    return rule.partition(" tentang ")[0].partition(", sebagaimana")[0]


def _writes_as_region(writer: LetterFacts) -> bool:
    """Whether the OPD is the unit on the region's own letterhead, and so writes on that, with the address."""
    unit = writer.letterhead.get("unit") or "Sekretariat Daerah"
    return writer.assessment.opd.name.casefold() == unit.casefold()


def emblem(letterhead: Mapping[str, str], store: EvidenceStore) -> str:
    """The emblem that these settings name, as base64. "" where it is gone or is no longer what was stored."""
    key = letterhead.get("emblem", "")
    try:
        return b64encode(b"".join(genuine(store, key))).decode() if key else ""
    except (FileNotFoundError, Differs):
        return ""
