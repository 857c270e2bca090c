"""PDF of six producers' structures; whole, damaged, padded, under a password, and with something else's beginning."""

import io
import random
from collections.abc import Iterator

import pikepdf

from tests.bot.evidence.corpus import Sample
from tests.bot.papers import PROGRAM_ARCHIVE, archive, picture

PAGES = 12
XMP = (
    b"<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-"
    b"syntax-ns#'/></x:xmpmeta><?xpacket end='w'?>"
)
BROKEN, STORED, REPAIRED, ENCRYPTED = "broken", "stored", "stored, repaired", "stored, encrypted"


def document(producer: str, scanned: bool = False) -> pikepdf.Pdf:
    """Twelve pages with words, or with scanned pictures."""
    made = pikepdf.new()
    for number in range(PAGES):
        page = made.add_blank_page(page_size=(595, 842))
        words = "".join(
            f"BT /F1 12 Tf 72 {700 - 15 * line} Td ({producer} {number}.{line}) Tj ET\n" for line in range(30)
        )
        page.Contents = made.make_stream(words.encode())
        if scanned:
            image = made.make_stream(picture("JPEG", 120 + number))
            image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
            image.Width = image.Height = 120 + number
            image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
            image.Filter = pikepdf.Name.DCTDecode
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
    made.docinfo["/Producer"] = producer
    return made


def saved(made: pikepdf.Pdf, **how: object) -> bytes:
    file = io.BytesIO()
    made.save(file, **how)  # type: ignore[arg-type]
    return file.getvalue()


def updated(content: bytes) -> bytes:
    """With a revision behind it, as programs write that sign or fill in a form."""
    start = int(content.rpartition(b"startxref")[2].split()[0])
    root = content.rpartition(b"/Root ")[2].split(b" R")[0]
    size = int(content.rpartition(b"/Size ")[2].split()[0])
    added = b"\n%d 0 obj\n<</Type/Annot/Contents(disetujui)>>\nendobj\n" % size
    place = len(content) + 1
    table = len(content) + len(added)
    return content + added + (
        b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root %s R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
        % (size, place, size + 1, root, start, table)
    )  # fmt: skip


def structures() -> dict[str, bytes]:
    off, on = pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate
    word = document("Microsoft Word 2019")
    skia = saved(document("Skia/PDF m120"), object_stream_mode=off, compress_streams=True, force_version="1.4")
    return {
        "word": saved(word, object_stream_mode=off, compress_streams=False),
        "libreoffice": saved(document("LibreOffice 7.6"), object_stream_mode=off, compress_streams=True),
        "skia": skia,
        "scanner": saved(document("EPSON Scan", scanned=True), object_stream_mode=on),
        "itext": updated(saved(document("iText 5.5"), object_stream_mode=off)),
        "ghostscript": saved(document("GPL Ghostscript 10"), linearize=True, object_stream_mode=off),
    }


def samples() -> Iterator[Sample]:
    for name, whole in structures().items():
        for what, content, verdict in variants(whole):
            yield Sample(f"{name} {what}.pdf", content, verdict)
        with pikepdf.open(io.BytesIO(whole)) as opened:
            for what, owner, user in (("owner password", "rahasia", ""), ("user password", "a", "rahasia")):
                locked = saved(opened, encryption=pikepdf.Encryption(owner=owner, user=user, R=6))
                yield Sample(f"{name} {what}.pdf", locked, ENCRYPTED)
    yield from others()


def variants(whole: bytes) -> Iterator[tuple[str, bytes, str]]:
    end = whole.rindex(b"startxref")
    first_end = whole.find(b"%%EOF", 0, len(whole) - 20) + 1  # an earlier revision's, or that of the first page
    wrong = whole[:end] + b"startxref\n7\n%%EOF\n"
    yield "whole", whole, STORED
    yield "padded with zeros", whole + bytes(6000), STORED
    yield "padded with spaces", whole + b"\r\n" + b" " * 4000, STORED
    yield "followed by a page", whole + b"<html>Diunduh</html>" * 100, REPAIRED
    yield "after a byte order mark", b"\xef\xbb\xbf" + whole, STORED
    yield "after blank lines", b"\r\n\r\n" + whole, STORED
    yield "lost table", wrong, REPAIRED
    yield "cut in half", whole[: len(whole) // 2], BROKEN
    yield "without its last line", whole.rstrip()[: -len(b"%%EOF")], STORED
    if not first_end:
        yield "without its table", whole[: end - 30], BROKEN
    yield "after rubbish", b"\x00\x01sampah\xff" * 9 + whole, "unknown"
    yield "after a printer's words", b"\x1b%-12345X@PJL JOB\r\n" + whole, "unknown"
    yield "behind a program of Windows", b"MZ" + bytes(126) + whole, "program"
    yield "behind a program of Linux", b"\x7fELF\x02\x01\x01" + bytes(57) + whole, "program"
    yield "behind a batch file", b"@echo off\r\nrem " + whole, "program"
    yield "behind a shell script", b"#!/bin/sh\nexit 0\n" + whole, "program"
    yield "behind a page", b"<html><script>alert(1)</script>\n" + whole, "page"
    yield "behind an archive", archive(**{"a.txt": "a"}) + whole, "archive"
    yield "as an archive at its end", whole + PROGRAM_ARCHIVE, "archive"
    yield "as an archive before another end", whole + PROGRAM_ARCHIVE + whole[end:], "archive"
    yield "as an archive and a byte", whole + archive(**{"a.txt": "a"}) + b"\n%", "archive"
    yield "inside an archive", archive(**{"Laporan.pdf": whole}), "archive"


def others() -> Iterator[Sample]:
    yield Sample("words only.pdf", b"%PDF-1.7\nIni bukan PDF.\n%%EOF\n", BROKEN)
    yield Sample("beginning only.pdf", b"%PDF-1.7\n", BROKEN)
    yield Sample("zeros.pdf", bytes(5000), "unknown")
    deep = (
        b"%PDF-1.7\n1 0 obj\n" + b"[" * 300_000 + b"]" * 300_000 + b"\nendobj\n2 0 obj<</Type/Catalog/Pages 1 0 R>>\n"
    )
    yield Sample("nested.pdf", deep + b"endobj\ntrailer<</Root 2 0 R>>\nstartxref\n9\n%%EOF\n", BROKEN)
    loop = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
    yield Sample("its own page tree.pdf", loop + b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n9\n%%EOF\n", BROKEN)
    archived = document("PDF/A-1b")
    archived.Root.Metadata = archived.make_stream(XMP)
    yield Sample("archival.pdf", saved(archived, force_version="1.4"), STORED)
    for share, verdict in ((0.0, STORED), (0.2, "stored, cut"), (0.8, BROKEN)):
        scan, noise = document("Scanner"), random.Random(5).randbytes(500_000)
        hole = bytes(int(share * len(noise)))
        scan.pages[0].obj.Scan = scan.make_stream(noise[:50_000] + hole + noise[50_000 + len(hole) :])
        yield Sample(f"hole of {share}.pdf", saved(scan, compress_streams=False), verdict)
    scan = document("Scanner")
    scan.pages[0].obj.Scan = scan.make_stream(random.Random(6).randbytes(300_000))
    for how in ("disable", "generate"):
        whole = saved(scan, compress_streams=False, object_stream_mode=getattr(pikepdf.ObjectStreamMode, how))
        yield Sample(f"middle missing, {how}.pdf", whole[:90_000] + whole[190_000:], BROKEN)
    web = saved(scan, compress_streams=False, linearize=True)
    for part in (0.5, 0.8):
        kept = web[: int(len(web) * part)]
        yield Sample(f"for the web, zeros after {part}.pdf", kept + bytes(len(web) - len(kept)), BROKEN)
    for name, attached, verdict in (
        ("a document", archive(a="a" * 99), STORED),
        ("a program", PROGRAM_ARCHIVE, "archive"),
    ):
        made = document("LibreOffice")
        made.attachments["lampiran.docx"] = pikepdf.AttachedFileSpec(made, attached)
        yield Sample(f"with {name} attached.pdf", saved(made, compress_streams=False), verdict)
    whole = updated(saved(document("iText"), object_stream_mode=pikepdf.ObjectStreamMode.disable))
    half = len(whole) - 40
    yield Sample("revision cut.pdf", whole[:half], REPAIRED)
