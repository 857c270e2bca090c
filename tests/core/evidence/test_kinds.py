"""Kinds of files by their MIME types, and the other names of each."""

from core.evidence.kinds import kind_of, taken


def test_each_kind_has_one_usual_name() -> None:
    assert [kind_of(mime) for mime in ("image/pjpeg", "image/jpg", "image/jpeg")] == ["image/jpeg"] * 3
    assert kind_of("application/x-lain") == "application/x-lain"


def test_rich_text_is_taken_where_word_is() -> None:
    assert taken({"application/msword", "image/pjpeg"}) == {"application/msword", "application/rtf", "image/jpeg"}
    assert taken({"application/pdf"}) == {"application/pdf"}
