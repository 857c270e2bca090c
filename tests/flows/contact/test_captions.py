"""The words beside a file are the explanation only of the variable on the screen, and that is said; else they stay with
the file.
"""

import pytest

from bot.flows.states.contact import Explaining, Levelling, Sorting
from core.effects import SaveExplanation, SaveLevel
from tests.flows.play import Play, play
from tests.flows.world import NUMBER, World

WORDS = "Foto rapat SOP bersama bidang"
TAKEN = "Keterangan foto dicatat sebagai penjelasan V01."


def explained(phone: Play, code: str) -> str:
    answer = phone.world.answers.get(code)
    return answer.explanation if answer else ""


def with_level_of_a_colleague() -> World:
    world = World().fill("V01", "V02")
    world.apply(SaveLevel(NUMBER, "V03", 3), "Dewi")
    return world


@pytest.mark.parametrize("begin", ["isi", "ringkasan", "mulai"])
def test_where_the_variable_is_guessed_they_explain_nothing(begin: str) -> None:
    phone = play(with_level_of_a_colleague()).command(begin).file(caption=WORDS)
    phone.reads(f"📎 {WORDS} diterima untuk V03. Bila bukan untuk V03")
    assert (explained(phone, "V03"), phone.world.evidence[-1].note) == ("", WORDS)
    assert phone.world.assessment.lacking("V03") == ("explanation",)


def test_an_edit_of_such_words_explains_nothing_either() -> None:
    phone = play(with_level_of_a_colleague()).command("isi").file(caption=WORDS)
    edited = f"{WORDS} dan sekretariat"
    phone.file(caption=edited, message=phone.messages, edited=True)
    assert (explained(phone, "V03"), phone.world.evidence[-1].note) == ("", edited)


def test_while_other_words_wait_they_explain_nothing() -> None:
    phone = play(World()).command("isi").tap("V01").tap("III").text("Rapat rutin").file(caption=WORDS)
    assert isinstance(phone.state, Sorting)
    phone.tap("Abaikan tulisan")
    assert (explained(phone, "V01"), phone.state) == ("", Explaining(NUMBER, "V01"))


def test_on_the_variables_screen_they_explain_it_and_that_is_said() -> None:
    for asked in ("", "III"):
        phone = play(World()).command("isi").tap("V01")
        phone = phone.tap(asked) if asked else phone
        phone.file(caption=WORDS).reads(TAKEN)
        assert explained(phone, "V01") == WORDS


@pytest.mark.parametrize("leave", ["Pindahkan", "Hapus dari V01"])
def test_when_the_file_leaves_it_is_said_that_they_stay(leave: str) -> None:
    phone = play(World()).command("isi").tap("V01").tap("III").file(caption=WORDS)
    phone.tap("Periksa bukti V01").tap("1").tap(leave)
    phone = phone if leave.startswith("Hapus") else phone.tap("V04")
    phone.reads("⚠️ Penjelasan V01 berasal dari keterangan berkas itu dan tetap tersimpan. Periksa di V01.")
    other = play(World().fill("V01")).command("isi").tap("V01").tap("Periksa bukti").tap("1").tap("Hapus dari V01")
    other.hides("berasal dari keterangan")  # its explanation was written


def test_one_that_was_written_anew_is_not_called_a_caption() -> None:
    phone = play(World()).command("isi").tap("V01").tap("III").file(caption=WORDS)
    phone.world.apply(SaveExplanation(NUMBER, "V01", "Disusun bersama.", ((99, "Disusun bersama."),)), "Ani")
    phone.tap("Periksa bukti V01").tap("1").tap("Hapus dari V01").hides("berasal dari keterangan")


def test_a_variable_that_is_named_beside_a_file_is_the_one_that_is_guessed() -> None:
    phone = play(with_level_of_a_colleague()).command("isi").file(caption="V05 sertifikat diklat")
    phone.reads("📎 V05 sertifikat diklat diterima untuk V05. Bila bukan untuk V05")
    assert (phone.world.evidence[-1].variables, explained(phone, "V05")) == (("V05",), "")
    phone.file(caption="V05 dan V06").reads("diterima untuk V03")  # two say nothing


def test_a_code_alone_leads_to_the_variable() -> None:
    phone = play(World()).command("isi").tap("V01").tap("III").text("V07").asks_for()
    assert phone.state == Levelling(NUMBER, "V07")
    phone.command("isi").tap("V01").text("Renja disusun bersama bidang.").text("v05")
    assert phone.state == Levelling(NUMBER, "V05")
    phone.command("isi").tap("V01").text("Rapat rutin").text("V07")  # words wait, and are kept
    assert phone.state != Levelling(NUMBER, "V07")
