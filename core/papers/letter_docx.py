"""The cover letter as DOCX, for offices that change it before printing. Same layout as letter.typ."""

import io
from base64 import b64decode
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

from core.papers import sizes
from core.papers.letter import Letter, Words
from core.papers.letterhead import Letterhead, unit_lines

_FONT = "Arial"
_SIGNING = Cm(2.2)


def render(letter: Letter, words: Words) -> bytes:
    document = Document()
    _page(document, letter, words)
    _letterhead(document, letter.letterhead, letter.paper)
    _reference(document, letter.paper, words)
    _addressed(document, words)
    for paragraph in words.body:
        document.add_paragraph(paragraph).alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    _signature(document, letter, words)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _page(document: Any, letter: Letter, words: Words) -> None:
    section = document.sections[0]
    wide, high = sizes.SIZES[letter.paper]
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.left_margin, section.right_margin = Mm(sizes.LEFT), Mm(sizes.RIGHT)
    section.top_margin, section.bottom_margin = Mm(sizes.TOP), Mm(sizes.BOTTOM)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(11)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    language = OxmlElement("w:lang")  # or Word underlines every word as misspelt English
    language.set(qn("w:val"), "id-ID")
    normal.element.rPr.append(language)
    normal.paragraph_format.line_spacing = 1.15
    normal.paragraph_format.space_before, normal.paragraph_format.space_after = Pt(0), Pt(6)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run(words.footer).font.size = Pt(8.5)
    properties = document.core_properties
    properties.title, properties.author = words.reference[-1][1], letter.opd
    properties.created = properties.modified = letter.at.replace(tzinfo=None)
    properties.comments, properties.language = "", "id-ID"


def _letterhead(document: Any, head: Letterhead, paper: str) -> None:
    if head.preprinted:
        blank = document.add_paragraph()
        blank.paragraph_format.space_before = Cm(4.5) - Mm(sizes.TOP)
        return
    place = _beside_emblem(document, head, paper) if head.emblem else document
    size, lines = unit_lines(head, paper)
    _centred(place, head.government, 14)
    for line in lines:
        _centred(place, line, size, bold=True)
    if head.contact:
        _centred(place, head.contact, 9)
    if head.emblem:
        place._element.remove(place.paragraphs[0]._element)  # a cell begins with an empty paragraph
    last = _centred(document, "", 2) if head.emblem else document.paragraphs[-1]
    last.paragraph_format.space_after = Pt(14)
    _double_rule(last)


def _beside_emblem(document: Any, head: Letterhead, paper: str) -> Any:
    """Makes three cells, puts the emblem into the first, and returns the middle one."""
    side, whole = Cm(2.2), Pt(sizes.text_width(paper))
    cells = _table(document, (side, whole - 2 * side, side), 1).rows[0].cells
    cells[0].paragraphs[0].add_run().add_picture(io.BytesIO(b64decode(head.emblem)), width=Cm(2))
    return cells[1]


def _centred(place: Any, words: str, size: float, bold: bool = False) -> Any:
    paragraph = place.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.line_spacing = 1
    run = paragraph.add_run(words)
    run.font.size, run.font.bold = Pt(size), bold
    return paragraph


def _double_rule(paragraph: Any) -> None:
    """Draws a rule of 2.25 pt above one of 0.75 pt below a paragraph; sizes are given in eighths of a point."""
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for key, value in (("val", "thickThinSmallGap"), ("sz", "18"), ("space", "4"), ("color", "auto")):
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    paragraph._element.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")


def _reference(document: Any, paper: str, words: Words) -> None:
    """Writes Nomor, Lampiran and Hal; place and day stand on the right of the first line."""
    whole, date = Pt(sizes.text_width(paper)), Cm(7.4)
    widths = (Cm(2.1), Cm(0.5), whole - Cm(2.6) - date, date)
    table = _table(document, widths, len(words.reference))
    for number, (row, (label, value)) in enumerate(zip(table.rows, words.reference, strict=True)):
        cells = row.cells
        target = cells[2] if number == 0 else cells[2].merge(cells[3])
        for cell, text in ((cells[0], label), (cells[1], ":"), (target, value)):
            _say(cell, text)
        if number == 0:
            _say(cells[3], words.dateline)
            cells[3].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _addressed(document: Any, words: Words) -> None:
    for place, line in enumerate(words.to):
        paragraph = document.add_paragraph(line)
        last = place == len(words.to) - 1
        paragraph.paragraph_format.space_before = Pt(0 if place else 14)
        paragraph.paragraph_format.space_after = Pt(12 if last else 0)


def _signature(document: Any, letter: Letter, words: Words) -> None:
    """Writes the signature block into the right half, kept on one page with the paragraph before it."""
    whole = Pt(sizes.text_width(letter.paper))
    cell = _table(document, (whole // 2, whole // 2), 1).rows[0].cells[1]
    title, name, *rest = words.signature
    _say(cell, title)
    cell.paragraphs[0].paragraph_format.space_before = Pt(12)
    signed = _say(cell, "", new=True, before=_SIGNING)
    run = signed.add_run(name)
    run.font.bold = run.font.underline = True
    for line in rest:
        _say(cell, line, new=True)


def _say(cell: Any, words: str, *, new: bool = False, before: int = 0) -> Any:
    paragraph = cell.add_paragraph() if new else cell.paragraphs[0]
    if words:
        paragraph.add_run(words)
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = before, Pt(0)
    return paragraph


def _table(document: Any, widths: tuple[int, ...], rows: int) -> Any:
    """A table without lines; its cells have these widths, its rows do not break across pages."""
    table = document.add_table(rows, len(widths))
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.LEFT
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, wide in zip(row.cells, widths, strict=True):
            cell.width = wide
            _no_padding(cell)
    return table


def _no_padding(cell: Any) -> None:
    margins = OxmlElement("w:tcMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "0")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    cell._element.get_or_add_tcPr().append(margins)
