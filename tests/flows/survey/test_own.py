"""A contact opens the survey of the own OPD, passes its link on, and reads the count."""

from dataclasses import replace

from core.effects import OpenSurvey, SendSurveySheet
from core.instrument.parse import packaged_text
from storage.engine.schema import SURVEY, SURVEY_ANSWER
from tests.flows.play import Play, play
from tests.flows.world import NUMBER, World

AT = "https://contoh.go.id/survei/"


def standing(address: str = AT) -> Play:
    world = World().with_instrument(packaged_text("pekppp-2023"))
    world.env = replace(world.env, surveys_at=address)
    return play(world).command("isi").tap("Survei pengguna")


def with_link(player: Play, answers: int) -> Play:
    """The link has a known code, and so many have answered."""
    player.world.conn.execute(SURVEY.update().values(code="AbC"))
    number = player.world.conn.execute(SURVEY.select()).one().id
    for place in range(answers):
        player.world.insert(SURVEY_ANSWER, {"survey_id": number, "digest": f"{place}", "levels": {}, "total": 0})
    return player


def test_a_contact_opens_the_survey_and_reads_the_count():
    player = standing()
    player.shows(
        """
        EDITED
        <b>Survei pengguna</b>
        Belum dibuka.
        Pengguna layanan menilai lewat tautan atau QR, tanpa nama. Jawaban satu orang tidak dapat dilihat siapa pun.
        [Buka survei]
        [Buka daftar isi]
        """
    )
    player.tap("Buka survei").asks_for(OpenSurvey(NUMBER)).reads("0 dari 30 isian", f"Tautan: {AT}")
    with_link(player, 12).tap("Kirim lembar QR").asks_for(SendSurveySheet(NUMBER, AT))
    player.reads("12 dari 30 isian.", f"Tautan: {AT}AbC", "[Kirim lembar QR] [Salin tautan]")
    player.tap("Buka daftar isi").reads("0 dari 31 lengkap")


def test_without_a_public_address_nobody_is_offered_a_survey():
    player = standing(address="").reads("Belum dibuka.", "PUBLIC_URL", "[Buka daftar isi]")
    player.forge("make").asks_for()


def test_a_closed_survey_says_so_and_takes_no_order():
    player = with_link(standing().tap("Buka survei"), 31)
    player.world.conn.execute(SURVEY.update().values(salt=None))
    player.command("isi").tap("Survei pengguna").reads("31 dari 30 isian.", "Survei sudah ditutup")
    player.forge("sheet").asks_for()


def test_kematangan_asks_no_users():
    player = play(World()).command("isi")
    assert not [button for row in player.screen.rows for button in row if button.label == "Survei pengguna"]
    player.steady(f"survey:{NUMBER}").asks_for()
