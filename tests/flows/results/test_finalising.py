"""Results become final, and are opened again."""

from bot.flows.states.coordinator import ClosingPeriod
from bot.flows.states.periods import (
    ChoosingFinal,
    ConfirmingFinal,
    ManagingResults,
    PublishingResults,
    ReopeningResult,
    ShowingPeriod,
)
from core.assessment.model import Status
from core.effects import Finalise, ReopenResult, TellOpds, TellRole
from core.effects.review import TellTeam
from core.people.roles import Role
from core.review.verdicts import Stage
from core.screen import Notice, steady
from tests.flows.checks import check
from tests.flows.ground import ROWS
from tests.flows.results.ended import WAITS, awaiting_province, citra, closed, result_notice
from tests.flows.situations import four_opds, standing_at
from tests.flows.world import MORNING, NUMBER, OFFICE, PEMDA, World


def test_all_verified_results_become_final() -> None:
    phone = citra(four_opds(), ManagingResults(PEMDA, 1))
    phone.stands(
        "<b>Hasil periode 2026</b>\n"
        "1 dari 4 OPD ditetapkan, 2 terverifikasi menunggu ditetapkan.\n"
        "Rata-rata sementara 38,67 (Tinggi), 3 terverifikasi dari 4.\n"
        "<b>Belum terverifikasi</b>\n"
        "Memperbaiki 1: DLH\n"
        "Hasil belum diumumkan.",
        "[Tetapkan 2 OPD]",
        "[Pilih OPD]",
        "[Umumkan hasil 2026]",
        "[Buka kembali hasil]",
        "[Lihat nilai OPD] [Unduh rekap]",
        "[Kembali]",
    )
    phone.tap("Tetapkan 2 OPD").stands(
        "Tetapkan hasil 2 OPD periode 2026?\n"
        "Dinkes, Dishub.\n"
        f"{WAITS}"
        "Hasil yang ditetapkan hanya dapat dibuka kembali oleh koordinator, dengan alasan.\n"
        "OPD belum diberi tahu sampai hasil diumumkan.",
        "[Tetapkan 2 OPD]",
        "[Batalkan]",
    )
    phone.tap("Tetapkan 2 OPD").asks_for(Finalise((NUMBER, phone.world.assessment_of("DISHUB")))).says(
        "Hasil 2 OPD ditetapkan."
    )


def test_some_results_become_final() -> None:
    phone = citra(four_opds(), ManagingResults(PEMDA, 1)).tap("Pilih OPD")
    phone.stands(
        "Pilih OPD yang hasilnya ditetapkan. 2 OPD terverifikasi menunggu.",
        "[☐ Dinkes · 38 · Tinggi]",
        "[☐ Dishub · 39 · Tinggi]",
        "[Kembali]",
    )
    phone.forge("go").toasts("Pilih dahulu OPD yang hasilnya ditetapkan.")
    phone.tap("☐ Dinkes · 38 · Tinggi").tap("Tetapkan 1 OPD")
    assert "Dinas Kesehatan: total 38 dari 55, kategori Tinggi, tingkat berjenjang III." in phone.standing.text
    phone.tap("Tetapkan 1 OPD").asks_for(Finalise((NUMBER,)))
    dlh = phone.world.assessment_of("DLH")
    phone = citra(four_opds(), ChoosingFinal(PEMDA, 1)).forge(f"opd:{dlh}")
    phone.toasts("OPD ini tidak lagi menunggu ditetapkan.")


def test_a_result_that_was_reopened_meanwhile_stops_the_order() -> None:
    world = four_opds()
    phone = citra(world, ConfirmingFinal(PEMDA, 1, (NUMBER, world.assessment_of("DLH")))).tap("Tetapkan 1 OPD")
    phone.asks_for().toasts("Keadaan berubah. Periksa lagi sebelum melanjutkan.")


def test_what_becomes_final_after_the_result_day_is_told_at_once() -> None:
    world = closed(four_opds(), result_at=MORNING)
    phone = citra(world, ConfirmingFinal(PEMDA, 1, (NUMBER,))).tap("Tetapkan 1 OPD")
    words = "total 38 dari 55, kategori Tinggi, tingkat berjenjang III"
    notice = result_notice(world, "DINKES", "Dinas Kesehatan", words)
    phone.asks_for(Finalise((NUMBER,)), TellOpds(PEMDA, (Role.CONTACT, Role.HEAD), (notice,)))


def test_what_becomes_final_before_the_province_has_judged_is_said_and_the_province_hears() -> None:
    phone = citra(awaiting_province(), ManagingResults(PEMDA, 1))
    assert "Menunggu verifikasi provinsi 1: Dinkes\n" in phone.screen.text
    phone.tap("Tetapkan 2 OPD").stands(
        "Tetapkan hasil 2 OPD periode 2026?\n"
        "Dinkes, Dishub.\n"
        "⚠️ Provinsi belum menilai 1 OPD: Dinkes; hasil akan tetap memakai putusan daerah.\n"
        f"{WAITS}"
        "Hasil yang ditetapkan hanya dapat dibuka kembali oleh koordinator, dengan alasan.\n"
        "OPD belum diberi tahu sampai hasil diumumkan.",
        "[Tetapkan 2 OPD]",
        "[Batalkan]",
    )
    words = (
        "<b>Kutai Timur</b> menetapkan hasil 1 OPD periode 2026 sebelum dinilai provinsi: Dinkes. Hasil memakai "
        "putusan daerah. Bila masih perlu dinilai, minta koordinator membuka kembali hasilnya."
    )
    phone.tap("Tetapkan 2 OPD").asks_for(
        Finalise((NUMBER, phone.world.assessment_of("DISHUB"))), TellRole(PEMDA, Role.PROVINCE, Notice(words))
    )


def test_a_level_that_changed_below_the_question_is_shown_before_it_becomes_final() -> None:
    phone = citra(four_opds(), ConfirmingFinal(PEMDA, 1, (NUMBER,)))
    press = phone.find("Tetapkan 1 OPD").value
    standing_at(phone.world, "DINKES", Status.VERIFIED, "34333333534")
    phone.forge(press).asks_for().toasts("Keadaan berubah. Periksa lagi sebelum melanjutkan.")
    assert phone.state == ConfirmingFinal(PEMDA, 1, (NUMBER,))
    assert "total 37 dari 55" in phone.standing.text
    phone.tap("Tetapkan 1 OPD").asks_for(Finalise((NUMBER,)))


def test_a_result_is_reopened_with_a_reason() -> None:
    phone = citra(four_opds(), ManagingResults(PEMDA, 1)).tap("Buka kembali hasil")
    phone.stands(
        "Pilih OPD yang hasilnya dibuka kembali, atau ketik kode atau namanya. 3 OPD.",
        "[Bappeda] [Dinkes]",
        "[Dishub]",
        "[Kembali]",
    )
    phone.text("dinkes")
    assert phone.state == ReopeningResult(PEMDA, 1, NUMBER)
    check(phone.screen)
    phone.tap("☐ V06").tap("☐ V04").tap("☐ V05").tap("☑ V05")
    phone.text("no").says("Alasan ditulis 5 sampai 500 karakter. Tulis ulang.").asks_for()
    way = steady("Lihat penilaian", "resume", NUMBER)
    words = (
        "<b>Hasil penilaian 2026 · Dinas Kesehatan dibuka kembali</b>\n"
        "Tim daerah memeriksa lagi V04 dan V06. Alasan: SK &lt;lama&gt; terbaca sebagai SK baru"
    )
    team = (
        "<b>Hasil Dinkes · 2026 dibuka kembali koordinator</b>\n"
        "V04 dan V06 dinilai lagi. Alasan: SK &lt;lama&gt; terbaca sebagai SK baru"
    )
    phone.text("SK <lama> terbaca\nsebagai SK baru").asks_for()  # told to nobody before it is confirmed
    assert "ketuk Buka kembali hasil; kontak, kepala OPD, dan tim penilai akan diberi tahu. " in phone.standing.text
    phone.tap("Buka kembali hasil").asks_for(
        ReopenResult(NUMBER, ("V04", "V06"), "SK <lama> terbaca sebagai SK baru"),
        TellOpds(PEMDA, (Role.CONTACT, Role.HEAD), ((OFFICE, Notice(words, ((way,),))),)),
        TellTeam(NUMBER, Stage.REGION, ("V04", "V06"), Notice(team, ((steady("Periksa Dinkes", "review", NUMBER),),))),
        TellTeam(NUMBER, Stage.PROVINCE, ("V04", "V06"), Notice(team)),
    )
    phone.says("Hasil Dinkes dibuka kembali; 2 kontak dan 1 kepala OPD akan diberi tahu.")


def test_a_reason_written_before_a_variable_is_chosen_is_kept() -> None:
    phone = citra(four_opds(), ReopeningResult(PEMDA, 1, NUMBER))
    phone.text("Keliru membaca bukti").asks_for()
    assert (
        "\nAlasan: Keliru membaca bukti\nPilih variabel yang diperiksa lagi oleh tim penilai. " in phone.standing.text
    )
    phone.text("Keliru <lagi>").asks_for().tap("☐ V04")
    assert "\nAlasan: Keliru &lt;lagi&gt;\nUntuk melanjutkan, ketuk Buka kembali hasil; kontak" in phone.standing.text
    phone.tap("Buka kembali hasil")
    assert phone.orders[0] == ReopenResult(NUMBER, ("V04",), "Keliru <lagi>")
    assert phone.state == ManagingResults(PEMDA, 1)
    phone = citra(four_opds(), ReopeningResult(PEMDA, 1, NUMBER, (), "Keliru membaca")).forge("reopen")
    phone.asks_for()  # not without a variable
    longest = ReopeningResult(PEMDA, 1, NUMBER, ("V04",), "&" * 500)
    check(citra(four_opds(), longest).screen)


def test_screens_of_results_fit_a_phone_with_many_opds() -> None:
    world = World()
    verified = tuple(world.assessment_of(row.code) for row in ROWS[:9])
    world.apply(Finalise(verified[:3]), "Citra")
    for state in (
        ManagingResults(PEMDA, 1),
        ChoosingFinal(PEMDA, 1, verified[3:]),
        ConfirmingFinal(PEMDA, 1, verified[3:]),
        PublishingResults(PEMDA, 1),
        ReopeningResult(PEMDA, 1, verified[0]),
        ClosingPeriod(PEMDA, 1),
        ShowingPeriod(PEMDA, 1),
    ):
        check(citra(world, state).screen)
