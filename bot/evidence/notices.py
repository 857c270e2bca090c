"""Notices about a file after its bytes were examined, in the transaction that stores the outcome."""

from collections.abc import Iterator
from datetime import datetime

from bot.texts import common
from bot.texts.answers import level
from bot.texts.contact import attach
from bot.texts.evidence import faults as texts
from core.assessment.model import LETTER
from core.screen import Notice, Rows, steady
from core.written import listed
from storage.database import Connection
from storage.evidence import records
from storage.evidence.copying import DuplicateFile, Refusal
from storage.evidence.refusal import FilesSentTogether, OwnedFile, sent_together
from storage.messaging import outbox, places
from storage.messaging.contents import Message
from storage.messaging.outbox import Call, Kind, Priority
from storage.orders.rights import scope


def merged(conn: Connection, file: DuplicateFile, now: datetime) -> None:
    """The file was counted when it came. Now it is known that the variable has the same file already."""
    variables = [code for code in file.variables if code != LETTER]
    if not variables:
        return
    text = attach.same_here(listed(variables), file.name)
    _notify(conn, file.assessment, text, (), file.accounts, now)


def doubtful(conn: Connection, file: OwnedFile, doubt: str, part: str, now: datetime) -> None:
    """The file is stored, and its sender is told what may be wrong (docs/decisions/examining-files.md,
    docs/decisions/locked-documents.md).
    """
    variables = tuple(code for code in file.variables if code != LETTER)
    text = texts.doubtful(doubt, file.name, variables, part)
    _notify(conn, file.assessment, text, _replace(file.assessment, variables), file.accounts, now)


def refused(conn: Connection, refusal: Refusal, now: datetime) -> None:
    """The notice about a refused file, with a button to what has to be replaced."""
    variables = tuple(code for code in refusal.variables if code != LETTER)
    if refusal.locked:
        words = texts.too_late(refusal.slug, refusal.name, variables)
        return _notify(conn, refusal.assessment, words, (), refusal.accounts, now)
    parts = [texts.notice(refusal.slug, refusal.name, variables)]
    if LETTER in refusal.variables:
        parts.append(texts.LETTER_AGAIN)
    if refusal.returned and refusal.due is not None:
        parts.append(texts.returned(refusal.returned, refusal.due))
    if refusal.reopened:
        parts.append(texts.REOPENED)
    together = sent_together(conn, refusal.evidence) if len(parts) == 1 else None
    if together is None:
        _notify(conn, refusal.assessment, "\n".join(parts), _buttons(refusal), refusal.accounts, now)
    else:
        _tell_together(conn, parts[0], refusal, together, now)
    period = _period(conn, refusal.assessment)
    for code in records.bare(conn, refusal.assessment, variables):
        outbox.add(conn, list(_corrected(conn, refusal.accounts, code, period)), now, sending=False)
    return None


def _tell_together(conn: Connection, alone: str, refusal: Refusal, files: FilesSentTogether, now: datetime) -> None:
    """A further refusal in an album is added to the notice of the first one, so that there is one notice."""
    about = f"album:{files.album}"
    text = texts.together(files.refused, files.total, files.variables)
    for account in refusal.accounts:
        row = records.notice(conn, account, about) if len(files.refused) > 1 else None
        if row is None:
            _notify(conn, refusal.assessment, alone, _buttons(refusal), (account,), now, about)
            continue
        words = _named(conn, refusal.assessment, (account,), text)[account]
        message = Message(words, _replace(refusal.assessment, files.variables))
        outbox.add(conn, [Call(account, Kind.EDIT, message, Priority.NOTICE, target_outbox=row)], now, sending=False)


def _buttons(refusal: Refusal) -> Rows:
    return _replace(refusal.assessment, tuple(code for code in refusal.variables if code != LETTER))


def _period(conn: Connection, assessment: int) -> str:
    """What the period of an assessment is called where the Pemda has several; else ""."""
    return str(scope(conn, assessment).period_label)


def _corrected(conn: Connection, accounts: tuple[int, ...], code: str, period: str) -> Iterator[Call]:
    """Corrects the line of record that says the variable is proven, the newest one in each chat. Another `period` may
    have a variable of this code: where there are several, the line names its own.
    """
    for account in accounts:
        for record in records.newest(conn, account):
            if not record.text.endswith(common.named(period)):
                continue
            if text := level.without_proof(record.text, code):
                message, row = record.target_message, record.target_outbox
                yield Call(
                    account, Kind.EDIT, Message(text), Priority.RECORD, target_message=message, target_outbox=row
                )
                break


def _replace(assessment: int, variables: tuple[str, ...]) -> Rows:
    """Buttons to what has to be replaced."""
    return tuple((steady(texts.replace(code), "replace", assessment, code),) for code in variables[:6])


def _named(conn: Connection, assessment: int, accounts: tuple[int, ...], text: str) -> dict[int, str]:
    """The text with its period where the Pemda has several, and with the Pemda for people with roles in several."""
    period = _period(conn, assessment)
    text = common.of_period(text, period) if period else text
    known = places.read(conn, int(scope(conn, assessment).pemda_id), accounts)
    return {account: known.named(account, Notice(text)).text for account in accounts}


def _notify(
    conn: Connection,
    assessment: int,
    text: str,
    rows: Rows,
    accounts: tuple[int, ...],
    now: datetime,
    about: str = "",
) -> None:
    """Sends the notice. `about` is its subject, where more may be added to it."""
    words = _named(conn, assessment, accounts, text)
    calls = [
        Call(one, Kind.SEND, Message(words[one], rows, about=about), Priority.NOTICE, again=True) for one in accounts
    ]
    outbox.add(conn, calls, now, sending=False)
