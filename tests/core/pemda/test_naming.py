"""How an OPD is told from another of the same name: the Pemda follows, and stays when a label is cut."""

import pytest
from hypothesis import given, settings, strategies as st

from core.pemda.heads import head_title
from core.pemda.naming import TIE, called, marks, office, places, shortened


def test_one_pemda_needs_no_name() -> None:
    assert places({}) == places({1: "Kabupaten Kutai Timur"}) == {}
    assert called("Dinkes", "") == "Dinkes"
    assert called("", "Bontang") == ""


def test_the_kind_of_a_pemda_is_said_only_where_it_tells_them_apart() -> None:
    assert places({1: "Kabupaten Kutai Timur", 2: "Kota Bontang"}) == {1: "Kutai Timur", 2: "Bontang"}
    assert places({1: "Kabupaten Bogor", 2: "Kota Bogor", 3: "Provinsi Jawa Barat"}) == {
        1: "Kab. Bogor",
        2: "Kota Bogor",
        3: "Jawa Barat",
    }
    assert places({1: "Pemerintah Kabupaten Solok", 2: "Kota Solok"}) == {1: "Kabupaten Solok", 2: "Kota Solok"}


@pytest.mark.parametrize(
    ("name", "most", "short"),
    [
        ("Dinkes", 16, "Dinkes"),
        ("Dinas Kependudukan dan Pencatatan Sipil", 16, "Dinas Kependudu…"),
        (f"Dinkes{TIE}Kutai Timur", 16, "Dinkes Kutai Timur"),
        (f"Dinas Kependudukan dan Pencatatan Sipil{TIE}Kutai Timur", 16, "Dinas Kependu… Kutai Timur"),
        (f"Dinas Kependudukan dan Pencatatan Sipil{TIE}Bontang", 16, "Dinas Kependuduka… Bontang"),
        (f"Dinkes{TIE}Pulau Morotai Selatan Barat Daya", 14, "Dinkes Pulau Morotai Se…"),
    ],
)
def test_a_label_keeps_both(name: str, most: int, short: str) -> None:
    found = shortened(name, most)
    assert len(found) <= most + 10
    assert found == short


def test_two_of_one_name_never_look_alike_however_short() -> None:
    for most in range(8, 40):
        one, other = (called("Dinas Kependudukan dan Pencatatan Sipil", place) for place in ("Kutai Timur", "Bontang"))
        assert shortened(one, most) != shortened(other, most)


def test_a_head_is_that_of_the_opd_whatever_of_it_is_assessed() -> None:
    service = f"Dinas Kesehatan{TIE}(D1){TIE}· Pelayanan UGD{TIE}· Layanan 2026"
    assert office(called(service, "Bontang")).split(TIE) == ["Dinas Kesehatan", "(D1)", "Bontang"]
    assert head_title(called(f"Dinas Kesehatan{TIE}· Rujukan", "Bontang")).replace(TIE, " ") == (
        "Kepala Dinas Kesehatan Bontang"
    )
    assert head_title(f"Kecamatan Busang{TIE}· Rujukan") == "Camat Busang"


def test_a_head_keeps_the_title() -> None:
    assert head_title(called("Inspektorat", "Bontang")) == "Inspektur Bontang"
    assert head_title(called("Kecamatan Busang", "Kutai Timur")).replace(TIE, " ") == "Camat Busang Kutai Timur"
    assert head_title(called("Dinas Kesehatan", "Bontang")).replace(TIE, " ") == "Kepala Dinas Kesehatan Bontang"


def test_opd_of_one_name_get_their_codes() -> None:
    opds = [("D1", "Bagian Umum", "Umum"), ("D2", "Bagian Umum", "UMUM"), ("D3", "Dinas Sosial", "Dinsos")]
    assert marks(opds) == {"D1": f"{TIE}(D1)", "D2": f"{TIE}(D2)", "D3": ""}


def test_of_long_codes_only_the_end_that_tells_them_apart() -> None:
    codes = ["1.01.2.22.0.00.01.0000", "1.01.2.22.0.00.02.0000", "4.01.0.00.0.00.01.0007"]
    made = marks((code, "Bagian Umum", "Umum") for code in codes)
    assert list(made.values()) == [f"{TIE}(…1.0000)", f"{TIE}(…2.0000)", f"{TIE}(…0007)"]
    labels = {shortened(f"Bagian Umum Sekretariat Daerah{mark}", 16) for mark in made.values()}
    assert len(labels) == 3


def test_codes_that_end_alike_are_told_apart_all_the_same() -> None:
    made = marks([("X-1234-LONG", "A", "Umum"), ("1234-LONG", "B", "Umum")])
    assert len(set(made.values())) == 2
    assert all(made.values())


_BEGINNING = st.sampled_from(["Kecamatan Sangatta ", "Unit Pelaksana Teknis Dinas Pendidikan ", "Dinas ", ""])
_NAMES = st.builds("{}{}".format, _BEGINNING, st.text("ab ", min_size=1, max_size=30).map(str.strip))


@settings(max_examples=60, deadline=None)
@given(st.lists(_NAMES.filter(bool), unique_by=lambda name: " ".join(name.split()), max_size=12), st.integers(12, 30))
def test_no_two_names_of_a_list_are_cut_to_the_same(names: list[str], most: int) -> None:
    labels = [shortened(name, most, names) for name in names]
    assert len(set(labels)) == len(labels)
    assert all(len(label) <= most for label in labels)


def test_of_names_that_begin_alike_the_end_stays() -> None:
    names = ["Kecamatan Sangatta Utara", "Kecamatan Sangatta Selatan", "Dinas Kesehatan", f"Bagian Umum{TIE}(D1)"]
    assert [shortened(name, 18, names) for name in names] == [
        *("Ke… Sangatta Utara", "…Sangatta Selatan", "Dinas Kesehatan", "Bagian Umum (D1)"),
    ]
    assert shortened("Kecamatan Sangatta Utara", 18, ["Dinas Kesehatan"]) == "Kecamatan Sangatt…"
