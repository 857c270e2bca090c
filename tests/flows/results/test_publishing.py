"""The result day: what is made known, to whom, and once."""

from bot.flows.states.periods import ManagingResults, PublishingResults
from core.effects import PublishResults, TellOpds
from core.people.roles import Role
from tests.flows.results.ended import WAITS, awaiting_province, citra, closed, result_notice
from tests.flows.situations import four_opds
from tests.flows.world import MORNING, PEMDA, World


def test_what_is_made_known_without_the_province_is_said() -> None:
    phone = citra(awaiting_province(), PublishingResults(PEMDA, 1))
    assert "⚠️ Provinsi tidak menilai 1 OPD: Bappeda; hasilnya memakai putusan daerah." in phone.screen.text
    without = citra(four_opds(), PublishingResults(PEMDA, 1)).screen.text
    assert "rovinsi" not in without


def test_the_result_day_has_a_preview() -> None:
    world = four_opds(official_result="staged_level")
    phone = citra(world, ManagingResults(PEMDA, 1)).tap("Umumkan hasil 2026")
    phone.stands(
        "Umumkan hasil periode 2026? Pengumuman hanya sekali.\n"
        "Kontak dan kepala 1 OPD akan menerima hasil OPD-nya sendiri; grup tim menerima hasil daerah.\n"
        "3 OPD belum ditetapkan dan tidak ikut diberi tahu; menyusul setelah ditetapkan.\n"
        f"{WAITS}"
        "Rata-rata sementara 38,67 (Tinggi), 3 terverifikasi dari 4.\n"
        "<blockquote><b>Hasil penilaian 2026 · Badan Perencanaan Pembangunan Daerah</b>\n"
        "Hasil sudah ditetapkan: total 39 dari 55, tingkat berjenjang III, kategori Tinggi.</blockquote>",
        "[Umumkan hasil 2026]",
        "[Batalkan]",
    )
    words = "total 39 dari 55, tingkat berjenjang III, kategori Tinggi"
    phone.tap("Umumkan hasil 2026").asks_for(
        PublishResults(1),
        TellOpds(
            PEMDA,
            (Role.CONTACT, Role.HEAD),
            (result_notice(world, "BAPPEDA", "Badan Perencanaan Pembangunan Daerah", words),),
        ),
    )
    phone.says("Hasil periode 2026 diumumkan; 1 OPD akan diberi tahu.")


def test_the_result_day_comes_once() -> None:
    phone = citra(closed(four_opds(), result_at=MORNING), PublishingResults(PEMDA, 1)).tap("Umumkan hasil 2026")
    phone.asks_for().toasts("Hasil periode ini sudah diumumkan.")
    phone = citra(World(), PublishingResults(PEMDA, 1)).forge("publish:0")
    phone.asks_for().toasts("Belum ada hasil yang ditetapkan.")
