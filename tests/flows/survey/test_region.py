"""A coordinator reads how many users of each OPD have answered, and drops what a flood left."""

from dataclasses import replace

from core.effects import OpenSurvey, RestartSurvey
from core.instrument.parse import packaged_text
from storage.engine.schema import ANSWER, EVIDENCE_USE, SURVEY, VERDICT
from tests.flows.play import Play, play
from tests.flows.survey.test_own import AT, with_link
from tests.flows.world import NUMBER, PEMDA, World


def listing() -> Play:
    world = World().with_instrument(packaged_text("pekppp-2023"))
    world.env = replace(world.env, surveys_at=AT)
    for table in (VERDICT, EVIDENCE_USE, ANSWER):  # of the instrument that the period had
        world.conn.execute(table.delete())
    world.apply(OpenSurvey(NUMBER), "Ani")
    return with_link(play(world, "Citra").steady(f"results:1:{PEMDA}").tap("Survei pengguna"), 30)


def test_counts_of_all_opd_lead_to_each_link():
    player = listing().command("admin").steady(f"results:1:{PEMDA}").tap("Survei pengguna")
    player.reads("<b>Survei pengguna · 2026</b>", "1 dari", "1 mencapai 30 isian")
    for _ in range(9):
        if any(button.label == "Dinkes · 30" for row in player.screen.rows for button in row):
            break
        player.tap("›")
    player.tap("Dinkes · 30").reads("<b>Dinkes · Survei pengguna</b>", "30 dari 30 isian.", f"Tautan: {AT}AbC")
    player.tap("Kembali ke daftar").tap("Kembali ke hasil").reads("<b>Hasil periode 2026</b>", "[Survei pengguna]")


def test_starting_anew_is_asked_first():
    player = listing()
    while not any(button.label.startswith("Dinkes ·") for row in player.screen.rows for button in row):
        player.tap("›")
    player.tap("Dinkes ·").tap("Mulai ulang").reads("Semua 30 isian dihapus")
    player.tap("Batalkan").reads("30 dari 30 isian")
    player.tap("Mulai ulang").tap("Ya, hapus").asks_for(RestartSurvey(NUMBER)).reads("0 dari 30 isian.")
    assert len(player.world.conn.execute(SURVEY.select()).all()) == 2
    player.forge("sure").asks_for()
