"""The team judges: queue, card, note, drafts, the end, and what can go wrong on the way."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, strategies as st

from bot.flows.base import Tap
from bot.flows.kit.outside import Outside
from bot.flows.review import card as review_card
from bot.flows.states.contact import Levelling
from bot.flows.states.review import Concluded, Concluding, Judging, Noting, Queueing
from bot.texts.review import result as texts_result
from core.assessment.model import EvidenceKind, EvidenceState, Opd, PeriodStatus, Status
from core.effects import Tell
from core.effects.review import ClaimReview, DraftVerdict, FixVerdicts, SendAllEvidence, TakeOver, UndoDraft
from core.people.roles import Role
from core.review.facts import Delivery
from core.review.verdicts import Stage, Verdict
from core.screen import Media
from tests.flows.checks import check_html
from tests.flows.play_people import Play, faults_of, length
from tests.flows.team import (
    CODES,
    DESK,
    NOW,
    PROVINCE,
    bimo_holds,
    budi,
    card,
    dossier,
    drafted,
    exhibit,
    line,
    queue,
    review,
)
from tests.flows.world_people import BUDI, CHRISTMAS, INSTRUMENT, PEMDA, PERIOD, ani, at, citra, member, person

REGION = Stage.REGION
HERE = (PEMDA, "region", 7)
WHY = "Bukti yang diminta tidak ada"


def judging(*cards, code: str = "V04", **more) -> Play:  # type: ignore[no-untyped-def]
    return Play(budi(*cards, **more), Judging(*HERE, code))


# the queue


def test_the_queue_shows_six_at_a_time_the_longest_waiting_first() -> None:
    play = Play(budi(queue=queue(), dossier=None)).begin("periksa")
    first, counted, *lines = play.screen.text.split("\n")
    assert (first, counted) == (
        "<b>Antrean · bidang organisasi</b>",
        "22 OPD menunggu, 1 lebih dari tiga hari kerja",
    )
    assert len(lines) == 6
    assert lines[0].startswith("⚠️ ")
    assert lines[0].endswith(" · V03 V04 V10 V11 · 4 hari kerja")
    assert lines[1].endswith(" · 1 hari kerja")
    assert [button.label for button in play.screen.rows[-1]] == ["‹", "1 dari 4", "›"]
    play.tap("›")
    assert [button.label for button in play.screen.rows[-1]] == ["‹", "2 dari 4", "›"]
    assert not faults_of(play.screen)


def test_what_colleagues_and_oneself_are_judging_is_told() -> None:
    until = NOW + timedelta(minutes=10)
    lines = (
        line(1, at(17), holder="Bimo", until=until),
        line(2, at(17), mine=True, judged=2, until=until),
        line(3, at(17), repaired=True),
    )
    text = Play(budi(queue=lines, dossier=None)).begin("periksa").screen.text
    assert "diperiksa Bimo sampai pukul 10.10" in text
    assert "2 dari 4 dinilai · tugas Bapak/Ibu sampai pukul 10.10 WITA" in text
    assert "dinilai lagi · 1 hari kerja" in text


def test_who_has_several_desks_goes_from_one_to_the_next() -> None:
    both = {"desks": (DESK, PROVINCE), "dossier": None}
    play = Play(budi(**both)).begin("periksa").tap("Antrean lain (2 dari 2)")
    assert play.state == Queueing(PEMDA, "province")
    facts = person(BUDI, member(Role.PROVINCE, 2), now=NOW, review=review(desk=PROVINCE, desks=(DESK, PROVINCE)))
    assert Play(facts, Queueing(PEMDA, "province")).tap("Antrean lain (1 dari 2)").state == Queueing(PEMDA, "region")


def test_the_coordinator_sees_what_falls_to_nobody_else() -> None:
    facts = replace(citra(), review=review(desk=replace(DESK, fields=()), others=22))
    Play(facts).begin("periksa").shows(
        "<b>Antrean · bagian koordinator</b>\nTidak ada yang perlu dinilai koordinator. 22 OPD menunggu tim penilai."
    )


def test_a_verifier_who_is_also_a_contact_does_both() -> None:
    both = replace(ani(), memberships=(*ani().memberships, member(Role.VERIFIER, 5)), review=review(queue=queue(2)))
    play = Play(both, Levelling(7, "V03")).begin("periksa")
    assert play.state == Queueing()
    assert not hasattr(play.state, "assessment")


@pytest.mark.parametrize("press", ["queue:1:region", "review:7:V04", "takeover:7"])
def test_a_contact_who_presses_a_verifiers_button_learns_nothing(press: str) -> None:
    play = Play(ani(), Levelling(7, "V03")).does(Tap(press)).toasts("Tombol ini untuk tim penilai.")
    assert play.state == Levelling(7, "V03")
    assert Play(person(BUDI)).does(Tap(press)).state == Outside()


def test_a_contact_has_no_queue() -> None:
    play = Play(ani(), Levelling(7, "V03")).begin("periksa")
    play.says("/periksa hanya untuk tim penilai dan tim penilai provinsi. Daftar perintah: /bantuan")


# into an OPD


def test_opening_an_opd_makes_it_ones_task() -> None:
    play = Play(budi(dossier=dossier(until=None)), Queueing()).does(Tap("review:7"))
    play.ordered(ClaimReview(7, REGION)).toasts("Dinkes menjadi tugas Bapak/Ibu sampai pukul 10.30 WITA")
    assert play.state == Judging(*HERE, "V03")


def test_a_repaired_variable_opens_by_its_notice() -> None:
    assert Play(budi(), Queueing()).does(Tap("review:7:V11")).state == Judging(*HERE, "V11")


def test_where_everything_is_drafted_the_drafts_open() -> None:
    cards = [drafted(card(code), 3) for code in CODES]
    assert Play(budi(*cards), Queueing()).does(Tap("review:7")).state == Concluding(*HERE)


def test_ones_own_opd_is_judged_by_colleagues() -> None:
    play = Play(budi(dossier=None, own="Dinkes"), Queueing()).does(Tap("review:7"))
    play.toasts("Dinkes adalah OPD Bapak/Ibu, jadi diperiksa rekan.").ordered()


def test_what_a_colleague_is_judging_can_be_taken_over() -> None:
    busy = dossier(holder=bimo_holds(), until=None)
    busy = replace(busy, cards=())
    held = replace(line(1, at(17)), assessment=7, opd_short="Dinkes", holder="Bimo", until=NOW + timedelta(minutes=30))
    play = Play(budi(dossier=busy, queue=(held,)), Queueing()).does(Tap("review:7"))
    play.toasts("Dinkes diperiksa Bimo sampai pukul 10.30 WITA.").ordered()
    play.tap("Ambil alih Dinkes")
    take, tell = play.step.effects  # type: ignore[union-attr]
    assert take == TakeOver(7, REGION)
    assert isinstance(tell, Tell)
    assert tell.people == (9,)
    assert tell.notice.text == "Budi mengambil alih pemeriksaan Dinkes pukul 10.00 WITA. Rancangan tetap tersimpan."


def test_what_is_judged_already_is_said() -> None:
    done = replace(dossier(), cards=())
    play = (
        Play(budi(dossier=done), Queueing())
        .does(Tap("review:7"))
        .toasts("Tidak ada lagi yang perlu Bapak/Ibu nilai di sini.")
    )
    assert play.state == Queueing(PEMDA, "region")


FINAL = (
    "Hasil Dinkes sudah ditetapkan koordinator dan tidak dinilai lagi. "
    "Bila perlu diubah, minta koordinator membuka kembali hasilnya."
)


@pytest.mark.parametrize("stage", Stage)
def test_whoever_would_judge_what_is_final_reads_whom_to_ask(stage: Stage) -> None:
    """From the queue, from a card that still stands, and below the question why."""
    final = replace(dossier(), cards=(), status=Status.FINAL, stage=stage)
    play = Play(budi(dossier=final), Queueing()).does(Tap("review:7")).toasts(FINAL)
    assert play.state == Queueing(PEMDA, stage.value)
    before = Play(budi(card("V04")), Judging(PEMDA, stage.value, 7, "V04"))
    press = before.press("Terima III")
    before.knows(budi(dossier=final)).does(press).ordered().toasts(FINAL)
    asked = Play(budi(dossier=final), Noting(PEMDA, stage.value, 7, "V04", "1-0", 2))
    assert asked.screen.text == FINAL
    asked.types("SOP belum dievaluasi").ordered().says(FINAL)
    drafts = Play(budi(dossier=final), Concluding(PEMDA, stage.value, 7)).does(Tap("fix", 1)).ordered()
    assert FINAL in (drafts.step.toast, drafts.step.banner)  # type: ignore[union-attr]


def test_what_is_archived_is_judged_no_more() -> None:
    over = replace(dossier(), cards=(), period=replace(PERIOD, status=PeriodStatus.ARCHIVED))
    play = Play(budi(dossier=over), Queueing()).does(Tap("review:7"))
    play.toasts("Periode ini sudah diarsipkan; tidak ada lagi yang dinilai.")


# the card


def test_the_card_carries_its_evidence() -> None:
    play = judging(card("V04", former=(2025, 2, True), exhibits=(exhibit(4), exhibit(5, kind=EvidenceKind.PHOTO))))
    play.shows(
        "<b>Dinkes · V04 SOP Pelayanan</b> (1 dari 1)\n"
        "Mandiri III · daerah 2025: II\n"
        "<i>SOP yang ditetapkan juga dievaluasi penerapannya secara berkala dan hasilnya dilaporkan.</i>\n"
        "<blockquote expandable>Keadaan V04 pada tahun 2026.</blockquote>\n"
        "📎 1 dari 2: Bukti_4.pdf · 2026\n"
        "Diminta: undangan, daftar hadir, dan notulen rapat evaluasi SOP; laporan hasil evaluasi SOP",
        "[Terima III]",
        "[↓ I] [↓ II] [↑ IV] [↑ V]",
        "[Kembalikan ke OPD]",
        "[‹] [›]",
        "[Buka semua bukti]",
        "[Buka antrean] [Lewati]",
    )
    assert play.screen.media == Media("document", "FILE4", 4)
    play.tap("›")
    assert play.screen.media == Media("photo", "FILE5", 5)
    assert "📎 2 dari 2: foto · 2026" in play.screen.text


@pytest.mark.parametrize(
    ("shown", "line_"),
    [
        (exhibit(4, kind=EvidenceKind.LINK, name="https://jdih.go.id/sop"), "tautan https://jdih.go.id/sop"),
        (exhibit(4, state=EvidenceState.RECEIVED), "Bukti_4.pdf · 2026 · masih disalin"),
    ],
)
def test_links_and_files_not_yet_copied_are_told_only(shown, line_: str) -> None:  # type: ignore[no-untyped-def]
    play = judging(card("V04", exhibits=(shown,)))
    assert play.screen.media is None
    assert line_ in play.screen.text


def test_accepting_lowering_and_raising() -> None:
    play = judging().tap("Terima III").toasts("V04 diterima, tingkat III")
    play.ordered(DraftVerdict(7, REGION, "V04", 1, 3))
    assert play.state == Judging(*HERE, "V10")
    play = judging().tap("↓ II").tap("1").toasts("V04 menjadi II: bukti yang diminta tidak ada")
    play.ordered(DraftVerdict(7, REGION, "V04", 1, 2, WHY))
    play = judging().tap("↑ IV").tap("2").toasts("V04 menjadi IV: OPD memilih terlalu rendah")
    play.ordered(DraftVerdict(7, REGION, "V04", 1, 4, "OPD memilih terlalu rendah"))


def test_giving_back_with_words_of_ones_own() -> None:
    play = judging().tap("Kembalikan ke OPD").types("  Mohon kirim hasil pindai. ")
    play.ordered(DraftVerdict(7, REGION, "V04", 1, None, "Mohon kirim hasil pindai."))


def test_a_note_is_wanted() -> None:
    play = judging().tap("↓ II")
    assert play.types(" ").says("Catatan berupa tulisan. Pilih alasannya, atau tuliskan di sini.").ordered()
    play.types("x" * 501).says("Catatan 501 huruf, paling banyak 500. Ringkas, lalu kirim ulang.")
    play.file("catatan.pdf").says("Catatan berupa tulisan. Pilih alasannya, atau tuliskan di sini.")
    play.sticker()
    assert play.tap("Batalkan").state == Judging(*HERE, "V04")


def test_only_the_newest_version_can_be_judged() -> None:
    play = judging()
    old = play.press("Terima III")
    newer = [replace(card(code), version=2, edition="2-0") if code == "V04" else card(code) for code in CODES]
    play.knows(budi(*newer)).does(old).toasts("V04 sudah diperbarui OPD. Inilah versi terbaru.").ordered()
    play = judging().tap("↓ II").knows(budi(*newer)).types("Terlambat")
    play.says("V04 sudah diperbarui OPD. Inilah versi terbaru.").ordered()
    assert play.state == Judging(*HERE, "V04")


@pytest.mark.parametrize(
    "item", ["give:V99:1-0:3", "give:V04:1-0:9", "give:V04::", "why:1", "card:V99", "undo:V99", "x"]
)
def test_a_forged_press_judges_nothing(item: str) -> None:
    play = judging().does(Tap(item, 1)).ordered()
    assert play.state == Judging(*HERE, "V04")


@pytest.mark.parametrize("item", ["why:9", "why:0", "why:", "give:V04:1-0:3"])
def test_a_forged_reason_judges_nothing(item: str) -> None:
    play = judging().tap("↓ II").does(Tap(item, 1)).ordered()
    assert isinstance(play.state, Noting)


def test_after_the_period_nothing_is_given_back() -> None:
    play = judging(dossier=replace(dossier(), returnable=False))
    assert "Kembalikan ke OPD" not in str(play.screen.rows)
    play.does(Tap("back:V04:1-0", 1)).ordered()
    play.toasts("Masa perbaikan sudah lewat, jadi variabel ini tidak dapat dikembalikan.")


def test_a_draft_on_what_the_opd_has_changed_is_said_to_be_void() -> None:
    text = judging(card("V04", outdated=True)).screen.text
    assert text.endswith("⚠️ Sudah diperbarui OPD, rancangan sebelumnya tidak berlaku.")


def test_a_draft_can_be_changed_and_taken_back() -> None:
    cards = [drafted(card(code), 2, WHY) if code == "V04" else card(code) for code in CODES]
    play = judging(*cards)
    assert "<b>Rancangan:</b> III → II · bukti yang diminta tidak ada" in play.screen.text
    play.tap("Urungkan").ordered(UndoDraft(7, REGION, "V04")).toasts("Rancangan dihapus")
    assert play.state == Judging(*HERE, "V04")


def test_all_evidence_at_once() -> None:
    play = judging(card("V04", exhibits=(exhibit(4), exhibit(5)), explanation="x" * 2000)).tap("Buka semua bukti")
    (order,) = play.step.effects  # type: ignore[union-attr]
    assert isinstance(order, SendAllEvidence)
    assert order.numbered == ((4, "1 dari 2"), (5, "2 dari 2"))
    assert "x" * 2000 in order.notice.text
    assert order.notice.rows[0][0].value == "review:7:V04"
    play.toasts("2 bukti dikirim di bawah ini")


def test_back_and_on() -> None:
    play = judging().tap("Mundur")
    assert play.state == Judging(*HERE, "V03")
    assert judging(code="V11").tap("Lewati").state == Concluding(*HERE)
    assert judging().tap("Antrean").state == Queueing(PEMDA, "region")


def test_whoever_lost_the_task_sees_the_queue() -> None:
    play = judging()
    press = play.press("Terima III")
    taken = replace(dossier(holder=bimo_holds(), until=None), cards=())
    play.knows(budi(dossier=taken)).does(press).ordered().toasts("Dinkes diperiksa Bimo sampai pukul 10.30 WITA.")
    assert play.state == Queueing(PEMDA, "region", busy=7)


def test_a_note_that_comes_too_late_is_answered() -> None:
    taken = replace(dossier(holder=bimo_holds(), until=None), cards=())
    play = judging().tap("↓ II").knows(budi(dossier=taken)).types("Tidak lengkap").ordered()
    play.says("Dinkes diperiksa Bimo sampai pukul 10.30 WITA.")


def test_words_beside_the_question_judge_nothing() -> None:
    judging().types("Bagus").ordered().says(
        "Pilih putusan dengan tombol. Catatan ditulis setelah menurunkan, menaikkan, atau mengembalikan."
    )


def test_the_province_measures_against_the_regions_team() -> None:
    region = Verdict("V04", Stage.REGION, 1, 2, WHY, "Budi", at(18))
    one = card("V04", base=2, earlier=(region,))
    facts = budi(dossier=replace(dossier(one), stage=Stage.PROVINCE), desk=PROVINCE)
    play = Play(facts, Judging(PEMDA, "province", 7, "V04"))
    assert "Mandiri III · tim daerah II" in play.screen.text
    assert "Tim daerah II, 18 Desember 2026: Bukti yang diminta tidak ada" in play.screen.text
    play.tap("Terima II").ordered(DraftVerdict(7, Stage.PROVINCE, "V04", 1, 2))


# the end


def test_what_is_open_is_named() -> None:
    cards = [card(code) if code == "V10" else drafted(card(code), 3) for code in CODES]
    play = Play(budi(*cards), Concluding(*HERE))
    play.shows(
        "<b>Dinkes · bidang organisasi belum selesai</b>\n✅ V03 III\n✅ V04 III\n✅ V11 III\n"
        "Rancangan tersimpan. Belum dinilai: V10.",
        "[Nilai V10]",
        "[Buka antrean]",
    )
    play.does(Tap("fix", 1)).ordered().toasts("Belum dinilai: V10")
    assert play.tap("Nilai V10").state == Judging(*HERE, "V10")


def test_fixing_tells_the_contacts_of_returns() -> None:
    cards = [drafted(card(code), None if code in ("V10", "V11") else 3, f"{code}: tidak terbaca") for code in CODES]
    facts = budi(*cards, days_off=frozenset({CHRISTMAS}))
    play = Play(facts, Concluding(*HERE)).tap("Tetapkan hasil").toasts("Hasil Dinkes ditetapkan")
    (order,) = play.step.effects  # type: ignore[union-attr]
    assert isinstance(order, FixVerdicts)
    assert order.due == at(28, 16)  # five working days, Christmas left out
    assert order.notice is not None
    assert order.notice.text.startswith("↩️ <b>Dinkes · 2 variabel</b> dikembalikan tim penilai.\nV10 ")
    assert [button.value for button in order.notice.rows[0]] == ["open:7:V10", "open:7:V11"]
    assert play.state == Concluded(*HERE)


def test_fixing_without_returns_tells_nobody() -> None:
    cards = [drafted(card(code), 3) for code in CODES]
    Play(budi(*cards), Concluding(*HERE)).tap("Tetapkan hasil").ordered(FixVerdicts(7, REGION))


def test_a_return_drafted_before_the_period_ended_has_to_be_changed() -> None:
    cards = [drafted(card(code), None, WHY) for code in CODES]
    play = Play(budi(dossier=replace(dossier(*cards), returnable=False)), Concluding(*HERE)).tap("Tetapkan hasil")
    play.ordered().toasts("Masa perbaikan sudah lewat. Ubah dahulu yang dikembalikan.")


@pytest.mark.parametrize(
    ("delivery", "words"),
    [
        (Delivery(None, 2, 2), "⏳ V11 sedang disampaikan kepada kontak"),
        (Delivery(NOW, 1, 2), "↩️ V11 tersampaikan kepada kontak pukul 10.00 WITA"),
        (Delivery(None, 0, 2), "⚠️ V11 belum tersampaikan, kontak tidak terjangkau. Hubungi koordinator."),
        (Delivery(), "⚠️ V11 belum tersampaikan, belum ada kontak yang terjangkau. Hubungi koordinator."),
    ],
)
def test_the_verifier_sees_how_the_notice_fared(delivery: Delivery, words: str) -> None:
    fixed = (Verdict("V04", REGION, 1, 2, WHY, "Budi", NOW), Verdict("V11", REGION, 1, None, "Buram", "Budi", NOW))
    done = replace(dossier(), cards=(), fixed=fixed, delivery=delivery)
    play = Play(budi(dossier=done, queue=queue(2)), Concluded(*HERE))
    assert play.screen.text.endswith(words)
    assert len(play.screen.rows) == 2  # the next OPD, and the queue


# whatever there is to show


WORDS = st.text(max_size=700) | st.sampled_from(["<b>&amp;" * 60, "panjang " * 90, "x" * 700])


@given(st.sampled_from(INSTRUMENT.codes), st.integers(1, 5), WORDS, WORDS, st.integers(0, 5), st.booleans())
def test_a_card_fits_a_phone_and_a_caption(
    code: str, level: int, explanation: str, note: str, count: int, province: bool
) -> None:
    stage = Stage.PROVINCE if province else REGION
    given_ = tuple(Verdict(code, Stage.REGION, 1, None, note, "Budi", NOW) for _ in range(3))
    proofs = tuple(exhibit(number, name=note or "x", new=True) for number in range(1, count + 1))
    cards = [card(each, level, explanation=explanation, exhibits=proofs, earlier=given_) for each in INSTRUMENT.codes]
    cards = [drafted(one, 2, note[:500] or "y", stage) if one.variable == code else one for one in cards]
    fixed = (Verdict(code, stage, 1, None, note, "Budi", NOW), Verdict(code, stage, 1, 2, note, "Budi", NOW))
    known = replace(dossier(*cards), stage=stage, fixed=fixed, opd=Opd(1, "X", "<b>Dinas", "<b>Dinas & Badan"))
    facts = budi(dossier=known)
    check_html(texts_result.returned(known, list(cards), NOW, "WITA"))
    check_html(review_card.texts.evidence_sent(known, cards[0]))
    for state in (
        Judging(PEMDA, stage.value, 7, code),
        Noting(PEMDA, stage.value, 7, code, "1-0"),
        Concluding(PEMDA, stage.value, 7),
        Concluded(PEMDA, stage.value, 7),
    ):
        screen = Play(facts, state).screen
        check_html(screen.text)
        assert length(screen.text) <= 900
        assert len(screen.rows) <= 6
        found = [fault for fault in faults_of(screen) if fault != "two buttons of one item"]
        assert found == []


def test_every_reason_stands_on_its_question() -> None:
    for level in (None, 2, 4):
        state = Noting(*HERE, "V04", "1-0", level)
        one = card("V04")
        reasons = review_card.texts.reasons(one, level)
        assert [len(row) for row in Play(budi(one), state).screen.rows] == [len(reasons), 1]


def test_the_coordinator_reads_what_nobody_may_judge() -> None:
    facts = replace(citra(), review=review(desk=replace(DESK, fields=()), others=1, stuck=("Dinkes",)))
    assert (
        Play(facts)
        .begin("periksa")
        .screen.text.endswith(
            "⚠️ Dinkes tidak boleh dinilai siapa pun di tim. Undang anggota tim penilai dari OPD lain."
        )
    )
