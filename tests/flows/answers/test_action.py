"""An answer that asks for a corrective action: what is to be done, by whom, until when."""

from datetime import date

from core.assessment.subjects import Subject
from core.effects import KeepSubject, SaveAction, SaveLevel
from core.instrument.parse import load_packaged, packaged_text
from storage.engine.schema import CORRECTIVE_ACTION
from tests.flows.play import Play, play
from tests.flows.world import NUMBER, OFFICE, World

SOP = load_packaged("sop-evaluasi")
DUE = date(2026, 12, 28)


def begun(*lines: str) -> Play:
    world = World().with_instrument(packaged_text("sop-evaluasi"))
    for code in lines or ("01",):
        world.apply(KeepSubject(OFFICE, Subject("sop", code, f"Prosedur {code}")), "Ani")
    return play(world).command("isi")


def at_action() -> Play:
    return begun().tap("E2").tap("Tidak")


def stored(player: Play) -> list[tuple[str, str, str, bool]]:
    rows = player.world.conn.execute(CORRECTIVE_ACTION.select())
    return [(row.words, row.person, row.due, row.dropped_at is None) for row in rows]


def test_yes_is_one_tap_and_no_asks_what_is_to_be_done():
    player = begun().tap("Mulai mengisi M1").tap("Ya").asks_for(SaveLevel(NUMBER, "M1", 1))
    player.tap("Tidak").asks_for(SaveLevel(NUMBER, "E1", 0)).shows(
        """
        (toast: E1: “Tidak” tersimpan)
        EDITED
        <b>Prosedur 01 · E1 · Menaikkan kinerja · “Tidak”</b>
        Tulis tindakan perbaikannya. Boleh sekaligus dengan penanggung jawab dan tanggalnya:
        <code>tindakan; nama; tanggal</code>
        [Ubah tingkat] [Buka daftar isi]
        """
    )


def test_all_in_one_message():
    player = at_action().text("Sederhanakan alurnya; Kasubbag Umum; 28 Des 2026")
    player.asks_for(SaveAction(NUMBER, "E2", "Sederhanakan alurnya", "Kasubbag Umum", DUE, ((player.sent, ""),)))
    player.reads("Tindakan E2 tersimpan", "E3 · Mudah dijalankan")  # the next one opens by itself
    player.command("isi").reads("✅ E2 Mudah dipahami · Tidak")


def test_one_after_the_other_the_date_from_the_calendar():
    player = (
        at_action().text("Sederhanakan alurnya").reads("Tindakan: Sederhanakan alurnya", "Siapa penanggung jawabnya?")
    )
    player.command("bantuan").command("isi").tap("E2").reads("Siapa penanggung jawabnya?")  # nothing is lost
    player.text("Kasubbag Umum").reads("Kapan harus selesai?", "[Sen] [Sel] [Rab] [Kam] [Jum]")
    player.tap("28").asks_for(SaveAction(NUMBER, "E2", due=DUE, messages=((1, "action"), (2, "person"))))
    player.tap("Tidak").reads("[Sama dengan E2]").tap("Sama dengan E2")
    player.asks_for(SaveAction(NUMBER, "E3", "Sederhanakan alurnya", "Kasubbag Umum", DUE))


def test_what_cannot_be_read_is_told_and_nothing_is_stored():
    player = at_action()
    for words, why in (
        ("Revisi; Ani; kapan-kapan", "Tanggalnya belum terbaca."),
        ("Revisi; Ani; 1-12-2026", "Tanggal itu sudah lewat."),
        ("a; b; c; d", "Tulis paling banyak tiga bagian"),
        ("Apa yang harus ditulis di sini?", "Itu terbaca sebagai pertanyaan"),
    ):
        player.text(words).asks_for().reads(why)
    assert stored(player) == []


def test_another_answer_drops_it_and_the_same_one_asks_again():
    player = at_action().text("Revisi SOP; Ani; 28-12-2026").tap("Buka daftar isi").tap("E2")
    player.reads("Tindakan: Revisi SOP", "Penanggung jawab: Ani", "[Ubah tindakan]").tap("Ubah tingkat").tap("Ya")
    assert stored(player) == [("Revisi SOP", "Ani", "2026-12-28", False)]
    player.tap("Ubah tingkat").tap("Tidak").reads("Tulis tindakan perbaikannya.").text("ya")
    assert stored(player) == [("Revisi SOP", "Ani", "2026-12-28", False)]
    assert player.facts.assessment.level("E2") == 1  # a level that is typed is the level


def test_an_edited_message_changes_the_action():
    player = (
        at_action()
        .text("Revisi SOP; Ani; 28-12-2026", message=7)
        .text("Revisi bab 2; Budi; 28-12-2026", 7, edited=True)
    )
    player.reads("Tindakan E2 diperbarui sesuai suntingan.")
    player.text("Revisi bab 2; Budi; kemarin", 7, edited=True).asks_for().reads("Suntingan tidak mengubah tindakan E2.")
    assert stored(player) == [("Revisi bab 2", "Budi", "2026-12-28", True)]


def test_one_tap_answers_all_that_is_as_it_should_be():
    player = at_action().text("Revisi SOP; Ani; 28-12-2026").tap("Buka daftar isi").tap("Ya untuk sisanya")
    player.asks_for(*(SaveLevel(NUMBER, code, 1) for code in SOP.codes if code != "E2"))
    player.reads("15 dari 15 lengkap", "Langkah terakhir")
    player.tap("Buka daftar isi").hides("Ya untuk sisanya")


def test_an_office_with_many_sop_sends_each_in_few_taps():
    """All is well with them: one tap answers, and who vouched for the first is offered for the next."""
    player = begun("01", "02").tap("Isi Dinkes · Prosedur 01")
    player.tap("Ya untuk semua").text("Siti Aminah, Kepala Subbagian Umum, 197501011998032001")
    player.tap("Kirim ke tim penilai").tap("Ganti penilaian").tap("Isi Dinkes · Prosedur 02")
    player.tap("Ya untuk semua").reads("Saya, Siti Aminah, Kepala Subbagian Umum, NIP 197501011998032001")
    player.tap("Kirim ke tim penilai").reads("Tanda terima", "Prosedur 02")


def test_an_apology_is_nobody_who_does_it():
    player = at_action().text("Revisi SOP").text("Mohon maaf, nanti saya tanyakan").asks_for()
    player.reads("tidak disimpan sebagai nama penanggung jawab", "[Tanyakan ke tim]").tap("Batalkan")
    player.reads("Siapa penanggung jawabnya?")
