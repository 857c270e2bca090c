"""What the tests' contacts read on a screen: they must understand every form in which the bot says the same."""

import pytest

from bot.texts.contact.attach import receipts
from tests.reading import Ask, Prompt


@pytest.mark.parametrize(("files", "links"), [(1, 0), (0, 1), (2, 3), (1, 1)])
def test_each_form_of_a_receipt_tells_how_much_there_is(files: int, links: int) -> None:
    """Found in the kill tests: the shortest form counts files and links together, and was read as "none"."""
    for form in receipts("V08", files, links, "V09 dipilih", link=links > 0, photos=True):
        assert Prompt(Ask.LEVEL, text=form).received("V08") == files + links
