"""A result that was opened again after the result day: the coordinator hears when it can be made final, and sees it."""

from sqlalchemy import update

from bot.flows.states.periods import ManagingResults
from core.effects import ReopenResult
from core.effects.review import ClaimReview, DraftVerdict
from core.people.roles import Role
from core.review.verdicts import Stage
from core.screen import Notice, steady
from storage.engine.schema import MEMBERSHIP
from tests.flows.play import Play, play
from tests.flows.results.ended import closed
from tests.flows.situations import four_opds
from tests.flows.world import MORNING, PEMDA, World

READY = "<b>Hasil Bappeda · 2026 terverifikasi</b>\nPutusan tim penilai sudah lengkap; hasil menunggu ditetapkan."


def reopened(*codes: str, **settings: object) -> World:
    """The results are known; that of Bappeda was opened again for these variables."""
    world = closed(four_opds(**settings), result_at=MORNING)
    world.apply(ReopenResult(world.assessment_of("BAPPEDA"), codes, "Bukti V04 keliru"), "Citra")
    return world


def accepted(world: World, code: str, name: str = "Budi") -> Play:
    """A verifier accepts this variable of Bappeda and sends."""
    number = world.assessment_of("BAPPEDA")
    world.apply(ClaimReview(number, Stage.REGION), name)
    world.apply(DraftVerdict(number, Stage.REGION, code, 1, 3, "Sesuai bukti"), name)
    return play(world, name).steady(f"review:{number}").tap("Kirim putusan")


def told(world: World) -> list[str]:
    """What Citra has been told."""
    return [notice.text for who, notice in world.told if who == "Citra"]


def test_the_coordinator_is_told_when_a_reopened_result_is_complete() -> None:
    world = reopened("V04")
    accepted(world, "V04")
    notice = world.told_last("Citra")
    assert notice == Notice(READY, ((steady("Kelola hasil 2026", "results", 1, PEMDA),),))
    phone = play(world, "Citra").press(notice, "Kelola hasil 2026")
    assert phone.state == ManagingResults(PEMDA, 1)
    phone.reads("3 terverifikasi menunggu ditetapkan", "[Tetapkan 3 OPD]")


def test_the_coordinator_is_told_only_when_all_of_it_is_judged() -> None:
    world = reopened("V04", "V05")
    world.conn.execute(update(MEMBERSHIP).where(MEMBERSHIP.c.person_id == 5).values(field="organisasi"))
    world.join("Sari", Role.VERIFIER, None)
    accepted(world, "V04")
    assert told(world) == []
    accepted(world, "V05", "Sari")
    assert told(world) == [READY]


def test_it_is_said_that_the_province_comes_after_the_region() -> None:
    world = reopened("V04", province_review=True)
    accepted(world, "V04")
    assert world.told_last("Citra").text == f"{READY} Provinsi belum menilai."


def test_the_menu_names_what_waits_in_a_closed_period_and_leads_there() -> None:
    world = reopened("V04")
    title = "<b>Koordinator · Kutai Timur</b>\n"
    said = "Periode 2026: 1 hasil dibuka kembali, menunggu verifikasi; 2 hasil terverifikasi menunggu ditetapkan."
    phone = play(world, "Citra").command("admin")
    phone.stands(
        f"{title}{said}",
        "[Kelola hasil 2026]",
        "[Kelola periode] [Kelola OPD]",
        "[Buat undangan] [Atur orang]",
        "[Buka pengaturan] [Dokumen daerah]",
    )
    assert phone.tap("Kelola hasil 2026").state == ManagingResults(PEMDA, 1)
    accepted(world, "V04")
    said = "Periode 2026: 3 hasil terverifikasi menunggu ditetapkan."
    assert play(world, "Citra").command("admin").standing.text == f"{title}{said}"


def test_the_menu_is_silent_about_results_once_all_are_final() -> None:
    world = reopened("V04")
    accepted(world, "V04")
    play(world, "Citra").command("admin").tap("Kelola hasil 2026").tap("Tetapkan 3 OPD").tap("Tetapkan 3 OPD")
    assert "Kelola hasil" not in play(world, "Citra").command("admin").standing.text
