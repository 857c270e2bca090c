"""Pictures of an instrument's screens, in the browser of this machine."""

from io import BytesIO

import pytest
from PIL import Image

from bot.cli.preview import Seen
from bot.cli.preview_browser import HEIGHT, SCALE, WIDTH, found
from bot.cli.preview_pictures import draw, name, page
from bot.settings import Settings
from core.screen import Screen, button

pytestmark = pytest.mark.skipif(found() is None, reason="Chromium is missing: apt-get install chromium")
SCREENS = [
    Seen("Pengisi", f"L0{place}", Screen(f"<b>L0{place}</b>\nPilih tingkat.", ((button("I", "L01", 1),),)))
    for place in range(1, 9)
]
"""More than a browser keeps connections to one server: a page that is left must give up its own."""


def test_each_screen_is_a_picture_of_a_phone_on_one_page(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert draw("Evaluasi <Layanan>", SCREENS, tmp_path / "gambar", Settings(_env_file=None)) == len(SCREENS)
    drawn = {path.name: path.read_bytes() for path in (tmp_path / "gambar").iterdir()}
    assert sorted(drawn) == [*(name(place) for place in range(1, 9)), "index.html"]
    assert drawn["index.html"].decode() == page("Evaluasi <Layanan>", SCREENS)
    assert 'alt="L01\nPilih tingkat.\n[I]"' in drawn["index.html"].decode()
    pictures = [Image.open(BytesIO(drawn[name(place)])).convert("RGB") for place in (1, 8)]
    assert {picture.size for picture in pictures} == {(WIDTH * SCALE, HEIGHT * SCALE)}
    assert pictures[0].tobytes() != pictures[1].tobytes()
    assert len(pictures[0].resize((36, 74)).getcolors(36 * 74) or ()) > 20
