"""QR codes on papers."""

from typing import Any


def qr_code(link: str) -> dict[str, Any]:
    """The code as an SVG with its quiet zone, and how many modules wide the code itself is."""
    import segno

    code = segno.make_qr(link, error="m", boost_error=False)
    return {"svg": code.svg_inline(border=4, omitsize=True), "modules": code.symbol_size(border=0)[0]}
