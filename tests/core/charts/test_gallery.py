"""The pictures in docs/pictures are what the program draws; PANDU_UPDATE=1 draws them anew, to be looked at."""

import os
import re
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from core.charts.drawings.drawing import render
from tests.core.charts.gallery import GALLERY
from tests.places import ROOT

PICTURES = ROOT / "docs" / "pictures"
LARGEST = 150 * 1024
NOISE = 48
"""Difference of a channel that another build's anti-aliasing and choice of 256 colours may make at an edge."""


@pytest.mark.parametrize("name", GALLERY)
def test_picture_in_the_docs_is_what_is_drawn(name: str) -> None:
    made, file = render(GALLERY[name]), PICTURES / f"{name}.png"
    assert len(made) < LARGEST
    if os.environ.get("PANDU_UPDATE"):
        file.write_bytes(made)
    with Image.open(BytesIO(made)) as new, Image.open(file) as kept:
        assert new.size == kept.size
        apart = ImageChops.difference(new.convert("RGB"), kept.convert("RGB"))
        assert max(high for _, high in apart.getextrema()) <= NOISE


def test_the_list_names_every_picture() -> None:
    named = re.findall(r"\]\(([a-z0-9-]+\.png)\)", (PICTURES / "README.md").read_text(encoding="utf-8"))
    assert sorted(named) == sorted(f"{name}.png" for name in GALLERY)
    assert sorted(named) == sorted(file.name for file in PICTURES.glob("*.png"))
