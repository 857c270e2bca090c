"""Groups: who binds them, what becomes of their boards, and what is posted into them, each thing once."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, update

from bot.holidays.days import days_off
from core.effects import Submit
from core.effects.groups import BindGroup, CloseTopic, LoseGroup, MoveGroup, OpenTopic, PinBoard, UnbindGroup
from core.people.roles import Sender
from scheduler.boards import PAUSE, boards
from scheduler.env import Tick, TickEnv
from scheduler.posts import posts
from scheduler.upkeep import upkeep
from storage import effects
from storage.engine.schema import GROUP_POST, OUTBOX, PERIOD, TEAM_GROUP
from storage.groups import facts as group_facts, groups, posts as group_posts
from storage.messaging import outbox
from storage.messaging.outbox import Kind, Result
from storage.operations import reach
from tests.storage.region import ADMIN, DUE, ENV, Region, answered, filled
from tests.ticking import work

CHAT = -100777
TICKS = TickEnv(frozenset({ADMIN}), days_off, "pandu_bot")
BIND = BindGroup(CHAT, None, "Tim Penilai", 1)
MONDAY = datetime(2026, 12, 7, 0, 0, tzinfo=UTC)  # 08.00 WITA


class Telegram:
    """Stands for the courier: settles what waits for the group, as a test says."""

    def __init__(self, region: Region) -> None:
        self.region = region
        self.number = 500

    def waiting(self, chat: int = CHAT) -> list[dict]:
        return [row for row in self.region.rows(OUTBOX, chat_id=chat) if row["state"] == "waiting"]

    def accept(self) -> list[str]:
        """Everything arrives; returns what it was, in order."""
        done = []
        for row in self.waiting():
            sends = row["kind"] in (Kind.SEND, Kind.PHOTO) or (row["kind"] == Kind.EDIT and not row["target_message"])
            self.number += sends
            self._mark(Result(row["id"], "sent", self.number if sends else None))
            done.append(row["kind"])
        return done

    def refuse(self, error: str, kind: Kind | None = None) -> None:
        for row in self.waiting():
            if kind in (None, row["kind"]):
                self._mark(Result(row["id"], "failed", error=error))

    def renew(self) -> None:
        """An edit whose message is gone was sent as a new one."""
        self.number += 1
        (row,) = [row for row in self.waiting() if row["kind"] == Kind.EDIT]
        self._mark(Result(row["id"], "sent", self.number))

    def _mark(self, result: Result) -> None:
        self.region.database.write(lambda conn: outbox.mark(conn, [result], self.region.now))


def tick(region: Region, what: Tick = boards) -> None:
    """As the clock does: again and again until nothing is left."""
    for _ in range(50):
        if not region.database.write(lambda conn: work(conn, what, region.now, TICKS)):
            return
    raise AssertionError("the tick never ends")


def later(region: Region, span: timedelta = PAUSE) -> None:
    region.now += span


def bound(region: Region) -> tuple[Telegram, dict]:
    """A group with its pinned board."""
    region.do("Citra", BIND)
    telegram = Telegram(region)
    tick(region)
    assert telegram.accept() == ["send", "pin"]
    tick(region)
    return telegram, row(region)


def row(region: Region) -> dict:
    (living,) = [one for one in region.rows(TEAM_GROUP) if one["ended_at"] is None]
    return living


def reported(region: Region, *orders: object) -> None:
    """What Telegram reports needs nobody's right."""
    actor = effects.Actor(None, None, region.now, ENV.admin_ids)
    region.database.write(lambda conn: [effects.apply(conn, order, actor) for order in orders])  # type: ignore[arg-type]


def told(region: Region, name: str = "Citra") -> list[str]:
    return [one["payload"]["text"] for one in region.rows(OUTBOX, chat_id=region.person[name] * 11)]


# who may


@pytest.mark.parametrize("name", ["Ani", "Eko", "Budi", "Gita", "Hadi"])
def test_only_a_coordinator_of_the_pemda_binds(region: Region, name: str) -> None:
    assert region.refuses(name, BIND)


def test_a_private_chat_is_never_bound(region: Region) -> None:
    assert region.refuses("Citra", BindGroup(region.person["Citra"] * 11, None, "", 1))


def test_a_bound_group_is_neither_taken_over_nor_ended_by_another_pemda(region: Region) -> None:
    bound(region)
    assert region.refuses("Hadi", BindGroup(CHAT, None, "Tim", 2))
    assert region.refuses("Hadi", UnbindGroup(CHAT))
    assert region.refuses("Ani", UnbindGroup(CHAT))


def test_binding_is_audited_and_the_facts_know_it(region: Region) -> None:
    bound(region)
    assert region.acts()[-1] == "group_bound"
    knows = Sender(region.person["Ani"] * 11, "Ani", CHAT, private=False)

    def load(conn: Connection) -> object:
        return group_facts.load(conn, knows, False, region.now, ENV, numbers=True, years=False)

    found = region.database.read(load)
    assert found.group is not None
    assert (found.group.pemda_name, dict(found.coordinates)) == ("Kabupaten Kutai Timur", {})
    assert found.results is not None
    assert len(found.results.opds) == 2


def test_an_anonymous_coordinator_coordinates_nothing(region: Region) -> None:
    sender = Sender(region.person["Citra"] * 11, "", CHAT, private=False)
    for anonymous, pemdas in ((False, {1}), (True, set())):
        found = region.database.read(
            lambda conn, anonymous=anonymous: group_facts.load(  # type: ignore[misc]
                conn, sender, anonymous, region.now, ENV, numbers=False, years=False
            )
        )
        assert set(found.coordinates) == pemdas


# the board


def test_a_board_is_sent_pinned_and_then_left_alone(region: Region) -> None:
    telegram, group = bound(region)
    assert (group["board_message"], group["pinned"]) == (501, "yes")
    for _ in range(3):
        later(region, timedelta(minutes=20))
        tick(region)
    assert telegram.waiting() == []


def test_answers_that_change_no_count_cost_nothing(region: Region) -> None:
    telegram, _ = bound(region)
    region.do("Ani", *answered(region.dinkes, "V01"))
    later(region)
    tick(region)
    assert telegram.accept() == ["edit"]
    region.do("Ani", *answered(region.dinkes, "V02"))
    later(region)
    tick(region)
    assert telegram.waiting() == []


def test_edits_are_half_a_minute_apart_and_one_waits_at_most(region: Region) -> None:
    telegram, _ = bound(region)
    region.do("Ani", *answered(region.dinkes, "V01"))
    later(region)
    tick(region)
    region.do("Fajar", *answered(region.dishub, "V01"))
    later(region, timedelta(seconds=10))
    tick(region)
    assert len(telegram.waiting()) == 1
    later(region, PAUSE)  # the first one still waits, as after a 429
    tick(region)
    claimed = region.database.write(lambda conn: outbox.claim(conn, region.now, 10))
    assert ["2 sedang mengisi" in one.call.content.text for one in claimed] == [True]


def test_a_deleted_board_is_sent_anew_and_pinned(region: Region) -> None:
    telegram, _ = bound(region)
    region.do("Ani", *answered(region.dinkes, "V01"))
    later(region)
    tick(region)
    telegram.renew()
    tick(region)
    (pin,) = telegram.waiting()
    assert (pin["kind"], pin["target_message"], row(region)["board_message"]) == ("pin", 502, 502)


def test_a_board_is_pinned_again_once_a_day(region: Region) -> None:
    telegram, _ = bound(region)
    later(region, timedelta(days=1))
    tick(region)
    assert telegram.accept() == ["edit", "pin"]
    region.do("Ani", *answered(region.dinkes, "V01"))
    later(region)
    tick(region)
    assert telegram.accept() == ["edit"]


def test_a_refused_pin_is_told_once_and_tried_when_asked(region: Region) -> None:
    region.do("Citra", BIND)
    telegram = Telegram(region)
    tick(region)
    telegram.refuse("400 not enough rights to manage pinned messages in the chat", Kind.PIN)
    telegram.accept()
    for _ in range(3):
        tick(region)
        later(region)
    (said,) = telegram.waiting()
    assert "belum dapat disematkan" in said["payload"]["text"]
    telegram.accept()
    reported(region, PinBoard(CHAT))
    assert telegram.accept() == ["pin"]
    tick(region)
    assert row(region)["pinned"] == "yes"


def test_a_board_that_may_have_been_sent_is_sent_once_more_not_for_ever(region: Region) -> None:
    region.do("Citra", BIND)
    telegram = Telegram(region)
    tick(region)
    for _ in range(3):
        (first, *_) = telegram.waiting()
        result = Result(first["id"], "unsure", error="cut")
        region.database.write(lambda conn, result=result: outbox.mark(conn, [result], region.now))  # type: ignore[misc]
        if region.row(OUTBOX, id=first["id"])["state"] == "unsure":
            break
    telegram.refuse("the message it is about was not sent", Kind.PIN)
    later(region)
    tick(region)
    later(region)
    tick(region)
    assert [one["kind"] for one in telegram.waiting()] == ["send", "pin"]


@pytest.mark.parametrize(
    ("error", "trouble", "words"),
    [
        ("400 Bad Request: TOPIC_CLOSED", "topic_closed", "Topik ditutup"),
        ("400 Bad Request: message thread not found", "topic_closed", "Topik dihapus"),
        ("400 not enough rights to send text messages to the chat", "silenced", "tidak dapat menulis"),
    ],
)
def test_what_stops_a_board_is_told_to_the_coordinators_once(
    region: Region, error: str, trouble: str, words: str
) -> None:
    telegram, _ = bound(region)
    for name, code in (("Ani", "V01"), ("Fajar", "V01")):
        region.do(name, *answered(region.dinkes if name == "Ani" else region.dishub, code))
        later(region, timedelta(hours=1))
        tick(region)
        telegram.refuse(error)
        tick(region)
    assert row(region)["trouble"] == trouble
    (said,) = told(region)
    assert words in said


def test_a_silenced_board_is_tried_every_hour_and_goes_on(region: Region) -> None:
    telegram, _ = bound(region)
    region.do("Ani", *answered(region.dinkes, "V01"))
    later(region)
    tick(region)
    telegram.refuse("400 not enough rights to send text messages to the chat")
    later(region)
    tick(region)
    assert telegram.waiting() == []
    later(region, timedelta(hours=1))
    tick(region)
    assert telegram.accept() == ["edit"]
    tick(region)
    assert row(region)["trouble"] == ""


def test_a_group_that_is_gone_ends(region: Region) -> None:
    telegram, _ = bound(region)
    region.do("Ani", *answered(region.dinkes, "V01"))
    later(region)
    tick(region)
    telegram.refuse("403 Forbidden: bot was kicked from the supergroup chat")
    tick(region)
    assert all(one["ended_at"] for one in region.rows(TEAM_GROUP))
    assert "dikeluarkan dari grup Tim Penilai" in told(region)[-1]
    reported(region, LoseGroup(CHAT))  # Telegram's own word may come later
    assert region.acts().count("group_lost") == 0


def test_a_closed_topic_stops_the_board_until_it_is_open_again(region: Region) -> None:
    telegram, _ = bound(region)
    reported(region, CloseTopic(CHAT))
    region.do("Ani", *answered(region.dinkes, "V01"))
    later(region, timedelta(days=1))
    tick(region)
    assert telegram.waiting() == []
    reported(region, OpenTopic(CHAT))
    tick(region)
    assert telegram.accept()[0] == "edit"


@pytest.mark.parametrize("first", ["told", "found out"])
def test_a_supergroup_takes_everything_along_whoever_notices_first(region: Region, first: str) -> None:
    telegram, _ = bound(region)
    region.do("Ani", *answered(region.dinkes, "V01"))
    later(region)
    tick(region)
    if first == "told":
        reported(region, MoveGroup(CHAT, -200))
        region.database.write(lambda conn: reach.moved(conn, CHAT, -200, region.now))
    else:
        region.database.write(lambda conn: reach.moved(conn, CHAT, -200, region.now))
        reported(region, MoveGroup(CHAT, -200))
    assert region.acts().count("group_moved") == 1
    group = row(region)
    assert (group["chat_id"], group["board_message"]) == (-200, None)
    assert telegram.waiting() == []  # the edit of a message that stayed behind
    tick(region)
    assert [one["kind"] for one in telegram.waiting(-200)] == ["send", "pin"]


def test_a_supergroup_that_was_bound_before_the_news_came_keeps_that_binding(region: Region) -> None:
    bound(region)
    region.do("Citra", BindGroup(-200, None, "Tim Penilai", 1))
    reported(region, MoveGroup(CHAT, -200))
    group = row(region)  # one living binding, not two boards in one chat
    assert (group["chat_id"], region.acts()[-1]) == (-200, "group_unbound")


def test_a_new_binding_leaves_no_board_that_looks_alive(region: Region) -> None:
    telegram, _ = bound(region)
    region.do("Citra", BindGroup(CHAT, 44, "Tim Penilai", 1))
    assert telegram.accept() == ["strip", "unpin"]
    tick(region)
    assert [(one["kind"], one["thread_id"]) for one in telegram.waiting()] == [("send", 44), ("pin", None)]
    region.do("Citra", BindGroup(CHAT, 44, "Tim Penilai", 1))
    assert [one["kind"] for one in telegram.waiting()] == []  # not sent yet, no longer wanted


# posts


def test_the_weeks_summary_comes_once_on_monday_morning(region: Region) -> None:
    region.now = MONDAY - timedelta(days=1)
    telegram, _ = bound(region)
    region.now = MONDAY - timedelta(seconds=1)
    tick(region, posts)
    assert telegram.waiting() == []
    region.now = MONDAY + timedelta(hours=5)  # after five hours of downtime
    tick(region, posts)
    (photo,) = telegram.waiting()
    assert (photo["kind"], photo["again"]) == ("photo", False)
    assert photo["payload"]["caption"].startswith("<b>Pekan ini</b>")
    tick(region, posts)
    assert len(telegram.waiting()) == 1
    region.now = MONDAY + timedelta(days=1)  # the last week before Monday the 14th
    tick(region, posts)
    assert telegram.waiting()[-1]["payload"]["caption"].startswith("<b>Sejak kemarin</b>")
    region.now = MONDAY + timedelta(days=9)
    tick(region, posts)
    assert len(telegram.waiting()) == 2  # two days after the due date nothing, and nothing is made up for


def test_submissions_are_collected_for_half_an_hour(region: Region) -> None:
    region.now = MONDAY + timedelta(hours=1)
    telegram, _ = bound(region)
    later(region, timedelta(minutes=10))
    region.do("Ani", *filled(region.dinkes), Submit(region.dinkes))
    later(region, timedelta(minutes=5))
    tick(region, posts)
    assert telegram.waiting() == []
    later(region, timedelta(minutes=15))
    for _ in range(2):
        tick(region, posts)
    (post,) = telegram.waiting()
    assert post["payload"] == {
        "text": "Baru mengirim: Dinkes. Jumlah 1 dari 2.",
        "rows": [],
        "rev": 0,
        "silent": True,
    }
    later(region, timedelta(minutes=40))
    region.do("Fajar", *filled(region.dishub), Submit(region.dishub))
    later(region, timedelta(hours=9))  # downtime: what was collected meanwhile is one post
    tick(region, posts)
    assert telegram.waiting()[-1]["payload"]["text"] == "Baru mengirim: Dishub. Jumlah 2 dari 2."


def test_old_posts_are_forgotten_but_for_what_is_still_asked(region: Region) -> None:
    bound(region)
    group, old = row(region)["id"], region.now
    made = [("sent", "1"), ("sent", "2"), ("day", "3"), ("result", "4"), (groups.VIEW, "5")]
    region.database.write(lambda conn: [groups.post_once(conn, group, kind, key, old) for kind, key in made])
    later(region, group_posts.KEPT)
    tick(region, upkeep)
    assert len(region.rows(GROUP_POST)) == len(made)
    later(region, timedelta(seconds=1))
    tick(region, upkeep)
    assert [(one["kind"], one["key"]) for one in region.rows(GROUP_POST)] == [("sent", "2"), ("result", "4")]


def test_the_result_is_posted_once_with_three_pictures(region: Region) -> None:
    telegram, _ = bound(region)

    def publish(conn: Connection) -> None:
        conn.execute(update(PERIOD).values(result_at=region.now))

    later(region)
    region.database.write(publish)
    for _ in range(2):
        tick(region, posts)
    captions = [one["payload"]["caption"] for one in telegram.waiting()]
    assert [caption.partition(" 2026")[0] for caption in captions] == ["<b>Hasil", "Peta nilai", "Sebaran"]
    assert [len(one["payload"]["rows"]) for one in telegram.waiting()] == [0, 0, 1]
    assert [one["kind"] for one in region.rows(GROUP_POST)] == ["result"]


def test_a_group_bound_after_the_result_is_not_told_of_it(region: Region) -> None:
    region.database.write(lambda conn: conn.execute(update(PERIOD).values(result_at=region.now)))
    later(region)
    telegram, _ = bound(region)
    tick(region, posts)
    assert telegram.waiting() == []


def test_nothing_is_posted_into_a_group_whose_board_is_stopped(region: Region) -> None:
    region.now = MONDAY - timedelta(days=1)
    telegram, _ = bound(region)
    reported(region, CloseTopic(CHAT))
    region.now = DUE - timedelta(hours=7)
    tick(region, posts)
    assert telegram.waiting() == []


def test_a_view_below_the_board_is_remembered_for_a_moment(region: Region) -> None:
    _, group = bound(region)
    region.database.write(lambda conn: groups.note_view(conn, group["id"], "belum", region.now))
    seen = region.database.read(lambda conn: groups.recent_views(conn, group["id"], region.now + timedelta(seconds=5)))
    assert seen == {"belum"}
    assert not region.database.read(
        lambda conn: groups.recent_views(conn, group["id"], region.now + timedelta(minutes=2))
    )
