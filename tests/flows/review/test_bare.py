"""Answers that are a tap and nothing else are accepted together; whatever somebody wrote or sent is looked at."""

from datetime import date

from sqlalchemy import update

from core.assessment.subjects import Subject
from core.effects import KeepSubject, SaveAction, SaveExplanation, SaveLevel, SetDeclarant, Submit
from core.effects.review import DraftVerdict
from core.instrument.parse import load_packaged, packaged_text
from core.people.roles import Role
from storage.engine.schema import MEMBERSHIP
from tests.flows.play import Play, play
from tests.flows.review.dinkes import NOW, REGION
from tests.flows.world import NUMBER, OFFICE, World
from tests.storage.region import DECLARANT

CODES = load_packaged("sop-evaluasi").codes


def at_work() -> Play:
    """Budi before an SOP of Dinkes: E2 is answered no, with an action; E3 has an explanation; the rest are taps."""
    world = World(now=NOW).with_instrument(packaged_text("sop-evaluasi"))
    world.apply(KeepSubject(OFFICE, Subject("sop", "01", "Izin praktik")), "Ani")
    for code in CODES:
        world.apply(SaveLevel(NUMBER, code, 0 if code == "E2" else 1), "Ani")
    world.apply(SaveAction(NUMBER, "E2", "Sederhanakan", "Ani", date(2027, 6, 1), ()), "Ani")
    for order in (SaveExplanation(NUMBER, "E3", "Dipakai tiap hari."), SetDeclarant(NUMBER, DECLARANT), Submit(NUMBER)):
        world.apply(order, "Ani")
    world.conn.execute(update(MEMBERSHIP).where(MEMBERSHIP.c.role == Role.VERIFIER.value).values(field="organisasi"))
    return play(world, "Budi").steady(f"review:{NUMBER}:M1")


def test_taps_are_accepted_together_and_the_others_are_looked_at():
    taps = [code for code in CODES if code not in ("E2", "E3")]
    player = at_work().tap("Terima 13 yang tanpa catatan")
    player.asks_for(*(DraftVerdict(NUMBER, REGION, code, 1, 1, "") for code in taps))
    player.reads("13 jawaban diterima, masih rancangan", "E2 Mudah dipahami", "Tindakan: Sederhanakan")
    player.hides("tanpa catatan").tap("Terima Tidak").reads("E3 Mudah dijalankan", "Dipakai tiap hari.")
    player.tap("Terima Ya").reads("Kirim putusan")
