"""Pictures of QR codes as people send them."""

import io

import segno
from PIL import Image, ImageFilter


def qr(text: str, scale: int = 6) -> Image.Image:
    """The code as it is drawn, with its quiet zone."""
    made = io.BytesIO()
    segno.make_qr(text, error="m", boost_error=False).save(made, kind="png", scale=scale, border=4)
    return Image.open(made).convert("L")


def page(code: Image.Image, size: tuple[int, int] = (1240, 1754)) -> Image.Image:
    """A sheet of paper with some lines and the code in its middle."""
    sheet = Image.new("L", size, 255)
    for line in range(100, size[1] // 3, 40):
        sheet.paste(60, (150, line, size[0] - 200 - line % 170, line + 14))
    sheet.paste(code, ((size[0] - code.width) // 2, size[1] // 2))
    return sheet


def photographed(code: Image.Image, size: tuple[int, int] = (1280, 960), angle: float = 7) -> bytes:
    """A sheet that lies askew on a table, photographed a little out of focus."""
    table, sheet = Image.new("RGB", size, (118, 92, 64)), page(code)
    sheet.thumbnail((int(size[0] * 0.9), int(size[1] * 0.9)), Image.Resampling.LANCZOS)
    table.paste(sheet, ((size[0] - sheet.width) // 2, (size[1] - sheet.height) // 2))
    taken = table.rotate(angle, Image.Resampling.BICUBIC, fillcolor=(90, 80, 60)).filter(ImageFilter.GaussianBlur(0.7))
    made = io.BytesIO()
    Image.blend(taken, Image.effect_noise(size, 25).convert("RGB"), 0.1).save(made, "JPEG", quality=85)
    return made.getvalue()
