"""What is read from people's words: identities, links, years of documents."""

import pytest
from hypothesis import given, strategies as st

from core.assessment.declarant import DeclarantFault, Unclear, read
from core.assessment.model import Declarant
from core.evidence import links
from core.evidence.years import year_in

NIP = "197501011998032001"
SITI = Declarant("Siti Aminah, S.Sos., M.Si", "Kepala Subbagian Perencanaan, Keuangan, dan Aset", NIP)


@pytest.mark.parametrize(
    "text",
    [
        f"Siti Aminah, S.Sos., M.Si\nKepala Subbagian Perencanaan, Keuangan, dan Aset\n{NIP}",
        "Siti Aminah, S.Sos., M.Si\nKepala Subbagian Perencanaan, Keuangan, dan Aset\n19750101 199803 2 001",
        "Siti Aminah, S.Sos., M.Si\n\nKepala Subbagian Perencanaan, Keuangan, dan Aset\n\nNIP. 19750101 199803 2 001\n",
        f"Nama: Siti Aminah, S.Sos., M.Si\nJabatan : Kepala Subbagian Perencanaan, Keuangan, dan Aset\nNIP: {NIP}",
        f"1. Siti Aminah, S.Sos., M.Si\n2. Kepala Subbagian Perencanaan, Keuangan, dan Aset\n3. {NIP}",
        f"Siti Aminah, S.Sos., M.Si\nKepala Subbagian Perencanaan, Keuangan, dan Aset, {NIP}",
        f"Siti Aminah, S.Sos., M.Si, Kepala Subbagian Perencanaan, Keuangan, dan Aset\n{NIP}",
        f"Siti Aminah, S.Sos., M.Si, Kepala Subbagian Perencanaan, Keuangan, dan Aset, NIP {NIP}",
        f"Siti Aminah, S.Sos., M.Si / Kepala Subbagian Perencanaan, Keuangan, dan Aset / {NIP}",
        f"{NIP}\nSiti Aminah, S.Sos., M.Si\nKepala Subbagian Perencanaan, Keuangan, dan Aset",
    ],
)
def test_an_identity_is_read_however_it_is_laid_out(text):
    assert read(text) == SITI


@pytest.mark.parametrize("none", ["-", "–", "NIP: -", "tidak ada", "Tidak ber-NIP", "nihil", "non ASN"])
def test_who_has_no_nip_says_so(none):
    assert read(f"Siti\nStaf\n{none}") == Declarant("Siti", "Staf", "-")


def test_a_title_over_two_lines_is_one():
    assert read(f"Siti\nKepala Subbagian\nUmum\n{NIP}") == Declarant("Siti", "Kepala Subbagian Umum", NIP)


@pytest.mark.parametrize(
    ("text", "unclear"),
    [
        ("", Unclear(DeclarantFault.PARTS, 0)),
        ("ok", Unclear(DeclarantFault.PARTS, 1)),
        ("Siti\nKepala", Unclear(DeclarantFault.PARTS, 2)),
        (NIP, Unclear(DeclarantFault.PARTS, 1)),
        (f"Siti Aminah\n{NIP}", Unclear(DeclarantFault.TOGETHER)),
        (f"Siti\nKepala\n{NIP[:17]}", Unclear(DeclarantFault.DIGITS, 17)),
        (f"Siti\nKepala\n{NIP}9", Unclear(DeclarantFault.DIGITS, 19)),
        ("Siti\nKepala\n12", Unclear(DeclarantFault.DIGITS, 2)),
        (f"{'Siti ' * 40}\nKepala\n{NIP}", Unclear(DeclarantFault.LENGTH)),
    ],
)
def test_what_is_unclear_is_named(text, unclear):
    assert read(text) == unclear


@given(st.text(max_size=300))
def test_any_text_is_read_without_failing(text):
    found = read(text)
    if isinstance(found, Declarant):
        assert found.name
        assert found.title
        assert found.nip == "-" or (found.nip.isdecimal() and len(found.nip) == 18)


@pytest.mark.parametrize(
    ("text", "found", "alone"),
    [
        ("https://a.go.id/x", ("https://a.go.id/x",), True),
        ("HTTPS://a.go.id/x.", ("HTTPS://a.go.id/x",), True),
        ("www.a.go.id", ("https://www.a.go.id",), True),
        ("Renja: https://a.go.id/x\nRKA: https://b.go.id/y", ("https://a.go.id/x", "https://b.go.id/y"), True),
        ("https://a.go.id/x https://a.go.id/x", ("https://a.go.id/x",), True),
        ("(lihat https://a.go.id/x)", ("https://a.go.id/x",), True),
        ("Notulen rapat evaluasi bulan Juni ada di https://a.go.id/x", ("https://a.go.id/x",), False),
        ("Renja ditetapkan a.n. Kepala", (), False),
        ("https:// www. http://x", (), False),
        ("", (), False),
    ],
)
def test_links_are_found_in_a_text(text, found, alone):
    assert (links.find(text).links, links.find(text).alone) == (found, alone)


@pytest.mark.parametrize(
    ("text", "marks", "found", "rest"),
    [
        ("bit.ly/Renja", (), ("https://bit.ly/Renja",), ""),
        ("Lihat s.id/renja26.", (), ("https://s.id/renja26",), "Lihat ."),
        ("dinkes.kutimkab.go.id", (), ("https://dinkes.kutimkab.go.id",), ""),
        ("dinkes@kutimkab.go.id dan a/b/c atau 12.30/2026", (), (), "dinkes@kutimkab.go.id dan a/b/c atau 12.30/2026"),
        ("Renja", (links.Mark(0, 5, "s.id/a"),), ("https://s.id/a",), "Renja"),
        ("a.id b.id/x", (links.Mark(0, 4),), ("https://a.id",), "b.id/x"),
        ("https://a.id/x", (links.Mark(0, 14, "https://b.id/y"),), ("https://b.id/y",), "https://a.id/x"),
        ("x", (links.Mark(0, 1, "javascript:alert(1)"),), (), "x"),
        ("x", (links.Mark(0, 9, "s.id/a"), links.Mark(-1, 1), links.Mark(1, 0)), (), "x"),
    ],
)
def test_links_are_where_telegram_marks_them(text, marks, found, rest):
    seen = links.find(text, marks)
    assert (seen.links, seen.rest) == (found, rest)


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "JavaScript://a.id/%0aalert(1)", "tg://resolve?domain=x", "file:///etc/passwd"),
        *("mailto:a@b.id", "data:text/html,x", "ftp://a.id/x", "https:a.id", "https://", "https://[a.id", "renja"),
        *("s.id/a b", "s.id/\u202egpj", "java\nscript:alert(1)", f"s.id/{'a' * 2000}", "http://localhost/x", ""),
    ],
)
def test_what_opens_no_page_is_no_address(address):
    assert links.web_address(address) is None


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("s.id/a", "https://s.id/a"),
        ("kantor.go.id:8443/x", "https://kantor.go.id:8443/x"),
        ("http://a.id", "http://a.id"),
    ],
)
def test_an_address_without_a_scheme_is_https(written, address):
    assert links.web_address(written) == address


@given(st.text(max_size=200), st.lists(st.builds(links.Mark, st.integers(-3, 210), st.integers(-3, 210), st.text())))
def test_any_marks_are_read_without_failing(text, marks):
    for address in links.find(text, marks).links:
        assert address.lower().startswith(("http://", "https://"))


@given(st.text(max_size=200))
def test_any_text_is_searched_for_links_without_failing(text):
    for address in links.find(text).links:
        assert len(address) <= links.LONGEST + len("https://")


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("Renja_2026.pdf", 2026),
        ("LKjIP 2025 final (2).docx", 2025),
        ("Renstra 2021-2026.pdf", 2026),
        ("Renstra 2016-2021.pdf", None),
        ("SK 12022025.pdf", 2025),
        ("20250212 Notulen.pdf", 2025),
        ("Laporan 2025 revisi 2026.pdf", None),
        ("800.1-2024-77.pdf", 2024),
        ("SK nomor 2099.pdf", None),
        ("Perbup 1999.pdf", None),
        ("197501011998032001.pdf", None),
        ("IMG_20260212_101010.jpg", None),
        ("WhatsApp Image 2026-02-12 at 10.10.jpeg", None),
        ("Scan_2026.pdf", None),
        ("Renja.pdf", None),
        ("", None),
    ],
)
def test_the_year_is_read_from_a_files_name(name, year):
    assert year_in(name, 2026) == year
