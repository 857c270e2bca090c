"""Sizes of the paper offices print on, and the margins of every paper."""

SIZES = {"F4": (215.0, 330.0), "A4": (210.0, 297.0)}
"""Width and height in millimetres."""

LEFT, RIGHT, TOP, BOTTOM = 30.0, 20.0, 20.0, 25.0
"""Margins in millimetres."""

POINTS = 72 / 25.4
"""Points of a millimetre."""


def page(paper: str) -> dict[str, float]:
    """Size and margins as a template takes them."""
    wide, high = SIZES[paper]
    return {"width": wide, "height": high, "left": LEFT, "right": RIGHT, "top": TOP, "bottom": BOTTOM}


def text_width(paper: str) -> float:
    """Width between the margins, in points."""
    return (SIZES[paper][0] - LEFT - RIGHT) * POINTS
