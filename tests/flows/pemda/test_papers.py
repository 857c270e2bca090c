"""The letterhead of the Pemda's papers."""

from bot.flows.states.settings import ShowingLetterhead, TypingLetterhead
from core.effects import ChangePemda, KeepPemdaFile
from core.effects.pemda import FilePurpose
from tests.flows.play import play
from tests.flows.world import PEMDA, World


def test_parts_of_the_letterhead() -> None:
    phone = play(World(letterhead={"unit": "Setda"}), "Citra", ShowingLetterhead(PEMDA)).tap("Kode pos")
    phone.text("7561").says("Kode pos terdiri atas lima angka. Tulis ulang.").asks_for()
    phone.text("75611").asks_for(ChangePemda(PEMDA, "letterhead", {"unit": "Setda", "postcode": "75611"}))
    phone.tap("Kertas berkop").asks_for(
        ChangePemda(PEMDA, "letterhead", {"unit": "Setda", "postcode": "75611", "preprinted": "ya"})
    )
    phone.tap("Lambang").text("gambar").says("Lambang dikirim sebagai gambar.")
    assert phone.state == TypingLetterhead(PEMDA, "emblem")
    phone.file(size=9, message=5).asks_for(KeepPemdaFile(PEMDA, FilePurpose.EMBLEM, "f5", "lambang.jpg", 9))


def test_the_emblem_is_taken_away_with_all_that_is_known_of_it() -> None:
    kept = {"unit": "Setda", "emblem": "k", "emblem_name": "l.png", "emblem_sha256": "s", "emblem_bytes": "9"}
    phone = play(World(letterhead=kept), "Citra", TypingLetterhead(PEMDA, "emblem")).tap("Kosongkan")
    phone.asks_for(ChangePemda(PEMDA, "letterhead", {"unit": "Setda"}))
