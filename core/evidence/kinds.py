"""Kinds of files by their MIME types, and the other names of each."""

from collections.abc import Collection

_ALIASES = {
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "image/jfif": "image/jpeg",
    "image/x-png": "image/png",
    "image/heif": "image/heic",
    "image/heic-sequence": "image/heic",
    "image/heif-sequence": "image/heic",
    "image/x-ms-bmp": "image/bmp",
    "application/x-pdf": "application/pdf",
    "text/rtf": "application/rtf",
    "text/richtext": "application/rtf",
    "application/x-rtf": "application/rtf",
}
"""Other names of the same kinds, as phones and settings write them."""
_WORD, _RICH_TEXT = "application/msword", "application/rtf"


def kind_of(mime: str) -> str:
    """The usual name of a kind."""
    return _ALIASES.get(mime, mime)


def taken(kinds: Collection[str]) -> frozenset[str]:
    """The kinds under their usual names. Where Word is taken, rich text is, which Word writes as .doc too."""
    usual = frozenset(map(kind_of, kinds))
    return usual | {_RICH_TEXT} if _WORD in usual else usual


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
DEFAULT_KINDS = (
    "application/pdf",
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/heic",
    f"{_OFFICE}.wordprocessingml.document",
    f"{_OFFICE}.spreadsheetml.sheet",
    f"{_OFFICE}.presentationml.presentation",
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    f"{_OPEN}.text",
    f"{_OPEN}.spreadsheet",
    f"{_OPEN}.presentation",
)
"""Types of evidence: PDF, photos, and documents of the usual office programs."""
