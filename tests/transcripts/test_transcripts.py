"""Every transcript, three ways, with one expected text. PANDU_UPDATE=1 rewrites them from the straight way."""

import os
from pathlib import Path

import pytest

from tests.transcripts.script import read, write
from tests.transcripts.stage import Way, play

FILES = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.fixture(autouse=True)
def polled_without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that gives an update twice is asked again after a pause; here that is waiting for nothing."""
    monkeypatch.setattr("bot.intake.polling._NOTHING_NEW", 0.0)


@pytest.mark.parametrize("way", Way)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_transcript(path: Path, way: Way, tmp_path: Path) -> None:
    script = read(path)
    _compare(path, write(script, await play(tmp_path, script, way)), way)


def _compare(path: Path, text: str, way: Way) -> None:
    if os.environ.get("PANDU_UPDATE") and way is Way.STRAIGHT:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
