"""Types that are no documents: programs, archives, pages; and types that an office may have added to the settings."""

import re

from bot.evidence.kinds.faults import NOTHING_KNOWN, FileFault, FileRefused
from bot.evidence.kinds.structure import Content, after_blanks

_PROGRAMS = (
    b"MZ",
    b"ZM",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",  # classes of Java, and programs for several Macs
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\xfe\xed\xfa\xcf",
    b"\xfe\xed\xfa\xce",
    b"dex\n",
    b"L\x00\x00\x00\x01\x14\x02\x00",  # a shortcut of Windows, which may run anything
    b"\x00asm",
    b"!<arch>\ndebian",
    b"\xed\xab\xee\xdb",  # rpm
)
_SCRIPTS = re.compile(
    rb"@?(echo\s+(off|on)\b|chcp\s+\d|setlocal\b|powershell\b|start\s+/|cmd\s+/|cmd\.exe|::)"
    rb"|@(rem|set|if|for|call|start|cls|cd|cmd|python|perl|php)\b|on error resume next"
    rb"|(dim|set)\s+\w+\s*(=\s*createobject|\r?\n)|wscript\.|createobject\("
    rb"|\$\w+\s*=\s*new-object|import-module\b|invoke-\w+|regedit4|windows registry editor|<job\b|<%",
    re.IGNORECASE,
)
"""How batch files, scripts and settings of Windows begin."""
_ARCHIVES = (
    b"PK\x05\x06",
    b"PK\x07\x08",
    b"Rar!",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b",
    b"\x1f\x9d",
    b"\x1f\xa0",
    b"BZh",
    b"\xfd7zXZ",
    b"\x5d\x00\x00",  # lzma
    b"\x28\xb5\x2f\xfd",
    b"\x04\x22\x4d\x18",
    b"MSCF",
    b"ITSF",
    b"!<arch>",
    b"xar!",
    b"\x60\xea",  # arj
    b"**ACE**",
    b"SQSH",
)
_PAGES = re.compile(
    rb"<!doctype\s+html|<html\b|<head\b|<body\b|<script\b|<svg\b|<table\b|<meta\b|<!--|<iframe\b|<a\s|<div\b|<style\b"
    rb"|mime-version:|<!doctype\s+svg|<\?php",
    re.IGNORECASE,
)
"""How pages begin, MHTML among them: what Word calls a page saved as one file."""
_IN_XML = re.compile(rb"<(?:\w+:)?(html|svg)\b", re.IGNORECASE)
_MAIL = re.compile(rb"(received|return-path|delivered-to|x-[\w-]+|from|message-id):\s", re.IGNORECASE)
_HEAD = 4096
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def type_of(content: Content) -> str:
    """The MIME type of a file without a module of its own. Raises FileRefused for types that are never evidence."""
    head = content[:_HEAD]
    if head.startswith(_PROGRAMS):
        raise FileRefused(FileFault.PROGRAM)
    if head.startswith(_ARCHIVES) or head[257:262] == b"ustar" or content[0x8001:0x8006] == b"CD001":
        raise FileRefused(FileFault.ARCHIVE)
    text = _text(head)
    _refuse_page_or_script(text)
    if text.startswith(b"<?xml"):
        return "application/xml"
    if _MAIL.match(text):
        return "message/rfc822"
    return "text/plain" if _is_text(text) else _by_signature(head)


def _refuse_page_or_script(text: bytes) -> None:
    if _PAGES.match(text) or (text.startswith(b"<?xml") and _IN_XML.search(text)):
        raise FileRefused(FileFault.PAGE)
    if text.startswith(_PROGRAMS) or _SCRIPTS.match(text):
        raise FileRefused(FileFault.PROGRAM)


def _text(head: bytes) -> bytes:
    """The beginning without leading blanks; UTF-16 as UTF-8."""
    encoding = _UTF16.get(head[:2])
    return head[2:].decode(encoding, "replace").encode().lstrip() if encoding else head[after_blanks(head) :]


def _is_text(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError as error:
        if error.start < len(text) - 4:  # not merely a letter cut in two
            return False
    return bool(text) and b"\x00" not in text


def _by_signature(head: bytes) -> str:
    import puremagic

    try:
        return str(puremagic.from_string(head, mime=True)) or NOTHING_KNOWN
    except (puremagic.PureError, ValueError):
        return NOTHING_KNOWN
