"""Reads everything that a flow may know, by membership. It runs twice in many turns, so it asks as little as possible.

A contact with one OPD costs four selects: the person, the assessment, its answers, its evidence. What is seldom needed
(choices, colleagues, last year, an invitation, the coordinator's view) is read only when the wish or these rows ask for
it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import get_args
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from core.actions.facts import ActionFacts, ActionsWish
from core.assessment.model import Assessment
from core.effects import Effect
from core.effects.answers import AnswerEffect
from core.facts import AdminFacts, Choice, Colleague, Facts, InvitationFacts, Member, Overview, QuestionFacts
from core.pemda.documents import RegionDocument
from core.pemda.naming import called
from core.pemda.parts import NOTHING
from core.pemda.purpose import GENERAL, Purpose
from core.pemda.retention import DEFAULT_YEARS
from core.pemda.zones import zone_label
from core.people.invitation import token_hash
from core.people.roles import LOOKS_ON, Sender
from core.productivity.facts import WorkloadFacts, WorkloadWish
from core.register.model import RegisterFacts, RegisterWish
from core.results.period import OwnResults
from core.review.facts import ReviewFacts, ReviewWish
from core.survey.form import SurveyLine
from core.wish import Wish
from storage.actions import facts as actions
from storage.answers import choices, facts as answer_facts, question_facts
from storage.assessment import purposes
from storage.assessment.head import is_open
from storage.engine.reads import Reads
from storage.engine.schema import AnyRow
from storage.evidence import documents
from storage.messaging.conversations import Conversation
from storage.pemda import facts as pemda_facts, registers
from storage.people import invitations
from storage.people.facts import AccountHolder, Env, PemdaBrief, known, member
from storage.productivity import facts as workload_facts
from storage.reminders import facts as reminder_facts
from storage.results import facts as own_results, period as results
from storage.review import facts as review_facts
from storage.survey import facts as surveys

ANSWER_EFFECTS = get_args(AnswerEffect)

_NO_PEMDA = "Bagian Organisasi"  # who to turn to, for people of no Pemda


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the world as one sender may know it, in one transaction. What it has read, it does not read again (`after`
    a change it does). `now` is UTC; instants in the facts are in the Pemda's zone.
    """

    conn: Connection
    sender: Sender
    now: datetime
    env: Env
    once: Reads = field(default_factory=Reads)

    def load(self, wish: Wish, conversation: Conversation | None = None) -> Facts:
        """The facts that are wished for, as far as this sender may see them."""
        who = self._who()
        if wish.pemda is None and wish.pemda_named:
            wish = replace(wish, pemda=_named(who.coordinated, wish.pemda_named))
        question, asked_in = self._question(who, wish.question)
        row, options = self._assessment(who, wish, asked_in)
        invitation, until, invited_zone = self._invitation(wish)
        admin, review = self._admin(who, wish), self._review(who, wish.review)
        brief = _brief(
            who,
            review.desk.pemda if review else None,
            row.pemda_id if row else None,
            wish.pemda,
            question.pemda_id if question else None,
        ) or PemdaBrief(0, "", invited_zone or ZoneInfo(self.env.zone), _NO_PEMDA, "", False, DEFAULT_YEARS)
        local = self.now.astimezone(brief.zone)
        return Facts(
            now=local,
            sender=self.sender,
            person=who.person,
            memberships=who.memberships,
            choices=options,
            assessment=self._answers(row, who) if row else None,
            colleagues=self._colleagues(row) if row else (),
            coordinators=(row.coordinators or len(self.env.admin_ids)) if row else 0,
            heads=row.heads if row else 0,
            invitation=invitation,
            guesses_until=until.astimezone(brief.zone) if until else None,
            question=question,
            member=self._member(who, wish.member) if wish.member is not None else None,
            results=self._results(row, who) if row and wish.results else None,
            overview=self._overview(who, wish.pemda, wish.viewed) if wish.looking else None,
            admin=admin,
            review=review,
            workload=self._workload(who, wish.workload),
            register=self._register(who, wish.register),
            pemdas=who.coordinated,
            documents=self._documents(row) if row and wish.documents else (),
            surveys=self._surveys(row, who, wish) if wish.surveys else (),
            actions=self._actions(who, wish.actions),
            surveys_at=self.env.surveys_at,
            rule_file=brief.id if brief.rule_file else 0,
            limits=self.env.limits,
            organiser=brief.organiser,
            purpose=self._purpose(brief.id) if wish.purpose else GENERAL,
            kept_years=brief.kept_years,
            zone_label=zone_label(local),
            rule_link=brief.rule_link,
            bot_username=self.env.bot_username,
            may_create_pemda=self._is_admin,
            evidence_for=conversation.evidence_for if conversation else None,
            left_at=_left_at(conversation, row) if conversation and row else "",
            last_activity=conversation.moved_at if conversation else None,
        )

    def after(self, orders: Sequence[Effect]) -> "Reader":
        """The reader for what follows these orders. Orders about answers change nobody's roles, so who the sender is
        is not read again.
        """
        if not orders:
            return self
        kept = self.once.only("person") if all(isinstance(order, ANSWER_EFFECTS) for order in orders) else Reads()
        return replace(self, once=kept)

    def _purpose(self, pemda: int) -> Purpose:
        return self.once(("purpose", pemda), lambda: purposes.of_pemda(self.conn, pemda))

    def _documents(self, row: AnyRow) -> tuple[RegionDocument, ...]:
        zone = ZoneInfo(row.timezone)
        key = ("documents", row.pemda_id)
        return self.once(key, lambda: documents.load(self.conn, row.pemda_id, zone))

    def _surveys(self, row: AnyRow | None, who: AccountHolder, wish: Wish) -> tuple[SurveyLine, ...]:
        """Those of the period for who coordinates its Pemda, else that of the own OPD."""
        pemda, period = wish.pemda, wish.period
        if pemda is not None and period is not None:
            if pemda not in who.coordinated:
                return ()
            return self.once(("surveys", period), lambda: surveys.of_period(self.conn, pemda, period, self.now))
        if row is None or row.opd_id not in who.opds:
            return ()
        return self.once(("survey", row.id), lambda: surveys.of_assessment(self.conn, row.id, self.now))

    @property
    def _is_admin(self) -> bool:
        return self.sender.telegram_id in self.env.admin_ids

    def _who(self) -> AccountHolder:
        return self.once("person", lambda: known(self.conn, self.sender.telegram_id, self._is_admin))

    def _question(self, who: AccountHolder, number: int | None) -> tuple[QuestionFacts | None, int | None]:
        """The question, with the Pemda in its OPD's name where needed; and the assessment that it lets this person
        see.
        """
        found, asked_in = self.once(("question", number), lambda: question_facts.find(self.conn, who, number))
        if found is None:
            return None, asked_in
        return replace(found, opd_short=called(found.opd_short, who.places.get(found.pemda_id, ""))), asked_in

    def _row(self, assessment: int) -> AnyRow | None:
        return self.once(("assessment", assessment), lambda: answer_facts.find(self.conn, assessment))

    def _assessment(
        self, who: AccountHolder, wish: Wish, asked_in: int | None
    ) -> tuple[AnyRow | None, tuple[Choice, ...]]:
        """The row of the assessment, and the choices where the person has several. It is the one of the question, or
        the one wished for if the person may see it, else the only one there is to open. Where results are wished for,
        it may be a closed one.
        """
        wanted = wish.assessment if asked_in is None else asked_in
        row = self._row(wanted) if wanted is not None else None
        if row is not None and asked_in is None and row.opd_id not in who.opds:
            row = None
        alone = len(who.opds) == 1 and row is not None and row.subject_id is None and not row.period_label
        if row is not None and alone and is_open(row, self.now):
            return row, ()
        options = self.once("choices", lambda: choices.choices(self.conn, who, self.now))
        if row is None and len(options) == 1:
            row = self._row(options[0].assessment)
        if row is None and not options:
            left_out = self.once("left_out", lambda: choices.left_out(self.conn, who, self.now))
            row = self._row(left_out) if left_out is not None else None
        if row is None and wish.results:
            latest = self.once("latest", lambda: own_results.latest(self.conn, who.opds, self.now))
            row = self._row(latest) if latest is not None else None
        return row, options

    def _answers(self, row: AnyRow, who: AccountHolder) -> Assessment:
        """The assessment, with the Pemda in its OPD's name for people with roles in several Pemda."""
        a = self.once(("answers", row.id), lambda: answer_facts.load(self.conn, row, self.now))
        place = who.places.get(a.pemda_id, "")
        return replace(a, opd=replace(a.opd, name=called(a.opd.name, place), short=called(a.opd.short, place)))

    def _colleagues(self, row: AnyRow) -> tuple[Colleague, ...]:
        account = self.sender.telegram_id
        return self.once(("colleagues", row.id), lambda: choices.colleagues(self.conn, row, account, self.now))

    def _invitation(self, wish: Wish) -> tuple[InvitationFacts | None, datetime | None, ZoneInfo | None]:
        """The invitation that was brought; until when the sender may not guess another; and its zone."""
        offered, account = wish.invitation or (token_hash(wish.token) if wish.token else ""), self.sender.telegram_id
        if not offered:
            return None, None, None
        read = partial(invitations.find_by_hash, self.conn, offered, account, self.now)
        return self.once(("invitation", offered), read)

    def _member(self, who: AccountHolder, number: int) -> Member | None:
        return self.once(("member", number), lambda: member(self.conn, who, number))

    def _results(self, row: AnyRow, who: AccountHolder) -> OwnResults | None:
        if row.opd_id not in who.opds:
            return None
        read = partial(own_results.load, self.conn, row.id, who.opds, self.now, who.places)
        return self.once(("results", row.id), read)

    def _overview(self, who: AccountHolder, wanted: int | None, period: int | None) -> Overview | None:
        return self.once(("overview", wanted, period), lambda: _overview(self.conn, who, wanted, period, self.now))

    def _admin(self, who: AccountHolder, wish: Wish) -> AdminFacts | None:
        pemda, reminding = wish.pemda, wish.reminding
        if pemda is None or pemda not in who.coordinated:
            return None
        parts = wish.parts or NOTHING
        admin = pemda_facts.load(
            self.conn,
            pemda,
            self.now,
            wish.period,
            parts=parts,
            of_all=self._is_admin,
            once=self.once,
            within=wish.within or 0,
        )
        if reminding is None:
            return admin
        read = partial(reminder_facts.load, self.conn, pemda, self.now, reminding)
        return replace(admin, reminding=self.once(("reminding", pemda, reminding), read))

    def _workload(self, who: AccountHolder, wish: WorkloadWish | None) -> WorkloadFacts | None:
        if wish is None:
            return None
        return self.once(("workload", wish), lambda: workload_facts.load(self.conn, who, wish))

    def _register(self, who: AccountHolder, wish: RegisterWish | None) -> RegisterFacts | None:
        if wish is None:
            return None
        return self.once(("register", wish), lambda: registers.load(self.conn, who, wish, self.now))

    def _actions(self, who: AccountHolder, wish: ActionsWish | None) -> ActionFacts | None:
        if wish is None:
            return None
        read = partial(actions.load, self.conn, wish, who.opds, who.coordinated, who.places, self.now)
        return self.once(("actions", wish), read)

    def _review(self, who: AccountHolder, wish: ReviewWish | None) -> ReviewFacts | None:
        if wish is None:
            return None
        return self.once(("review", wish), lambda: review_facts.load(self.conn, who, wish, self._is_admin, self.now))


def _overview(
    conn: Connection, who: AccountHolder, wanted: int | None, wanted_period: int | None, now: datetime
) -> Overview | None:
    """The numbers of a Pemda in which this person looks on or coordinates."""
    looked_at = {item.pemda_id: item.pemda_name for item in who.memberships if item.role in LOOKS_ON}
    pemda = wanted if wanted in looked_at else next(iter(looked_at), None)
    if pemda is None:
        return None
    period, several = results.meant(conn, pemda, now, wanted_period)
    if several:
        boards = tuple(results.load(conn, one.id, now) for one in several)
        return Overview(pemda, looked_at[pemda], periods=several, boards=boards)
    present = results.viewed(conn, pemda, period, now) if period is not None else None
    if present is None:
        return Overview(pemda, looked_at[pemda], purpose=purposes.of_pemda(conn, pemda))
    return Overview(pemda, looked_at[pemda], present, tuple(results.years(conn, pemda, now)))


def _left_at(conversation: Conversation, row: AnyRow) -> str:
    return (conversation.left_at or {}).get(str(row.id), "")


def _named(coordinated: Mapping[int, str], name: str) -> int | None:
    return next((number for number, known in coordinated.items() if known == name), None)


def _brief(who: AccountHolder, *preferred: int | None) -> PemdaBrief | None:
    """The Pemda that the facts are about, else the one the person joined first."""
    held = (item.pemda_id for item in who.memberships)
    named = (number for number in (*preferred, *held) if number is not None)
    return next((who.pemdas[number] for number in named if number in who.pemdas), None)
