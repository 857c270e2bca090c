"""A Pemda's own list of evidence in the coordinator's chat, and what contacts and verifiers see of it."""

from bot.flows.states.documents import ListingDocuments
from bot.flows.states.own_lists import OwnLists, SavingOwnList
from core.effects import ChangeOwnList, SendOwnList
from core.pemda.own_lists.rules import OwnCell
from tests.flows.play import Play, play
from tests.flows.world import INSTRUMENT, PEMDA, World

ID = INSTRUMENT.id
SK, NOTULEN = "SK tim evaluasi SOP", "Notulen evaluasi SOP"


def asking(*cells: OwnCell, world: World | None = None) -> World:
    """A world whose region asks for this."""
    world = world or World()
    world.apply(ChangeOwnList(PEMDA, ID, cells), "Citra")
    return world


def at_level(world: World) -> Play:
    phone = play(world, "Citra").command("admin").tap("Dokumen daerah").tap("Daftar bukti")
    return phone.tap("V04").tap("III")


def test_a_line_is_typed_shown_and_saved() -> None:
    phone = play(World(), "Citra").command("admin").tap("Dokumen daerah").tap("Daftar bukti")
    phone.reads("<b>Daftar bukti daerah</b>", "Belum ada isinya.", "[V01] [V02]", "[Unduh daftar (XLSX)]")
    phone.tap("V04").reads("<b>II</b> · belum ada", "[II] [III] [IV] [V]").hides("[I]")
    phone.tap("III").reads("Dari instrumen: Undangan, daftar hadir", "Daerah belum menambahkan bukti.")
    phone.text("1. SK tim  evaluasi SOP").asks_for()
    phone.reads(
        "<b>Daftar bukti daerah</b> · 1 bukti ditambah",
        "+ V04 III: SK tim evaluasi SOP",
        "Periode 2026 sedang berjalan: berlaku bagi OPD yang belum mengirim.",
        "Yang sudah mengirim tetap dinilai menurut daftar saat mereka mengirim.",
        "[Simpan 1 perubahan]\n[Batalkan]",
    )
    phone.tap("Simpan").asks_for(ChangeOwnList(PEMDA, ID, (("V04", 3, (SK,)),)))
    phone.reads(f"1. {SK}", "✅ 1 perubahan pada daftar bukti tersimpan.")
    assert phone.state == OwnLists(PEMDA, ID, "V04", 3)


def test_nothing_is_saved_without_the_press() -> None:
    phone = at_level(World()).text(SK).tap("Batalkan").asks_for().reads("tetap seperti semula")
    assert phone.facts.admin.own_lists[0].lines == ()


def test_a_line_is_changed_or_removed() -> None:
    phone = at_level(asking(("V04", 3, (SK, NOTULEN)))).reads(f"1. {SK}\n2. {NOTULEN}").tap("1")
    phone.reads("Diminta sejak 7 Desember 2026.", "[Hapus baris ini]").text("SK tim evaluasi SOP 2026")
    phone.reads("1 bukti ditambah, 1 dihapus", f"− V04 III: {SK}", "+ V04 III: SK tim evaluasi SOP 2026")
    phone.tap("Simpan").asks_for(ChangeOwnList(PEMDA, ID, (("V04", 3, ("SK tim evaluasi SOP 2026", NOTULEN)),)))
    phone.tap("1").tap("Hapus").reads(f"− V04 III: {NOTULEN}").tap("Simpan")
    phone.asks_for(ChangeOwnList(PEMDA, ID, (("V04", 3, ("SK tim evaluasi SOP 2026",)),)))


def test_what_no_list_may_hold_is_said_before_any_preview() -> None:
    phone = at_level(asking(("V04", 3, (SK,))))
    phone.text("ab").asks_for().reads("⚠️ Belum dapat dipakai: 2 karakter. Tulis 3 sampai 100 karakter.")
    phone.text(SK.upper()).reads("tertulis dua kali")
    phone.text("Undangan, daftar hadir, dan notulen rapat evaluasi SOP").reads("sudah diminta instrumen")
    phone.text("<b>SK</b> & lampirannya").reads("+ V04 III: &lt;b&gt;SK&lt;/b&gt; &amp; lampirannya")


def test_what_a_colleague_changed_meanwhile_is_shown_before_it_is_saved() -> None:
    phone = at_level(asking(("V04", 3, (SK,)))).text(NOTULEN)
    seen = phone.find("Simpan").value
    asking(("V04", 3, (SK, "Rekap temuan")), world=phone.world)
    phone.forge(seen).asks_for().toasts("Daftar bukti baru saja berubah. Periksa sekali lagi.")
    phone.reads("− V04 III: Rekap temuan")
    assert isinstance(phone.state, SavingOwnList)
    phone.tap("Simpan")
    assert phone.facts.admin.own_lists[0].words("V04", 3) == (SK, NOTULEN)


def test_the_way_back_leads_up_step_by_step() -> None:
    phone = at_level(asking(("V04", 3, (SK,)))).tap("1").tap("Kembali").reads("1. SK tim")
    phone.tap("Kembali").reads("<b>III</b> · SK tim evaluasi SOP").tap("Kembali").reads("Sudah ada: V04 (1).")
    assert phone.tap("Kembali").state == ListingDocuments(PEMDA)


def test_the_list_is_sent_as_a_file() -> None:
    phone = play(World(), "Citra", OwnLists(PEMDA)).tap("Unduh daftar")
    phone.asks_for(SendOwnList(PEMDA, ID)).toasts("Daftar sedang dikirim")


def test_forged_presses_and_people_who_do_not_coordinate_change_nothing() -> None:
    phone = at_level(World())
    for item in ("level:1", "level:x", "line:99", "remove", "save:1", "variable:V99", "instrument:lain"):
        phone.forge(item).asks_for()
    play(World(), "Ani", OwnLists(PEMDA, ID, "V04", 3)).text(SK).asks_for().hides("Daftar bukti")
