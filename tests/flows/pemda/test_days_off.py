"""The Pemda's own days off, and days off that are worked."""

from bot.flows.states.settings import ListingDays, PickingOwnDay
from core.effects import ChangePemda
from tests.flows.expectations import labels
from tests.flows.play import play
from tests.flows.world import PEMDA, World


def test_days_are_typed_and_removed() -> None:
    phone = play(World(own_holidays=["2027-08-17"]), "Citra", ListingDays(PEMDA, "own_holidays"))
    assert "[17 Agustus 2027]" in labels(phone.standing.rows)
    phone.text("besok").says(
        "Tidak ada tanggal yang terbaca. Tulis misalnya 17-8-2027 atau 17 Agustus 2027."
    ).asks_for()
    phone.text("17-8-2027, 18/8/2027 dan 31-2-2027").asks_for(
        ChangePemda(PEMDA, "own_holidays", ("2027-08-17", "2027-08-18"))
    )
    phone.says("1 hari ditambahkan.")
    phone.text("17-8-2027").asks_for().says("Hari itu sudah tercatat.")
    phone.text("18 Agustus 2027, 20 des 2027 dan 3 ma 2027").asks_for(
        ChangePemda(PEMDA, "own_holidays", ("2027-08-17", "2027-08-18", "2027-12-20"))
    )
    phone.tap("17 Agustus 2027").asks_for(ChangePemda(PEMDA, "own_holidays", ("2027-08-18", "2027-12-20")))


def test_a_day_is_typed_on_the_calendar_as_in_the_list() -> None:
    for state in (ListingDays(PEMDA, "own_holidays"), PickingOwnDay(PEMDA, "own_holidays", "2026-12-01")):
        phone = play(World(), "Citra", state).text("28/12")
        phone.asks_for(ChangePemda(PEMDA, "own_holidays", ("2026-12-28",))).says("1 hari ditambahkan.")
    phone = play(World(), "Citra", PickingOwnDay(PEMDA, "own_holidays", "2026-12-01"))
    phone.text("lusa").says("Ketuk tanggalnya, atau tulis misalnya 28-12-2026.").asks_for()


def test_a_day_is_tapped() -> None:
    phone = play(World(), "Citra", ListingDays(PEMDA, "own_holidays")).tap("Pilih di kalender").tap("11")
    phone.asks_for(ChangePemda(PEMDA, "own_holidays", ("2026-12-11",)))
    assert phone.state == ListingDays(PEMDA, "own_holidays")
    phone = play(World(), "Citra", ListingDays(PEMDA, "worked_days")).tap("Pilih di kalender")
    days = [button.label for row in phone.standing.rows for button in row if button.label.isdigit()]
    assert days == ["24", "25"]  # only a day off can be worked all the same
    phone.tap("25").asks_for(ChangePemda(PEMDA, "worked_days", ("2026-12-25",)))
