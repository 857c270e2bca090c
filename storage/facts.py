"""Reads everything that a flow may know, by membership. It runs twice in most turns, so it asks as little as possible.

A contact with one OPD costs four selects: the person, the assessment, its answers, its evidence. What is seldom needed
(choices, colleagues, last year, an invitation, the coordinator's view) is read only when the wish or these rows ask for
it.
"""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from core.assessment.model import Assessment
from core.facts import Choice, Facts, Overview, QuestionFacts
from core.pemda.naming import called
from core.pemda.parts import NOTHING
from core.pemda.retention import DEFAULT_YEARS
from core.pemda.zones import zone_label
from core.people.invitation import token_hash
from core.people.roles import Role, Sender
from core.wish import Wish
from storage.answers import choices, facts as answer_facts, question_facts
from storage.assessment.head import is_open
from storage.engine.schema import AnyRow
from storage.messaging.conversations import Conversation
from storage.pemda import facts as pemda_facts
from storage.people import invitations
from storage.people.facts import AccountHolder, Env, PemdaBrief, known, member
from storage.reminders import facts as reminder_facts
from storage.results import facts as own_results, period as results
from storage.review import facts as review_facts

_NO_PEMDA = "Bagian Organisasi"  # who to turn to, for people of no Pemda


def load(
    conn: Connection, sender: Sender, now: datetime, wish: Wish, env: Env, conversation: Conversation | None = None
) -> Facts:
    """The world as this sender may know it. `now` is UTC; instants in the facts are in the Pemda's zone."""
    who = known(conn, sender.telegram_id, sender.telegram_id in env.admin_ids)
    question, asked_in = question_facts.find(conn, who, wish.question)
    row, options = _assessment(conn, who, wish.assessment if asked_in is None else asked_in, asked_in is not None, now)
    if row is None and wish.results:
        over = own_results.latest(conn, who.opds, now)
        row = answer_facts.find(conn, over) if over is not None else None
    theirs = row is not None and row.opd_id in who.opds
    invitation, until, invited_zone = None, None, None
    offered = wish.invitation or (token_hash(wish.token) if wish.token else "")
    if offered:
        invitation, until, invited_zone = invitations.find_by_hash(conn, offered, sender.telegram_id, now)
    admin = None
    if wish.pemda is not None and wish.pemda in who.coordinated:
        of_all, parts = sender.telegram_id in env.admin_ids, wish.parts or NOTHING
        admin = pemda_facts.load(conn, wish.pemda, now, wish.period, parts=parts, of_all=of_all)
        if wish.reminding is not None:
            admin = replace(admin, reminding=reminder_facts.load(conn, wish.pemda, now, wish.reminding))
    review = None
    if wish.review is not None:
        review = review_facts.load(conn, who, wish.review, sender.telegram_id in env.admin_ids, now)
    brief = _brief(
        who,
        review.desk.pemda if review else None,
        row.pemda_id if row else None,
        wish.pemda,
        question.pemda_id if question else None,
    )
    zone = (brief.zone if brief else None) or invited_zone or ZoneInfo(env.zone)
    local = now.astimezone(zone)
    return Facts(
        now=local,
        sender=sender,
        person=who.person,
        memberships=who.memberships,
        choices=options,
        assessment=_told_apart(answer_facts.load(conn, row, now), who) if row else None,
        colleagues=choices.colleagues(conn, row, sender.telegram_id, now) if row else (),
        coordinators=(row.coordinators or len(env.admin_ids)) if row else 0,
        heads=row.heads if row else 0,
        invitation=invitation,
        guesses_until=until.astimezone(zone) if until else None,
        question=_asked_in(question, who),
        member=member(conn, who, wish.member) if wish.member is not None else None,
        results=own_results.load(conn, row.id, who.opds, now, who.places) if row and theirs and wish.results else None,
        overview=_overview(conn, who, wish.pemda, now) if wish.looking else None,
        admin=admin,
        review=review,
        pemdas=who.coordinated,
        rule_file=brief.id if brief and brief.rule_file else 0,
        limits=env.limits,
        organiser=brief.organiser if brief else _NO_PEMDA,
        kept_years=brief.kept_years if brief else DEFAULT_YEARS,
        zone_label=zone_label(local),
        rule_link=brief.rule_link if brief else "",
        bot_username=env.bot_username,
        may_create_pemda=sender.telegram_id in env.admin_ids,
        evidence_for=conversation.evidence_for if conversation else None,
        last_activity=conversation.moved_at if conversation else None,
    )


def _told_apart(a: Assessment, who: AccountHolder) -> Assessment:
    """The assessment with the Pemda in its OPD's name, for people with roles in several Pemda."""
    place = who.places.get(a.pemda_id, "")
    return replace(a, opd=replace(a.opd, name=called(a.opd.name, place), short=called(a.opd.short, place)))


def _asked_in(question: QuestionFacts | None, who: AccountHolder) -> QuestionFacts | None:
    if question is None:
        return None
    return replace(question, opd_short=called(question.opd_short, who.places.get(question.pemda_id, "")))


def _assessment(
    conn: Connection, who: AccountHolder, wanted: int | None, permitted: bool, now: datetime
) -> tuple[AnyRow | None, tuple[Choice, ...]]:
    """The row of the assessment, and the choices where the person has several. It is the one wished for if the person
    may see it, else the only one there is to open.
    """
    row = answer_facts.find(conn, wanted) if wanted is not None else None
    if row is not None and not permitted and row.opd_id not in who.opds:
        row = None
    if row is not None and len(who.opds) == 1 and is_open(row, now):
        return row, ()
    options = choices.choices(conn, who, now)
    if row is None and len(options) == 1:
        row = answer_facts.find(conn, options[0].assessment)
    return row, options


def _overview(conn: Connection, who: AccountHolder, wanted: int | None, now: datetime) -> Overview | None:
    looked_at = {item.pemda_id: item.pemda_name for item in who.memberships if item.role is Role.VIEWER}
    pemda = wanted if wanted in looked_at else next(iter(looked_at), None)
    if pemda is None:
        return None
    period = results.current(conn, pemda, now)
    present = results.load(conn, period, now) if period is not None else None
    return Overview(pemda, looked_at[pemda], present, tuple(results.years(conn, pemda, now)) if present else ())


def _brief(who: AccountHolder, *preferred: int | None) -> PemdaBrief | None:
    """The Pemda that the facts are about, else the one the person joined first."""
    held = (item.pemda_id for item in who.memberships)
    named = (number for number in (*preferred, *held) if number is not None)
    return next((who.pemdas[number] for number in named if number in who.pemdas), None)
