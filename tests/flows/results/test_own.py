# ruff: noqa: E501 - screens stand here as they are read
"""/hasil, its card under the radar, and every variable."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from bot.flows.states.contact import Browsing, Resulting
from bot.flows.states.coordinator import ChoosingPemda, ManagingPeriod
from bot.texts.results import own as texts
from bot.texts.results.next_level import next_level
from core.assessment.model import Approval, PeriodStatus, Status
from core.effects import Ask, SendResult
from core.fit import SCREEN, length
from core.instrument.scoring import score
from core.people.roles import Role
from core.results.period import Note, OwnResults
from core.results.stages import ResultBasis, stages
from core.review.verdicts import Stage
from core.screen import Notice, steady, units
from tests.flows.play import face, play
from tests.flows.results_world import CODES, GOLDEN_REGION, NOW, mean, opd, results
from tests.flows.situations import coordinates
from tests.flows.world import INSTRUMENT, NUMBER, PEMDA, World
from tests.made_instruments import SERVICE_TEXT, made

CARD = """
<b>Hasil 2026 · Dinas Kesehatan</b>
Total <b>38</b> dari 55 · kategori <b>Tinggi</b>
Tingkat berjenjang <b>II</b>, tertahan di V04 SOP Pelayanan
Mandiri 40, tim daerah 38: V03 IV → III, V04 III → II
Tahun 2025: 35, Sedang · rata-rata daerah 38,55

<b>Agar V04 naik ke III:</b> Jadwalkan evaluasi SOP secara berkala dan laporkan hasilnya kepada pimpinan. Total menjadi 39, tingkat berjenjang III.
<blockquote expandable>Kategori dihitung dari jumlah 11 nilai; tingkat berjenjang mengikuti variabel terendah.</blockquote>
<i>Radar: tebal tim daerah, putus-putus mandiri, titik-titik 2025, tipis rata-rata daerah. Per 15 Januari 2027, 55 terverifikasi dari 55.</i>
""".strip()


def world(found: OwnResults | None = None, **more: object) -> World:
    made = World(now=NOW, results=found or results(opd()), **more)  # type: ignore[arg-type]
    made.period_is(PeriodStatus.CLOSED)
    made.status = Status.FINAL
    return made


def card(**more: object) -> str:
    one = opd(**more)  # type: ignore[arg-type]
    return texts.card(results(one), one)


# the way there


@pytest.mark.parametrize("name", ["Ani", "Eko"])
def test_the_picture_with_its_card_comes_and_the_screen_stays(name):
    player = play(world(), name).command("hasil")
    (order,) = player.step.effects
    assert (order.assessment, order.notice.text) == (NUMBER, CARD)
    assert face(order.notice).endswith("\n[Lihat per variabel]")
    assert player.step.silent
    player.command("isi").press(order.notice, "Lihat per variabel")
    assert player.step.fresh
    player.reads("NEW\n<b>Hasil 2026 · Dinas Kesehatan</b>\n<i>Mandiri → tim daerah; satu angka bila sama.</i>")


def test_a_notice_opens_the_result_it_names():
    player = play(world()).command("isi").steady(f"result:{NUMBER}")
    assert isinstance(player.step.effects[0], SendResult)
    assert player.toast == "Hasil dikirim di bawah"
    player.steady("result:999").asks_for()


def test_who_has_several_opd_reaches_the_results_of_each():
    found = results(opd(), others={13: "RSUD Kudungga", 14: "Bagian Umum dan Perlengkapan"})
    player = play(world(found)).command("hasil")
    assert face(player.step.effects[0].notice).endswith(
        "[Lihat per variabel]\n[Lihat hasil RSUD Kudungga]\n[Lihat hasil Bagian Umum dan P…]"
    )
    many = results(opd(), others={number: f"Kecamatan {number}" for number in range(13, 26)})
    rows = play(world(many)).command("hasil").step.effects[0].notice.rows
    assert [len(row) for row in rows] == [1, 3, 3, 3, 3]
    assert rows[1][0].label == "Kecamatan 13"
    none = results(opd(Status.NOT_STARTED, own={}), others={13: "RSUD Kudungga"})
    play(world(none)).command("hasil").reads("[Lihat hasil RSUD Kudungga]\n[Buka tanda terima]")


def test_a_result_of_another_opd_does_not_change_the_one_that_is_filled_in():
    world = World()
    world.join("Ani", Role.CONTACT, "RSUD")
    mine, other = world.assessment_of("DINKES"), world.assessment_of("RSUD")
    player = play(world).steady(f"fill:{mine}").command("hasil").steady(f"result:{other}")
    assert player.state == Resulting(other)
    player.command("isi")
    assert player.state == Browsing(mine)
    player.steady("choose").command("hasil").steady(f"result:{other}").command("isi")
    assert player.state == Browsing(mine)


def test_what_was_not_given_is_not_shown():
    player = play(world()).command("isi")
    player.world.results = None
    player.command("hasil").asks_for()
    player.steady(f"variables:{NUMBER}").asks_for()


# every variable


def test_each_variable_says_what_the_team_made_of_it():
    player = play(world()).steady(f"variables:{NUMBER}")
    player.reads(
        "V01 Perencanaan · III\n",
        "V03 Penjaminan Mutu · IV → III\n",
        "V04 SOP Pelayanan · <b>III → II</b> · <i>bukti yang diminta &lt;tidak&gt; ada</i>\n",
        "[V01] [V02] [V03] [V04] [V05] [V06]\n[V07] [V08] [V09] [V10] [V11]\n[Buka tanda terima]",
    )
    player.tap("V04").shows(
        """
        EDITED
        <b>V04 · SOP Pelayanan</b>
        Mandiri III · tim daerah II
        <i>Proses kerja sudah dirumuskan dan ditetapkan dalam bentuk SOP.</i>
        Catatan tim daerah:
        <blockquote>bukti yang diminta &lt;tidak&gt; ada</blockquote>
        <b>Agar naik ke III:</b> Jadwalkan evaluasi SOP secara berkala dan laporkan hasilnya kepada pimpinan.
        [‹ V03] [V05 ›]
        [Kembali ke daftar]
        """
    )
    player.tap("‹ V03").tap("V04 ›").tap("V05 ›").reads("<b>V05 · Diklat Aparatur</b>").tap("Kembali ke daftar")
    player.text("Mengapa?").reads("[Tanyakan ke tim]").tap("Batalkan").tap("Buka tanda terima")


def test_the_best_level_is_kept():
    player = play(world()).steady(f"variables:{NUMBER}").tap("V09")
    player.reads("Tingkat tertinggi. Pertahankan dan perbarui buktinya setiap tahun.").hides("Agar naik")


def test_the_province_stands_beside_the_region():
    one = opd(province=GOLDEN_REGION | {"V08": 2})
    notes = {"V08": (Note(Stage.REGION, "cukup"), Note(Stage.PROVINCE, "risiko belum dinilai"))}
    player = play(world(results(one, notes=notes))).steady(f"variables:{NUMBER}")
    player.reads(
        "<i>Mandiri → tim daerah → provinsi; satu angka bila sama.</i>",
        "V08 Manajemen Risiko · <b>III → III → II</b> · <i>risiko belum dinilai</i>",
    )
    player.tap("V08").reads("Mandiri III · tim daerah III · provinsi II", "Catatan tim daerah:", "Catatan provinsi:")


def test_a_head_goes_back_to_the_approval():
    play(world(), "Eko").steady(f"variables:{NUMBER}").tap("Lihat penilaian").reads("Yth. Kepala Dinas Kesehatan")


# before there is a result


@pytest.mark.parametrize(
    ("status", "complete", "words"),
    [
        (Status.NOT_STARTED, 0, "Belum ada hasil: penilaian belum diisi."),
        (Status.DRAFT, 9, "Belum ada hasil: 9 dari 11 variabel lengkap. Belum: V10, V11."),
        (Status.RETURNED, 10, "Belum ada hasil: sebagian dikembalikan untuk diperbaiki."),
    ],
)
def test_before_there_is_a_total_a_sentence_says_where_it_stands(status, complete, words):
    one = opd(status, own=dict.fromkeys(CODES[:complete], 3))
    made = world(results(one, mean("38.44", 9, 55)))
    made.status = status
    player = play(made).command("hasil").asks_for()
    player.reads(
        f"<b>Hasil 2026 · Dinas Kesehatan</b>\n{words}\nTahun 2025: 35, Sedang · rata-rata daerah sementara 38,44"
    )


def test_what_waits_for_the_head_says_so():
    one = replace(opd(Status.AWAITING_HEAD), incomplete=("V01",), stages=opd(Status.DRAFT, own={}).stages)
    made = world(results(one), approval=Approval.LETTER)
    made.status = Status.AWAITING_HEAD
    play(made).command("hasil").reads("Belum ada hasil. Penilaian sedang menunggu surat bertanda tangan.")


@pytest.mark.parametrize(
    ("status", "period", "words"),
    [
        (Status.NOT_STARTED, "closed", "Tidak ada hasil: tidak dikirim sampai penilaian ditutup. 9 dari 11"),
        (Status.AWAITING_HEAD, "closed", "Tidak ada hasil: tidak dikirim sampai penilaian ditutup. 9 dari 11"),
        (Status.IN_REVIEW, "closed", "Belum ada hasil: sedang diperiksa tim penilai."),
        (Status.IN_REVIEW, "archived", "Tidak ada hasil: periode diarsipkan sebelum tim penilai selesai memeriksa."),
    ],
)
def test_once_the_period_is_over_hasil_says_what_never_came(status, period, words):
    one = opd(status, own=dict.fromkeys(CODES[:9], 3))
    found = results(one)
    made = world(replace(found, period=replace(found.period, status=PeriodStatus(period))))
    made.status = status
    made.period_is(PeriodStatus(period))
    assert words in play(made).command("hasil").screen.text


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.DRAFT, "belum dikirim"),
        (Status.SUBMITTED, "menunggu diperiksa tim penilai"),
        (Status.IN_REVIEW, "sedang diperiksa tim penilai"),
        (Status.RETURNED, "sebagian dikembalikan untuk diperbaiki"),
    ],
)
def test_an_own_total_is_called_provisional(status, words):
    one = opd(status)
    assert texts.card(results(one, mean("38.44", 9, 55)), one) == (
        "<b>Hasil 2026 · Dinas Kesehatan</b>\n"
        "<b>Mandiri, sementara</b>: total <b>40</b> dari 55\n"
        f"Belum diverifikasi, {words}.\n"
        "Tahun 2025: 35, Sedang · rata-rata daerah sementara 38,44\n\n"
        "<i>Radar: putus-putus mandiri. Per 15 Januari 2027, 9 terverifikasi dari 55.</i>"
    )
    assert play(world(results(one))).command("hasil").step.effects


def _without_total() -> OwnResults:
    unscored = replace(INSTRUMENT, formula="none")
    one = opd(former=None)
    levels = one.stages.own.levels
    bare = replace(one, stages=stages(unscored, Status.FINAL, ResultBasis(levels, [], dict.fromkeys(levels, 1))))
    none = replace(mean("38.55", 0, 55), mean=None)
    return results(bare, none, instrument=unscored, former_year=None)


def test_an_instrument_without_a_total_has_its_variables():
    player = play(world(_without_total())).command("hasil").asks_for()
    player.reads("Penilaian ini tidak memakai nilai. Hasilnya ada pada tiap variabel.")
    player.tap("Lihat per variabel").reads("V01 Perencanaan · III\n")


# the card


def test_a_verified_result_is_not_yet_final():
    assert "\nTerverifikasi, menunggu ditetapkan koordinator.\n" in card(status=Status.VERIFIED)


@pytest.mark.parametrize(
    ("low", "words", "follows"),
    [
        (
            ("V04", "V08"),
            "tertahan di V04 dan V08",
            "Bila kedua variabel itu naik, total menjadi 41, tingkat berjenjang III.",
        ),
        (
            ("V02", "V04", "V08", "V10"),
            "tertahan di empat variabel: V02, V04, V08, dan V10",
            "Bila keempat variabel itu naik, total menjadi 40, tingkat berjenjang III.",
        ),
        (
            ("V01", "V02", "V03", "V04", "V05", "V06"),
            "enam variabel: V01, V02, V03, V04, V05, dan V06",
            "<b>Mulai dari V01 ke III:</b>",
        ),
    ],
)
def test_several_variables_hold_back(low, words, follows):
    region = {code: 2 if code in low else 4 if code == "V09" else 3 for code in CODES}
    region |= {code: 4 for code in ("V05", "V06", "V07", "V11", "V03", "V01") if code not in low}
    said = card(region=region)
    total = sum(region.values())
    assert "Tingkat berjenjang <b>II</b>, " in said
    assert words in said
    assert f"Total <b>{total}</b>" in said
    raised = score(INSTRUMENT, {code: level + (code in low) for code, level in region.items()})
    expected = re.sub(r"total menjadi \d+", f"total menjadi {raised.value}", follows)
    assert expected in said


def test_all_equal_and_all_at_the_top():
    same = card(region=dict.fromkeys(CODES, 3))
    assert "Tingkat berjenjang <b>III</b>: seluruh variabel berada pada tingkat III\n" in same
    best = card(region=dict.fromkeys(CODES, 5))
    assert "Tingkat berjenjang <b>V</b>: seluruh variabel berada pada tingkat V\n" in best
    assert "\n\nPertahankan dan perbarui buktinya setiap tahun.\n" in best


def test_nothing_changed_by_the_team():
    one = opd()
    same = opd(region=one.stages.own.levels)
    assert "Mandiri 40, tim daerah 40: tanpa perubahan" in texts.card(results(same), same)


@pytest.mark.parametrize(
    ("former", "former_year", "unlike", "words"),
    [
        (True, 2024, 2025, "Tahun 2025: 35, Sedang (2025 memakai instrumen lain) · rata-rata"),
        (False, None, 2025, "Tahun 2025 memakai instrumen lain · rata-rata"),
        (False, 2025, None, "Tahun 2025: tidak ada hasil · rata-rata"),
        (False, None, None, "\nRata-rata daerah 38,55\n"),
    ],
)
def test_the_year_before(former, former_year, unlike, words):
    one = opd() if former else opd(former=None)
    assert words in texts.card(results(one, former_year=former_year, unlike_year=unlike), one)


@pytest.mark.parametrize(
    ("region", "words"),
    [
        (mean("38.55", 55, 55), " · rata-rata daerah 38,55\n"),
        (mean("38.44", 9, 55), " · rata-rata daerah sementara 38,44\n"),
        (mean("38.00", 1, 55), "\nTahun 2025: 35, Sedang\n"),
    ],
)
def test_a_mean_says_of_how_many_it_is(region, words):
    one = opd()
    said = texts.card(results(one, region), one)
    assert words in said
    assert said.endswith(f"{region.n} terverifikasi dari 55.</i>")
    assert ("tipis rata-rata daerah" in said) == (region.n > 1)


def test_the_staged_level_comes_first_where_it_is_the_official_result():
    one = replace(opd(), named="staged_level")
    said = texts.card(results(one), one).splitlines()
    assert (said[1][:18], said[2][:5]) == ("Tingkat berjenjang", "Total")


LEVELS = st.fixed_dictionaries({code: st.integers(1, 5) for code in CODES})


@settings(max_examples=300)
@given(own=LEVELS, region=LEVELS, province=st.none() | LEVELS, data=st.data())
def test_a_card_fits_below_its_picture(own, region, province, data):
    """Whatever the levels, the year before, the status and the length of the name (200 characters at most)."""
    name = data.draw(st.sampled_from(["Dinas Kesehatan", "Dinas <&> " * 20, "W" * 200]))
    status = data.draw(st.sampled_from([Status.FINAL, Status.VERIFIED, Status.IN_REVIEW]))
    one = opd(status, own, region, province if status is not Status.IN_REVIEW else None, name)
    n = data.draw(st.sampled_from([0, 1, 9, 55]))
    found = results(one, mean("38.55", n, 55), unlike_year=data.draw(st.sampled_from([None, 2025])))
    one = replace(
        one, named=data.draw(st.sampled_from(["band", "staged_level"])), awaits_province=data.draw(st.booleans())
    )
    said = texts.card(found, one)
    assert length(said) <= SCREEN
    assert units(re.sub(r"<[^>]*>", "", said)) <= 1024
    assert said.count("<b>") == said.count("</b>")
    if one.official is not None:
        assert f"Total <b>{one.official.value}</b>" in said
        assert "Radar: " in said
        for code in one.official.holding[:1]:
            assert code in said


def test_the_list_fits_a_screen_with_a_note_on_every_variable():
    player = play(world()).steady(f"variables:{NUMBER}")

    @settings(max_examples=100)
    @given(own=LEVELS, region=LEVELS, province=st.none() | LEVELS, note=st.text(max_size=600))
    def fits(own, region, province, note):
        notes = {code: (Note(Stage.REGION, note or "x"), Note(Stage.PROVINCE, note or "x")) for code in CODES}
        player.world.results = results(opd(Status.FINAL, own, region, province), notes=notes)
        shown = player.screen.text
        assert length(shown) <= SCREEN
        assert all(f"{code} " in shown for code in CODES)

    fits()


def test_without_a_next_step_the_statement_of_the_level_says_what_leads_to_it():
    file = SERVICE_TEXT.replace("next_step: N, ", "")
    assert next_level(made(file), "P01", 2) == ("3", "T3")


def test_a_coordinator_is_led_to_the_results_of_all_opd() -> None:
    player = play(World(), "Citra").command("hasil").asks_for()
    assert player.state == ManagingPeriod(PEMDA)
    player.says("Hasil semua OPD ada di Kelola hasil.").reads("[Kelola hasil]")
    player = play(coordinates(World(), "Mila", "Luas", "Sempit"), "Mila").command("hasil")
    assert player.state == ChoosingPemda()


WRONG = "Kami tidak setuju dengan nilai V05"


def of_two() -> tuple[World, int]:
    """Ani fills in for Dinkes, and sees the result of Setda."""
    world = World()
    world.join("Ani", Role.CONTACT, "SETDA")
    return world, world.assessment_of("SETDA")


@pytest.mark.parametrize("variable", ["V04", "V05"])
def test_words_below_a_result_are_about_that_result(variable: str) -> None:
    world, setda = of_two()
    ani = play(world).steady(f"fill:{NUMBER}").command("isi").tap(variable).steady(f"result:{setda}")
    assert isinstance(ani.orders[0], SendResult)
    ani.text(WRONG).asks_for().reads("Setda", WRONG, "[Tanyakan ke tim]").tap("Tanyakan ke tim")
    assert ani.orders[0] == Ask(setda, "", WRONG)
    assert ani.command("isi").state == Browsing(NUMBER)


def test_what_is_done_after_a_result_counts_where_it_is_done() -> None:
    world, setda = of_two()
    ani = play(world).steady(f"fill:{NUMBER}").command("isi").steady(f"result:{setda}").tap("V04").text(WRONG)
    assert ani.state.assessment == NUMBER
    ani.command("isi").tap("V04").steady(f"result:{setda}").text("3")
    assert ani.state.assessment == NUMBER


def test_a_reply_to_a_result_is_about_it_too() -> None:
    world, setda = of_two()
    card_of_setda = Notice("Hasil", ((steady("Lihat per variabel", "variables", setda),),))
    ani = play(world).steady(f"fill:{NUMBER}").command("isi").text(WRONG, replying=card_of_setda)
    ani.asks_for().tap("Tanyakan ke tim")
    assert ani.orders[0] == Ask(setda, "", WRONG)
