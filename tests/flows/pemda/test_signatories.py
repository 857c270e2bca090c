"""Who signs the Pemda's papers, and the heads of OPD."""

from pathlib import Path

import pytest

from bot.flows.states.coordinator import ShowingOpd
from bot.flows.states.settings import ChoosingElement, ListingSignatories, NamingHead, ShowingSignatory
from core.assessment.declarant import Unclear
from core.effects import ChangePemda, SetHead
from core.pemda import official
from tests.flows.expectations import labels
from tests.flows.play import play
from tests.flows.world import OFFICE, PEMDA, World

SARI = {
    "name": "Dr. Sari",
    "title": "Asisten",
    "rank": "Pembina (IV/a)",
    "nip": "198001012005012003",
    "element": "ketua",
}


TONO = {"name": "Tono", "title": "Auditor", "rank": "", "nip": "", "element": "pengawasan"}


def test_no_screen_promises_a_paper_that_cannot_be_made() -> None:
    shown = play(World(), "Citra", ListingSignatories(PEMDA)).screen.text
    assert "Disimpan untuk surat daerah. Surat itu belum dapat dibuat dengan versi ini." in shown
    for file in Path("bot/texts").rglob("*.py"):
        promised = [word for word in ("berita acara", "surat hasil", "laporan.") if word in file.read_text("utf-8")]
        assert not promised or file.name == "files.py", (file, promised)  # which says that it cannot be made


def test_a_signatory_is_added_in_two_steps() -> None:
    phone = play(World(signatories=[TONO]), "Citra", ListingSignatories(PEMDA)).tap("Tambah penanda tangan")
    phone.text("Dr. Sari\nAsisten")
    assert phone.step.banner.startswith("Identitas belum lengkap")
    phone.text("Dr. Sari\nAsisten\nPembina (IV/a)\n19800101 200501 2 003")
    assert phone.state == ChoosingElement(PEMDA, "Dr. Sari", "Asisten", "Pembina (IV/a)", "198001012005012003")
    phone.tap("Ketua Tim").asks_for(ChangePemda(PEMDA, "signatories", (TONO, SARI))).says("Dr. Sari ditambahkan.")


def test_signatories_change_places_and_go() -> None:
    phone = play(World(signatories=[TONO, SARI]), "Citra", ListingSignatories(PEMDA)).tap("Ketua Tim · Dr. Sari")
    assert labels(phone.standing.rows) == ["[Naikkan]", "[Hapus]", "[Kembali]"]
    phone.tap("Naikkan").asks_for(ChangePemda(PEMDA, "signatories", (SARI, TONO)))
    assert phone.state == ShowingSignatory(PEMDA, 0, "Dr. Sari")
    gone = play(World(signatories=[TONO]), "Citra", ShowingSignatory(PEMDA, 0, "Dr. Sari")).forge("remove")
    gone.asks_for().toasts("Daftar penanda tangan sudah berubah.")


def test_the_head_of_an_opd_is_named_under_the_opd() -> None:
    phone = play(World(), "Citra", ShowingOpd(PEMDA, OFFICE)).tap("Atur kepala")
    assert phone.state == NamingHead(PEMDA, OFFICE)
    phone.text("Dr. Sari\nPlt. Kepala Dinas Kesehatan\nPembina Tingkat I (IV/b)\n198001012005012003").asks_for(
        SetHead(OFFICE, "Dr. Sari", "Kepala Dinas Kesehatan", "Pembina Tingkat I (IV/b)", "198001012005012003", "Plt.")
    )
    world = World()
    world.apply(SetHead(OFFICE, "Dr. Sari", "", "", "198001012005012003", "Plt."), "Citra")
    phone = play(world, "Citra", NamingHead(PEMDA, OFFICE))
    assert "Sekarang: Dr. Sari, Plt. Kepala Dinas Kesehatan, NIP 198001012005012003." in phone.standing.text
    assert phone.tap("Kosongkan").orders == (SetHead(OFFICE, "", "", "", "", ""),)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tono\nAuditor\n-", official.Official("Tono", "Auditor", "", "")),
        (
            "Dr. Sari, M.Si.\nplh Camat Busang\nPenata Tk. I\n198001012005012003",
            official.Official("Dr. Sari, M.Si.", "Camat Busang", "Penata Tk. I", "198001012005012003", "Plh."),
        ),
        (
            "Rudi\nPenata Laporan Keuangan\nPengatur Muda (II/a)\n-",
            official.Official("Rudi", "Penata Laporan Keuangan", "Pengatur Muda (II/a)", ""),
        ),
    ],
)
def test_an_official_in_one_text(text: str, found: official.Official) -> None:
    assert official.read(text) == found


def test_an_official_without_a_nip_line_is_unclear() -> None:
    assert isinstance(official.read("Dr. Sari\nAsisten"), Unclear)
