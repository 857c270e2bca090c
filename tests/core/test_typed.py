"""What typed words mean: the names of buttons in every dress, numerals, questions, and sentences that only begin so."""

import pytest
from hypothesis import given, strategies as st

from core.typed import NAMES, Intent, asks, is_empty, is_explanation, is_reason, is_short, meant, numeral, stated_year

DRESSES = (
    "{}",
    "{}.",
    " {} !!",
    "❌ {}",
    "“{}”",
    "*{}*",
    "{}\n",
    "{} pak",
    "{} ya bu 🙏",
    "tolong {}",
    "\u200b{}\u2060",
    "/{}",
    "({})...",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_counts_in_every_dress(name: str) -> None:
    for words in (name, name.upper(), name.title(), name.replace(" ", "  ")):
        for dress in DRESSES:
            assert meant(dress.format(words)) is not None, dress
            assert not is_explanation(dress.format(words)), dress


@pytest.mark.parametrize(
    ("words", "button"),
    [
        ("batal", Intent.CANCEL),
        ("Batalkan", Intent.CANCEL),
        ("ga jadi", Intent.CANCEL),
        ("TIDAK JADI.", Intent.CANCEL),
        ("Kembali", Intent.BACK),
        ("ＭＥＮＵ", Intent.MENU),
        ("𝐛𝐚𝐧𝐭𝐮𝐚𝐧", Intent.HELP),
        ("tolong bantu", Intent.HELP),
        ("lewati", Intent.SKIP),
        ("Lanjut, pak", Intent.GO_ON),
        ("daftar isi", Intent.CONTENTS),
        ("Ringkasan", Intent.SUMMARY),
        ("urungkan", Intent.UNDO),
    ],
)
def test_what_it_means(words: str, button: Intent) -> None:
    assert meant(words) is button


@pytest.mark.parametrize(
    "words",
    [
        "Bantuan keuangan disalurkan kepada 12 desa pada Maret 2026.",
        "Batal dilaksanakan karena anggaran digeser pada Mei 2026.",
        "Lanjutan kegiatan tahun 2025, ditetapkan 12 Februari 2026.",
        "Kembali dievaluasi setiap triwulan oleh Sekretaris.",
        "Menu layanan daring tersedia sejak Januari 2026.",
        "Daftar isi dokumen Renja memuat tabel keluaran.",
        "Ringkasan eksekutif LKjIP disampaikan kepada Bupati.",
        "Stop kontak ruang arsip sudah diganti seluruhnya.",
        "Tolong menolong antarbidang diatur dengan SOP.",
        "Tingkat III karena SOP sudah ditetapkan dan dievaluasi.",
        "3 dokumen SOP ditetapkan pada 2026.",
        "Penjelasan V01.",
        "Selamat atas pencapaian Zona Integritas 2026.",
        "Renja 2026 memakai tabel keluaran: https://a.go.id/?id=3",
    ],
)
def test_sentences_are_sentences(words: str) -> None:
    assert meant(words) is None
    assert numeral(words) is None
    assert is_explanation(words)


@given(st.sampled_from(NAMES), st.text("abcdefghijklmnopqrstuvwxyz ", min_size=12, max_size=60))
def test_a_name_and_more_is_no_name(name: str, more: str) -> None:
    words = f"{name} xq{more}"
    assert meant(words) is None


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("3", 3),
        ("IV", 4),
        ("iv.", 4),
        ("tingkat 4", 4),
        ("Tingkat ke-4", 4),
        ("level iii", 3),
        ("Lvl 2 pak", 2),
        ("pilih tiga", 3),
        ("saya pilih tingkat V ya", 5),
        ("3 (tiga)", 3),
        ("tingkat 3 (tiga)", 3),
        ("saya pilih IV (empat) pak", 4),
        ("III/3", 3),
        ("3️⃣", 3),
        ("Ⅳ", 4),
        ("５", 5),
        ("9", 9),
        ("3 dokumen", None),
        ("2024", None),
        ("3 4", None),
        ("", None),
        ("iiii", None),
    ],
)
def test_a_numeral(words: str, number: int | None) -> None:
    assert numeral(words) == number
    assert number is None or not is_explanation(words)


@pytest.mark.parametrize(
    "words",
    [
        "Saya bingung, apa yang harus ditulis di sini?",
        "saya bingung mau menulis apa",
        "Apa maksud penjaminan mutu",
        "bagaimana cara mengisi bagian ini",
        "Mohon petunjuk untuk variabel ini",
        "kami belum paham maksudnya",
        "Izin bertanya pak, notulen lama boleh",
        "Gimana kalau SOP belum ada",
        "Dokumennya harus isi apa saja",
        "SOP sudah ada, apakah cukup",
        "Notulen belum ditandatangani. Bolehkah dikirim nanti",
    ],
)
def test_it_asks(words: str) -> None:
    assert asks(words)
    assert not is_explanation(words)


@pytest.mark.parametrize(
    "words",
    [
        "3 4 5 2 1 3 3 4 2 1 5",
        "1. 2. 3. 4. 5. 6. 7. 8. 9. 10.",
        "08123456789012345",
        "Assalamualaikum bapak ibu",
        "Selamat siang, mohon izin Bapak/Ibu tim semua",
    ],
)
def test_numbers_and_greetings_explain_nothing(words: str) -> None:
    assert not asks(words)
    assert not is_explanation(words)


@pytest.mark.parametrize("words", ["", " \n", "\u200b\u2060", "...", "🙂", "\u202e"])
def test_nothing_to_read(words: str) -> None:
    assert is_empty(words)
    assert not is_explanation(words)


def test_fifteen_characters_are_enough() -> None:
    assert is_short("Ada SOP 2026.")
    assert is_short("x\u200b" * 14)
    assert not is_short("Penjelasan V01.")


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2019", 2019),
        (" Tahun 2019.", 2019),
        ("dokumen tahun 2014 ya", 2014),
        ("semua 2024", 2024),
        ("24", None),
        ("2024 dan 2025", None),
        ("Renstra 2021-2026", None),
        ("Rapat tahun 2024", None),
        ("20245", None),
    ],
)
def test_a_year_may_be_stated_in_words(text: str, year: int | None) -> None:
    assert stated_year(text) == year


@given(st.text(max_size=600))
def test_a_reason_has_words_and_a_length(text: str) -> None:
    assert is_reason(text) is (not is_empty(text) and len(" ".join(text.split())) >= 5 and len(text.strip()) <= 500)
    assert not is_reason("ok")
    assert is_reason("Tidak terbaca")


@pytest.mark.parametrize(
    ("text", "year"),
    [("tahun lalu", 2025), ("Dokumen tahun lalu ya", 2025), ("tahun ini", 2026), ("dua tahun yang lalu", 2024)],
)
def test_a_year_may_be_said_from_this_one(text: str, year: int) -> None:
    assert stated_year(text, 2026) == year
    assert stated_year(text) is None
    assert stated_year(f"{text} belum ada", 2026) is None
