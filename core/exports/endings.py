"""The ending of a file's name, chosen by its content: whatever its sender called the file, it opens as what it is.

Operating systems start programs by the ending, so an ending that contradicts the content is never kept.
"""

import re
from mimetypes import MimeTypes

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
_ENDINGS = {
    "application/pdf": ("pdf",),
    "image/jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "image/png": ("png", "apng"),
    "image/webp": ("webp",),
    "image/heic": ("heic", "heif", "hif"),
    "image/avif": ("avif",),
    "image/gif": ("gif",),
    "image/tiff": ("tif", "tiff"),
    "image/bmp": ("bmp", "dib"),
    f"{_OFFICE}.wordprocessingml.document": ("docx",),
    f"{_OFFICE}.wordprocessingml.template": ("dotx",),
    f"{_OFFICE}.spreadsheetml.sheet": ("xlsx",),
    f"{_OFFICE}.spreadsheetml.template": ("xltx",),
    f"{_OFFICE}.presentationml.presentation": ("pptx",),
    f"{_OFFICE}.presentationml.slideshow": ("ppsx",),
    f"{_OFFICE}.presentationml.template": ("potx",),
    "application/msword": ("doc", "dot", "wps", "wpt"),
    "application/vnd.ms-excel": ("xls", "xlt", "et", "ett"),
    "application/vnd.ms-powerpoint": ("ppt", "pps", "pot", "dps", "dpt"),
    f"{_OPEN}.text": ("odt",),
    f"{_OPEN}.spreadsheet": ("ods",),
    f"{_OPEN}.presentation": ("odp",),
    f"{_OPEN}.graphics": ("odg",),
    "application/rtf": ("rtf", "doc"),
    "application/epub+zip": ("epub",),
    "text/plain": ("txt", "text", "csv", "log", "md"),
}
"""The usual ending comes first; programs treat the others in the same way."""

_STARTED = frozenset(
    re.findall(
        r"\w+",
        """
        exe com bat cmd scr pif msi msp msc cpl dll sys lnk url hta htm html xhtml mht mhtml svg js jse vbs
        vbe wsf wsh ps1 psm1 reg inf jar class apk app dmg pkg deb rpm sh bash run bin command py pyw pl rb
        php asp aspx jsp docm xlsm xlsb pptm dotm xltm potm ppsm xlam iso img zip rar 7z gz tar chm scf
        gadget appimage application workflow ade accdb mdb xll slk iqy
        """,
    )
)
"""Endings by which something is started, unpacked or shown as a page. Never kept where the content says otherwise."""

_TYPES = MimeTypes(filenames=())
_UNKNOWN = "dat"


def ending_of(mime: str) -> str:
    """The usual ending of a kind, without the dot; "dat" where there is none."""
    known = _ENDINGS.get(mime)
    if known:
        return known[0]
    guessed = (_TYPES.guess_extension(mime, strict=True) or "").lstrip(".")
    return guessed if guessed and guessed not in _STARTED else _UNKNOWN


def named_by_kind(name: str, mime: str) -> str:
    """The name with the ending of its kind. An ending that contradicts the kind is replaced; what only looks like an
    ending is kept and followed by the real one.
    """
    right = _ENDINGS.get(mime, (ending_of(mime),))
    if not mime and _plain(name.rpartition(".")[2]) not in _STARTED:
        return name
    stem = name.rstrip(" .")
    while True:
        dot = stem.rfind(".")
        last = _plain(stem[dot + 1 :]) if dot >= 0 else ""
        if last in right:
            return stem
        if not last or not _is_ending(last):
            return f"{stem}.{right[0]}"
        stem = stem[:dot].rstrip(" .")


def _plain(text: str) -> str:
    """An ending without invisible signs."""
    return "".join(letter for letter in text if letter.isalnum()).lower()


def _is_ending(text: str) -> bool:
    """Whether people would take this for a file's ending, and not for the end of a sentence or a date."""
    known = {ending for endings in _ENDINGS.values() for ending in endings}
    return text in _STARTED or text in known or _TYPES.guess_type(f"x.{text}")[0] is not None
