"""What a file really is, told by its structure, whatever its name says; several hundred of them, in the child."""

import asyncio
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

import pikepdf
import pytest

from bot.evidence.content import examine
from bot.evidence.examine import Examiner, Overwhelmed
from bot.evidence.fetch import UNSURE_AFTER
from bot.evidence.kinds.faults import Doubt, Examined, FileFault, FileRefused
from core.evidence.kinds import DEFAULT_KINDS
from tests.bot.evidence.corpus import Sample, offices, pdfs, pictures
from tests.bot.papers import OFFICE, office, ole, pdf, picture

ALLOWED = frozenset(DEFAULT_KINDS)
WINDOWS = b"MZ" + bytes(58) + (128).to_bytes(4, "little") + bytes(64) + b"PE\x00\x00\x4c\x01" + bytes(400)
LINUX = b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x02\x00\x3e\x00" + bytes(400)
CASES = Path(__file__).parent / "cases"


async def verdict(examiner: Examiner, path: Path) -> str:
    """As a sample names it. What a busy machine may have been to blame for is tried again, as the fetcher does."""
    reasons = list[str]()
    while len(reasons) < UNSURE_AFTER:
        try:
            found = await examiner.examine(path, ALLOWED)
        except FileRefused as refusal:
            return str(refusal.fault)
        except Overwhelmed as failure:
            reasons.append(str(failure))
            if failure.certain:
                break
        else:
            return "stored" + (f", {found.doubt}" if found.doubt else "")
    return f"overwhelmed by {reasons}"


@pytest.mark.parametrize(
    "made",
    [pdfs.samples, pictures.samples, pictures.parts, offices.samples],
    ids=["pdf", "pictures", "parts", "office"],
)
async def test_each_of_hundreds_gets_its_verdict(examiner: Examiner, tmp_path: Path, made) -> None:
    samples: Iterable[Sample] = list(made())
    assert len(samples) >= 80
    path, wrong = tmp_path / "berkas", []
    for sample in samples:
        await asyncio.to_thread(path.write_bytes, sample.content)
        found = await verdict(examiner, path)
        if found != sample.verdict:
            wrong.append(f"{sample.name}: {found}, not {sample.verdict}")
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("02-program-behind-pdf-mark/Laporan.exe", "program"),
        ("02-program-behind-pdf-mark/Laporan.bat", "program"),
        ("07-pdf-with-bytes-behind-eof/nul_6000.pdf", "stored"),
        ("09-ooxml-only-mentions-macros/paparan_sisip.docx", "stored"),
        ("13-jpeg-lacking-its-last-bytes/foto_tanpa_EOI.jpg", "stored, cut"),
        ("16-ending-contradicts-content/IMG_0005.HEIC", "stored"),
        ("23-damaged-word-file/Laporan_deflate.docx", "broken"),
        ("23-damaged-word-file/Laporan_nama.docx", "broken"),
    ],
)
async def test_files_from_the_field(examiner: Examiner, name: str, expected: str) -> None:
    assert await verdict(examiner, CASES / name) == expected


@pytest.mark.parametrize(("stream", "kind"), [("WordDocument", "msword"), ("PowerPoint Document", "vnd.ms-powerpoint")])
def test_the_directory_of_an_old_document_may_lie_anywhere(stream: str, kind: str) -> None:
    assert examine(ole(stream, size=6 * 2**20), ALLOWED) == Examined(f"application/{kind}")


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (pdf(), "application/pdf"),
        (picture("JPEG"), "image/jpeg"),
        (pictures.branded(pictures.photo("HEIF"), b"msf1"), "image/heic"),
        (office("wordprocessingml.document.main"), f"{OFFICE}.wordprocessingml.document"),
        (office("spreadsheetml.sheet.main"), f"{OFFICE}.spreadsheetml.sheet"),
        (ole("Book"), "application/vnd.ms-excel"),
    ],
)
def test_the_type_is_told_by_the_content(content: bytes, mime: str) -> None:
    assert examine(content, ALLOWED).mime == mime


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP"])
def test_a_part_of_another_picture_is_never_stored_in_silence(kind: str) -> None:
    whole = pictures.photo(kind, "P" if kind == "GIF" else "RGB", (600, 500))
    for part in (0.05, 0.5, 0.8):
        for what, content in list(pictures.damages(whole, part))[:2]:
            if what == "cut" or kind == "GIF":
                with pytest.raises(FileRefused):
                    examine(content, ALLOWED | {f"image/{kind.lower()}"})
            else:
                assert examine(content, ALLOWED | {f"image/{kind.lower()}"}).doubt is Doubt.CUT


def test_a_long_run_of_one_byte_takes_no_time() -> None:
    with pytest.raises(FileRefused):
        examine(picture("JPEG", 200)[:5000] + b"\xff" * 3_000_000, ALLOWED)


def in_hex(data: bytes) -> bytes:
    return b"\n".join(data.hex().encode()[at : at + 60] for at in range(0, 2 * len(data), 60))


def embedded(name: bytes, data: bytes) -> bytes:
    """An object of rich text as Office writes it: its class, its data."""
    numbers = (2).to_bytes(4, "little") + len(name + b"0").to_bytes(4, "little")
    return b"\x01\x05\x00\x00" + numbers + name + bytes(9) + len(data).to_bytes(4, "little") + data


@pytest.mark.parametrize(
    "data",
    [
        b"\\objdata 01050000" + b"{\\*\\x}" + in_hex(b"Package"),
        b"\\objdata 0105\\par 0000",
        b"\\objdata\\bin4 \x01\x05\x00\x00",
        b"\\objdata0 01050000",
        b"\\objdata 01\\'30",
        b"\\objdata " + in_hex(embedded(b"OLE2Link", bytes(90))),
        b"\\objdata " + in_hex(embedded(b"Word.Document.8", ole("\x01Ole10Native"))),
        b"\\objdata " + in_hex(embedded(b"Word.Document.8", ole("Equation Native"))),
        b"\\objdata "
        + in_hex(embedded(b"PBrush", ole("A", clsid=UUID("0003000C-0000-0000-C000-000000000046").bytes_le))),
        b"\\objdata " + in_hex(embedded(b"PBrush", bytes(500) + WINDOWS)),
    ],
)
def test_an_object_of_rich_text_is_hidden_in_vain(data: bytes) -> None:
    with pytest.raises(FileRefused) as refusal:
        examine(b"{\\rtf1 Surat {\\object{\\*" + data + b"}}}", ALLOWED)
    assert refusal.value.fault is FileFault.PROGRAM


def test_tables_and_pictures_of_rich_text_are_no_programs() -> None:
    table = embedded(b"Excel.Sheet.8", ole("Workbook"))
    for data in (table, embedded(b"PBrush", picture("BMP", 200)), embedded(b"AcroExch.Document.DC", pdf())):
        content = b"{\\rtf1 tulis \\\\objdata {\\object{\\*\\objdata " + in_hex(data) + b"\n}{\\result}}}"
        assert examine(content, ALLOWED).doubt is None


def native(label: bytes, data: bytes) -> bytes:
    """What Office makes of any file that is put into a document."""
    body = b"\x02\x00" + label + b"\x00C:\\Data\\" + label + b"\x00" + bytes(8) + data
    return len(body).to_bytes(4, "little") + body


@pytest.mark.parametrize(
    ("label", "data", "refused"),
    [
        (b"Laporan.pdf", pdf(), False),
        (b"Daftar hadir.xlsx", offices.excel(), False),
        (b"Setup.EXE", b"apa saja", True),
        (b"Laporan.pdf", WINDOWS, True),
        (b"tautan.lnk ", b"x", True),
    ],
)
def test_a_program_among_what_was_put_into_a_document_is_found(label: bytes, data: bytes, refused: bool) -> None:
    content = native(label, data)
    inner = ole("\x01Ole10Native", size=max(4608, len(content)), **{"\x01Ole10Native": content})
    new = office("wordprocessingml.document.main", **{"word/embeddings/oleObject1.bin": inner})
    old = ole("WordDocument", "\x01Ole10Native", size=max(4608, len(content)), **{"\x01Ole10Native": content})
    for document in (new, old):
        if not refused:
            assert examine(document, ALLOWED).doubt is None
            continue
        with pytest.raises(FileRefused) as refusal:
            examine(document, ALLOWED)
        assert refusal.value.fault is FileFault.PROGRAM


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"{\\rtf1 Surat {\\object\\objclass Excel.Sheet.8 {\\*\\objdata 0105}}}", None),
        (b"{\\rtf1 Surat {\\object{\\*\\objclass Package}{\\*\\objdata 0105}}}", FileFault.PROGRAM),
        (b"{\\rtf1 Surat {\\object\\objupdate{\\*\\objdata 0105}}}", FileFault.PROGRAM),
        (b"{\\rtf1 Surat {\\object{\\*\\objdata 0105\n4D5A9000}}}", FileFault.PROGRAM),
        (b"{\\rtf1 Surat {\\object{\\*\\objdata 4d5a}}}", FileFault.PROGRAM),
        (
            b"{\\rtf1 {\\object{\\*\\objdata 01050000020000000800" + b"Package".hex().encode() + b"00}}}",
            FileFault.PROGRAM,
        ),
    ],
)
def test_rich_text_is_taken_where_word_is_but_starts_nothing(content: bytes, expected: FileFault | None) -> None:
    if expected is None:
        assert examine(content, ALLOWED) == Examined("application/rtf")
        return
    with pytest.raises(FileRefused) as refusal:
        examine(content, ALLOWED)
    assert refusal.value.fault is expected


def test_a_part_that_is_doubtful_is_named() -> None:
    inner = offices.package("application/vnd.ms-excel.sheet.macroEnabled.main+xml", "xl/workbook.xml")
    document = office("wordprocessingml.document.main", **{"word/embeddings/Lembar1.xlsm": inner})
    assert examine(document, ALLOWED).part == "word/embeddings/Lembar1.xlsm"
    broken = examine(offices.damaged(offices.word(), "word/media/image1.png"), ALLOWED)
    assert (broken.doubt, broken.part) == (Doubt.DAMAGED_PART, "word/media/image1.png")


@pytest.mark.parametrize(
    ("kinds", "content", "mime"),
    [
        ({"text/plain"}, b"Notulen rapat\n", "text/plain"),
        ({"text/plain"}, b"x" + "é".encode() * 3000, "text/plain"),
        ({"image/gif"}, pictures.photo("GIF", "P"), "image/gif"),
        ({"image/tiff"}, pictures.photo("TIFF", "1", (3000, 3000), compression="group4"), "image/tiff"),
        ({"image/bmp"}, pictures.photo("BMP"), "image/bmp"),
        ({"image/avif"}, pictures.photo("AVIF"), "image/avif"),
        ({"image/jpg"}, picture("JPEG"), "image/jpeg"),
        ({"image/heif"}, pictures.photo("HEIF"), "image/heic"),
        ({"text/rtf"}, b"{\\rtf1 Surat {\\b dinas} \\{1\\}\\par}\r\n", "application/rtf"),
        ({"application/rtf"}, b"{\\rtf1 {\\pict\\bin4 }}}}}}", "application/rtf"),
        ({"application/epub+zip"}, offices.archive(mimetype="application/epub+zip"), "application/epub+zip"),
    ],
)
def test_kinds_added_to_the_settings_are_taken(kinds: set[str], content: bytes, mime: str) -> None:
    assert examine(content, ALLOWED | kinds) == Examined(mime)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"{\\rtf1 Surat {\\b dinas", FileFault.BROKEN),
        (b"{\\rtf1 {\\pict\\bin9000 }}", FileFault.BROKEN),
        (b"MZ{\\rtf1 Surat}", FileFault.PROGRAM),
        (pictures.photo("GIF", "P")[:9000], FileFault.BROKEN),
        (pictures.photo("TIFF")[:9000], FileFault.BROKEN),
        (pictures.photo("BMP")[:9000], FileFault.BROKEN),
        (b"@echo off\r\necho catatan\r\n", FileFault.PROGRAM),
    ],
)
def test_these_too_have_to_be_whole(content: bytes, fault: FileFault) -> None:
    kinds = ALLOWED | {"application/rtf", "image/gif", "image/tiff", "image/bmp", "text/plain"}
    with pytest.raises(FileRefused) as refusal:
        examine(content, kinds)
    assert refusal.value.fault is fault


SCRIPTS = (
    b"#!/bin/sh\nrm -rf ~\n",
    b"@echo off\r\ndel *\r\n",
    b"<?php system($x); ?>",
    b"\r\n<script>alert(1)</script>",
)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_with_a_program_behind_it_is_kept_with_a_doubt(kind: str) -> None:
    whole = picture(kind, 200)
    assert examine(whole, ALLOWED).doubt is None
    for behind in (WINDOWS, LINUX, *SCRIPTS, bytes(3000) + WINDOWS):
        assert examine(whole + behind, ALLOWED).doubt is Doubt.PROGRAM, behind[:20]
    assert examine(whole + bytes(5000), ALLOWED).doubt is None


def test_what_cameras_put_behind_a_photo_is_no_doubt() -> None:
    whole = picture("JPEG", 200)
    film = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00isommp42" + bytes(range(256)) * 40
    for behind in (picture("JPEG", 90), film, b"SEFHe\x00\x00\x00Image_UTC_Data1700000000SEFT", b"MZ" * 500):
        assert examine(whole + behind, ALLOWED).doubt is None, behind[:20]
    assert examine(picture("PNG", 200) + b"catatan lain", ALLOWED).doubt is Doubt.REPAIRED


def test_a_pdf_with_a_program_among_its_bytes_is_kept_with_a_doubt() -> None:
    assert examine(pdf() + WINDOWS, ALLOWED).doubt is Doubt.PROGRAM


def acting(where: str, action: dict[str, Any] | list[Any]) -> bytes:
    """A PDF with an action at this place of it."""
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(595, 842))
    what: Any = pikepdf.Array([page.obj, pikepdf.Name.Fit]) if isinstance(action, list) else pikepdf.Dictionary(action)
    match where:
        case "OpenAction":
            made.Root.OpenAction = what
        case "AA":
            made.Root.AA = pikepdf.Dictionary(WC=what)
        case "page":
            page.obj.AA = pikepdf.Dictionary(O=what)
        case "link":
            page.Annots = pikepdf.Array(
                [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=what)]
            )
        case "next":
            first = pikepdf.Dictionary(S=pikepdf.Name.GoTo, Next=pikepdf.Array([what]))
            made.Root.OpenAction = first
        case "names":
            made.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=pikepdf.Array(["a", what])))
        case "form":
            field = pikepdf.Dictionary(T="nama", AA=pikepdf.Dictionary(K=what))
            made.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize("where", ["OpenAction", "AA", "page", "link", "next", "names", "form"])
def test_a_pdf_that_acts_by_itself_is_kept_with_a_doubt(where: str) -> None:
    script = {"/S": pikepdf.Name.JavaScript, "/JS": "app.alert(1)"}
    assert examine(acting(where, script), ALLOWED).doubt is Doubt.ACTIVE


@pytest.mark.parametrize("where", ["OpenAction", "AA", "next"])
def test_a_pdf_that_starts_a_program_when_it_is_opened_is_refused(where: str) -> None:
    launch = {"/S": pikepdf.Name.Launch, "/F": "cmd.exe"}
    with pytest.raises(FileRefused) as refused:
        examine(acting(where, launch), ALLOWED)
    assert refused.value.fault is FileFault.PROGRAM
    assert examine(acting("link", launch), ALLOWED).doubt is Doubt.ACTIVE


def test_moving_about_in_a_pdf_and_links_are_no_doubt() -> None:
    address = {"/S": pikepdf.Name.URI, "/URI": "https://contoh.go.id"}
    assert examine(acting("OpenAction", []), ALLOWED).doubt is None
    assert examine(acting("OpenAction", {"/S": pikepdf.Name.GoTo, "/D": "a"}), ALLOWED).doubt is None
    assert examine(acting("link", address), ALLOWED).doubt is None
