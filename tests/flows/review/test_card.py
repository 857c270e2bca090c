"""The team judges: queue, card, note, drafts, the end, and what can go wrong on the way."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, strategies as st
from sqlalchemy import delete, update

from bot.flows import router
from bot.flows.base import OtherKind
from bot.flows.kit.outside import Outside
from bot.flows.review import card as review_card
from bot.flows.states.contact import Levelling
from bot.flows.states.review import Concluded, Concluding, Judging, Noting, Queueing
from bot.texts.review import result as texts_result
from core.assessment.model import EvidenceKind, FormerAnswer, Opd, PeriodStatus, Status
from core.effects import AttachFile, Finalise, SaveExplanation, SubmitRepair, Tell
from core.effects.review import ClaimReview, DraftVerdict, FixVerdicts, SendAllEvidence, TakeOver, UndoDraft
from core.facts import Facts
from core.people.roles import Role
from core.review.facts import Card
from core.review.rules import Draft
from core.review.verdicts import Stage, Verdict
from core.screen import Media
from storage.engine.schema import ANSWER, ASSESSMENT, EVIDENCE, EVIDENCE_USE, MEMBERSHIP, OUTBOX, PERSON, VERDICT
from tests.flows.checks import check, check_html
from tests.flows.expectations import labels
from tests.flows.ground import CODES
from tests.flows.play import Play, play
from tests.flows.world import INSTRUMENT, NUMBER, PEMDA, World, at

NOW = at("2026-12-18 10.00")
MINE = ("V03", "V04", "V10", "V11")
"""Variables of Budi's field."""
REGION, PROVINCE = Stage.REGION, Stage.PROVINCE
HERE = (PEMDA, "region", NUMBER)
THERE = (PEMDA, "province", NUMBER)
WHY = "Bukti yang diminta tidak ada"
NOT_TEAM = "Tombol ini untuk tim penilai."


def region(**settings: object) -> World:
    """Dinkes has sent on 17 December; Budi judges the field organisasi, as Bimo does; Sari all others."""
    world = World(now=NOW, **settings).fill(*CODES)
    world.set(ASSESSMENT, status="submitted", submitted_at=at("2026-12-17 09.00"))
    world.conn.execute(update(ANSWER).where(ANSWER.c.assessment_id == NUMBER).values(version=1))
    world.conn.execute(update(MEMBERSHIP).where(MEMBERSHIP.c.person_id == 5).values(field="organisasi"))
    world.join("Bimo", Role.VERIFIER, None, field="organisasi")
    for field in ("perencanaan", "pengawasan", "kepegawaian", "keuangan"):
        world.join("Sari", Role.VERIFIER, None, field=field)
    return world


def at_work(code: str = "V04", world: World | None = None) -> Play:
    """Budi before the card of a variable; Dinkes is his task."""
    phone = play(world or region(), "Budi").steady(f"review:{NUMBER}:{code}")
    assert phone.state == Judging(*HERE, code)
    return phone


def draft(world: World, *codes: str, level: int | None = 3, note: str = "", stage: Stage = REGION) -> World:
    """Budi has drafted verdicts."""
    world.apply(ClaimReview(NUMBER, stage), "Budi")
    for code in codes:
        world.apply(DraftVerdict(NUMBER, stage, code, 1, level, note), "Budi")
    return world


def taken(world: World) -> World:
    """Bimo has made Dinkes his task."""
    world.apply(ClaimReview(NUMBER, REGION), "Bimo")
    return world


def concluding(world: World) -> Play:
    return play(world, "Budi", Concluding(*HERE))


# the queue


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


# into an OPD


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


def verified(**settings: object) -> World:
    """The region's team has judged all of Dinkes: level II for V04, else III."""
    world = region(**settings)
    verdict = {"assessment_id": NUMBER, "version": 1, "stage": "region", "by": 5, "at": NOW}
    for code in CODES:
        level, note = (2, WHY) if code == "V04" else (3, "")
        world.insert(VERDICT, verdict | {"variable": code, "level": level, "note": note})
    world.status = Status.VERIFIED
    return world


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


# the card


def test_the_card_carries_its_evidence() -> None:
    world = region().year_before("V04", FormerAnswer(3, "Ada.", 2, ()))
    proof = AttachFile(NUMBER, "V04", EvidenceKind.PHOTO, "Foto", "image/jpeg", 1000, "F2", "u2", 2026)
    world.status = Status.DRAFT
    world.apply(proof, "Ani")
    world.conn.execute(update(EVIDENCE).values(state="stored", next_at=None))
    world.status = Status.SUBMITTED
    phone = at_work(world=world).stands(
        "<b>Dinkes · V04 SOP Pelayanan</b> (2 dari 4)\n"
        "Mandiri III · daerah 2025: II\n"
        "<i>SOP dievaluasi berkala dan hasilnya dilaporkan</i>\n"
        "<blockquote expandable>Penjelasan V04.</blockquote>\n"
        "📎 1 dari 2: V04.pdf · 2026\n"
        "Diminta: undangan, daftar hadir, dan notulen rapat evaluasi SOP; laporan hasil evaluasi SOP",
        "[Terima III]",
        "[↓ I] [↓ II] [↑ IV] [↑ V]",
        "[Kembalikan ke OPD] [Buka semua bukti]",
        "[‹] [Baca lengkap] [›]",
        "[Mundur] [Antrean] [Lewati]",
    )
    first, second = world.evidence_of("V04")
    assert phone.screen.media == Media("document", "uV04", first)
    phone.tap("›")
    assert phone.screen.media == Media("photo", "F2", second)
    assert "📎 2 dari 2: foto · 2026" in phone.standing.text


@pytest.mark.parametrize(
    ("shown", "line"),
    [
        ({"kind": "link", "name": "https://jdih.go.id/sop"}, "tautan https://jdih.go.id/sop"),
        ({"state": "received"}, "V04.pdf · 2026 · masih disalin"),
    ],
)
def test_links_and_files_not_yet_copied_are_told_only(shown: dict[str, str], line: str) -> None:
    world = region()
    (number,) = world.evidence_of("V04")
    world.conn.execute(update(EVIDENCE).where(EVIDENCE.c.id == number).values(**shown))
    phone = at_work(world=world)
    assert phone.screen.media is None
    assert line in phone.standing.text


def test_accepting_lowering_and_raising() -> None:
    phone = at_work().tap("Terima III").toasts("V04 diterima, tingkat III")
    phone.asks_for(DraftVerdict(NUMBER, REGION, "V04", 1, 3))
    assert phone.state == Judging(*HERE, "V10")
    phone = at_work().tap("↓ II").tap("1").toasts("V04 dari III menjadi II: bukti yang diminta tidak ada")
    phone.asks_for(DraftVerdict(NUMBER, REGION, "V04", 1, 2, WHY))
    phone = at_work().tap("↑ IV").tap("2").toasts("V04 dari III menjadi IV: OPD memilih terlalu rendah")
    phone.asks_for(DraftVerdict(NUMBER, REGION, "V04", 1, 4, "OPD memilih terlalu rendah"))


def test_giving_back_with_words_of_ones_own() -> None:
    phone = at_work().tap("Kembalikan ke OPD").text("  Mohon kirim hasil pindai. ")
    phone.asks_for(DraftVerdict(NUMBER, REGION, "V04", 1, None, "Mohon kirim hasil pindai."))


def test_a_note_is_wanted() -> None:
    wanted = "Catatan berupa tulisan. Pilih alasannya, atau tuliskan di sini."
    phone = at_work().tap("↓ II")
    phone.text(" ").says(wanted).asks_for()
    phone.text("x" * 501).says("Catatan 501 huruf, paling banyak 500. Ringkas, lalu kirim ulang.")
    phone.file("catatan.pdf").says(wanted)
    phone.other(OtherKind.STICKER).says(wanted)
    assert phone.tap("Batalkan").state == Judging(*HERE, "V04")


def renewed(world: World) -> World:
    """The OPD has sent V04 once more."""
    world.conn.execute(
        update(ANSWER).where(ANSWER.c.assessment_id == NUMBER, ANSWER.c.variable == "V04").values(version=2)
    )
    return world


def test_only_the_newest_version_can_be_judged() -> None:
    phone = at_work()
    old = phone.find("Terima III").value
    renewed(phone.world)
    phone.forge(old).toasts("V04 sudah diperbarui OPD. Inilah versi terbaru.").asks_for()
    phone = at_work().tap("↓ II")
    renewed(phone.world)
    phone.text("Terlambat").says("V04 sudah diperbarui OPD. Inilah versi terbaru.").asks_for()
    assert phone.state == Judging(*HERE, "V04")


@pytest.mark.parametrize(
    "item", ["give:V99:1-0:3", "give:V04:1-0:9", "give:V04::", "why:1", "card:V99", "undo:V99", "x"]
)
def test_a_forged_press_judges_nothing(item: str) -> None:
    phone = at_work().forge(item).asks_for()
    assert phone.state == Judging(*HERE, "V04")


@pytest.mark.parametrize("item", ["why:9", "why:0", "why:", "give:V04:1-0:3"])
def test_a_forged_reason_judges_nothing(item: str) -> None:
    phone = at_work().tap("↓ II").forge(item).asks_for()
    assert isinstance(phone.state, Noting)


def test_after_the_period_nothing_is_given_back() -> None:
    world = region()
    world.period_is(PeriodStatus.CLOSED)
    phone = at_work(world=world)
    assert "Kembalikan ke OPD" not in str(phone.screen.rows)
    edition = phone.find("Terima III").value.split(":")[2]
    phone.forge(f"back:V04:{edition}").asks_for()
    phone.toasts("Masa perbaikan sudah lewat, jadi variabel ini tidak dapat dikembalikan.")


def test_a_draft_on_what_the_opd_has_changed_is_said_to_be_void() -> None:
    text = at_work(world=renewed(draft(region(), "V04"))).standing.text
    assert text.endswith("⚠️ Sudah diperbarui OPD; nilai lagi.")


def test_a_draft_can_be_changed_and_taken_back() -> None:
    phone = play(draft(region(), "V04", level=2, note=WHY), "Budi", Judging(*HERE, "V04"))
    assert "<b>Rancangan:</b> III → II · bukti yang diminta tidak ada" in phone.screen.text
    phone.tap("Urungkan").asks_for(UndoDraft(NUMBER, REGION, "V04")).toasts("Rancangan dihapus")
    assert phone.state == Judging(*HERE, "V04")


def test_all_evidence_at_once() -> None:
    world = region()
    (first,) = world.evidence_of("V04")
    other = world.evidence_of("V03")[0]
    world.insert(EVIDENCE_USE, {"evidence_id": other, "variable": "V04", "added_by": 1, "added_at": NOW})
    world.conn.execute(update(ANSWER).where(ANSWER.c.assessment_id == NUMBER).values(explanation="x" * 2000))
    phone = at_work(world=world).tap("Buka semua bukti")
    (order,) = phone.orders
    assert isinstance(order, SendAllEvidence)
    assert order.numbered == tuple(
        (number, f"{place} dari 2") for place, number in enumerate(sorted((first, other)), 1)
    )
    assert "x" * 2000 in order.notice.text
    assert order.notice.rows[0][0].value == f"review:{NUMBER}:V04"
    phone.toasts("2 bukti dikirim di bawah ini")


def test_back_and_on() -> None:
    assert at_work().tap("Mundur").state == Judging(*HERE, "V03")
    assert at_work("V11").tap("Lewati").state == Concluding(*HERE)
    assert at_work().tap("Antrean").state == Queueing(PEMDA, "region")


def test_whoever_lost_the_task_sees_the_queue() -> None:
    phone = at_work()
    press = phone.find("Terima III").value
    phone.world.apply(TakeOver(NUMBER, REGION), "Bimo")
    phone.forge(press).asks_for().toasts("Dinkes diperiksa Bimo sampai pukul 10.30 WITA.")
    assert phone.state == Queueing(PEMDA, "region", busy=NUMBER)


def test_a_note_that_comes_too_late_is_answered() -> None:
    phone = at_work().tap("↓ II")
    phone.world.apply(TakeOver(NUMBER, REGION), "Bimo")
    phone.text("Tidak lengkap").asks_for().says("Dinkes diperiksa Bimo sampai pukul 10.30 WITA.")


def test_words_beside_the_question_judge_nothing() -> None:
    at_work().text("Bagus").asks_for().says("Putuskan dengan tombol; catatan ditulis sesudahnya.")


def test_the_other_levels_are_read_in_the_same_message_and_on_the_screen_of_the_reason() -> None:
    phone, levels = at_work(), INSTRUMENT.variable("V04").levels
    card = phone.screen
    phone.tap("Baca lengkap").asks_for()
    assert all(level.statement in phone.screen.text for level in levels)
    assert phone.screen.media == card.media
    assert labels(phone.screen.rows)[-1] == "[Baca ringkas]"
    assert phone.tap("Baca ringkas").screen == card
    phone.tap("Baca lengkap").tap("↓ II")
    assert isinstance(phone.state, Noting)
    assert all((level.statement in phone.seen) == (level.level in (2, 3)) for level in levels)
    assert levels[0].statement not in at_work().tap("Baca lengkap").text("Bagus").seen


def test_the_province_measures_against_the_regions_team() -> None:
    world = verified(province_review=True)
    world.join("Prita", Role.PROVINCE, None)
    phone = play(world, "Prita").steady(f"review:{NUMBER}:V04")
    assert phone.state == Judging(*THERE, "V04")
    assert "Mandiri III · tim daerah II" in phone.standing.text
    assert "Tim daerah II, 18 Desember 2026: Bukti yang diminta tidak ada" in phone.standing.text
    phone.tap("Terima II").asks_for(DraftVerdict(NUMBER, PROVINCE, "V04", 1, 2))


# the end


def test_what_is_open_is_named() -> None:
    phone = concluding(draft(region(), "V03", "V04", "V11"))
    phone.stands(
        "<b>Dinkes · bidang organisasi belum selesai</b>\n✅ V03 III\n✅ V04 III\n✅ V11 III\n"
        "Rancangan tersimpan. Belum dinilai: V10.",
        "[Nilai V10]",
        "[Buka antrean]",
    )
    phone.forge("fix").asks_for().toasts("Belum dinilai: V10")
    assert phone.tap("Nilai V10").state == Judging(*HERE, "V10")


def test_fixing_tells_the_contacts_of_returns() -> None:
    world = draft(region(), "V03", "V04")
    draft(world, "V10", "V11", level=None, note="Tidak terbaca")
    phone = concluding(world).tap("Kirim putusan").toasts("Putusan Dinkes dikirim")
    (order,) = phone.orders
    assert isinstance(order, FixVerdicts)
    assert order.due == at("2026-12-29 16.00")  # five working days; the 24th and 25th are days off
    assert order.notice is not None
    assert order.notice.text.startswith("↩️ <b>Dinkes · 2 variabel</b> dikembalikan tim penilai.\nV10 ")
    assert [button.value for button in order.notice.rows[0]] == [f"open:{NUMBER}:V10", f"open:{NUMBER}:V11"]
    assert phone.state == Concluded(*HERE)


def test_fixing_without_returns_tells_nobody() -> None:
    concluding(draft(region(), *MINE)).tap("Kirim putusan").asks_for(FixVerdicts(NUMBER, REGION))


def test_a_return_drafted_before_the_period_ended_has_to_be_changed() -> None:
    world = draft(region(), *MINE, level=None, note=WHY)
    world.period_is(PeriodStatus.CLOSED)
    phone = concluding(world).tap("Kirim putusan")
    phone.asks_for().toasts("Masa perbaikan sudah lewat. Ubah dahulu yang dikembalikan.")


@pytest.mark.parametrize(
    ("fate", "words"),
    [
        ("on its way", "⏳ V11 sedang disampaikan kepada kontak"),
        ("arrived", "↩️ V11 tersampaikan kepada kontak pukul 10.00 WITA"),
        ("refused", "⚠️ V11 belum tersampaikan, kontak tidak terjangkau. Hubungi koordinator."),
        ("nobody", "⚠️ V11 belum tersampaikan, belum ada kontak yang terjangkau. Hubungi koordinator."),
    ],
)
def test_the_verifier_sees_how_the_notice_fared(fate: str, words: str) -> None:
    world = draft(region(), "V03", "V04", "V10")
    draft(world, "V11", level=None, note="Buram")
    if fate == "nobody":
        world.conn.execute(update(PERSON).where(PERSON.c.id.in_((1, 2))).values(unreachable_since=NOW))
    phone = concluding(world).tap("Kirim putusan")
    became = {"arrived": {"state": "sent", "message_id": 5, "sent_at": NOW}, "refused": {"state": "failed"}}.get(fate)
    if became:
        world.conn.execute(update(OUTBOX).where(OUTBOX.c.chat_id.in_((11, 22))).values(**became))
    assert phone.screen.text.endswith(words)
    assert len(phone.screen.rows) == 2  # the next OPD, and the queue


# whatever there is to show


WORDS = st.text(max_size=700) | st.sampled_from(["<b>&amp;" * 60, "panjang " * 90, "x" * 700])


@cache
def judging_all() -> Facts:
    """What Budi knows of Dinkes, where all its variables are his."""
    world = region(fields=dict.fromkeys(CODES, "organisasi"))
    world.apply(ClaimReview(NUMBER, REGION), "Budi")
    return world.facts("Budi", Judging(*HERE, "V04").wish())


@given(st.sampled_from(CODES), st.integers(1, 5), WORDS, WORDS, st.integers(0, 5), st.booleans())
def test_a_card_fits_a_phone_and_a_caption(
    code: str, level: int, explanation: str, note: str, count: int, province: bool
) -> None:
    facts, stage = judging_all(), PROVINCE if province else REGION
    review, known = facts.review, facts.review.dossier
    given_ = tuple(Verdict(code, REGION, 1, None, note, "Budi", NOW) for _ in range(3))

    def worded(one: Card) -> Card:
        (proof,) = one.exhibits
        proofs = tuple(replace(proof, id=number, name=note or "x", new=True) for number in range(1, count + 1))
        draft = Draft(code, stage, 1, 2, note[:500] or "y", 5, NOW) if one.variable == code else None
        words = {"explanation": explanation, "exhibits": proofs, "earlier": given_, "draft": draft}
        return replace(one, level=level, base=level, **words)

    cards = [worded(one) for one in known.cards]
    fixed = (Verdict(code, stage, 1, None, note, "Budi", NOW), Verdict(code, stage, 1, 2, note, "Budi", NOW))
    known = replace(
        known, cards=tuple(cards), stage=stage, fixed=fixed, opd=Opd(1, "X", "<b>Dinas", "<b>Dinas & Badan")
    )
    facts = replace(facts, review=replace(review, dossier=known))
    check_html(texts_result.returned(known, cards, NOW, "WITA"))
    check_html(review_card.texts.evidence_sent(known, cards[0]))
    for state in (
        Judging(PEMDA, stage.value, NUMBER, code),
        Noting(PEMDA, stage.value, NUMBER, code, cards[0].edition),
        Concluding(PEMDA, stage.value, NUMBER),
        Concluded(PEMDA, stage.value, NUMBER),
    ):
        check(router.screen(state, facts))


def test_every_reason_stands_on_its_question() -> None:
    world = draft(region())
    for level in (None, 2, 4):
        phone = play(world, "Budi", Noting(*HERE, "V04", "1-0", level))
        (card,) = (one for one in phone.facts.review.dossier.cards if one.variable == "V04")
        reasons = review_card.texts.reasons(card, level)
        assert [len(row) for row in phone.screen.rows] == [len(reasons), 1]


def test_the_coordinator_reads_what_nobody_may_judge() -> None:
    world = region()
    for name in ("Budi", "Bimo", "Sari", "Citra"):
        world.join(name, Role.HEAD)
    text = play(world, "Citra").command("periksa").standing.text
    assert text.endswith("⚠️ Dinkes tidak boleh dinilai siapa pun di tim. Undang anggota tim penilai dari OPD lain.")
