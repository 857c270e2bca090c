"""What the bot answers in a group.

Everybody in a bound group may read progress and scores; only coordinators bind, remind and unbind. In a group that is
not bound one sentence answers everything.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.commands import COMMANDS, find
from bot.flows.groups import binding, charts, lists
from bot.flows.groups.base import (
    NOTHING,
    Answer,
    BotStatus,
    Command,
    GroupEvent,
    GroupReply,
    GroupWish,
    Migration,
    PastedInvitation,
    Press,
    Topic,
    View,
    in_period,
    open_bot,
    press,
    view_of,
)
from bot.flows.kit.paging import number_of
from bot.texts.groups import board as group_board, views as texts
from core.effects import TellRole
from core.effects.groups import CloseTopic, LoseGroup, MoveGroup, OpenTopic, PinBoard
from core.evidence.years import YEAR
from core.groups import ADDRESS, AT, BELOW, BOARD, PIN, BoardTrouble, GroupFacts, PinStatus, ViewName
from core.people.roles import Role
from core.results.period import PeriodResults, PresentPeriod, apart, named_in, of_year
from core.screen import Notice, Rows, steady

CONNECT = "hubungkan"
"""The parameter of the link that adds the bot to a group."""
_BINDING = (binding.ASK, binding.WHICH, binding.BIND, binding.UNBIND, binding.CANCEL)


def needed(event: GroupEvent) -> GroupWish:
    """What has to be loaded for this event."""
    words = _words(event)
    view, period = view_of(words[0]) if words else ("", None)
    years = charts.TREND in words[1:2] or bool(_year_in(event))
    return GroupWish(numbers=view in set(ViewName), years=years, period=period)


def _year_in(event: GroupEvent) -> str:
    """The period that a command names: "/skor 2026"; "" for none."""
    named = isinstance(event, Command) and event.name in set(ViewName) and event.name != ViewName.OPD
    return event.argument if named and isinstance(event, Command) and YEAR.search(event.argument) else ""


def answer(event: GroupEvent, facts: GroupFacts, title: str = "", thread_id: int | None = None) -> Answer:
    """`title` is the group's name, `thread_id` the topic in which it happened."""
    match event:
        case Command(to=to) if to and to.lower() != facts.bot_username.lower():
            return NOTHING  # another bot's
        case Command():
            return _command(event, facts, thread_id)
        case PastedInvitation():
            return Answer(View(texts.INVITATION_HERE, _bot_row(facts)))
        case GroupReply():
            return _read(_words(event), facts) if _words(event) else NOTHING
        case Press():
            return _press(event, facts, title, thread_id)
        case BotStatus():
            return _standing(event, facts, title)
        case Migration(former, chat_id):
            return _became(former, chat_id, facts)
        case Topic():
            return _topic(event, facts)


def _words(event: GroupEvent) -> tuple[str, ...]:
    """The address of the view that an event asks for."""
    match event:
        case Command(name="opd", argument=argument):
            return (ViewName.OPD, "", argument)
        case Command(name=name):
            return (name,)
        case GroupReply(text=text, to=to) if to.endswith(texts.OPD_USAGE):
            return (ViewName.OPD, "", text)
        case Press(parts=(address, *parts)) if address == ADDRESS:
            return tuple(parts[1:] if parts[:1] == [BELOW] else parts)
    return ()


def _command(event: Command, facts: GroupFacts, thread_id: int | None) -> Answer:
    known = find(event.name)
    if known is None:
        return NOTHING  # most likely another bot's
    match known.slug:
        case "mulai" if event.argument == CONNECT:  # what the link that adds the bot to a group makes people say
            return binding.begin(facts, topic=thread_id is not None)
        case "mulai" if facts.group is None:
            return Answer(View(texts.UNBOUND))
        case "mulai" | "bantuan":
            listed = [(command.slug, command.line) for command in COMMANDS if command.group]
            return Answer(View(texts.help(listed), _bot_row(facts)))
        case "hubungkan":
            return binding.begin(facts, topic=thread_id is not None)
        case "ingatkan" if facts.group is not None:
            return _remind(facts)
        case _ if not known.group:
            return Answer(View(texts.PRIVATE_ONLY, _bot_row(facts)))
    named = _year_in(event)
    if not named or facts.group is None:
        return _read(_words(event), facts)
    if among := of_year(facts.years, named):
        return Answer(which(_words(event), among))
    found = named_in(facts.years, named)
    if found is None:
        return Answer(View(texts.no_such_period(named, [one.period.name for one in facts.years])))
    present = facts.results is not None and facts.results.period.id == found.period.id
    return _read(_words(event), facts if present else replace(facts, results=apart(found)))


def _press(event: Press, facts: GroupFacts, title: str, thread_id: int | None) -> Answer:
    words = _words(event)
    if not words:
        return NOTHING
    if words[0] in _BINDING:
        return binding.press_on(facts, words, title, thread_id)
    if facts.group is None:
        return Answer(toast=texts.UNBOUND)
    if words[0] == PIN:
        done = View(texts.PINNING) if facts.group.board else None
        return Answer(show=done, toast="" if done else texts.NO_BOARD, effects=(PinBoard(facts.sender.chat_id),))
    if words[0] == BOARD:
        return Answer(toast=texts.board_above(facts.group.pinned) if facts.group.board else texts.NO_BOARD)
    read = _read(words, facts)
    if event.parts[1] == BELOW:
        again = words[0] in facts.recent
        return Answer(toast=texts.BELOW) if again else Answer(say=read.say, below=words[0])
    return Answer(show=read.say, toast=read.toast)


def _read(words: tuple[str, ...], facts: GroupFacts) -> Answer:
    """A view of the period's numbers, the same for everybody in the group."""
    if facts.group is None:
        return Answer(View(texts.UNBOUND))
    words, results = (view_of(words[0])[0], *words[1:]), facts.results
    if results is None and facts.periods:
        return Answer(which(words, facts.periods))
    if results is None:
        return Answer(View(group_board.no_period(facts.group.pemda_name, facts.purpose)))
    read = _read_in(words, facts, results)
    return replace(read, say=in_period(read.say, results)) if read.say is not None else read


def which(words: tuple[str, ...], periods: Sequence[PresentPeriod]) -> View:
    """Which of several periods a view is about; each button carries the whole address."""
    view, *more = words
    if view == ViewName.OPD and more[:1] == [""]:  # words that were typed
        more = [lists.AMONG, lists.in_address(more[1]), "1"] if more[1].strip() else ["", ""]
    return View(texts.WHICH_PERIOD, tuple((press(one.name, f"{view}{AT}{one.id}", *more),) for one in periods))


def _read_in(words: tuple[str, ...], facts: GroupFacts, results: PeriodResults) -> Answer:
    match words:
        case (ViewName.OPD, "", query):
            return lists.search(results, query)
        case (ViewName.OPD, lists.AMONG, query, "1") if results.period.several:
            return lists.search(results, query)
        case (ViewName.OPD, lists.AMONG, query, page):
            return Answer(lists.several(results, query, number_of(page) or 1))
        case (ViewName.OPD, opd):
            found = lists.one(results, number_of(opd) or 0)
            return Answer(found) if found else Answer(toast=texts.GONE)
    view = _view(words, facts, results)
    return Answer(view) if view else Answer(toast=texts.GONE)


def _view(words: tuple[str, ...], facts: GroupFacts, results: PeriodResults) -> View | None:
    page = number_of(words[-1]) or 1
    match words[0]:
        case ViewName.PROGRESS:
            return lists.progress(results, facts)
        case ViewName.OPEN:
            return lists.unsent(results, page)
        case ViewName.SCORES:
            return lists.scores(results, page)
        case ViewName.CHART:
            return charts.chart(facts.years, results, words[1] if len(words) > 1 else "", page)
        case ViewName.RECAP:
            return View(texts.recap_caption(results), recap=results.period.id)
    return None


def _remind(facts: GroupFacts) -> Answer:
    """The preview goes to the coordinator alone, because it names who is to be reminded."""
    assert facts.group is not None
    if facts.anonymous:
        return Answer(View(texts.ANONYMOUS))
    if not facts.leads:
        return Answer(View(texts.ONLY_COORDINATORS_REMIND))
    pemda = facts.group.pemda_id
    preview = Notice(texts.remind_preview(facts.group.pemda_name), ((steady(texts.OPEN_PREVIEW, "remind", pemda),),))
    return Answer(View(texts.PREVIEW_SENT, _bot_row(facts)), private=preview)


def _standing(event: BotStatus, facts: GroupFacts, title: str) -> Answer:
    """The bot was added, removed, or has other rights."""
    chat, group = facts.sender.chat_id, facts.group
    if not event.inside:
        if group is None:
            return NOTHING
        told = TellRole(group.pemda_id, Role.COORDINATOR, Notice(texts.lost(group.title)))
        return Answer(effects=(told, LoseGroup(chat)))
    if group is None:
        return NOTHING if event.was_inside else binding.bind_again(facts, title) or Answer(View(texts.UNBOUND))
    effects: tuple[OpenTopic | PinBoard, ...] = (OpenTopic(chat),) if group.trouble is BoardTrouble.SILENCED else ()
    if event.may_pin and group.pinned is PinStatus.REFUSED:
        effects += (PinBoard(chat),)
    return Answer(effects=effects)


def _became(former: int, chat_id: int, facts: GroupFacts) -> Answer:
    """A group has become a supergroup. Telegram reports it in both chats, in any order, and the courier may have
    noticed before.
    """
    if facts.group is None:
        return NOTHING
    moves = (MoveGroup(former, chat_id),) if facts.group.chat_id == former else ()
    return Answer(View(texts.MOVED), effects=moves, chat=chat_id, once=("moved", str(chat_id)))


def _topic(event: Topic, facts: GroupFacts) -> Answer:
    group, chat = facts.group, facts.sender.chat_id
    if group is None or group.thread_id != event.thread_id:
        return NOTHING
    if not event.closed:
        return Answer(effects=(OpenTopic(chat),)) if group.trouble is BoardTrouble.TOPIC_CLOSED else NOTHING
    if group.trouble is BoardTrouble.TOPIC_CLOSED:
        return NOTHING
    told = TellRole(group.pemda_id, Role.COORDINATOR, Notice(texts.topic_closed(group.title)))
    return Answer(effects=(told, CloseTopic(chat)))


def _bot_row(facts: GroupFacts) -> Rows:
    row = open_bot(facts, group_board.OPEN_BOT)
    return (row,) if row else ()
