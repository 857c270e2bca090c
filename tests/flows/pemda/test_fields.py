"""Which field of the team judges a variable."""

from bot.flows.states.settings import AssigningFields
from core.effects import ChangePemda
from tests.flows.play import play
from tests.flows.world import PEMDA, World


def test_a_variable_goes_to_another_field_and_back() -> None:
    phone = play(World(), "Citra", AssigningFields(PEMDA))
    assert "\nV04 SOP Pelayanan · organisasi\n" in phone.standing.text
    phone.tap("V04")
    assert phone.standing.text.startswith("<b>V04 ")
    assert "bidang organisasi" in phone.standing.text
    phone.tap("Keuangan").asks_for(ChangePemda(PEMDA, "fields", {"V04": "keuangan"}))
    phone.toasts("V04 diperiksa bidang keuangan")
    assert "\nV04 SOP Pelayanan · keuangan\n" in phone.standing.text
    phone.tap("V04").tap("Menurut instrumen").asks_for(ChangePemda(PEMDA, "fields", {}))
    phone.toasts("V04 diperiksa bidang organisasi")
