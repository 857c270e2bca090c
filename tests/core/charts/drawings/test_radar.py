"""What the radar says and draws."""

from dataclasses import replace
from decimal import Decimal

import pytest

from core.charts.data import Levels
from core.charts.drawings import radar
from core.charts.drawings.drawing import draw
from tests.core.charts import worlds
from tests.core.charts.layout import lines, said


def test_radar_of_a_verified_opd() -> None:
    assert said(worlds.radar()) == [
        "Dinas Kesehatan · Hasil 2026",
        "Total 39 · kategori Tinggi · tingkat berjenjang II",
        "Lingkaran ganda: V04 SOP Pelayanan menahan tingkat berjenjang",
        *("IV Perencanaan", "IV Monitoring", "III Penjaminan", "Mutu", "II SOP", "Pelayanan", "IV Diklat", "Aparatur"),
        *("III Analisis", "Kebijakan", "IV Sumber", "Daya Kerja", "IV Manajemen", "Risiko"),
        *("V", "Pengukuran", "Kinerja", "III Inovasi", "Layanan", "III Budaya", "Organisasi"),
        *("I", "II", "III", "IV", "V"),
        *("Tim daerah: 39", "Mandiri: 41", "Tahun 2025: 35", "Rata-rata daerah: 38,16"),
        "Per tanggal 15 Januari 2027 · 55 terverifikasi dari 55",
    ]


def test_radar_with_the_province_shows_its_levels_and_no_mean() -> None:
    words = said(worlds.radar_province())
    assert words[1] == "Total 37 · kategori Sedang · tingkat berjenjang II"
    assert words[-5:-1] == ["Provinsi: 37", "Tim daerah: 39", "Mandiri: 41", "Tahun 2025: 35"]
    assert "III Diklat" in words


def test_radar_of_an_unverified_opd_shows_only_itself_with_its_line_open() -> None:
    chart = replace(worlds.radar_open(), opd="Dinkes", means=worlds.radar().means, former=worlds.radar().former)
    sheet = draw(chart)
    words = said(chart)
    assert words[:3] == [
        "Dinkes · Hasil 2026",
        "Mandiri, sementara · terisi 7 dari 11 variabel",
        "Belum diverifikasi tim daerah · – belum dijawab",
    ]
    assert [one for one in words if one.startswith("–")] == ["– SOP", "– Manajemen", "– Inovasi", "– Budaya"]
    assert words[-2:] == ["Mandiri", "Per tanggal 7 Desember 2026 · 0 terverifikasi dari 55"]
    own = lines(sheet, radar.OWN.colour)
    assert [len(line) for line in own] == [3, 3, 2]  # V01 to V03, V05 to V07, the legend; V09 is a point
    assert (
        lines(sheet, radar.REGION.colour) == lines(sheet, radar.FORMER.colour) == lines(sheet, radar.MEAN.colour) == []
    )


def test_radar_whose_line_is_open_elsewhere_runs_on_over_the_first_variable() -> None:
    levels = (4, 4, None, None, 3, 3, 3, 3, 3, 3, 3)
    chart = replace(worlds.radar_open(), own=Levels(levels, None))
    assert [len(line) for line in lines(draw(chart), radar.OWN.colour)] == [9, 2]


def test_radar_all_answered_but_unverified_names_its_total_and_no_kategori() -> None:
    chart = replace(worlds.radar(), opd="Dinkes", official=None, region=None)
    assert said(chart)[1:3] == ["Mandiri, sementara · total 41 dari 55", "Belum diverifikasi tim daerah"]


@pytest.mark.parametrize(
    ("levels", "note"),
    [
        ((4, 4, 4, 4, 4, 2, 4, 4, 4, 4, 4), "Lingkaran ganda: V06 menahan tingkat berjenjang"),
        ((2, 4, 4, 2, 4, 4, 4, 4, 4, 4, 4), "Lingkaran ganda: V01 dan V04 menahan tingkat berjenjang"),
        ((2, 4, 4, 2, 4, 4, 4, 4, 4, 4, 2), "Lingkaran ganda: V01, V04, dan V11 menahan tingkat berjenjang"),
        ((2, 2, 2, 2, 4, 4, 4, 4, 4, 4, 4), "Lingkaran ganda: empat variabel menahan tingkat berjenjang"),
        ((3,) * 11, "Seluruh variabel berada pada tingkat III"),
        ((5,) * 11, "Seluruh variabel berada pada tingkat V"),
    ],
)
def test_radar_says_what_holds_back(levels: tuple[int, ...], note: str) -> None:
    chart = replace(worlds.radar(), region=Levels(levels, Decimal(sum(levels))), official=worlds.scored(levels))
    assert said(chart)[2] == note
