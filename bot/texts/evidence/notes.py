"""The words evidence came with, as they are shown beside it."""

from bot.texts.common import said


def note_of(name: str, note: str, most: int) -> str:
    """The words evidence came with, quoted; "" where they are the same as its name."""
    words = " ".join(note.split())
    return f"“{said(words, most)}”" if words and words != " ".join(name.split()) else ""
