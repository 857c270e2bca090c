"""What the team itself fills in, and essays that it marks, on the same cards as verification."""

from sqlalchemy import update

from core.effects import SaveExplanation, SaveLevel, SetDeclarant, Submit
from core.effects.review import DraftVerdict
from core.fit import CARD, height
from core.instrument.parse import load_packaged, packaged_text
from core.people.roles import Role
from storage.engine.schema import MEMBERSHIP
from tests.flows.play import Play, play
from tests.flows.review.dinkes import NOW, REGION
from tests.flows.world import NUMBER, World
from tests.made_instruments import FORMS_TEXT
from tests.storage.region import DECLARANT

ESSAY = "Kantor ini memantau pelaksanaan tiap bulan bersama seluruh bidang."


def asked() -> Play:
    """Ani answers what her OPD is asked."""
    return play(World(now=NOW).with_instrument(FORMS_TEXT)).command("isi")


def at_work(code: str) -> Play:
    """Budi, a verifier, before a variable of what Dinkes has sent."""
    world = World(now=NOW).with_instrument(FORMS_TEXT)
    orders = (SaveLevel(NUMBER, "P01", 0), SaveExplanation(NUMBER, "P01", "Belum ada."))
    essay = SaveExplanation(NUMBER, "U01", ESSAY)
    for order in (*orders, essay, SetDeclarant(NUMBER, DECLARANT), Submit(NUMBER)):
        world.apply(order, "Ani")
    world.conn.execute(update(MEMBERSHIP).where(MEMBERSHIP.c.role == Role.VERIFIER.value).values(field="organisasi"))
    return play(world, "Budi").steady(f"review:{NUMBER}:{code}")


def test_the_opd_is_asked_its_own_part_and_writes_the_essay():
    player = asked().reads("0 dari 2 lengkap").hides("E01", "M01")
    player.tap("U01").shows(
        """
        EDITED
        <b>U01 · U01</b>
        <i>Seberapa</i>
        Tulis uraiannya; nilainya diberikan tim penilai.
        [Buka daftar isi]
        """
    )
    player.text(ESSAY).asks_for(SaveExplanation(NUMBER, "U01", ESSAY, ((1, ESSAY),)))
    player.command("isi").reads("✅ U01 U01 · uraian tertulis").tap("U01").hides("Ubah tingkat")


def test_an_essay_is_read_and_given_a_level_with_one_tap():
    phone = at_work("U01").reads(
        "Uraian OPD, dinilai tim penilai", ESSAY, "[0] [1] [2] [3] [4] [5]", "[Kembalikan ke OPD]"
    )
    phone.hides("Terima").tap("2").asks_for(DraftVerdict(NUMBER, REGION, "U01", 1, 2)).reads("U01: tingkat 2")


def test_the_guide_for_marks_lies_beside_an_essay() -> None:
    """Five qualities by five degrees of proof, below a touch; and for a long essay below [Baca lengkap]."""
    world = World(now=NOW).with_instrument(packaged_text("sotk-2018"))
    for one in load_packaged("sotk-2018").variables:
        words = SaveExplanation(NUMBER, one.code, ESSAY if one.code == "B01" else 30 * ESSAY)
        world.apply(words if one.essay else SaveLevel(NUMBER, one.code, 2), "Ani")
    for order in (SetDeclarant(NUMBER, DECLARANT), Submit(NUMBER)):
        world.apply(order, "Ani")
    world.conn.execute(update(MEMBERSHIP).where(MEMBERSHIP.c.role == Role.VERIFIER.value).values(field="organisasi"))
    rows = (
        "bukti: sangat tidak lengkap | tidak lengkap | cukup | lengkap | sangat lengkap.",
        "Sangat kurang: 0-20 | 11-30 | 21-40 | 31-50 | 41-60\n",
        "Sangat baik: 41-60 | 51-70 | 61-80 | 71-90 | 81-100</blockquote>",
    )
    phone = play(world, "Budi").steady(f"review:{NUMBER}:B01").reads(ESSAY, *rows)
    assert height(phone.screen.text, phone.screen.rows) <= CARD
    phone.steady(f"review:{NUMBER}:B02").reads("Uraian OPD").tap("Baca lengkap").reads(*rows)
    phone.steady(f"review:{NUMBER}:K01").hides("Panduan nilai")


def test_the_teams_own_part_is_filled_in_on_its_cards_and_never_given_back():
    phone = (
        at_work("E01")
        .reads("Diisi tim penilai", "<i>Seberapa</i>", "<b>0</b> · T0\n<b>1</b> · T1")
        .hides("Kembalikan", "Terima")
    )
    phone.tap("4").asks_for(DraftVerdict(NUMBER, REGION, "E01", 1, 4)).tap("Mundur").reads("Rancangan:</b> tingkat 4")


def test_a_mark_is_tapped_or_written():
    phone = at_work("E02").reads("[0] [20] [40] [60] [80] [100]")
    phone.text("seratus satu").reads("Ketuk nilainya, atau tuliskan 0 sampai 100.")
    phone.text("101").reads("tuliskan 0 sampai 100").text("85").asks_for(DraftVerdict(NUMBER, REGION, "E02", 1, 85))


def test_the_home_opd_of_an_evaluator_is_filled_in_by_colleagues():
    phone = at_work("E01")
    phone.world.conn.execute(
        update(MEMBERSHIP).where(MEMBERSHIP.c.person_id == 5).values(home_opd_id=phone.world.opd("DINKES"))
    )
    phone.forge("give:E01:1-0:4").asks_for().hides("Rancangan")
