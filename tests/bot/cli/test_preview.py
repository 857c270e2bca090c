"""What an instrument will look like: all its screens, met by people who fill it in and judge it."""

from datetime import UTC, datetime

import pytest

from bot.cli.preview import seen, told
from bot.texts.operations import preview as texts
from core.instrument.parse import parse
from tests.bot.cli.place import Pandu
from tests.core.authoring.book import EXAMPLE
from tests.made_instruments import CHECKLIST_TEXT, FORMS_TEXT, SERVICE_TEXT, SOP_TEXT, STATEMENTS_TEXT

NOW = datetime(2026, 12, 1, 2, tzinfo=UTC)


def test_every_screen_of_the_example_is_met_once_in_its_order() -> None:
    screens, whole = seen(parse(EXAMPLE, ""), EXAMPLE, NOW)
    assert whole
    codes = ("L01", "L02", "L03")
    filled_in = [f(code) for code in codes for f in (texts.level, texts.whole, texts.words, texts.proof)]
    judged = [f(code) for code in codes for f in (texts.card, texts.whole)]
    assert [one.where for one in screens] == [
        *(texts.contents(3), *filled_in, texts.SUMMARY, texts.DECLARATION, texts.RECEIPT),
        *(texts.QUEUE, *judged, texts.CONCLUSION, texts.CONCLUDED, texts.RESULT, texts.BY_VARIABLE),
    ]
    shown = "\n".join(told(screens))
    assert "== 2. Pengisi · L01, memilih tingkat ==\nL01 · Jam layanan (1 dari 3)\n" in shown
    assert "[I] [II] [III]\n[Baca lengkap] [Lewati L01] [Tanya tim]" in shown
    assert "Total 9 dari 9 · kategori Tinggi" in shown
    assert "<b>" not in shown


@pytest.mark.parametrize("text", [SERVICE_TEXT, CHECKLIST_TEXT, SOP_TEXT, STATEMENTS_TEXT, FORMS_TEXT])
def test_instruments_of_every_kind_are_played_to_their_end(text: str) -> None:
    instrument = parse(text, "")
    screens, whole = seen(instrument, text, NOW)
    assert whole
    judged = instrument.part("unit", "evaluator").codes
    assert {texts.card(code) for code in judged} <= {one.where for one in screens}


@pytest.mark.parametrize("script", ["", "#!/bin/sh\nexit 1\n"], ids=["none", "one that does not start"])
def test_without_a_browser_the_text_is_all_and_that_is_said(
    pandu: Pandu, file, tmp_path_factory: pytest.TempPathFactory, script: str
) -> None:
    folder = tmp_path_factory.mktemp("programs")
    pandu.settings["PATH"] = str(folder)
    if script:
        (folder / "chromium").write_text(script)
        (folder / "chromium").chmod(0o755)
    done = pandu.script("instrument", "preview", file("layanan.yaml", EXAMPLE), "--pictures", "gambar")
    assert done.stdout.startswith("== 1. Pengisi · daftar isi (3 variabel) ==\nDinas Contoh · Penilaian ")
    assert done.stderr == f"{texts.NO_BROWSER}\n"
    assert [str(one.relative_to(pandu.folder)) for one in pandu.folder.rglob("*.*")] == ["layanan.yaml"]
