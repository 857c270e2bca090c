"""Equal numbers give equal bytes, whatever the machine, and nothing else is touched."""

import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pydantic import ValidationError

from core.charts.data import Chart, Scale
from core.charts.drawings.drawing import render
from core.charts.plain import digest, from_plain, to_plain
from core.instrument.parse import load_packaged
from tests.core.charts import worlds
from tests.places import ROOT

ONE_EACH = [
    worlds.radar(),
    worlds.ranking(3),
    worlds.heatmap(3),
    worlds.distribution(3),
    worlds.progress(3),
    worlds.trend(),
]


@pytest.mark.parametrize("chart", ONE_EACH, ids=lambda chart: chart.kind)
def test_equal_numbers_give_equal_bytes_and_another_number_others(chart: Chart) -> None:
    again = from_plain(json.loads(json.dumps(to_plain(chart))))
    other = replace(chart, as_of=date(2027, 1, 16))
    assert again == chart
    assert render(again) == render(chart)
    assert digest(again) == digest(chart)
    assert render(other) != render(chart)
    assert digest(other) != digest(chart)


def test_a_picture_is_a_png_of_the_size_telegram_keeps() -> None:
    with Image.open(BytesIO(render(worlds.radar()))) as picture:
        assert (picture.format, picture.size, picture.info.get("Software")) == ("PNG", (1080, 1278), None)


def test_settings_of_the_machine_change_nothing(tmp_path: Path) -> None:
    """Another process with another matplotlibrc, and neither pyplot nor the fonts of the machine."""
    settings = tmp_path / "matplotlibrc"
    settings.write_text(
        "font.size: 30\nfont.family: serif\nlines.linewidth: 9\nfigure.dpi: 40\nsavefig.facecolor: red\n"
    )
    code = (
        "import sys, hashlib, matplotlib\n"
        "def settings(): return {key: matplotlib.rcParams[key] for key in matplotlib.rcParams if key != 'backend'}\n"
        "before = settings()\n"
        "from core.charts.drawings.drawing import render; from tests.core.charts import worlds\n"
        "print(hashlib.sha256(render(worlds.trend())).hexdigest(), 'matplotlib.pyplot' in sys.modules,"
        " settings() == before, matplotlib.rcParams['font.size'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"MATPLOTLIBRC": str(settings), "PATH": "/usr/bin:/bin", "MPLCONFIGDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    here = hashlib.sha256(render(worlds.trend())).hexdigest()
    assert done.stdout.split() == [here, "False", "True", "30.0"]


def test_numbers_words_and_pages_need_no_drawing_library() -> None:
    code = (
        "import sys, core.charts.data, core.charts.plain, core.charts.order, core.charts.drawings.words\n"
        "print([name for name in ('matplotlib', 'PIL', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_is_no_chart_is_refused() -> None:
    with pytest.raises(ValidationError):
        from_plain({"kind": "pie"})


def test_a_page_that_does_not_exist_is_refused() -> None:
    with pytest.raises(IndexError):
        render(worlds.ranking(30, page=3))


def test_scale_is_the_instruments() -> None:
    scale = Scale.of(load_packaged("kematangan-2018"))
    assert (scale.bottom, scale.top, scale.lowest, scale.highest) == (11, 55, 1, 5)
    assert (scale.numeral(4), scale.short("V04"), len(scale.variables)) == ("IV", "SOP Pelayanan", 11)
    assert [band.name for band in scale.bands] == ["Sangat Rendah", "Rendah", "Sedang", "Tinggi", "Sangat Tinggi"]


def test_a_picture_asked_for_before_an_update_is_still_drawn() -> None:
    """Values were whole totals, and the ends of a scale those of its bands."""
    chart = worlds.radar()
    former = json.loads(json.dumps(to_plain(chart)).replace('"value":', '"total":'))
    for key in ("ends", "value_name", "staged", "not_applicable"):
        del former["scale"][key]
    assert from_plain(former) == chart
