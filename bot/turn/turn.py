"""The turn: one update = one transaction.

Load the conversation and the facts, ask the flow, carry out its orders, load what the next screen shows (everything
anew where an order was carried out, else only what is missing), draw the screen, queue the calls to Telegram, save the
conversation, mark the update as done, commit. All or nothing; nothing is sent from here. If the process is killed
before the commit, the update is worked again from the beginning; after it, only the sending is left.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import cast

from bot.flows import router
from bot.flows.base import KEEP, State, Step, Trace, receiving_after
from bot.flows.events import Event, File, Other, Reachable, Tap, Text
from bot.flows.groups.base import GroupEvent
from bot.flows.kit.outside import Beside
from bot.flows.states.contact import Asking, OfVariable, Resulting, Sorting
from bot.flows.states.packing import pack, unpack
from bot.holidays.days import with_days_off
from bot.texts import common, faults
from bot.turn import blocked
from bot.turn.delivery import Left, Place, came_before, deliver
from bot.turn.group_turn import GroupPlace, GroupTurn
from core.evidence.batch import Batch
from core.facts import Facts
from core.people.roles import Sender
from core.wish import Wish
from storage import effects, facts
from storage.database import Connection, Database
from storage.messaging import conversations, inbox, outbox
from storage.messaging.conversations import Conversation
from storage.messaging.inbox import Pending
from storage.messaging.outbox import Call, Kind, Priority, Sending
from storage.orders.rights import lock
from storage.people import belonging
from storage.people.facts import Env

SPOKE_OF_FAULT = 2
"""From this failed attempt on the person is told that something is wrong, and later that it is over."""


TOGETHER_WITHIN = timedelta(minutes=1)
"""Files sent before the first of them was answered count as sent together, up to this time after the one before."""


@dataclass(frozen=True, slots=True)
class Turns:
    """Runs turns on a database. `direct` says whether nothing waits for a chat, so that its calls may be stored as
    being sent in the turn's own transaction; `send` hands committed calls to the courier; `expect` tells it of calls
    that will wait.
    """

    database: Database
    env: Env
    clock: Callable[[], datetime]
    direct: Callable[[int], bool]
    send: Callable[[list[Sending]], None]
    expect: Callable[[int], None] = lambda chat: None

    async def run(
        self, pending: Pending, following: int | None, sender: Sender, event: Event | GroupEvent, place: Place
    ) -> None:
        """Runs one turn. Raises whatever the flow or the database raises, with nothing stored."""
        now, direct = self.clock(), not pending.stranger and self.direct(sender.chat_id)
        if pending.stranger:
            self.expect(sender.chat_id)
        turn: Turn | GroupTurn
        if isinstance(place, GroupPlace):
            turn = GroupTurn(self.env, pending, following, sender, cast(GroupEvent, event), place, now, direct)
        else:
            turn = Turn(self.env, pending, following, sender, cast(Event, event), place, now, direct)
        try:
            sendings = await self.database.submit(turn.work)
        except effects.Refused:
            # The world moved between the drawing of the button and its press: nothing was changed, so show it.
            sendings = await self.database.submit(turn.redraw)
        self.send(sendings)

    async def skip(self, pending: Pending, following: int | None) -> None:
        """Marks an update as done that means nothing here."""
        now = self.clock()
        await self.database.submit(lambda conn: inbox.finish(conn, pending.id, now, following))


@dataclass(frozen=True, slots=True)
class Turn:
    """One update and its transaction."""

    env: Env
    pending: Pending
    following: int | None
    sender: Sender
    event: Event
    place: Place
    now: datetime
    direct: bool

    def work(self, conn: Connection) -> list[Sending]:
        return self._work(conn, self._decide)

    def redraw(self, conn: Connection) -> list[Sending]:
        return self._work(conn, self._show_again)

    def _work(self, conn: Connection, decide: Callable[[State | None, Facts, Conversation], Step]) -> list[Sending]:
        before = conversations.load(conn, self.sender.telegram_id)
        state, together = unpack(before.state), self._together(before)
        belongs = self._belongs(conn, together)
        wish = router.wish(state, self.event, before.assessment_id)
        if belongs is not None:
            wish = replace(wish, assessment=belongs)
        reviewed = wish.review.assessment if wish.review else None
        for number in sorted({wish.assessment or 0, reviewed or 0} - {0}):  # always in this order: no deadlock
            lock(conn, number)
        reader = self._reader(conn)
        known = replace(self._load(reader, wish, before), batch=together, belongs=belongs)
        step = decide(state, known, before)
        person = known.person.id if known.person else None
        actor = effects.Actor(person, self.sender.telegram_id, self.now, self.env.admin_ids)
        for effect in step.effects:
            effects.apply(conn, effect, actor)
        gone = self.event == Reachable(False)
        if gone:
            blocked.lost(conn, self.sender.telegram_id, self.now)
        after = self._with_files(before, state, step)
        beside = belongs is not None or wish.results  # looked at, while the person goes on where they were
        here = before.assessment_id if beside else known.assessment.id if known.assessment else None
        wish_after = router.wish_at(step.state, here)
        if step.effects or wish_after != wish:
            known = self._load(self._reader(conn) if gone else reader.after(step.effects), wish_after, after)
        elif after is not before:
            known = replace(known, evidence_for=after.evidence_for)
        before_it = self._facts_of(conn, step, state, known, before)
        sendings = self._draw(conn, step, (state, before_it), known, after)
        inbox.finish(conn, self.pending.id, self.now, self.following)
        return sendings

    def _with_files(self, before: Conversation, former: State | None, step: Step) -> Conversation:
        """The variable that later files belong to, and what became of those sent together."""
        target = receiving_after(step, former, before.evidence_for)
        batch = before.batch if step.batch is KEEP else step.batch.packed()
        if (target, batch) == (before.evidence_for, before.batch):
            return before
        return replace(before, evidence_for=target, batch=batch)

    def _together(self, before: Conversation) -> Batch | None:
        """The files that this one was sent with: of the same album, or before the first of them was answered."""
        event, batch = self.event, Batch.read(before.batch)
        if batch is None or not isinstance(event, File) or event.edited:
            return None
        if event.album or batch.album:
            return batch if event.album == batch.album else None
        recent = before.moved_at is not None and self.now - before.moved_at <= TOGETHER_WITHIN
        return batch if recent and came_before(self.place.message_id, before) else None

    def _belongs(self, conn: Connection, together: Batch | None) -> int | None:
        """The assessment of an album's first file, or of what an edited message brought; None: any assessment may be
        meant.
        """
        if together is not None and together.album:
            return together.assessment
        if isinstance(self.event, Text | File | Other) and self.event.edited and self.place.message_id is not None:
            return belonging.assessment_of(conn, self.sender.telegram_id, self.place.message_id)
        return None

    def _decide(self, state: State | None, known: Facts, before: Conversation) -> Step:
        step = router.step(state, self.event, known, before.revision)
        if self.pending.attempts >= SPOKE_OF_FAULT and not isinstance(self.event, Tap):
            return replace(step, banner=f"{faults.OVER} {step.banner}".rstrip())
        return step

    def _show_again(self, state: State | None, known: Facts, before: Conversation) -> Step:
        return Step(state, toast=common.OLD_SCREEN) if state else router.start(known)

    def _reader(self, conn: Connection) -> facts.Reader:
        return facts.Reader(conn, self.sender, self.now, self.env)

    def _load(self, reader: facts.Reader, wish: Wish, conversation: Conversation) -> Facts:
        return with_days_off(reader.load(wish, conversation))

    def _facts_of(
        self, conn: Connection, step: Step, former: State | None, known: Facts, before: Conversation
    ) -> Facts:
        """The facts that the line of the former screen is about: those of the next screen, unless that one is about
        another OPD or another question.
        """
        if former is None or step.record or router.trace(former) is not Trace.LINE or router.covers(known, former):
            return known
        return self._load(self._reader(conn), router.wish_at(former, before.assessment_id), before)

    def _draw(
        self, conn: Connection, step: Step, left: tuple[State | None, Facts], known: Facts, before: Conversation
    ) -> list[Sending]:
        """`left` is the former state with the facts of its line of record."""
        former, past = left
        screen = router.screen(step.state, known)
        line = step.record or (router.record(former, past) if past is known else router.record_elsewhere(former, past))
        same = step.state == former
        if step.refused:
            line = step.refused if same else f"{line}\n{step.refused}"
        left_of = Left(line, Trace.LINE if step.record or step.refused else router.trace(former))
        drawn = deliver(step, screen, left_of, self.event, self.place, before, same, self.now)
        calls = [behind(call) for call in drawn.calls] if self.pending.stranger else drawn.calls
        sendings = outbox.add(conn, calls, self.now, sending=self.direct)
        after = drawn.conversation
        if not self.direct and before.has_live and not _same_live(before, after):
            outbox.supersede(conn, self.sender.chat_id, before.live_outbox, before.live_message)
        if drawn.live is not None:
            after = replace(after, live_outbox=sendings[drawn.live].id)
        conversations.save(conn, self._moved(after, step.state, known))
        return sendings if self.direct else []

    def _moved(self, conversation: Conversation, state: State, known: Facts) -> Conversation:
        variable = state.variable if isinstance(state, OfVariable | Sorting | Beside) else None
        about = isinstance(state, Asking) and state.back == Resulting.__name__
        beside = about or isinstance(state, Resulting)  # /hasil does not change the OPD that is filled in
        since = conversation.variable_since if variable == conversation.variable else self.now
        here = conversation.assessment_id if beside or not known.assessment else known.assessment.id
        return replace(
            conversation,
            state=pack(state),
            assessment_id=here,
            left_at=_left_at(conversation, here, known),
            variable=variable,
            variable_since=since if variable else None,
            moved_at=self.now,
        )


def _left_at(conversation: Conversation, here: int | None, known: Facts) -> dict[str, str] | None:
    """Where the person was in each assessment that they left for another one, where they choose among several."""
    left, former = conversation.left_at or {}, conversation.assessment_id
    if here is None or here == former or not any(item.period for item in known.choices):
        return conversation.left_at
    open_ones = {str(item.assessment) for item in known.choices} - {str(here)}
    if former is not None and conversation.variable:
        left = {**left, str(former): conversation.variable}
    return {number: code for number, code in left.items() if number in open_ones} or None


def behind(call: Call) -> Call:
    """The call at the pace of broadcasts, so that nothing sent to others waits for it. Answers to presses wait for
    nothing and hold up nothing.
    """
    return call if call.kind is Kind.ANSWER else replace(call, priority=max(call.priority, Priority.BROADCAST))


def _same_live(before: Conversation, after: Conversation) -> bool:
    if before.live_message is not None:
        return before.live_message == after.live_message
    return after.live_message is None and before.live_outbox == after.live_outbox
