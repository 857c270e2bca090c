"""Links in people's words."""

import pytest
from hypothesis import given, strategies as st

from core.evidence import links


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
