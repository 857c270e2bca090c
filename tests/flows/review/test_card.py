"""The team judges: card, note, drafts, and what can go wrong on the way."""

import re
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, strategies as st
from sqlalchemy import delete, update

from bot.flows import router
from bot.flows.events import OtherKind
from bot.flows.review import card as review_card
from bot.flows.states.review import Concluded, Concluding, Judging, Noting, Queueing
from bot.texts.review import result as texts_result, why
from core.assessment.answer import FormerAnswer
from core.assessment.model import EvidenceKind, Opd, PeriodStatus, Status
from core.effects import AttachFile
from core.effects.review import ClaimReview, DraftVerdict, SendAllEvidence, TakeOver, UndoDraft
from core.facts import Facts
from core.fit import CARD, height, with_notice
from core.instrument.parts import NOT_APPLICABLE
from core.people.roles import Role
from core.review.facts import Card
from core.review.rules import Draft
from core.review.verdicts import Verdict
from core.screen import Media
from storage.engine.schema import ANSWER, EVIDENCE, EVIDENCE_USE, VERDICT
from tests.flows.checks import check, check_html
from tests.flows.expectations import labels
from tests.flows.ground import CODES
from tests.flows.play import play
from tests.flows.review.dinkes import HERE, NOW, PROVINCE, REGION, THERE, WHY, at_work, draft, region, verified
from tests.flows.world import INSTRUMENT, NUMBER, PEMDA, World, at
from tests.made_instruments import SERVICE_TEXT


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
    phone.text("hm").says("Alasan ditulis 5 sampai 500 karakter. Tulis ulang.").asks_for()
    phone.text("x" * 501).says("Catatan 501 huruf, paling banyak 500. Ringkas, lalu kirim ulang.")
    phone.file("catatan.pdf").says(f"⚠️ Berkas tidak disimpan. {wanted}")
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
        (number, f"Dinkes · V04 · {place} dari 2") for place, number in enumerate(sorted((first, other)), 1)
    )
    assert "x" * 2000 in order.notice.text
    assert order.notice.rows[0][0].value == f"review:{NUMBER}:V04"
    phone.toasts("2 bukti dikirim di bawah ini")


def test_below_all_evidence_a_long_explanation_goes_on_where_it_is_read_in_pages() -> None:
    """Found: it ended at 3000 characters."""
    world = region()
    world.conn.execute(update(ANSWER).where(ANSWER.c.assessment_id == NUMBER).values(explanation=LONG))
    phone = at_work(world=world).tap("Buka semua bukti")
    (order,) = phone.orders
    assert isinstance(order, SendAllEvidence)
    check_html(order.notice.text)
    assert order.notice.text.endswith("Lanjutan penjelasan: Baca lengkap.")
    assert [button.label for row in order.notice.rows for button in row] == ["Baca lengkap", "Nilai V04"]
    whole = phone.press(order.notice, "Baca lengkap").asks_for()
    read = whole.screen.text
    for _ in range(len(LONG) // 2400):
        read += f" {phone.tap('›').screen.text}"
    assert set(re.findall(r"kalimat\d*", LONG)) <= set(re.findall(r"kalimat\d*", read))


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
    buttons = "[Terima III] [↓] [↑] [Kembalikan ke OPD]"
    for words in ("Bagus", "turunkan ke V", "9", "turunkan"):
        phone = at_work().text(words).asks_for().says(f"Putuskan dengan tombol: {buttons}")
        assert phone.state == Judging(*HERE, "V04")
    at_work().text("kembalikan", forwarded=True).asks_for().says(f"Putuskan dengan tombol: {buttons}")


@pytest.mark.parametrize("words", ["Setuju", "sesuai pak", "III", "tingkat 3", "diterima tingkat III"])
def test_a_typed_consent_names_the_button_and_accepts_nothing(words: str) -> None:
    phone = at_work().text(words).asks_for().says("Untuk menerima tingkat III, tekan [Terima III].")
    assert phone.state == Judging(*HERE, "V04")


@pytest.mark.parametrize("words", ["turunkan ke II", "II", "tingkat 2", "diturunkan jadi dua"])
def test_a_typed_level_asks_why_as_its_button_does(words: str) -> None:
    button = at_work().tap("↓ II").standing
    phone = at_work().text(words).asks_for()
    assert phone.standing == button
    assert phone.tap("1").orders == (DraftVerdict(NUMBER, REGION, "V04", 1, 2, WHY),)


def test_a_typed_return_with_its_reason_is_read_before_it_is_taken() -> None:
    phone = at_work().text("kembalikan: bukti belum lengkap <2>").asks_for()
    assert phone.standing.text.endswith(
        "Alasan: <blockquote>bukti belum lengkap &lt;2&gt;</blockquote>\nPakai alasan ini, atau tuliskan yang lain."
    )
    assert labels(phone.screen.rows) == ["[Pakai alasan ini]", "[Batalkan]"]
    phone.tap("Pakai alasan ini").asks_for(DraftVerdict(NUMBER, REGION, "V04", 1, None, "bukti belum lengkap <2>"))


def test_a_typed_decision_can_be_worded_anew_or_left() -> None:
    phone = at_work().text("turunkan ke II karena SOP belum ada")
    phone.text("SOP belum ditetapkan").asks_for(DraftVerdict(NUMBER, REGION, "V04", 1, 2, "SOP belum ditetapkan"))
    phone = at_work().text("turunkan ke II karena SOP belum ada").tap("Batalkan").asks_for()
    assert phone.state == Judging(*HERE, "V04")
    for reason in ("x", "x" * 501):
        phone = at_work().text(f"kembalikan: {reason}").asks_for()
        phone.says("Alasan ditulis 5 sampai 500 karakter. Tulis ulang.")
        assert isinstance(phone.state, Noting)


NO_REASON = [
    "terima",
    "setuju",
    "Terima III",
    "Sesuai",
    "ok saya setuju",
    "tingkat 3",
    "Kembalikan ke OPD",
    "kembalikan",
]


@pytest.mark.parametrize("words", [*NO_REASON, "Buka semua bukti", "Baca lengkap"])
def test_a_decision_or_a_button_never_becomes_the_reason(words: str) -> None:
    good = "tautannya tidak bisa dibuka"
    phone = at_work().text(f"kembalikan, {good}").text(words).asks_for()
    assert phone.state.note == good
    phone.tap("Pakai alasan ini").asks_for(DraftVerdict(NUMBER, REGION, "V04", 1, None, good))
    phone = at_work().tap("↓ II").text(words, message=7).asks_for()
    assert isinstance(phone.state, Noting)
    assert not phone.state.note
    phone = at_work().text(f"kembalikan, {good}", message=7).text(words, message=7, edited=True).asks_for()
    assert phone.state.note == good


def test_agreement_where_a_reason_is_asked_for_names_the_button() -> None:
    at_work().tap("↓ II").text("terima").says("Untuk menerima tingkat III, tekan [Batalkan], lalu [Terima III].")
    phone = at_work().text("kembalikan, tautannya mati").text("setuju")
    phone.says("Tulisan tadi bukan alasan. Tekan [Pakai alasan ini], atau tuliskan yang lain.")
    at_work().tap("↓ II").text("tingkat 2").says("Tulisan tadi bukan alasan. Pilih alasan, atau tuliskan.")
    assert at_work().text("kembalikan: setuju").state.note == ""


def test_a_reason_that_begins_like_a_decision_is_read_before_it_is_taken() -> None:
    phone = at_work().tap("↓ II").text("turunkan ke II karena SOP belum ada").asks_for()
    phone.reads("<blockquote>SOP belum ada</blockquote>").tap("Pakai")
    assert phone.orders[0].note == "SOP belum ada"
    phone = at_work().tap("↑ IV").text("bukti sesuai tingkat IV").asks_for().tap("Pakai")
    assert phone.orders[0].note == "bukti sesuai tingkat IV"
    phone = at_work().tap("↓ II").text("kembalikan: tautannya mati").asks_for()
    assert (phone.state.level, phone.state.note) == (None, "tautannya mati")


def test_a_typed_return_after_the_period_says_why_it_is_late() -> None:
    world = region()
    world.period_is(PeriodStatus.CLOSED)
    late = "Masa perbaikan sudah lewat, jadi variabel ini tidak dapat dikembalikan."
    at_work(world=world).text("kembalikan: bukti belum lengkap").asks_for().says(late)


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


LONG = " ".join(f"kalimat{n}" for n in range(700))
"""An explanation of more than two messages, where each word is another one."""


@pytest.mark.parametrize("words", [LONG[:320], LONG[:900], LONG])
def test_a_long_explanation_is_read_to_its_end_without_the_file(words: str) -> None:
    world = region()
    world.conn.execute(update(ANSWER).where(ANSWER.c.assessment_id == NUMBER).values(explanation=words))
    phone = at_work(world=world)
    card = phone.screen
    assert card.media is not None
    phone.tap("Baca lengkap").asks_for()
    assert all(level.statement in phone.screen.text for level in INSTRUMENT.variable("V04").levels)
    read = phone.screen.text
    for _ in range(len(words) // 2400):  # as many pages more
        check(phone.tap("›").screen)
        read += f" {phone.screen.text}"
        assert phone.screen.media is None
    assert set(re.findall(r"kalimat\d*", words)) <= set(re.findall(r"kalimat\d*", read))
    assert "[Kembalikan ke OPD] [Buka semua bukti]" in labels(phone.screen.rows)
    assert phone.tap("Baca ringkas").screen == card


@pytest.mark.parametrize("page", ["page:9", "page:-1", "page:x", "page:"])
def test_a_forged_page_is_none_or_the_last(page: str) -> None:
    check(at_work().forge(page).asks_for().screen)


@pytest.mark.parametrize("reworded", [True, False])
@pytest.mark.parametrize("kind", EvidenceKind)
def test_a_repair_is_told_with_its_reason_however_little_room_there_is(kind: EvidenceKind, reworded: bool) -> None:
    """Found: the reason of the return was left out. Brothers: a photo, a long note, an old draft, another level."""
    facts = judging_all()
    known = facts.review.dossier
    note = "Mohon dijelaskan dengan lengkap siapa yang menetapkan SOP itu dan kapan. " * 4
    given_ = Verdict("V04", REGION, 1, None, note, "Budi", NOW)
    one = known.card("V04")
    proof = replace(one.exhibits[0], kind=kind, name="Laporan " * 20, note=note)
    changed = {"explanation": LONG, "earlier": (given_,), "outdated": True, "reworded": reworded, "was": 4}
    one = replace(one, exhibits=(proof, replace(proof, id=99)), **changed)
    known = replace(known, cards=tuple(one if card.variable == "V04" else card for card in known.cards))
    screen = router.screen(Judging(*HERE, "V04"), replace(facts, review=replace(facts.review, dossier=known)))
    for text in (screen.text, *screen.shorter):
        assert "Mohon dijelaskan dengan" in text
        assert "Mandiri III (semula IV)" in text or (reworded and text == screen.shorter[-1])
        assert ("<b>Penjelasan baru:</b>" in text) is reworded
        assert not reworded or "kalimat0 kalimat1" in text
    shown = with_notice(screen, "")
    assert height(shown, screen.rows, screen.media.kind if screen.media else "") <= CARD


def test_the_reason_of_a_return_is_read_beside_all_evidence_and_in_full() -> None:
    note = "Foto tidak terbaca, mohon dikirim ulang dengan lebih jelas beserta halaman pengesahannya."
    world = region()
    given = {"assessment_id": NUMBER, "variable": "V04", "version": 1, "stage": "region", "level": None}
    world.insert(VERDICT, given | {"note": note, "by": 5, "at": at("2026-12-17 15.00")})
    phone = at_work(world=world)
    said = f"↩️ Dikembalikan 17 Desember 2026: {note}"
    assert said in phone.standing.text
    assert said in phone.tap("Baca lengkap").screen.text
    (sent,) = phone.forge("all").orders
    assert said in sent.notice.text


def test_the_province_measures_against_the_regions_team() -> None:
    world = verified(province_review=True)
    world.join("Prita", Role.PROVINCE, None)
    phone = play(world, "Prita").steady(f"review:{NUMBER}:V04")
    assert phone.state == Judging(*THERE, "V04")
    assert "Mandiri III · tim daerah II" in phone.standing.text
    assert "Tim daerah II, 18 Desember 2026: Bukti yang diminta tidak ada" in phone.standing.text
    phone.tap("Terima II").asks_for(DraftVerdict(NUMBER, PROVINCE, "V04", 1, 2))


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
        reasons = why.reasons(card, level)
        assert [len(row) for row in phone.screen.rows] == [len(reasons), 1]


def test_level_0_and_what_does_not_apply_are_given_as_any_level() -> None:
    world = region().with_instrument(SERVICE_TEXT)
    world.conn.execute(delete(ANSWER).where(ANSWER.c.assessment_id == NUMBER))
    world.status = Status.DRAFT
    world.fill("P03", level=NOT_APPLICABLE).fill("P01", level=4)
    world.status = Status.SUBMITTED
    phone = at_work("P03", world)
    assert labels(phone.screen.rows)[:2] == ["[Terima TB]", "[0] [1] [2] [3] [4] [5]"]
    phone.tap("0").reads("P03: TB menjadi 0", "1. Variabel ini berlaku bagi OPD ini").tap("1")
    (order,) = phone.orders
    assert isinstance(order, DraftVerdict)
    assert (order.level, order.note) == (0, why.APPLIES[0])
    phone.forge(f"give:P03:{order.version}-0:").asks_for()  # found: a button without a number gave level 0
    phone = at_work("P01", world).text("turunkan ke 0: bukti yang diminta tidak ada")
    phone.reads("P01: 4 menjadi 0").tap("Pakai alasan ini")
    assert [order.level for order in phone.orders if isinstance(order, DraftVerdict)] == [0]


def test_a_typed_undo_takes_back_the_last_draft() -> None:
    phone = at_work().tap("Terima III")
    assert phone.state == Judging(*HERE, "V10")
    phone.text("urungkan").asks_for(UndoDraft(NUMBER, REGION, "V04"))
    phone.says("Putusan V04 diurungkan; silakan dinilai lagi.")
    assert phone.state == Judging(*HERE, "V04")
    phone.text("urungkan").asks_for().says("Tidak ada yang dapat diurungkan di sini. Gunakan tombol di bawah.")


def test_a_typed_undo_leaves_what_a_colleague_drafted() -> None:
    world = region()
    for order in (ClaimReview(NUMBER, REGION), DraftVerdict(NUMBER, REGION, "V03", 1, 3)):
        world.apply(order, "Bimo")
    phone = play(world, "Budi").steady(f"takeover:{NUMBER}").text("urungkan")
    phone.asks_for().says("Tidak ada yang dapat diurungkan di sini. Gunakan tombol di bawah.")


def test_a_numeral_and_a_reason_open_the_question_with_that_reason() -> None:
    phone = at_work().text("II. Renja belum ada tabel kinerja")
    assert isinstance(phone.asks_for().state, Noting)
    phone.reads("Renja belum ada tabel kinerja", "[Pakai").tap("Batalkan")
    assert phone.state == Judging(*HERE, "V04")
