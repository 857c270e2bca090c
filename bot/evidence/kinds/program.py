"""Programs behind, or inside, bytes that begin as something else. They are found by their own structure."""

import re

from bot.evidence.kinds.structure import Content

_NAMES = frozenset({"meta-inf/manifest.mf", "androidmanifest.xml", "classes.dex"})
_ENDINGS = (
    *(".class", ".dex", ".exe", ".dll", ".bat", ".cmd", ".scr", ".vbs", ".ps1", ".jse", ".hta", ".lnk", ".com", ".pif"),
    *(".js", ".msi", ".msp", ".jar", ".wsf", ".wsh", ".vbe", ".cpl", ".sct", ".url", ".reg", ".psm1", ".ocx", ".sys"),
)
_FARTHEST = 64 * 1024
"""Bytes between the two headers of a program for Windows."""
_ELF = re.compile(rb"\x7fELF[\x01\x02][\x01\x02]\x01[\x00-\x12]\x00{7}")
_SCRIPT = re.compile(rb"\s{0,64}(#!\s*/|@echo\s+off\b|<\?php\b|<script\b|<html\b)", re.IGNORECASE)


def has_name(name: str) -> bool:
    """Whether a file is a program by its name in small letters; Windows passes over dots and spaces at the end."""
    return name in _NAMES or name.rstrip(". ").endswith(_ENDINGS)


def is_inside(content: Content) -> bool:
    """Whether a program for Windows or Linux is among the bytes, not packed in any way."""
    if _ELF.search(content, 1):
        return True
    at = content.find(b"MZ", 1)
    while at >= 0:
        start = int.from_bytes(content[at + 0x3C : at + 0x40], "little")
        if 0x40 <= start <= _FARTHEST and content[at + start : at + start + 4] == b"PE\x00\x00":
            return True
        at = content.find(b"MZ", at + 2)
    return False


def script_behind(content: Content, end: int) -> bool:
    """Whether a script or a page begins at `end`, behind what the file is."""
    return _SCRIPT.match(content[end : end + 256]) is not None
