"""The page of the day says what the transcript says, and shows pictures that are there."""

import os

from tests.transcripts import day
from tests.transcripts.script import read


def test_the_page_is_the_transcript() -> None:
    if os.environ.get("PANDU_UPDATE"):
        day.write()
    assert day.PAGE.read_text(encoding="utf-8") == day.page(read(day.TRANSCRIPT))


def test_every_picture_of_the_page_is_there() -> None:
    named = [match["name"] for line in read(day.TRANSCRIPT).lines if (match := day.PICTURE.match(line.text))]
    assert len(named) == len(set(named)) >= 10
    assert {f"{name}.png" for name in (*named, *day.CHARTS)} == {path.name for path in day.PICTURES.iterdir()}
