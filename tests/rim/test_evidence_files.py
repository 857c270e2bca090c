"""What a file really is, told by its content, whatever its name says."""

import io

import pillow_heif
import pytest
from PIL import Image

from bot.evidence_files import Fault, Refused, encrypted, examine
from bot.settings import DEFAULT_KINDS
from tests.rim.papers import OFFICE, archive, office, ole, pdf, picture

ALLOWED = frozenset(DEFAULT_KINDS)


def examined(content: bytes, kinds: frozenset[str] = ALLOWED) -> str:
    return examine(io.BytesIO(content), kinds)


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (pdf(), "application/pdf"),
        (b"\x00\x00 sampah " + pdf(), "application/pdf"),
        (picture("JPEG"), "image/jpeg"),
        (picture("PNG"), "image/png"),
        (picture("WEBP"), "image/webp"),
        (office("wordprocessingml.document.main"), f"{OFFICE}.wordprocessingml.document"),
        (office("spreadsheetml.sheet.main"), f"{OFFICE}.spreadsheetml.sheet"),
        (office("presentationml.presentation.main"), f"{OFFICE}.presentationml.presentation"),
        (archive(mimetype="application/vnd.oasis.opendocument.text"), "application/vnd.oasis.opendocument.text"),
        (ole("Root Entry", "WordDocument"), "application/msword"),
        (ole("Root Entry", "Workbook"), "application/vnd.ms-excel"),
        (ole("Root Entry", "PowerPoint Document"), "application/vnd.ms-powerpoint"),
    ],
)
def test_what_offices_send_is_taken(content: bytes, mime: str) -> None:
    assert examined(content) == mime


def test_a_photo_of_an_iphone_is_taken() -> None:
    pillow_heif.register_heif_opener()
    made = io.BytesIO()
    Image.effect_noise((64, 64), 80).convert("RGB").save(made, "HEIF")
    assert examined(made.getvalue()) == "image/heic"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"MZ\x90\x00" + b"\x00" * 200, Fault.PROGRAM),
        (b"\x7fELF" + b"\x00" * 200, Fault.PROGRAM),
        (b"#!/bin/sh\nrm -rf /\n", Fault.PROGRAM),
        (b"@echo off\r\n", Fault.PROGRAM),
        (archive(**{"AndroidManifest.xml": "x"}), Fault.PROGRAM),
        (archive(**{"META-INF/MANIFEST.MF": "x"}), Fault.PROGRAM),
        (office("wordprocessingml.document.macroEnabled.main"), Fault.PROGRAM),
        (archive(**{"a.pdf": "x"}), Fault.ARCHIVE),
        (b"Rar!\x1a\x07\x00", Fault.ARCHIVE),
        (b"7z\xbc\xaf\x27\x1c", Fault.ARCHIVE),
        (b"  <!DOCTYPE html><html></html>", Fault.PAGE),
        (b"\xef\xbb\xbf<script>alert(1)</script>", Fault.PAGE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Fault.PAGE),
        (b"Notulen rapat\n", Fault.NOT_ALLOWED),
        (picture("GIF"), Fault.NOT_ALLOWED),
        (b"\x00\x01\x02\x03" * 50, Fault.UNKNOWN),
        (ole("Root Entry", "EncryptedPackage"), Fault.LOCKED),
        (ole("Root Entry"), Fault.UNKNOWN),
        (pdf()[:-30] + b"x" * 9000, Fault.BROKEN),
        (picture("JPEG", 400)[:4000], Fault.BROKEN),
        (picture("PNG", 400)[:4000], Fault.BROKEN),
        (picture("PNG")[:-20] + b"\x00" * 20, Fault.BROKEN),
        (office("spreadsheetml.sheet.main")[:-40], Fault.BROKEN),
    ],
)
def test_what_is_no_evidence_is_refused_for_its_reason(content: bytes, fault: Fault) -> None:
    with pytest.raises(Refused) as refusal:
        examined(content)
    assert refusal.value.fault is fault


@pytest.mark.parametrize(
    ("content", "locked"),
    [
        (pdf(), False),
        (pdf().replace(b"trailer<<>>", b"trailer<</Encrypt 7 0 R>>"), True),
        (b"%PDF-1.7\n5 0 obj<</Type/XRef/Encrypt 7 0 R>>stream\n" + b"x" * 9000 + b"\nstartxref\n9\n%%EOF\n", True),
        (b"%PDF-1.7\n" + b"x" * 9000 + b"\nstartxref\n99999999999\n%%EOF\n", False),
        (picture(), False),
    ],
)
def test_a_password_on_a_pdf_is_seen(content: bytes, locked: bool) -> None:
    assert encrypted(io.BytesIO(content)) is locked


def test_a_kind_added_to_the_settings_is_taken() -> None:
    assert examined(b"Notulen rapat\n", ALLOWED | {"text/plain"}) == "text/plain"
    assert examined(picture("GIF"), ALLOWED | {"image/gif"}) == "image/gif"


def test_a_letter_cut_in_two_at_the_end_of_the_head_is_still_text() -> None:
    content = "é".encode() * 3000
    assert examined(b"x" + content, frozenset({"text/plain"})) == "text/plain"
