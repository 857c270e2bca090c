"""What the region asks for itself, before contacts and verifiers."""

from bot.flows.states.evidence import Evidencing
from core.effects import SaveExplanation, SaveLevel
from storage.engine.schema import ASSESSMENT
from tests.flows.pemda.test_own_lists import NOTULEN, SK, asking
from tests.flows.play import play
from tests.flows.review.dinkes import at_work, region
from tests.flows.world import INSTRUMENT, NUMBER, World, at


def answering(world: World) -> World:
    world.apply(SaveLevel(NUMBER, "V04", 3), "Ani")
    world.apply(SaveExplanation(NUMBER, "V04", "Dievaluasi Februari 2026."), "Ani")
    return world


def test_a_contact_sees_both_lists_and_which_is_whose() -> None:
    world = answering(asking(("V04", 3, (SK,)), ("V04", 2, (NOTULEN,)), ("V04", 4, ("Bukan tingkat ini",))))
    phone = play(world, "Ani", Evidencing(NUMBER, "V04")).command("isi").tap("V04")
    assert phone.screen.text.splitlines()[1:6] == [
        "Yang biasanya diminta:",
        *(f"• {name}" for name in INSTRUMENT.variable("V04").level(3).evidence),
        "Khusus daerah ini:",
        f"• {SK} (sejak 7 Des)",
    ]
    phone.reads(f"Khusus daerah ini untuk tingkat di bawahnya: {NOTULEN} (sejak 7 Des).").hides("Bukan tingkat ini")


def test_a_line_that_goes_is_still_told_and_nothing_is_lacking_for_its_sake() -> None:
    world = asking(("V04", 3, (SK,)), world=World().fill("V04"))
    assert world.assessment.complete("V04")
    world.pass_time(hours=1)
    asking(("V04", 3, ()), world=world)
    assert f"Tidak diminta lagi oleh daerah: {SK} (7 Des)" in play(world, "Ani", Evidencing(NUMBER, "V04")).screen.text
    assert world.assessment.complete("V04")


def test_the_summary_says_when_more_is_asked_than_was_answered() -> None:
    world = World().fill(*INSTRUMENT.codes)
    play(world, "Ani").command("ringkasan").hides("daerah meminta bukti lain")
    asking(("V04", 3, (SK,)), ("V07", 4, (NOTULEN,)), world=world.pass_time(hours=1))
    phone = play(world, "Ani").command("ringkasan")
    phone.reads("⚠️ Sejak diisi, daerah meminta bukti lain: V04. Lengkapi bila ada.")
    world.pass_time(hours=1).apply(SaveExplanation(NUMBER, "V04", "Tim ditetapkan dengan SK."), "Ani")
    play(world, "Ani").command("ringkasan").hides("daerah meminta bukti lain")


def test_a_verifier_judges_by_what_was_asked_when_it_was_sent() -> None:
    world = region()
    sent, world.now = world.now, at("2026-12-16 09.00")
    asking(("V04", 3, (SK,)), world=world)
    world.now = sent
    asking(("V04", 3, (NOTULEN,)), world=world)
    phone = at_work(world=world).reads(f"Diminta daerah: {SK} (sejak 16 Des)").hides(NOTULEN)
    phone.tap("Baca lengkap").reads(f"Diminta daerah: {SK} (sejak 16 Des)").hides(NOTULEN)
    world.now = at("2026-12-18 12.00")
    world.set(ASSESSMENT, submitted_at=world.now)
    phone = at_work(world=world).reads(f"Diminta daerah: {NOTULEN} (sejak 18 Des)")
    phone.tap("Baca lengkap").reads(f"Tidak diminta lagi oleh daerah: {SK} (18 Des)")


def test_what_the_region_writes_is_only_words_on_any_screen() -> None:
    world = answering(asking(("V04", 3, ("<b>SK</b> & lampiran <a href='x'>",))))
    phone = play(world, "Ani", Evidencing(NUMBER, "V04")).command("isi").tap("V04")
    phone.reads("• &lt;b&gt;SK&lt;/b&gt; &amp; lampiran")
