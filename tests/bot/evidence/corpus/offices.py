"""Documents of old and new Office and of OpenDocument; whole, damaged, locked, with macros, and disguised."""

import io
import struct
import warnings
import zipfile
from collections.abc import Iterator, Mapping

import docx
import xlsxwriter

from tests.bot.evidence.corpus import Sample
from tests.bot.papers import OFFICE, PROGRAM_ARCHIVE, archive, ole, picture

STORED, REPAIRED, BROKEN, PROGRAM, ARCHIVE = "stored", "stored, repaired", "broken", "program", "archive"
DEFINITIONS, LOCKED, NOT_ALLOWED, PAGE, HEAVY, UNKNOWN = (
    "definitions",
    "locked",
    "not_allowed",
    "page",
    "heavy",
    "unknown",
)
MACRO, DAMAGED_PART, ENCRYPTED = "stored, macro", "stored, damaged_part", "stored, encrypted"
MACRO_RELATION = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    b'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="a.bin"/></Relationships>'
)
WINDOWS_PROGRAM = b"MZ\x90\x00" + bytes(300)


def word() -> bytes:
    made, file = docx.Document(), io.BytesIO()
    made.add_heading("Laporan Evaluasi Renja", 1)
    for number in range(40):
        made.add_paragraph(f"Uraian {number}: kegiatan terlaksana sesuai rencana dan dievaluasi setiap triwulan.")
    made.add_picture(io.BytesIO(picture("PNG", 90)))
    made.save(file)
    return file.getvalue()


def excel() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Capaian")
        for row in range(60):
            sheet.write_row(row, 0, [row, f"Indikator {row}", row * 1.5])
    return file.getvalue()


def package(main: str, part: str, **members: str | bytes) -> bytes:
    """A document of Office from its parts, as WPS and web services write it."""
    types = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="xlsm" ContentType="application/vnd.ms-excel.sheet.macroEnabled.12"/>'
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        f'<Override PartName="/{part}" ContentType="{main}"/></Types>'
    )
    return archive(**{"[Content_Types].xml": types, part: "<x/>", **members})


def rezipped(whole: bytes, changes: Mapping[str, bytes | None], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The same archive packed anew: members replaced, added, or (None) left out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(made, "w", method) as target:
        parts = {name: source.read(name) for name in source.namelist()} | dict(changes)
        for name, content in parts.items():
            if content is not None:
                target.writestr(name, content)
    return made.getvalue()


def damaged(whole: bytes, member: str, put: bytes = b"\xff\xff\xff\xff") -> bytes:
    """With some packed bytes of a member overwritten."""
    with zipfile.ZipFile(io.BytesIO(whole)) as source:
        info = source.getinfo(member)
    at = info.header_offset + 30 + len(member) + info.compress_size // 2
    return whole[:at] + put + whole[at + len(put) :]


def samples() -> Iterator[Sample]:
    yield from _new_office()
    yield from _archives()
    yield from _macros()
    yield from _open_documents()
    yield from _odd_packages()
    yield from _old_office()
    yield from _others()


def _new_office() -> Iterator[Sample]:
    point = package(
        f"{OFFICE}.presentationml.presentation.main+xml", "ppt/presentation.xml", **{"ppt/media/a.png": picture("PNG")}
    )
    parts = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
    for ending, whole in {"docx": word(), "xlsx": excel(), "pptx": point}.items():
        main = parts[ending]
        yield Sample(f"whole.{ending}", whole, STORED)
        yield Sample(f"padded.{ending}", whole + bytes(100_000), STORED)
        yield Sample(f"followed by words.{ending}", whole + b"Diunduh dari laman kantor" * 9, REPAIRED)
        yield Sample(f"cut in half.{ending}", whole[: len(whole) // 2], BROKEN)
        yield Sample(f"without its last bytes.{ending}", whole[:-30], BROKEN)
        large = rezipped(whole, {main: b"<x>" + bytes(range(256)) * 40})
        yield Sample(f"damaged main part.{ending}", damaged(large, main), BROKEN)
        yield Sample(f"without its main part.{ending}", rezipped(whole, {main: None}), BROKEN)
        yield Sample(f"stored, not packed.{ending}", rezipped(whole, {}, zipfile.ZIP_STORED), STORED)
        yield Sample(
            f"damaged LZMA.{ending}", damaged(rezipped(whole, {}, zipfile.ZIP_LZMA), main, b"\xa5" * 8), BROKEN
        )
        yield Sample(
            f"damaged bzip2.{ending}", damaged(rezipped(whole, {}, zipfile.ZIP_BZIP2), main, b"\xa5" * 8), BROKEN
        )
        yield Sample(f"behind a program.{ending}", WINDOWS_PROGRAM + whole, PROGRAM)
        yield Sample(f"behind rubbish.{ending}", b"\x01\x02\x03\xfe" * 30 + whole, UNKNOWN)
        yield Sample(f"behind another archive.{ending}", archive(**{"a.txt": "a"}) + whole, BROKEN)
        java = rezipped(whole, {"META-INF/MANIFEST.MF": b"Main-Class: A"})
        yield Sample(f"as a program of Java.{ending}", java, PROGRAM)
        yield Sample(f"with a program inside.{ending}", rezipped(whole, {"media/Setup.exe": WINDOWS_PROGRAM}), PROGRAM)
        yield Sample(f"under a password.{ending}", ole("EncryptionInfo", "EncryptedPackage"), LOCKED)
    yield Sample("damaged picture.docx", damaged(word(), "word/media/image1.png"), DAMAGED_PART)
    yield Sample("slide show.ppsx", package(f"{OFFICE}.presentationml.slideshow.main+xml", "ppt/a.xml"), NOT_ALLOWED)


def _archives() -> Iterator[Sample]:
    """What zipfile trips over."""
    plain = package(f"{OFFICE}.wordprocessingml.document.main+xml", "word/document.xml")
    flagless = rezipped(plain, {"word/media/foto_é.xml": b"<x/>"})
    raw = "word/media/foto_é.xml".encode()
    for at in (flagless.index(raw) - 30 + 6, flagless.rindex(raw) - 46 + 8):
        flagless = flagless[:at] + b"\x00\x00" + flagless[at + 2 :]
    yield Sample("names without their flag.docx", flagless, STORED)
    wrong = rezipped(plain, {"gambar_é.xml": b"<w/>"}).replace("gambar_é".encode(), b"gambar_\xff\xfe")
    yield Sample("name that is no UTF-8.docx", wrong, BROKEN)
    at = plain.rindex(b"PK\x01\x02")
    yield Sample("unknown packing.docx", plain[: at + 10] + b"\x63\x00" + plain[at + 12 :], BROKEN)
    locked = bytearray(plain)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = locked.rindex(mark)
        locked[at + offset] |= 1
    yield Sample("a part under a password.docx", bytes(locked), LOCKED)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            with target.open(name, "w", force_zip64=True) as member:
                member.write(source.read(name))
    yield Sample("zip64.docx", made.getvalue(), STORED)
    many = rezipped(plain, {f"word/media/{number}.png": b"" for number in range(20_100)}, zipfile.ZIP_STORED)
    yield Sample("twenty thousand parts.docx", many, HEAVY)
    yield Sample("bomb.docx", rezipped(plain, {"word/media/a.xml": bytes(600 * 1024 * 1024)}), HEAVY)
    yield Sample("bomb in its list of parts.docx", rezipped(plain, {"[Content_Types].xml": bytes(9_000_000)}), HEAVY)
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    yield Sample("entities.docx", rezipped(plain, {"[Content_Types].xml": f"{entities}]><x>&j;</x>".encode()}), BROKEN)
    yield Sample("empty.docx", b"PK\x05\x06" + bytes(18), ARCHIVE)
    yield Sample("pictures.zip", archive(**{"a.jpg": picture(), "b.jpg": picture()}), ARCHIVE)
    yield Sample("pictures as a document.docx", archive(**{"a.jpg": picture(), "b.jpg": picture()}), ARCHIVE)
    yield Sample("program of Android.docx", archive(**{"AndroidManifest.xml": "x", "classes.dex": "x"}), PROGRAM)
    yield Sample("archive called a PDF inside.docx", archive(mimetype="application/pdf", a="x"), ARCHIVE)


def _macros() -> Iterator[Sample]:
    document = f"{OFFICE}.wordprocessingml.document.main+xml"
    yield Sample("mentions macros.docx", package(document, "word/document.xml"), STORED)
    project = {"word/vbaProject.bin": ole("VBA", "PROJECT")}
    yield Sample("with macros.docx", package(document, "word/document.xml", **project), PROGRAM)
    hidden = {"word/a.bin": ole("VBA", "PROJECT")}
    yield Sample("with macros under another name.docx", package(document, "word/document.xml", **hidden), PROGRAM)
    for kind in ("ms-word.document", "ms-excel.sheet", "ms-powerpoint.presentation", "ms-word.template"):
        main = f"application/vnd.{kind}.macroEnabled.main+xml"
        yield Sample(f"{kind}.docm", package(main, "word/document.xml"), PROGRAM)
    book = package("application/vnd.ms-excel.sheet.macroEnabled.main+xml", "xl/workbook.xml")
    embedded = {"word/embeddings/Lembar1.xlsm": book}
    yield Sample("embedded workbook with macros.docx", package(document, "word/document.xml", **embedded), MACRO)
    sheet = '<Override PartName="/xl/macrosheets/a.xml" ContentType="application/vnd.ms-excel.macrosheet+xml"/>'
    types = f'<Types><Override PartName="/x.xml" ContentType="{OFFICE}.spreadsheetml.sheet.main+xml"/>{sheet}</Types>'
    old = archive(**{"[Content_Types].xml": types, "x.xml": "<x/>", "xl/macrosheets/a.xml": "<x/>"})
    yield Sample("macros of Excel 4.xlsx", old, PROGRAM)
    binary = package("application/vnd.ms-excel.sheet.binary.macroEnabled.main", "xl/workbook.dat")
    yield Sample("binary workbook.xlsb", binary, NOT_ALLOWED)


def _open_documents() -> Iterator[Sample]:
    for ending, kind in (("odt", "text"), ("ods", "spreadsheet"), ("odp", "presentation")):
        mime = f"application/vnd.oasis.opendocument.{kind}"
        manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{}</m:manifest>'
        parts = {"content.xml": f"<x>{'<y/>' * 50}</x>", "META-INF/manifest.xml": manifest.format("")}
        whole = archive(mimetype=mime, **parts)
        yield Sample(f"whole.{ending}", whole, STORED)
        yield Sample(f"padded.{ending}", whole + bytes(500), STORED)
        yield Sample(f"cut.{ending}", whole[: len(whole) * 2 // 3], BROKEN)
        yield Sample(f"damaged.{ending}", damaged(whole, "content.xml"), BROKEN)
        locked = manifest.format('<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry>')
        yield Sample(f"under a password.{ending}", rezipped(whole, {"META-INF/manifest.xml": locked.encode()}), LOCKED)
        yield Sample(f"with macros.{ending}", rezipped(whole, {"Basic/Standard/Module1.xml": b"<x/>"}), MACRO)
    yield Sample("book.epub", archive(mimetype="application/epub+zip", a="x"), NOT_ALLOWED)


def _odd_packages() -> Iterator[Sample]:
    """Documents of Office whose parts are not what they should be."""
    whole, main = word(), "word/document.xml"
    for name in ("Setup.com", "a.js", "b.msi", "run.jar", "c.wsf", "link.url", "Setup.exe ", "Setup.exe."):
        yield Sample(f"with {name}.docx", rezipped(whole, {f"word/{name}": b"x"}), PROGRAM)
    yield Sample("program as a picture.docx", rezipped(whole, {"word/media/image9.png": WINDOWS_PROGRAM}), PROGRAM)
    yield Sample("macros by relation.docx", rezipped(whole, {"word/_rels/document.xml.rels": MACRO_RELATION}), PROGRAM)
    for what, content in (("empty", b""), ("zeros", bytes(4000)), ("words", b"Surat")):
        yield Sample(f"{what} in its main part.docx", rezipped(whole, {main: content}), BROKEN)
        yield Sample(f"{what} in its settings.docx", rezipped(whole, {"word/settings.xml": content}), DAMAGED_PART)
    yield from _wrong_xml(whole, main)
    twice = io.BytesIO(whole)
    with warnings.catch_warnings(), zipfile.ZipFile(twice, "a") as target:
        warnings.simplefilter("ignore")
        target.writestr(main, b"<x/>")
    yield Sample("two main parts.docx", twice.getvalue(), BROKEN)
    coded = "application/vnd.ms-word.document.macroEnabled.main+xml"
    said = package(coded, "word/document%2Exml", **{"word/document.xml": "<x/>"})
    yield Sample("name in percent.docx", rezipped(said, {"word/document%2Exml": None}), PROGRAM)


def _wrong_xml(whole: bytes, main: str) -> Iterator[Sample]:
    with zipfile.ZipFile(io.BytesIO(whole)) as source:
        words = source.read(main)
    start = words.index(b"<w:document")
    bomb = b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 20) for n in range(9))
    for what, content, verdict in (
        ("half", words[: len(words) // 2], BROKEN),
        ("all but the end", words[:-1], BROKEN),
        ("followed by more", words + b"<w:p/>", BROKEN),
        ("a page", b"<html></html>", BROKEN),
        ("entities", words[:start] + b'<!DOCTYPE x [<!ENTITY a "aaaa">' + bomb + b"]>" + words[start:], DEFINITIONS),
        (
            "another file",
            words[:start] + b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + words[start:],
            DEFINITIONS,
        ),
        ("a definition", words[:start] + b'<!DOCTYPE x SYSTEM "x.dtd">' + words[start:], DEFINITIONS),
        ("in UTF-16", words.decode().replace("UTF-8", "UTF-16").encode("utf-16"), STORED),
    ):
        yield Sample(f"{what} as its main part.docx", rezipped(whole, {main: content}), verdict)
    yield Sample("half of its relations.docx", rezipped(whole, {"_rels/.rels": b"<Relationships>"}), BROKEN)
    book, sheet = excel(), "xl/worksheets/sheet1.xml"
    yield Sample("half a sheet.xlsx", rezipped(book, {sheet: b"<worksheet><sheetData>"}), DAMAGED_PART)
    yield Sample("half a book.xlsx", rezipped(book, {"xl/workbook.xml": b"<workbook>"}), BROKEN)
    yield Sample("entities.xlsx", rezipped(book, {sheet: b'<!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>'}), DEFINITIONS)
    mime = "application/vnd.oasis.opendocument.text"
    toolbar = {
        "Configurations2/accelerator/current.xml": b"",
        "META-INF/manifest.xml": b"<!DOCTYPE x SYSTEM 'M.dtd'><x/>",
    }
    yield Sample("of OpenOffice.odt", archive(mimetype=mime, **{"content.xml": "<x/>"}, **toolbar), STORED)
    yield Sample("half.odt", archive(mimetype=mime, **{"content.xml": "<x><y>"}), BROKEN)
    entity = "<!DOCTYPE x [<!ENTITY a 'a'>]><x>&a;</x>"
    yield Sample("entities.odt", archive(mimetype=mime, **{"content.xml": entity}), DEFINITIONS)


def _old_office() -> Iterator[Sample]:
    for ending, stream in (("doc", "WordDocument"), ("xls", "Workbook"), ("ppt", "PowerPoint Document")):
        whole = ole("\x05SummaryInformation", stream, size=9000)
        yield Sample(f"whole.{ending}", whole, STORED)
        yield Sample(f"large.{ending}", ole(stream, size=5 * 1024 * 1024), STORED)
        yield Sample(f"padded.{ending}", whole + bytes(4000), STORED)
        yield Sample(f"cut in half.{ending}", whole[: len(whole) // 2], BROKEN)
        yield Sample(f"beginning only.{ending}", whole[:512], BROKEN)
        yield Sample(f"with macros.{ending}", ole(stream, "_VBA_PROJECT"), MACRO)
        yield Sample(f"behind a program.{ending}", WINDOWS_PROGRAM + whole, PROGRAM)
        yield Sample(f"as an archive at its end.{ending}", whole + PROGRAM_ARCHIVE, ARCHIVE)
        attached = archive(**{"[Content_Types].xml": "<Types/>", "word/document.xml": "x" * 900})
        yield Sample(f"with a document in it.{ending}", ole(stream, "Package", Package=attached), STORED)
        yield Sample(f"with a program in it.{ending}", ole(stream, "Package", Package=PROGRAM_ARCHIVE), ARCHIVE)
        yield Sample(
            f"mentions only.{ending}", ole("Pratinjau", fill=stream.encode("utf-16-le") + b"\x00\x00"), UNKNOWN
        )
    yield Sample("excel 5.xls", ole("Book"), STORED)
    begin, end = struct.pack("<HHHH", 0x809, 4, 0x600, 5), struct.pack("<HH", 0x0A, 0)
    for verdict, kind in ((STORED, 0), (MACRO, 1), (STORED, 2)):  # a table, a macro of Excel 4, a chart
        sheet = struct.pack("<HHIBBBB", 0x85, 10, 0, 0, kind, 2, 0) + b"Ab"
        yield Sample(f"sheet of kind {kind}.xls", ole("Workbook", Workbook=begin + sheet + end), verdict)
    word = {"WordDocument": b"\xec\xa5\xc1\x00" + bytes(7) + b"\x01"}
    yield Sample("under a password.doc", ole("WordDocument", **word), ENCRYPTED)
    sheet = {"Workbook": struct.pack("<HHHHHHHHI", 0x809, 16, 0x600, 5, 0, 0, 0, 0, 0) + struct.pack("<HH", 0x2F, 4)}
    yield Sample("under a password.xls", ole("Workbook", **sheet), ENCRYPTED)
    shown = {"Current_User": bytes(12) + b"\xdf\xc4\xd1\xf3"}
    yield Sample("under a password.ppt", ole("PowerPoint Document", "Current User", **shown), ENCRYPTED)
    installer = bytes.fromhex("84100C0000000000C000000000000046")
    yield Sample("installer.doc", ole("\x05SummaryInformation", clsid=installer), PROGRAM)
    yield Sample("message.doc", ole("__properties_version1.0"), NOT_ALLOWED)
    yield Sample("drawing.doc", ole("VisioDocument"), NOT_ALLOWED)
    yield Sample("nothing in it.doc", ole("Isi"), UNKNOWN)
    yield Sample("database.doc", b"\x00\x01\x00\x00Standard Jet DB\x00" + bytes(3000), NOT_ALLOWED)


def _others() -> Iterator[Sample]:
    yield Sample("surat.rtf", b"{\\rtf1\\ansi Surat dinas\\par}", STORED)
    yield Sample("tabel.xls", b"\xef\xbb\xbf  <table><tr><td>1</td></tr></table>", PAGE)
    yield Sample(
        "halaman.doc", b"<html xmlns:o='urn:schemas-microsoft-com:office:office'><body>Isi</body></html>", PAGE
    )
    yield Sample("arsip web.doc", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", PAGE)
    xml = b'<?xml version="1.0"?>\n<?mso-application progid="%s"?>\n<%s/>'
    yield Sample("lembar.xls", xml % (b"Excel.Sheet", b"Workbook"), NOT_ALLOWED)
    yield Sample("surat.doc", xml % (b"Word.Document", b"w:wordDocument"), NOT_ALLOWED)
    yield Sample("halaman.pdf", b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', PAGE)
    yield Sample("gambar.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", PAGE)
    yield Sample("utf-16.pdf", "<html><body>Isi</body></html>".encode("utf-16"), PAGE)
    yield Sample("catatan.doc", b"Notulen rapat evaluasi\r\n", NOT_ALLOWED)
    yield Sample("angka.xls", b"kode;nama\r\n1;Dinas\r\n", NOT_ALLOWED)
    yield Sample("surat elektronik.pdf", b"Received: from a\r\nSubject: b\r\n\r\n", NOT_ALLOWED)
    yield Sample("kosong.pdf", b"", "empty")
    yield Sample("acak.pdf", bytes(range(1, 255)) * 20, UNKNOWN)
    scripts = (b"@echo off\r\n", b"#!/bin/sh\n", b"powershell -enc AAAA", b"On Error Resume Next\r\n", b"REGEDIT4\r\n")
    programs = (WINDOWS_PROGRAM, b"\x7fELF" + bytes(99), b"\xca\xfe\xba\xbe" + bytes(99), b"dex\n035\x00" + bytes(99))
    shortcut = b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(99)
    for number, content in enumerate((*scripts, *programs, shortcut)):
        yield Sample(f"program {number}.pdf", content, PROGRAM)
    archives = (b"Rar!\x1a\x07\x00", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\x00", b"MSCF")
    for number, content in enumerate(archives):
        yield Sample(f"archive {number}.docx", content + bytes(99), ARCHIVE)
    yield Sample("film.pdf", b"\x00\x00\x00\x18ftypmp42" + bytes(99), NOT_ALLOWED)
