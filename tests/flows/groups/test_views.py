"""What a group is answered: the same for all in it, and nothing to a group that is not bound."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.commands import COMMANDS
from bot.flows.groups import views as group
from bot.flows.groups.base import NOTHING, Answer, BotStatus, Command, GroupEvent, GroupReply, Migration, Press, Topic
from bot.texts.groups import board as group_board, posts as group_posts, views as texts
from bot.texts.results import region as region_texts
from core.assessment.model import Period, PeriodStatus, Status
from core.charts import pictures
from core.charts.drawings import words
from core.effects.groups import BindGroup, UnbindGroup
from core.groups import BoardTrouble, FormerBinding, Group, GroupFacts, PinStatus
from core.instrument.parse import load_packaged
from core.instrument.scoring import score
from core.people.roles import Sender
from core.results.period import OpdResults, PeriodResults
from core.results.stages import StageResult, Stages
from core.screen import ButtonKind

WITA = ZoneInfo("Asia/Makassar")
NOW = datetime(2026, 12, 7, 10, 42, tzinfo=WITA)
DUE = datetime(2026, 12, 14, 16, 0, tzinfo=WITA)
INSTRUMENT = load_packaged("kematangan-2018")
CODES = INSTRUMENT.codes
ANI = Sender(1001, "Ani", -100, private=False)
BOUND = Group(3, 1, "Kabupaten Kutai Timur", -100, None, "Tim", WITA, board=55)
READING = ("progres", "belum", "skor", "grafik", "opd", "rekap")


def opd(number: int, status: Status, level: int = 3, short: str = "") -> OpdResults:
    levels = dict.fromkeys(CODES, level)
    reached = StageResult(levels, score(INSTRUMENT, levels))
    done = status in (Status.VERIFIED, Status.FINAL)
    stages = Stages(reached, reached if done else None)
    name = short or f"Dinas {number}"
    return OpdResults(number, number, f"OPD{number:02}", name, name, status, False, DUE, stages)


def results(*opds: OpdResults, at: datetime = NOW, status: PeriodStatus = PeriodStatus.OPEN) -> PeriodResults:
    period = Period(9, "2026", 2026, status, NOW.replace(day=1), DUE, DUE.replace(year=2027))
    return PeriodResults(1, "Kabupaten Kutai Timur", period, INSTRUMENT, at, "WITA", opds)


FOUND = results(*(opd(number, Status.VERIFIED) for number in range(1, 12)), opd(12, Status.DRAFT))
FACTS = GroupFacts(NOW, ANI, group=BOUND, results=FOUND, years=(FOUND,), bot_username="pandu_bot")
STRANGERS = replace(FACTS, group=None, results=None, years=())
CITRA = replace(FACTS, coordinates={1: "Kabupaten Kutai Timur"})


def text(answer: Answer) -> str:
    view = answer.say or answer.show
    return view.text if view else ""


@pytest.mark.parametrize("name", [*READING, "ingatkan"])
def test_a_group_that_is_not_bound_learns_nothing_by_typing(name: str) -> None:
    answer = group.answer(Command(name, "dinkes"), STRANGERS)
    assert text(answer) == texts.UNBOUND
    assert answer.effects == ()


@pytest.mark.parametrize(
    "item", ["g:belum:1", "g:new:skor", "g:grafik:tren:1", "g:opd:7", "g:sematkan", "g:papan", "g:rekap"]
)
def test_nor_by_pressing_a_copied_button(item: str) -> None:
    assert group.answer(Press(item), STRANGERS) == Answer(toast=texts.UNBOUND)


@pytest.mark.parametrize(
    "item", ["g", "", "g:", "g:new", "g:nanti", "V03:3", "open:7", "g:belum:x", "g:opd:" + "9" * 30, "g:hubung:2"]
)
def test_odd_and_foreign_buttons_do_nothing(item: str) -> None:
    for facts in (FACTS, STRANGERS, CITRA):
        answer = group.answer(Press(item), facts)
        assert answer.effects == ()
        assert answer.private is None


def test_what_is_meant_for_other_bots_is_not_answered() -> None:
    assert group.answer(Command("progres", "", "bot_lain"), FACTS) == NOTHING
    assert group.answer(Command("cuaca"), FACTS) == NOTHING
    assert group.answer(GroupReply("baik", "33 dari 55"), FACTS) == NOTHING
    assert text(group.answer(Command("progres", "", "Pandu_Bot"), FACTS)).startswith("11 dari 12")


def test_every_command_of_a_group_is_answered() -> None:
    for command in COMMANDS:
        if command.group:
            assert text(group.answer(Command(command.slug), CITRA)), command.slug


@pytest.mark.parametrize(
    ("chat", "thread", "address"),
    [(-1001234567890, None, "https://t.me/c/1234567890/55"), (-1001234567890, 7, "https://t.me/c/1234567890/7/55")],
)
def test_progress_leads_to_the_one_board(chat: int, thread: int | None, address: str) -> None:
    facts = replace(FACTS, group=replace(BOUND, chat_id=chat, thread_id=thread))
    view = group.answer(Command("progres"), facts).say
    assert view is not None
    assert [(one.label, one.value, one.kind) for one in view.rows[0]] == [("Lihat papan", address, ButtonKind.LINK)]


def test_a_plain_group_has_no_links_to_its_messages() -> None:
    for chat in (-100, -1001234):
        bound = replace(BOUND, chat_id=chat, pinned=PinStatus.YES)
        view = group.answer(Command("progres"), replace(FACTS, group=bound)).say
        assert view is not None
        assert view.rows == ()
        assert view.text.endswith("7 hari lagi. Papan disematkan di atas.")


def test_an_old_button_to_the_board_makes_no_second_one() -> None:
    assert group.answer(Press("g:papan"), FACTS) == Answer(toast="Papan ada di atas.")
    none = replace(FACTS, group=replace(BOUND, board=None))
    assert group.answer(Press("g:papan"), none) == Answer(toast=texts.NO_BOARD)


def test_a_link_that_adds_the_bot_needs_no_other_answer() -> None:
    assert text(group.answer(Command("start", "x", "pandu_bot"), STRANGERS)) == texts.UNBOUND
    assert text(group.answer(Command("start"), FACTS)).startswith("<b>Perintah di grup</b>")
    assert text(group.answer(Command("isi"), FACTS)) == texts.PRIVATE_ONLY


def test_pages_go_round_and_a_page_that_is_gone_is_the_last() -> None:
    view = group.answer(Press("g:skor:1"), FACTS).show
    assert view is not None
    assert [button.value for button in view.rows[-1]] == ["g:skor:2", "g:skor:1", "g:skor:2"]
    assert text(group.answer(Press("g:skor:99"), FACTS)) == text(group.answer(Press("g:skor:2"), FACTS))


def test_a_year_that_is_named_is_honoured() -> None:
    former = replace(FACTS.results, period=replace(FACTS.results.period, id=7, name="2025", year=2025))
    known = replace(FACTS, years=(former, FACTS.results))
    assert group.needed(Command("skor", "2025")).years
    view = group.answer(Command("skor", "2025"), known).say
    assert view.text.startswith("<i>2025</i>\n")
    assert [button.value for button in view.rows[-1]] == ["g:skor@7:2", "g:skor@7:1", "g:skor@7:2"]
    assert group.answer(Command("rekap", "2025"), known).say.recap == 7
    assert text(group.answer(Command("rekap", "2019"), known)) == "Periode 2019 tidak ada. Yang ada: 2025, 2026."


def test_equal_totals_have_one_rank() -> None:
    lines = text(group.answer(Command("skor"), FACTS)).split("\n")
    assert {line.partition(".")[0] for line in lines[1:]} == {"1"}


def test_buttons_fit_and_carry_no_revision() -> None:
    for name in READING:
        view = group.answer(Command(name, "dinas"), FACTS).say
        assert view is not None
        for row in view.rows:
            for button in row:
                assert button.kind in (ButtonKind.STEADY, ButtonKind.LINK)
                assert button.kind is ButtonKind.LINK or len(button.value) <= 50


def test_only_who_coordinates_the_pemda_binds_moves_and_unbinds() -> None:
    elsewhere = replace(FACTS, coordinates={2: "Kota Bontang"})
    for facts, refusal in ((FACTS, texts.ONLY_COORDINATORS_BIND), (elsewhere, texts.ONLY_ITS_COORDINATORS)):
        assert text(group.answer(Command("hubungkan"), facts)) == refusal
        for item in ("g:hubung:1", "g:hubung:2", "g:putus", "g:batal", "g:tanya:1", "g:pemda:1"):
            said = texts.ONLY_COORDINATORS_UNBIND if item == "g:putus" and facts is FACTS else refusal
            assert group.answer(Press(item), facts) == Answer(toast=said)
    bound = group.answer(Press("g:hubung:1"), CITRA, "Tim", 44)
    assert bound.effects == (BindGroup(-100, 44, "Tim", 1),)
    assert group.answer(Press("g:putus"), CITRA).effects == (UnbindGroup(-100),)


def test_the_link_that_adds_the_bot_asks_as_the_command_does() -> None:
    """?startgroup=hubungkan makes the coordinator say "/start hubungkan" in the group."""
    for facts in (FACTS, CITRA):
        assert group.answer(Command("start", "hubungkan"), facts) == group.answer(Command("hubungkan"), facts)


def test_who_coordinates_several_chooses() -> None:
    many = {number: f"Kabupaten {number:02}" for number in range(1, 8)}
    facts = replace(STRANGERS, coordinates=many)
    view = group.answer(Command("hubungkan"), facts).say
    assert view is not None
    assert [row[0].label for row in view.rows] == ["01", "02", "03", "04", "05", "‹"]
    assert "05? Semua anggota" in text(group.answer(Press("g:tanya:5"), facts))


def test_anonymous_administrators_get_a_sentence_and_no_rights() -> None:
    anonymous = replace(FACTS, anonymous=True)
    for name in ("hubungkan", "ingatkan"):
        answer = group.answer(Command(name), anonymous)
        assert text(answer) == texts.ANONYMOUS
        assert (answer.effects, answer.private) == ((), None)


def test_a_reminder_is_previewed_in_private_by_a_coordinator_alone() -> None:
    assert group.answer(Command("ingatkan"), FACTS).private is None
    private = group.answer(Command("ingatkan"), CITRA).private
    assert private is not None
    assert private.rows[0][0].value == "remind:1"


def test_who_brings_the_bot_back_decides_whether_the_board_goes_on() -> None:
    before = replace(STRANGERS, former=FormerBinding(1, 44))
    back = BotStatus(inside=True, was_inside=False)
    assert text(group.answer(back, before)) == texts.UNBOUND
    again = group.answer(back, replace(before, coordinates={1: "Kabupaten Kutai Timur"}), "Tim")
    assert again.effects == (BindGroup(-100, 44, "Tim", 1),)


def test_only_the_boards_own_topic_stops_it_and_only_once() -> None:
    in_topic = replace(FACTS, group=replace(BOUND, thread_id=44))
    stopped = replace(FACTS, group=replace(BOUND, thread_id=44, trouble=BoardTrouble.TOPIC_CLOSED))
    assert len(group.answer(Topic(44, closed=True), in_topic).effects) == 2
    others: list[tuple[GroupEvent, GroupFacts]] = [
        (Topic(45, closed=True), in_topic),
        (Topic(44, closed=True), stopped),
        (Topic(44, closed=False), in_topic),
        (Topic(44, closed=True), STRANGERS),
        (Migration(-100, -200), STRANGERS),
        (BotStatus(inside=False, was_inside=True), STRANGERS),
    ]
    for event, facts in others:
        assert group.answer(event, facts) == NOTHING


@pytest.mark.parametrize(
    ("at", "status", "last"),
    [
        (NOW, PeriodStatus.OPEN, "7 hari lagi: Senin, 14 Desember 2026 pukul 16.00 WITA"),
        (DUE, PeriodStatus.OPEN, "Tenggat hari ini pukul 16.00 WITA"),
        (NOW.replace(day=16), PeriodStatus.OPEN, "Tenggat lewat 2 hari. Isian masih diterima, dicatat terlambat."),
        (NOW, PeriodStatus.CLOSED, "Pengisian sudah ditutup."),
        (NOW, PeriodStatus.DRAFT, "Dibuka Selasa, 1 Desember 2026 pukul 10.42 WITA"),
    ],
)
def test_the_board_says_how_long_there_is_still(at: datetime, status: PeriodStatus, last: str) -> None:
    assert group_board.board(results(opd(1, Status.DRAFT), at=at, status=status)).split("\n")[-1] == last


def test_the_counts_of_a_board_add_up_whatever_the_states() -> None:
    opds = [opd(number, status) for number, status in enumerate(Status, start=1)]
    lines = group_board.board(results(*opds)).split("\n")
    counted = [int(line.split()[1]) for line in lines[2:-2]]
    assert sum(counted) == len(opds) == 8
    assert "5 dari 8 OPD mengirim (62,5%)" in lines[1]


def test_many_that_have_not_begun_are_counted_not_named() -> None:
    some = [opd(number, Status.NOT_STARTED) for number in range(1, 13)]
    assert "⬜ 12 belum mulai: Dinas 1, " in group_board.board(results(*some))
    assert "⬜ 13 belum mulai\n" in group_board.board(results(*some, opd(13, Status.NOT_STARTED)))


def test_words_of_people_are_escaped() -> None:
    odd = results(opd(1, Status.NOT_STARTED, short="<b>&"))
    assert "&lt;b&gt;&amp;" in group_board.board(odd)
    assert "&lt;b&gt;&amp;" in group_posts.sent(["<b>&"], 1, 1)
    assert "&lt;i&gt;" in texts.lost("<i>")


def test_a_result_without_any_verified_opd_has_no_mean() -> None:
    assert group_posts.result(results(opd(1, Status.DRAFT))).endswith("Belum ada nilai daerah, 0 terverifikasi dari 1")
    assert "Rata-rata belum tersedia, 0 terverifikasi dari 1" in group_board.board(results(opd(1, Status.DRAFT)))


def test_a_summary_tells_what_came_in() -> None:
    assert group_posts.summary(FOUND, 4, daily=False) == (
        "<b>Pekan ini</b> 7 OPD mengirim, dari 4 menjadi 11. Tenggat 7 hari lagi."
    )
    assert "tidak ada kiriman baru, tetap 11 dari 12" in group_posts.summary(FOUND, 11, daily=True)


OVER = results(
    opd(1, Status.NOT_STARTED),
    replace(opd(2, Status.DRAFT), incomplete=CODES[7:]),
    opd(3, Status.AWAITING_HEAD),
    opd(4, Status.IN_REVIEW),
    status=PeriodStatus.CLOSED,
)


def test_once_the_period_is_over_nobody_is_called_busy() -> None:
    """Neither on the board, nor in the lists, nor below an OPD's name, nor on a picture."""
    board = group_board.board(OVER)
    assert "🟡 2 tidak mengirim\n⬜ 1 tidak mengisi: Dinas 1\n" in board
    listed = text(group.answer(Command("belum"), replace(FACTS, results=OVER)))
    assert listed.splitlines() == [
        "<b>3 OPD tidak mengirim</b>",
        "⬜ Dinas 1 · tidak mengisi",
        "🟡 Dinas 2 · tidak dikirim, 7/11",
        "⏳ Dinas 3 · tidak dikirim, belum disetujui kepala",
    ]
    assert texts.opd_line(OVER.opds[2], OVER) == "⏳ Dinas 3 · tidak dikirim · belum disetujui kepala"
    shown = pictures.ranking(OVER).opds
    assert [words.standing(one, 11) for one in shown] == [
        "tidak mengisi",
        "tidak mengirim",
        "tidak mengirim",
        "diperiksa",
    ]


def test_once_it_is_archived_nobody_is_said_to_verify() -> None:
    """Neither on the board, nor where results are managed, nor on a picture."""
    sent = (opd(1, Status.SUBMITTED), opd(2, Status.IN_REVIEW), opd(3, Status.RETURNED), opd(4, Status.VERIFIED))
    archived = results(*sent, opd(5, Status.DRAFT), status=PeriodStatus.ARCHIVED)
    assert "⏳ 2 tidak selesai diverifikasi\n↩️ 1 perbaikan tidak selesai\n" in group_board.board(archived)
    assert [
        words.standing(one, 11) for one in pictures.ranking(archived).opds if one.status is not Status.VERIFIED
    ] == [
        *["tidak selesai diverifikasi"] * 3,
        "tidak mengirim",
    ]
    shown = (
        "Terverifikasi",
        "Tidak selesai diverifikasi",
        "Perbaikan tidak selesai",
        "Tidak mengirim",
        "Tidak mengisi",
    )
    assert texts.opd_line(archived.opds[0], archived) == "⏳ Dinas 1 · tidak selesai diverifikasi"
    assert words.states(pictures.progress(archived)) == shown
    closed = words.states(pictures.progress(OVER))
    assert closed == ("Terverifikasi", "Menunggu verifikasi", "Memperbaiki", "Tidak mengirim", "Tidak mengisi")


def test_board_and_picture_write_one_percentage() -> None:
    """48 OPD of which 3 have sent were 6,2% on the board and 6,3% in the picture."""
    sent = [opd(number, Status.SUBMITTED) for number in range(3)]
    found = results(*sent, *(opd(number, Status.DRAFT) for number in range(3, 48)))
    assert "3 dari 48 OPD mengirim (6,3%)" in group_board.board(found)
    assert words.progress_subtitle(pictures.progress(found)).startswith("3 dari 48 OPD mengirim (6,3%)")


def test_a_mean_whose_band_does_not_follow_from_two_decimals_is_read_exactly_everywhere() -> None:
    levels = {37: (3,) * 7 + (4,) * 4, 38: (3,) * 6 + (4,) * 5}
    opds = []
    for number in range(42):
        given = dict(zip(CODES, levels[38 if number < 2 else 37], strict=True))
        reached = StageResult(given, score(INSTRUMENT, given))
        opds.append(replace(opd(number, Status.VERIFIED), stages=Stages(reached, reached)))
    found = results(*opds)
    said = "Rata-rata 37,05, sebelum dibulatkan 37,0476"
    assert f"{said} (Sedang)" in group_board.board(found)
    assert f"{said}, kategori Sedang" in group_posts.result(found)
    assert f"{said} (Sedang)" in region_texts.mean(found)
    assert words.mean(pictures.distribution(found).verified) == f"{said} · kategori Sedang"
    assert words.trend_subtitle(pictures.trend((found,)).years[0], None).startswith("2026: 37,05, sebelum dibulatkan")


def many() -> PeriodResults:
    return results(*(opd(number, Status.DRAFT, short=f"Dinas {number:02}") for number in range(1, 26)))


def test_opd_that_are_many_have_pages() -> None:
    facts = replace(FACTS, results=many())
    seen: list[str] = []
    view = group.answer(Command("opd", "DINAS"), facts).say
    for _ in range(4):
        assert view is not None
        assert "Ada 25 OPD yang cocok dengan “" in view.text
        seen += [button.label for row in view.rows[:-1] for button in row]
        following = view.rows[-1][-1]
        assert len(following.value.encode()) <= 50
        view = group.answer(Press(following.value), facts).show
    assert sorted(seen) == [f"Dinas {number:02}" for number in range(1, 26)]


def test_long_and_turned_names_fit_their_buttons() -> None:
    named = [opd(number, Status.DRAFT, short=f"{number} \u202egnitirw {'panjang ' * 9}") for number in (1, 2)]
    answer = group.answer(Command("opd", "panjang"), replace(FACTS, results=results(*named)))
    assert answer.say is not None
    labels = [button.label for row in answer.say.rows for button in row]
    assert labels == ["1 gnitirw panjang panja…", "2 gnitirw panjang panja…"]


@pytest.mark.parametrize("words", ["xyz", "a:b:c", "dinas " * 20, "💥" * 30])
def test_an_unknown_opd_is_answered_with_names_to_choose_from(words: str) -> None:
    answer = group.answer(Command("opd", words), replace(FACTS, results=many()))
    assert answer.say is not None
    assert len(answer.say.rows) > 1
    for row in answer.say.rows:
        for button in row:
            assert len(button.value.encode()) <= 50
            assert group.answer(Press(button.value), replace(FACTS, results=many())).show is not None


def test_a_word_of_a_name_that_is_spelt_almost_so_is_suggested() -> None:
    named = replace(opd(1, Status.DRAFT, short="Distanak"), name="Dinas Tanaman Pangan dan Peternakan")
    answer = group.answer(Command("opd", "peternakaan"), replace(FACTS, results=results(named, opd(2, Status.DRAFT))))
    assert "Mungkin yang dimaksud" in text(answer)
    assert answer.say is not None
    assert [button.label for button in answer.say.rows[0]] == ["Distanak"]


def test_the_binding_and_the_code_of_the_log_are_explained_in_their_own_words() -> None:
    assert group.answer(Press("g:putus"), FACTS).toast == "Hanya koordinator yang dapat memutuskan."
    assert "Kode catatan: tanda pengenal" in text(group.answer(Command("bantuan"), FACTS))
