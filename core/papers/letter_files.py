"""The cover letter as a file: DOCX to be edited, PDF to be printed."""

from dataclasses import asdict

from core.papers.letter import Format, Letter, words
from core.papers.letterhead import drawn
from core.papers.sizes import page


def render(letter: Letter, format: Format) -> bytes:
    """The finished file."""
    if format == "docx":
        from core.papers import letter_docx

        return letter_docx.render(letter, words(letter))
    from core.papers.typesetting import typeset

    head = drawn(letter.letterhead, letter.paper)
    values = {"page": page(letter.paper), "letterhead": head}
    return typeset("letter.typ", values | asdict(words(letter)))
