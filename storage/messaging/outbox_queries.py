"""The statements of the outbox, each compiled once."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Row,
    TextClause,
    and_,
    bindparam,
    case,
    exists,
    false,
    func,
    insert,
    not_,
    null,
    or_,
    select,
    text,
    true,
    update,
)

from storage.engine.schema import CONVERSATION, OUTBOX
from storage.engine.statements import Prepared
from storage.messaging.calls import Call, Kind, Priority, Sending
from storage.messaging.packing import unpack

_T, _C = OUTBOX, CONVERSATION
_O = _T.alias("o")
_TARGET = _T.alias("t")
_EARLIER = _T.alias("e")
_LATER = _T.alias("l")
_SCREEN = _T.alias("s")

_ROW = _T.c.id == bindparam("row")


def unsettled(alias: str = "outbox") -> TextClause:
    """What is not settled: word for word the condition of the indexes, or SQLite would not use them."""
    return text(f"{alias}.state NOT IN ('sent', 'failed', 'skipped')")


INSERT = Prepared(insert(_T).returning(_T.c.id))

# Rows of one chat leave in the order they were written. Boards and broadcasts do not hold up what a person waits for;
# answers to presses and records neither wait nor hold up.
_HELD_UP = exists().where(
    unsettled("e"),
    _EARLIER.c.chat_id == _O.c.chat_id,
    _EARLIER.c.id < _O.c.id,
    text("e.state IN ('waiting', 'sending')"),
    _EARLIER.c.kind != Kind.ANSWER,
    _EARLIER.c.priority != Priority.RECORD,
    or_(_EARLIER.c.priority <= Priority.NOTICE, _EARLIER.c.priority <= _O.c.priority),
    # a document that is being made holds up nobody
    or_(
        text("e.kind NOT IN ('document', 'photo')"),
        _EARLIER.c.next_at.is_(None),
        _EARLIER.c.next_at <= bindparam("now"),
    ),
)
_SCREEN_COMES = exists().where(  # a record waits for every screen of its chat, also those that were written after it
    unsettled("s"),
    _SCREEN.c.chat_id == _O.c.chat_id,
    _SCREEN.c.priority == Priority.SCREEN,
    text("s.state IN ('waiting', 'sending')"),
)
_SUPERSEDED = exists().where(  # the newest edit of a message wins
    unsettled("l"),
    _O.c.kind == Kind.EDIT,
    _LATER.c.kind == Kind.EDIT,
    _LATER.c.chat_id == _O.c.chat_id,
    _LATER.c.id > _O.c.id,
    _LATER.c.state == "waiting",
    or_(_LATER.c.target_message == _O.c.target_message, _LATER.c.target_outbox == _O.c.target_outbox),
)
# Subqueries instead of a join: what waits is then read in the order of its index, no further than `most`.
_UNDECIDED = exists().where(  # the message it is about has not left, or not yet
    _TARGET.c.id == _O.c.target_outbox,
    _O.c.target_message.is_(None),
    text("t.state IN ('waiting', 'sending')"),
)
_MESSAGE = (
    select(func.coalesce(_TARGET.c.message_id, _TARGET.c.target_message))
    .where(_TARGET.c.id == _O.c.target_outbox)
    .scalar_subquery()
)
_LIVE = select(func.coalesce(_C.c.live_message, 0)).where(_C.c.telegram_id == _O.c.chat_id).scalar_subquery()
CLAIM = Prepared(
    select(
        _O,
        func.coalesce(_O.c.target_message, _MESSAGE).label("message"),
        _SUPERSEDED.label("superseded"),
        # for records: the live screen's message, 0 while it is not known; NULL where nobody converses
        case((_O.c.priority == Priority.RECORD, _LIVE)).label("live"),
    )
    .where(
        unsettled("o"),
        _O.c.state == "waiting",
        or_(_O.c.next_at.is_(None), _O.c.next_at <= bindparam("now")),
        not_(_UNDECIDED),
        or_(_O.c.kind == Kind.ANSWER, not_(_HELD_UP)),
        or_(_O.c.priority != Priority.RECORD, not_(_SCREEN_COMES)),
    )
    .order_by(_O.c.priority, _O.c.id)
    .limit(bindparam("most"))
)
TAKE = Prepared(update(_T).where(_ROW).values(state="sending", attempts=_T.c.attempts + 1, next_at=None))
SETTLE = Prepared(
    update(_T)
    .where(_ROW, _T.c.state != "sent")
    .values(
        state=bindparam("to"),
        message_id=func.coalesce(bindparam("message", type_=BigInteger), _T.c.message_id),
        error=bindparam("why"),
        next_at=bindparam("next"),
        sent_at=bindparam("at"),
    )
)
NOW_LIVE = Prepared(  # the row sent the live screen, or (an edit sent as a new message) took its place
    update(_C)
    .where(
        _C.c.telegram_id == select(_T.c.chat_id).where(_ROW).scalar_subquery(),
        or_(
            _C.c.live_outbox == bindparam("row"),
            _C.c.live_outbox == select(_T.c.target_outbox).where(_ROW, _T.c.kind == Kind.EDIT).scalar_subquery(),
            _C.c.live_message == select(_T.c.target_message).where(_ROW, _T.c.kind == Kind.EDIT).scalar_subquery(),
        ),
        _C.c.live_message.is_distinct_from(bindparam("message")),
    )
    .values(live_message=bindparam("message"))
)
_BECOMES_LIVE = and_(_T.c.kind == Kind.EDIT, _T.c.priority == Priority.SCREEN)
NO_LIVE = Prepared(  # it was to become the live screen in place; of a new message its own state tells
    update(_C)
    .where(
        _C.c.telegram_id == select(_T.c.chat_id).where(_ROW, _BECOMES_LIVE).scalar_subquery(),
        or_(
            _C.c.live_message == select(_T.c.target_message).where(_ROW).scalar_subquery(),
            _C.c.live_outbox == select(_T.c.target_outbox).where(_ROW).scalar_subquery(),
        ),
    )
    .values(live_message=null(), live_outbox=null(), live_at=null(), shown="")
)
COUNT_FROM = Prepared(update(_T).where(_ROW).values(attempts=bindparam("number")))
LATER_EDIT = Prepared(  # of the same message, whatever became of it; asked only of records that were put off
    select(_T.c.id)
    .where(
        _T.c.id > bindparam("row"),
        _T.c.chat_id == bindparam("chat"),
        _T.c.kind == Kind.EDIT,
        or_(_T.c.target_message == bindparam("message"), _T.c.target_outbox == bindparam("screen")),
    )
    .limit(1)
)
_OPEN_RECORD = (
    unsettled(),
    _T.c.chat_id == bindparam("chat"),
    _T.c.state == "waiting",
    _T.c.priority == Priority.RECORD,
)
OLD_RECORDS = Prepared(
    update(_T)
    .where(
        *_OPEN_RECORD,
        _T.c.id.in_(select(_T.c.id).where(*_OPEN_RECORD).order_by(_T.c.id.desc()).offset(bindparam("kept"))),
    )
    .values(state="skipped", error=bindparam("why"))
)
SUPERSEDE = Prepared(
    update(_T)
    .where(
        unsettled(),
        _T.c.chat_id == bindparam("chat"),
        _T.c.state == "waiting",
        _T.c.priority == Priority.SCREEN,
        or_(
            (_T.c.id == bindparam("screen", type_=BigInteger)) & (_T.c.doubts > 0),
            (_T.c.kind == Kind.EDIT)
            & or_(
                _T.c.target_outbox == bindparam("screen", type_=BigInteger),
                _T.c.target_message == bindparam("message", type_=BigInteger),
            ),
        ),
    )
    .values(state="skipped", error=bindparam("why"))
)
_IS_LIVE = case(  # a person's live screen, sent or changed in place
    (_T.c.priority != Priority.SCREEN, false()),
    (_C.c.live_outbox == _T.c.id, true()),
    (_T.c.kind != Kind.EDIT, false()),
    (_C.c.live_message == _T.c.target_message, true()),
    (_C.c.live_outbox == _T.c.target_outbox, true()),
    else_=false(),
)
IN_DOUBT = (
    select(
        *(_T.c[name] for name in ("id", "chat_id", "kind", "priority", "again", "attempts", "doubts")),
        _IS_LIVE.label("live"),
    )
    .select_from(_T.outerjoin(_C, _C.c.telegram_id == _T.c.chat_id))
    .order_by(_T.c.id)
)
DOUBT = Prepared(
    update(_T)
    .where(_ROW)
    .values(state=bindparam("to"), doubts=bindparam("doubted"), error=bindparam("why"), next_at=bindparam("next"))
)
DRAWN_AT_ONCE = (
    update(_T)
    .where(unsettled(), _T.c.state == "waiting", _T.c.kind.in_((Kind.DOCUMENT, Kind.PHOTO)))
    .values(next_at=None)
)


def read_sending(row: Row[Any]) -> Sending:
    call = Call(
        row.chat_id,
        Kind(row.kind),
        unpack(row.payload),
        Priority(row.priority),
        row.again,
        row.target_outbox,
        row.message,
        row.revision,
        row.thread_id,
    )
    return Sending(row.id, call, row.attempts + 1, row.created_at)
