"""A period about one service after a complaint, from the register to its contact."""

from core.assessment.subjects import Subject
from core.effects import KeepRegister, OpenPeriod
from storage.engine.schema import ASSESSMENT, PERIOD, SUBJECT
from tests.flows.play import Play, play
from tests.flows.registers.test_own import FIRST, ID, SECOND, kept
from tests.flows.world import OFFICE, World


def numbers(world: World) -> dict[str, int]:
    return {row.code: row.id for row in world.conn.execute(SUBJECT.select())}


def registers(world: World, who: str) -> Play:
    return play(world, who).command("register").tap("Daftar layanan")


def at_line(world: World) -> Play:
    return registers(world, "Citra").tap("Dinkes").tap("🔴 L2").tap("Evaluasi layanan ini")


def test_one_service_of_one_opd_takes_part_and_no_other_ever() -> None:
    world = kept(FIRST, SECOND)
    phone = at_line(world).reads("Layanan: Imunisasi\nOPD: Dinkes", "hanya untuk layanan ini")
    phone.tap("Pilih tenggat").tap("28").reads("<b>Periode Standar Layanan Desember 2026</b> · 1 OPD")
    phone.reads("Hanya tentang: Imunisasi.").hides("[Instrumen dan peserta]").tap("Buka")
    (opened,) = [order for order in phone.orders if isinstance(order, OpenPeriod)]
    assert (opened.instrument, opened.kind, opened.opds) == (ID, "situational", (OFFICE,))
    assert opened.subjects == (numbers(world)["L2"],)
    [(name, notice)] = [(name, notice) for name, notice in world.told if "Hanya tentang: Imunisasi." in notice.text][:1]
    assert name in ("Ani", "Dewi")
    assert "Desember 2026 dibuka" in notice.text
    world.apply(KeepRegister(OFFICE, "service", (Subject("service", "L3", "Baru"),)), "Ani")
    period = max(row.id for row in world.conn.execute(PERIOD.select()))
    rows = [row for row in world.conn.execute(ASSESSMENT.select()) if row.period_id == period]
    assert [(row.opd_id, row.subject_id) for row in rows] == [(OFFICE, numbers(world)["L2"])]
    play(world, "Ani").command("mulai").reads("Imunisasi").hides("Rawat jalan")


def test_only_a_coordinator_begins_one_and_only_about_what_is_in_use() -> None:
    world = kept(FIRST, SECOND)
    registers(world, "Ani").tap("🔴 L2").hides("[Evaluasi layanan ini]").forge("round").asks_for()
    phone = at_line(world)
    world.apply(KeepRegister(OFFICE, "service", (), ("L2",)), "Ani")
    phone.forge("due").asks_for()
    phone.hides("[Evaluasi layanan ini]").reads("Tidak dipakai lagi.")
