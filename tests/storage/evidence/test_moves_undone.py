"""[Pindahkan bukti ke V02] moves, and [Urungkan] restores what there was: uses, order, a line of the log for each."""

from core.effects import UseEvidence
from storage.engine.schema import EVIDENCE, EVIDENCE_USE, OUTBOX
from tests.storage.phone import Phone
from tests.storage.region import Region

WORDS = "Renja 2026 memakai tabel keluaran dan hasil."


def uses(region: Region) -> set[tuple[str, str]]:
    names = {row["id"]: row["name"] for row in region.rows(EVIDENCE)}
    return {(names[use["evidence_id"]], use["variable"]) for use in region.rows(EVIDENCE_USE)}


def at_list(region: Region) -> Phone:
    phone = Phone(region, "Ani").command("isi").tap("V01").tap("III").text(WORDS)
    return phone.file("a.pdf", "a").file("b.pdf", "b").file("c.pdf", "c").tap("Periksa bukti V01")


def test_a_move_is_named_and_undone(region: Region) -> None:
    phone = at_list(region)
    before, listed = uses(region), phone.screen.text
    phone.tap("Pindahkan bukti ke V02").tap("2")
    assert uses(region) == {("a.pdf", "V01"), ("b.pdf", "V02"), ("c.pdf", "V01")}
    assert "2. dipindahkan ke V02" in phone.screen.text
    phone.tap("Urungkan")
    assert (uses(region), phone.screen.text) == (before, listed)
    assert region.acts(region.dinkes)[-4:] == ["evidence_used", "evidence_removed"] * 2
    assert all(row["removed_at"] is None for row in region.rows(EVIDENCE))
    assert "Urungkan" not in phone.screen.labels
    phone.press("undo:2")  # pressed twice
    assert uses(region) == before


def test_what_proved_the_other_variable_before_goes_on_proving_it(region: Region) -> None:
    phone = at_list(region)
    second = region.rows(EVIDENCE)[1]["id"]
    region.do("Dewi", UseEvidence(region.dinkes, second, "V02"))
    before = uses(region)
    phone.tap("Pindahkan bukti ke V02").tap("2").tap("Urungkan")
    assert uses(region) == before


def test_a_colleague_hears_of_both(region: Region) -> None:
    Phone(region, "Dewi").command("isi").tap("V01").file("milik_Dewi.pdf", "d")
    phone = Phone(region, "Ani").command("isi").tap("V01").tap("III").text(WORDS).tap("Periksa bukti V01")
    phone.tap("Pindahkan bukti ke V02").tap("Urungkan")
    assert uses(region) == {("milik_Dewi.pdf", "V01")}
    told = [row["payload"].get("text", "") for row in region.rows(OUTBOX, chat_id=region.person["Dewi"] * 11)]
    assert any("memindahkan milik_Dewi.pdf dari V01 ke V02" in text for text in told)
    assert any("mengembalikan milik_Dewi.pdf ke V01" in text for text in told)
