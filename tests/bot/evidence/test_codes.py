"""QR codes and links are read wherever a file shows them, within the limits of the child."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw

from bot.evidence.content import examine
from bot.evidence.examine import Examiner
from bot.evidence.kinds import codes
from bot.settings import DEFAULT_KINDS
from core.papers import invitations
from core.papers.invitations import Sheet
from core.papers.letterhead import Letterhead
from core.people.roles import Role
from tests.bot.evidence.corpus import pictures
from tests.bot.evidence.test_examine import AT_REST, peak_of
from tests.qr_codes import page, photographed, qr

ALLOWED = frozenset(DEFAULT_KINDS)
LINK = "https://t.me/pandu_matang_bot?start=AbCdEf0123456789_-GhIj"


def saved(image: Image.Image, kind: str, **how: object) -> bytes:
    made = io.BytesIO()
    image.save(made, kind, **how)
    return made.getvalue()


def transparent() -> Image.Image:
    """Black on nothing, as programs for diagrams export it: what is transparent is black as well."""
    code = qr(LINK)
    return Image.merge("LA", (Image.new("L", code.size, 0), code.point(lambda value: 255 - value)))


def scanned(*sheets: Image.Image, jpeg: bool = True, within_form: bool = False) -> bytes:
    """A PDF with a picture on each page."""
    made = pikepdf.new()
    for sheet in sheets:
        drawn = made.add_blank_page(page_size=(595, 842))
        image = pikepdf.Stream(made, saved(sheet, "JPEG") if jpeg else sheet.tobytes())
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.Width, image.Height, image.ColorSpace, image.BitsPerComponent = *sheet.size, pikepdf.Name.DeviceGray, 8
        if jpeg:
            image.Filter = pikepdf.Name.DCTDecode
        resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
        if within_form:
            form = pikepdf.Stream(made, b"/Im0 Do")
            form.Type, form.Subtype, form.Resources = pikepdf.Name.XObject, pikepdf.Name.Form, resources
            form.Resources.XObject.Fm0 = made.make_indirect(form)  # a form that is put together from itself
            resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Fm0=form))
        drawn.obj.Resources = resources
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def own_sheet() -> bytes:
    """The paper that invitations are handed over with."""
    letterhead = Letterhead("PEMERINTAH KABUPATEN KUTAI TIMUR", "SEKRETARIAT DAERAH", "")
    sheets = (Sheet("Dinas Kesehatan", "", "AbCdEf0123456789_-GhIj", LINK),)
    return invitations.render(
        invitations.Invitations(
            letterhead, "Bagian Organisasi", "Kabupaten Kutai Timur", Role.CONTACT, "14 Desember 2026", sheets
        )
    )


@pytest.mark.parametrize(
    "made",
    [
        lambda: photographed(qr(LINK)),
        lambda: photographed(qr(LINK), angle=95),
        lambda: photographed(qr(LINK))[:-400],
        lambda: saved(page(qr(LINK)), "JPEG", progressive=True),
        lambda: saved(page(qr(LINK)).convert("CMYK"), "JPEG"),
        lambda: saved(qr(LINK).convert("1"), "PNG"),
        lambda: saved(page(qr(LINK)).convert("P"), "PNG"),
        lambda: saved(transparent(), "PNG"),
        lambda: saved(page(qr(LINK)), "PNG")[:-20],
        lambda: saved(page(qr(LINK, 14), (3000, 4000)).convert("RGB"), "WEBP"),
        lambda: pictures.branded(saved(page(qr(LINK)).convert("RGB"), "HEIF"), b"mif1"),
        lambda: scanned(page(qr(LINK))),
        lambda: scanned(page(Image.new("L", (9, 9))), page(qr(LINK)), jpeg=False),
        lambda: scanned(page(qr(LINK)), within_form=True),
        own_sheet,
    ],
    ids=[
        *("photo", "turned", "cut photo", "progressive", "CMYK", "bare code", "palette", "transparent", "cut PNG"),
        *("large WebP", "HEIC", "scan", "second page", "scan within a form", "own paper"),
    ],
)
def test_what_a_code_says_is_read(made: Callable[[], bytes]) -> None:
    pictures.photo("HEIF")  # registers the writer
    assert set(examine(made(), ALLOWED).texts) == {LINK}


@pytest.mark.parametrize(
    "made",
    [
        lambda: pictures.photo("JPEG"),
        lambda: pictures.photo("PNG", "I;16"),
        lambda: saved(Image.new("L", (1, 3)), "PNG"),
        lambda: scanned(pictures_of_nothing()),
        lambda: scanned(*[Image.new("L", (9, 9), 255)] * 2, page(qr(LINK))),
    ],
    ids=["photo", "sixteen bits", "tiny", "not a picture", "third page"],
)
def test_without_a_code_nothing_is_said(made: Callable[[], bytes]) -> None:
    assert examine(made(), ALLOWED).texts == ()


def pictures_of_nothing() -> Image.Image:
    return Image.new("L", (300, 200), 255)


async def test_a_photo_of_a_phone_is_read_in_the_child_with_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "foto.jpg"
    path.write_bytes(photographed(qr(LINK, 20), (4000, 3000)))
    examiner = Examiner()
    assert (await examiner.examine(path, ALLOWED)).texts == (LINK,)
    assert await peak_of(examiner) < AT_REST
    await examiner.close()


async def test_a_picture_of_corners_of_codes_is_not_too_much(tmp_path: Path) -> None:
    """The worst there is for the reader: each group of three might be a code."""
    tile = Image.new("L", (9, 9), 255)
    drawing = ImageDraw.Draw(tile)
    for inset, colour in ((0, 0), (1, 255), (2, 0)):
        drawing.rectangle((inset, inset, 6 - inset, 6 - inset), fill=colour)
    whole = Image.new("L", (codes.LONGEST, codes.LONGEST), 255)
    for place in range((codes.LONGEST // 9) ** 2):
        whole.paste(tile, tuple(9 * step for step in divmod(place, codes.LONGEST // 9)))
    path = tmp_path / "pola.png"
    path.write_bytes(saved(whole, "PNG"))
    examiner = Examiner()
    assert (await examiner.examine(path, ALLOWED)).texts == ()
    await examiner.close()
