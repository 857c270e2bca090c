"""Documents of the region in the coordinator's chat."""

from datetime import UTC, datetime

from bot.flows.states.coordinator import ReadingOpdFile
from bot.flows.states.documents import ListingDocuments, ShowingDocument
from bot.texts.pemda.documents import confirm, replacing
from core.effects import ChangeDocument, KeepPemdaFile, RemoveDocument, TakeDocument
from core.effects.pemda import FilePurpose
from core.pemda.documents import RegionDocument
from storage.messaging.contents import PemdaFile
from storage.orders.rights import Actor
from storage.pemda import documents
from tests.flows.play import Play, play
from tests.flows.world import NUMBER, PEMDA, World


def keep(
    world: World, title: str, variables: tuple[str, ...] = (), levels: tuple[int, ...] = (), replaces: int = 0
) -> None:
    """A document whose file was copied and examined."""
    name = f"{title}.pdf"
    job = PemdaFile(PEMDA, "document", f"F{title}", name, 900, None, title, replaces)
    file = {"key": f"{title}/key", "sha256": title, "bytes": "900", "mime": "application/pdf", "doubt": ""}
    documents.keep(world.conn, job, file, Actor(None, None, world.now))
    if variables or levels:
        number = world.facts("Citra", wish=ListingDocuments(PEMDA).wish()).admin.documents[-1].id
        world.apply(ChangeDocument(number, title, variables, levels), "Citra")


def listing(*titles: str) -> Play:
    world = World()
    for title in titles:
        keep(world, title)
    return play(world, "Citra").command("admin").tap("Dokumen daerah")


def test_a_file_that_is_sent_becomes_a_document_with_its_caption_as_its_name() -> None:
    player = listing().reads("<b>Dokumen daerah</b> · 0 dokumen")
    player.file("scan001.pdf", caption="Perbup 25 Tahun 2024")
    order = KeepPemdaFile(PEMDA, FilePurpose.DOCUMENT, "f1", "scan001.pdf", 1000, "Perbup 25 Tahun 2024")
    player.asks_for(order).reads(
        "📎 Dokumen “Perbup 25 Tahun 2024” sedang diperiksa bot. Setelah tersimpan, muncul dalam daftar."
    )


def test_a_file_sent_in_the_menu_too_but_a_list_of_opd_not() -> None:
    player = play(World(), "Citra").command("admin").file("Perbup.pdf")
    assert player.state == ListingDocuments(PEMDA)
    assert isinstance(player.step.effects[0], KeepPemdaFile)
    player = play(World(), "Citra").command("admin").file("opd.xlsx")
    assert player.state == ReadingOpdFile(PEMDA, "opd.xlsx")


def test_a_compressed_photo_is_not_taken() -> None:
    listing().file().asks_for().reads(
        "⚠️ Berkas tidak disimpan. Kirim sebagai Berkas, bukan sebagai Foto, agar tulisannya tetap jelas."
    )


def test_one_is_looked_at_named_and_its_variables_are_chosen() -> None:
    player = (
        listing("Perbup 25")
        .tap("1")
        .shows(
            """
        EDITED
        <b>Perbup 25</b>
        Perbup 25.pdf · 0,0 MB
        Disimpan 7 Desember 2026, belum dipakai.
        Untuk semua variabel.
        [Lihat berkas] [Pilih variabel]
        [Ubah nama] [Ganti berkas]
        [Hapus dokumen] [Kembali]
        """
        )
    )
    assert player.tap("Lihat berkas").screen.media is not None
    player.asks_for().reads("EDITED", "Perbup 25.pdf").tap("Kembali").reads("MOVED")
    player.tap("Ubah nama").text("ab").asks_for().reads(
        "Nama dokumen 3 sampai 120 huruf, satu baris. Tulis sekali lagi."
    )
    player.text("Perbup 25 Tahun 2024").asks_for(ChangeDocument(1, "Perbup 25 Tahun 2024", (), ()))
    player.tap("Pilih variabel").tap("V03").tap("V01").tap("III")
    player.asks_for(ChangeDocument(1, "Perbup 25 Tahun 2024", ("V01", "V03"), (3,)))
    player.reads("[✅ V01] [V02] [✅ V03]", "Sekarang: V01 dan V03, tingkat III.").tap("✅ V01")
    player.asks_for(ChangeDocument(1, "Perbup 25 Tahun 2024", ("V03",), (3,)))
    player.tap("Kembali").reads("Untuk V03, tingkat III.")


def test_removing_or_replacing_says_who_uses_it() -> None:
    player = listing("Perbup 25")
    player.world.apply(TakeDocument(NUMBER, 1, "V01"), "Ani")
    player.tap("1").tap("Ganti berkas").reads("⚠️ Dipakai 1 OPD: Dinkes. Bukti mereka tetap memakai berkas yang lama")
    player.file("Perbup_baru.pdf")
    assert player.step.effects[0].replaces == 1
    player.tap("1").tap("Hapus dokumen").reads("Hapus Perbup 25 dari dokumen daerah?", "⚠️ Dipakai 1 OPD: Dinkes.")
    player.reads("[Kembali]\n[Hapus dokumen]").tap("Kembali").tap("Hapus dokumen").tap("Hapus dokumen")
    player.asks_for(RemoveDocument(1)).reads("0 dokumen")
    assert player.world.evidence[0].name == "Perbup 25.pdf"


def used_by(*users: str) -> RegionDocument:
    at = datetime(2026, 12, 7, tzinfo=UTC)
    return RegionDocument(1, "Perbup 25", "Perbup.pdf", "application/pdf", 900, "00", 2024, at, users=users)


def test_many_users_are_named_as_one_list() -> None:
    users = tuple(f"OPD {number}" for number in range(1, 11))
    document = used_by(*users)
    assert "Dipakai 10 OPD: OPD 1, OPD 2, OPD 3, OPD 4, OPD 5, OPD 6, OPD 7, OPD 8, dan 2 lainnya." in confirm(document)
    assert "Dipakai 2 OPD: OPD 1 dan OPD 2." in replacing(used_by(*users[:2]))


def test_one_that_is_gone_is_said_to_be_gone() -> None:
    player = listing("Perbup 25").tap("1")
    player.world.apply(RemoveDocument(1), "Citra")
    player.forge("remove").asks_for()
    assert player.toast == "Dokumen itu sudah diganti atau dihapus."
    player.forge("document:1").asks_for()
    assert player.state == ListingDocuments(PEMDA)


def test_a_long_list_has_pages() -> None:
    player = listing(*(f"Dokumen {number}" for number in range(7))).reads("7 dokumen", "[1 dari 2]").tap("›")
    player.reads("[6] [7]").tap("7")
    assert player.state == ShowingDocument(PEMDA, 7)


def test_who_does_not_coordinate_sees_nothing_of_it() -> None:
    player = play(World(), "Ani", ListingDocuments(PEMDA)).command("isi")
    player.steady(f"documents:{PEMDA}").asks_for()
    play(World(), "Ani", ListingDocuments(PEMDA)).forge("document:1").asks_for()
