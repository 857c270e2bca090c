"""What ranking, heatmap and distribution say."""

from dataclasses import replace
from decimal import Decimal

import pytest

from core.charts.data import Chart, OpdResult
from core.instrument.scoring import RegionResult
from core.review.verdicts import Stage
from tests.core.charts import worlds
from tests.core.charts.layout import said

NONE, ALL = RegionResult(0, 3, None, None), RegionResult(55, 55, Decimal("38.55"), "Tinggi")


def listed(*opds: OpdResult) -> Chart:
    return replace(worlds.ranking(3), opds=opds, verified=worlds.region(opds))


def test_ranking_names_place_total_and_staged_level() -> None:
    strong, weak = worlds.verified_opd("Dinkes", (4,) * 10 + (2,)), worlds.verified_opd("Telen", (1,) * 11)
    words = said(listed(weak, worlds.unverified_opd("DLH", 7), strong))
    assert words == [
        "Peringkat nilai OPD 2026",
        "Rata-rata sementara 26,50 · kategori Rendah",
        "Batang: total (11–55) · angka Romawi: tingkat berjenjang",
        *("1", "Dinkes", "42", "II"),
        *("2", "Telen", "11", "I"),
        *("–", "DLH", "mengisi 8/11"),
        *("Sangat Tinggi", "Tinggi", "Sedang", "Rendah", "Sangat Rendah", "Rata-rata"),
        "Per tanggal 15 Januari 2027 · 2 terverifikasi dari 3",
    ]


@pytest.mark.parametrize(
    ("verified", "subtitle"),
    [
        (0, "Belum ada OPD terverifikasi · hlm. 1 dari 2"),
        (1, "Baru satu OPD terverifikasi · hlm. 1 dari 2"),
        (19, "Rata-rata sementara 38,58 · kategori Tinggi · hlm. 1 dari 2"),
        (30, "Rata-rata 38,97 · kategori Tinggi · hlm. 1 dari 2"),
    ],
)
def test_ranking_says_what_its_mean_is_worth(verified: int, subtitle: str) -> None:
    chart = worlds.ranking(30, verified=verified)
    assert said(chart)[1] == subtitle
    assert ("Rata-rata" in said(chart)) == (verified > 1)


def test_heatmap_has_a_numeral_in_every_cell_and_dashes_for_the_unverified() -> None:
    one = worlds.verified_opd("Dinkes", (4, 4, 3, 2, 4, 3, 4, 4, 5, 3, 3))
    opds = (worlds.unverified_opd("DLH", 0), one)
    words = said(replace(worlds.heatmap(3), opds=opds, verified=worlds.region(opds)))
    assert words == [
        "Peta nilai OPD × variabel 2026",
        "Tingkat per variabel, tim daerah",
        "Angka tebal: terendah pada OPD itu · kanan: total",
        *("V", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11"),
        *("Dinkes", "IV", "IV", "III", "II", "IV", "III", "IV", "IV", "V", "III", "III", "39"),
        *("DLH", *("–",) * 12),
        *("Tingkat", "I", "II", "III", "IV", "V", "– belum terverifikasi"),
        "Per tanggal 15 Januari 2027 · 1 terverifikasi dari 2",
    ]


def test_heatmap_says_whose_levels_it_shows() -> None:
    region, province = (worlds.verified_opd("A", stage=stage) for stage in Stage)
    for opds, whose in (((province,), "provinsi"), ((region, province), "hasil resmi")):
        assert said(replace(worlds.heatmap(3), opds=opds))[1] == f"Tingkat per variabel, {whose}"


def test_heatmap_on_paper_names_the_variables() -> None:
    words = said(worlds.heatmap(70, 2, 66, paper=True))
    assert words[1] == "Tingkat per variabel, tim daerah · tebal: terendah pada OPD itu · hlm. 2 dari 2"
    assert words[2:15] == [
        *("V01 Perencanaan", "V02 Monitoring", "V03 Penjaminan Mutu", "V04 SOP Pelayanan", "V05 Diklat Aparatur"),
        *("V06 Analisis Kebijakan", "V07 Sumber Daya Kerja", "V08 Manajemen Risiko", "V09 Pengukuran Kinerja"),
        *("V10 Inovasi Layanan", "V11 Budaya Organisasi", "Total", "Berj."),
    ]


def test_distribution_counts_both_results_apart() -> None:
    chart = replace(worlds.distribution(3), verified=ALL, bands=(0, 2, 19, 30, 4), staged=(6, 31, 17, 1, 0))
    assert said(chart) == [
        "Per tanggal 15 Januari 2027 · 55 terverifikasi dari 55",
        "Sebaran OPD 2026",
        "Rata-rata 38,55 · kategori Tinggi",
        "Kategori (jumlah 11 nilai)",
        *("Sangat Tinggi", "4 (7,3%)", "Tinggi", "30 (54,5%)", "Sedang", "19 (34,5%)", "Rendah", "2 (3,6%)"),
        *("Sangat Rendah", "0 (0,0%)"),
        "Tingkat berjenjang (variabel terendah)",
        *("V: 0", "IV: 1", "III", "III: 17", "II", "II: 31", "I", "I: 6"),
        "IV",  # above its thin part
        "Jumlah dapat berbeda karena pembulatan",
    ]


def test_distribution_of_fewer_than_five_has_no_percentages() -> None:
    words = said(worlds.distribution(3))
    assert [one for one in words if "%" in one or "pembulatan" in one] == []


def test_distribution_of_nobody_is_a_sentence() -> None:
    assert said(replace(worlds.distribution(3), verified=NONE, bands=(0,) * 5, staged=(0,) * 5)) == [
        "Per tanggal 15 Januari 2027 · 0 terverifikasi dari 3",
        "Sebaran OPD 2026",
        "Belum ada OPD terverifikasi",
    ]
