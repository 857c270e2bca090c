"""What holds for every screen and notice, whatever people wrote."""

import re
from html.parser import HTMLParser

from core.fit import SCREEN, seen
from core.screen import ButtonKind, Notice, Screen, units

TAGS = {"b", "i", "code", "blockquote"}
ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot|#\d+);)")


class _Balance(HTMLParser):
    """Telegram refuses a message whose tags do not close in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        assert tag in TAGS, f"<{tag}>"
        assert attrs == [] or (tag, attrs) == ("blockquote", [("expandable", None)]), attrs
        self.open.append(tag)

    def handle_endtag(self, tag) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_comment(self, data) -> None:
        raise AssertionError(f"comment {data!r}")


def check_html(text: str) -> None:
    balance = _Balance()
    balance.feed(text)
    balance.close()
    assert not balance.open, balance.open
    assert not ENTITY.search(text), text
    assert "\x00" not in text


def check(shown: Screen | Notice, rows: int = 6) -> None:
    """`rows`: how many there may be."""
    check_html(shown.text)
    assert shown.text.strip(), "an empty screen"
    assert seen(shown.text) <= SCREEN, f"{seen(shown.text)} characters\n{shown.text}"
    assert units(shown.text) <= 4096
    assert len(shown.rows) <= rows, shown.rows
    for row in shown.rows:
        assert 1 <= len(row) <= 8, row
        for item in row:
            assert item.label.strip(), item
            assert len(item.label) <= 34, item
            if item.kind in (ButtonKind.SCREEN, ButtonKind.STEADY):
                assert item.value.isascii(), item
                assert 0 < len(item.value.encode()) <= 50, item
    labels = [item.label for row in shown.rows for item in row if item.label != "·"]  # a day that cannot be chosen
    assert len(labels) == len(set(labels)), f"two buttons read the same: {labels}"
