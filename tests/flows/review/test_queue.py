"""The team's queue, and the way into an OPD."""

import pytest
from sqlalchemy import delete, update

from bot.flows.kit.outside import Outside
from bot.flows.states.contact import Levelling
from bot.flows.states.review import Concluding, Judging, Noting, Queueing
from core.assessment.model import PeriodStatus, Status
from core.effects import Finalise, OpenPeriod, SaveExplanation, SubmitRepair, Tell
from core.effects.review import ClaimReview, DraftVerdict, FixVerdicts, TakeOver
from core.people.roles import Role
from core.review.verdicts import Stage
from storage.engine.schema import ASSESSMENT, VERDICT
from tests.flows.checks import check
from tests.flows.expectations import labels
from tests.flows.play import play
from tests.flows.review.dinkes import HERE, MINE, REGION, at_work, concluding, draft, region, taken, verified
from tests.flows.world import NUMBER, PEMDA, VERIFICATION_DUE, World, at

NOT_TEAM = "Tombol ini untuk tim penilai."


def test_the_queue_shows_six_at_a_time_the_longest_waiting_first() -> None:
    world = region()
    others = ASSESSMENT.c.id != NUMBER
    world.conn.execute(update(ASSESSMENT).where(others).values(submitted_at=at("2026-12-17 09.00")))
    number = world.assessment_of("DISKAN")
    world.conn.execute(update(ASSESSMENT).where(ASSESSMENT.c.id == number).values(submitted_at=at("2026-12-14 09.00")))
    phone = play(world, "Budi").command("periksa")
    first, counted, *lines = phone.standing.text.split("\n")
    assert (first, counted) == (
        "<b>Antrean · bidang organisasi</b>",
        "25 OPD menunggu, 1 lebih dari tiga hari kerja",
    )
    assert len(lines) == 6
    assert lines[0] == "⚠️ Diskan · V03 V04 V10 V11 · menunggu 4 hari kerja"
    assert lines[1].endswith(" · menunggu 1 hari kerja")
    assert labels(phone.standing.rows)[-1] == "[‹] [1 dari 5] [›]"
    phone.tap("›")
    assert labels(phone.standing.rows)[-1] == "[‹] [2 dari 5] [›]"
    check(phone.standing)


def test_what_colleagues_and_oneself_are_judging_is_told() -> None:
    world = taken(region())
    diskan = world.assessment_of("DISKAN")
    world.apply(ClaimReview(diskan, REGION), "Budi")
    for code in MINE[:2]:
        world.apply(DraftVerdict(diskan, REGION, code, 1, 3), "Budi")
    old = ASSESSMENT.c.id.in_((NUMBER, diskan))
    world.conn.execute(update(ASSESSMENT).where(old).values(submitted_at=at("2026-11-30 09.00")))
    text = play(world, "Budi").command("periksa").standing.text
    assert "diperiksa Bimo sampai pukul 10.30" in text
    assert "2 dari 4 dinilai · tugas Bapak/Ibu sampai pukul 10.30 WITA" in text


def test_what_was_repaired_is_said_to_be_judged_again() -> None:
    world = draft(region(), "V03", "V04", "V10")
    world.apply(DraftVerdict(NUMBER, REGION, "V11", 1, None, "Buram"), "Budi")
    concluding(world).tap("Kirim putusan")
    world.apply(SaveExplanation(NUMBER, "V11", "Jelas."), "Ani")
    world.apply(SubmitRepair(NUMBER, "V11"), "Ani")
    world.conn.execute(update(ASSESSMENT).where(ASSESSMENT.c.id != NUMBER).values(status="not_started"))
    assert "↩️ Dinkes · V11 dinilai lagi · masuk hari ini" in play(world, "Budi").command("periksa").standing.text


def test_who_has_several_desks_goes_from_one_to_the_next() -> None:
    world = region(province_review=True)
    world.join("Budi", Role.PROVINCE, None)
    phone = play(world, "Budi").command("periksa").tap("Antrean lain (2 dari 2)")
    assert phone.state == Queueing(PEMDA, "province")
    assert phone.tap("Antrean lain (1 dari 2)").state == Queueing(PEMDA, "region")


def test_the_coordinator_sees_what_falls_to_nobody_else() -> None:
    play(region(), "Citra").command("periksa").stands(
        "<b>Antrean · bagian koordinator</b>\nTidak ada yang perlu dinilai koordinator. 25 OPD menunggu tim penilai."
    )


def test_a_verifier_who_is_also_a_contact_does_both() -> None:
    world = region()
    world.join("Ani", Role.VERIFIER, None)
    phone = play(world, "Ani", Levelling(NUMBER, "V03")).command("periksa")
    assert phone.state == Queueing()


@pytest.mark.parametrize("press", ["queue:1:region", f"review:{NUMBER}:V04", f"takeover:{NUMBER}"])
def test_a_contact_who_presses_a_verifiers_button_learns_nothing(press: str) -> None:
    world = region()
    phone = play(world, "Ani", Levelling(NUMBER, "V03")).steady(press).toasts(NOT_TEAM)
    assert phone.state == Levelling(NUMBER, "V03")
    assert play(world, "Zul").steady(press).state == Outside()


def test_a_contact_has_no_queue() -> None:
    phone = play(World(), "Ani", Levelling(NUMBER, "V03")).command("periksa")
    phone.says("/periksa hanya untuk tim penilai dan tim penilai provinsi. Daftar perintah: /bantuan")


def test_opening_an_opd_makes_it_ones_task() -> None:
    phone = play(region(), "Budi", Queueing()).steady(f"review:{NUMBER}")
    phone.asks_for(ClaimReview(NUMBER, REGION)).toasts("Dinkes menjadi tugas Bapak/Ibu sampai pukul 10.30 WITA")
    assert phone.state == Judging(*HERE, "V03")


def test_a_repaired_variable_opens_by_its_notice() -> None:
    assert at_work("V11").state == Judging(*HERE, "V11")


def test_where_everything_is_drafted_the_drafts_open() -> None:
    phone = play(draft(region(), *MINE), "Budi", Queueing()).steady(f"review:{NUMBER}")
    assert phone.state == Concluding(*HERE)


def test_ones_own_opd_is_judged_by_colleagues() -> None:
    world = region()
    world.join("Budi", Role.HEAD)
    phone = play(world, "Budi", Queueing()).steady(f"review:{NUMBER}")
    phone.toasts("Dinkes adalah OPD Bapak/Ibu, jadi diperiksa rekan.").asks_for()


def test_what_a_colleague_is_judging_can_be_taken_over() -> None:
    world = taken(region())
    world.set(ASSESSMENT, submitted_at=at("2026-11-30 09.00"))
    phone = play(world, "Budi", Queueing()).steady(f"review:{NUMBER}")
    phone.toasts("Dinkes diperiksa Bimo sampai pukul 10.30 WITA.").asks_for()
    take, tell = phone.tap("Ambil alih Dinkes").orders
    assert take == TakeOver(NUMBER, REGION)
    assert isinstance(tell, Tell)
    assert tell.people == (world.number("Bimo"),)
    assert tell.notice.text == "Budi mengambil alih pemeriksaan Dinkes pukul 10.00 WITA. Rancangan tetap tersimpan."


def judged(world: World) -> World:
    """Budi's variables have their verdicts."""
    draft(world, *MINE).apply(FixVerdicts(NUMBER, REGION), "Budi")
    return world


def test_what_is_judged_already_is_said() -> None:
    phone = play(judged(region()), "Budi", Queueing()).steady(f"review:{NUMBER}")
    phone.toasts("Tidak ada lagi yang perlu Bapak/Ibu nilai di sini.")
    assert phone.state == Queueing(PEMDA, "region")


FINAL = (
    "Hasil Dinkes sudah ditetapkan koordinator dan tidak dinilai lagi. "
    "Bila perlu diubah, minta koordinator membuka kembali hasilnya."
)


@pytest.mark.parametrize("stage", Stage)
def test_whoever_would_judge_what_is_final_reads_whom_to_ask(stage: Stage) -> None:
    """From the queue, from a card that still stands, and below the question why."""
    world = verified(province_review=True)
    world.join("Budi", Role.PROVINCE, None)
    if stage is REGION:
        world.status = Status.IN_REVIEW
        world.conn.execute(delete(VERDICT))
    card = play(world, "Budi").steady(f"review:{NUMBER}:V04")
    assert card.state == Judging(PEMDA, stage.value, NUMBER, "V04")
    press = next(button.value for row in card.screen.rows for button in row if button.label.startswith("Terima"))
    world.status = Status.VERIFIED
    world.apply(Finalise((NUMBER,)), "Citra")
    card.forge(press).asks_for().toasts(FINAL)
    phone = play(world, "Budi", Queueing()).steady(f"review:{NUMBER}").toasts(FINAL)
    assert isinstance(phone.state, Queueing)
    asked = play(world, "Budi", Noting(PEMDA, stage.value, NUMBER, "V04", "1-0", 2))
    assert asked.screen.text == FINAL
    asked.text("SOP belum dievaluasi").asks_for().says(FINAL)
    drafts = play(world, "Budi", Concluding(PEMDA, stage.value, NUMBER)).forge("fix").asks_for()
    assert FINAL in drafts.seen


def test_what_is_archived_is_judged_no_more() -> None:
    world = region()
    world.period_is(PeriodStatus.ARCHIVED)
    phone = play(world, "Budi", Queueing()).steady(f"review:{NUMBER}")
    phone.toasts("Periode ini sudah diarsipkan; tidak ada lagi yang dinilai.")


def test_the_coordinator_reads_what_nobody_may_judge() -> None:
    world = region()
    for name in ("Budi", "Bimo", "Sari", "Citra"):
        world.join(name, Role.HEAD)
    text = play(world, "Citra").command("periksa").standing.text
    assert text.endswith("⚠️ Dinkes tidak boleh dinilai siapa pun di tim. Undang anggota tim penilai dari OPD lain.")


def test_beside_another_instrument_each_button_has_a_row_and_reads_whole() -> None:
    world = region()
    world.apply(OpenPeriod(PEMDA, "PEKPPP 2026", "pekppp-2023", world.now, VERIFICATION_DUE, VERIFICATION_DUE), "Citra")
    phone = play(world, "Budi").command("periksa").reads("[Periksa DKP · Kematangan 2026]")
    assert all("…" not in line for line in labels(phone.standing.rows))
    check(phone.standing)
