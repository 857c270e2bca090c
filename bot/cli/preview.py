"""Every screen that an instrument shows: a contact fills in all of it and a verifier judges it, in a database that is
thrown away. They press and write as people do, so that nothing is shown that would not appear.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.cli.demo_region import Region
from bot.cli.preview_phone import Phone
from bot.flows.base import State
from bot.flows.events import Begin
from bot.flows.states.contact import Browsing, Checking, Declaring, Explaining, Levelling, Receipting, Summarising
from bot.flows.states.evidence import Evidencing
from bot.flows.states.review import Concluded, Concluding, Judging, Queueing
from bot.telegram import messages
from bot.texts.operations import preview as texts
from bot.texts.reading import READ_BRIEFLY, READ_WHOLE
from core.assessment.subjects import Subject
from core.authoring.sources import renamed
from core.effects import CreatePemda, ImportOpds, KeepSubject, OpenPeriod
from core.instrument.model import Instrument
from core.instrument.parts import FULL_MARK
from core.pemda.opd_list.reading import OpdRow
from core.people.roles import Role
from core.screen import Screen, button
from storage.assessment import instruments
from storage.database import Connection, Database
from storage.messaging.contents import Message
from storage.migrations.upgrade import migrate
from storage.pemda import regions

CONTACT, VERIFIER = 1, 2
ID, ZONE = "pratinjau", "Asia/Makassar"
MOST = 12
"""Steps for a variable, and for what surrounds them: whoever needs more does not get on."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A screen, who sees it, and where they are."""

    who: str
    where: str
    screen: Screen


def seen(instrument: Instrument, text: str, now: datetime) -> tuple[list[Seen], bool]:
    """All screens in the order of their meeting, and whether everything could be played to its end. `text` is the
    instrument's file; a draft can be seen as well.
    """
    with tempfile.TemporaryDirectory(prefix="pandu-preview-") as folder:
        url = f"sqlite:///{Path(folder)}/pandu.db"
        migrate(url)
        database = Database.open(url)
        try:
            return database.write(lambda conn: _Preview(conn, instrument, now).play(text))
        finally:
            database.close()


def told(screens: Sequence[Seen]) -> Iterator[str]:
    """The screens as text, each below its place, with a line between them."""
    for number, one in enumerate(screens, start=1):
        yield f"{texts.heading(number, one.who, one.where)}\n{plain(one.screen)}\n"


def plain(screen: Screen) -> str:
    """A screen without marks, its buttons in brackets."""
    words = messages.send(0, Message(screen.text), plain=True).params["text"]
    return "\n".join([str(words), *(" ".join(f"[{one.label}]" for one in row) for row in screen.rows)])


class _Preview:
    """The play."""

    def __init__(self, conn: Connection, instrument: Instrument, now: datetime) -> None:
        self.conn, self.instrument, self.now = conn, instrument, now
        self._most = MOST * (len(instrument.variables) + 1)

    def play(self, text: str) -> tuple[list[Seen], bool]:
        self._open(text)
        contact = Phone(self.conn, CONTACT, texts.CONTACT, ZONE, self.now)
        verifier = Phone(self.conn, VERIFIER, texts.VERIFIER, ZONE, self.now)
        found = [*self._filled_in(contact)]
        if not isinstance(contact.state, Receipting):
            return found, False
        found += self._judged(verifier)
        found += self._result(contact)
        return found, isinstance(verifier.state, Concluded)

    def _open(self, text: str) -> None:
        instruments.add(self.conn, renamed(text, ID))
        Region(self.conn, self.now).do(CreatePemda(texts.PEMDA, ZONE))
        (pemda,) = regions.listed(self.conn)
        region = Region(self.conn, self.now, pemda.id)
        region.do(ImportOpds(pemda.id, (OpdRow(texts.OPD_CODE, texts.OPD, texts.OPD_SHORT, "Dinas"),)))
        due = self.now + timedelta(days=14)
        region.do(OpenPeriod(pemda.id, str(due.year), ID, self.now, due, due + timedelta(days=14)))
        region.join(texts.CONTACT, CONTACT, Role.CONTACT, [texts.OPD_CODE], None, due)
        if self.instrument.subject != "opd":
            days = {
                one.code: self.now.date().isoformat() if one.date else texts.SUBJECT
                for one in self.instrument.attributes
            }
            subject = Subject(self.instrument.subject, texts.SUBJECT_CODE, texts.SUBJECT, days)
            region.do(KeepSubject(regions.opd_codes(self.conn, pemda.id)[texts.OPD_CODE], subject), CONTACT)
        region.join(texts.VERIFIER, VERIFIER, Role.VERIFIER, [""], None, due)

    def _filled_in(self, phone: Phone) -> Iterator[Seen]:
        """The contact answers every variable with its highest level, and submits."""
        phone.do(Begin("isi"))
        for _ in range(self._most):
            state = phone.state
            where = self._where(state)
            if not where:
                return
            yield Seen(texts.FILLS_IN, where, phone.sees)
            if isinstance(state, Levelling):
                yield from self._read(phone, texts.FILLS_IN, state.variable)
            if isinstance(state, Receipting):
                return
            self._go_on(phone, state)

    def _where(self, state: State) -> str:
        match state:
            case Browsing():
                return texts.contents(len(self.instrument.variables))
            case Levelling(variable=code):
                return texts.level(code)
            case Explaining(variable=code):
                return texts.words(code)
            case Evidencing(variable=code):
                return texts.proof(code)
            case Checking(variable=code):
                return texts.answered(code)
            case Summarising():
                return texts.SUMMARY
            case Declaring():
                return texts.DECLARATION
            case Receipting():
                return texts.RECEIPT
            case _:
                return ""

    def _go_on(self, phone: Phone, state: State) -> None:
        """What a person does who knows everything."""
        match state:
            case Levelling(variable=code) if self.instrument.variable(code).mark:
                phone.write(str(self._highest(code)))
            case Levelling(variable=code):
                phone.press(button("", code, self._highest(code)))
            case Explaining(variable=code):
                phone.write(self._explanation(code))
            case Evidencing(variable=code):
                phone.write(f"{texts.EVIDENCE}/{code}")
            case Summarising():
                phone.write(texts.IDENTITY)
            case _:
                phone.press(phone.first)

    def _read(self, phone: Phone, who: str, code: str) -> Iterator[Seen]:
        """The full sentences, where the screen has a button for them."""
        opens = phone.button(READ_WHOLE)
        if opens is not None:
            phone.press(opens)
            yield Seen(who, texts.whole(code), phone.sees)
            closes = phone.button(READ_BRIEFLY)
            if closes is not None:
                phone.press(closes)

    def _highest(self, code: str) -> int:
        return max((level.level for level in self.instrument.variable(code).levels), default=FULL_MARK)

    def _explanation(self, code: str) -> str:
        """The instrument's own example, where it has one."""
        example = self.instrument.variable(code).level(self._highest(code)).example
        return example.replace("{year}", str(self.now.year)) or texts.explanation(code, self.now.year)

    def _judged(self, phone: Phone) -> Iterator[Seen]:
        """A verifier accepts everything."""
        phone.do(Begin("periksa"))
        for _ in range(self._most):
            state = phone.state
            match state:
                case Queueing():
                    where = texts.QUEUE
                case Judging(code=code):
                    where = texts.card(code)
                case Concluding():
                    where = texts.CONCLUSION
                case Concluded():
                    where = texts.CONCLUDED
                case _:
                    return
            yield Seen(texts.CHECKS, where, phone.sees)
            if isinstance(state, Judging):
                yield from self._read(phone, texts.CHECKS, state.code)
            if isinstance(state, Concluded):
                return
            phone.press(phone.first)

    def _result(self, phone: Phone) -> Iterator[Seen]:
        """The words of the result's card, whose picture is drawn only when it is sent, and its list."""
        phone.do(Begin("hasil"))
        if phone.card is not None:
            yield Seen(texts.FILLS_IN, texts.RESULT, phone.card)
            phone.press(next(one for row in phone.card.rows for one in row))
        yield Seen(texts.FILLS_IN, texts.BY_VARIABLE, phone.sees)
