"""One OPD as a member of the team sees it: cards with evidence and earlier verdicts, and the last verdicts."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select

from core.assessment.answer import FormerAnswer
from core.assessment.model import EvidenceKind, EvidenceState, Opd
from core.assessment.wanted import wanted
from core.review.facts import Card, Delivery, Desk, Dossier, Exhibit
from core.review.rules import Case, Claim, Judge, portion, task
from core.review.verdicts import Stage, Verdict
from storage.actions import facts as actions
from storage.assessment import instruments
from storage.assessment.head import period_of
from storage.assessment.progress import COUNTS
from storage.engine.schema import ANSWER, AUDIT, AUDIT_CONTENT, EVIDENCE, EVIDENCE_USE, OUTBOX, VERDICT, AnyRow
from storage.evidence import own_lines
from storage.results import former
from storage.review import cases

_EXPLANATIONS = select(ANSWER.c.variable, ANSWER.c.explanation).where(ANSWER.c.assessment_id == bindparam("assessment"))
_EVIDENCE = (
    select(
        EVIDENCE.c.id,
        EVIDENCE.c.kind,
        EVIDENCE.c.name,
        EVIDENCE.c.state,
        EVIDENCE.c.year,
        EVIDENCE.c.file_id,
        EVIDENCE.c.note,
        EVIDENCE.c.doubt,
        EVIDENCE.c.document_id,
        EVIDENCE_USE.c.variable,
        EVIDENCE_USE.c.added_at,
    )
    .join(EVIDENCE_USE, EVIDENCE_USE.c.evidence_id == EVIDENCE.c.id)
    .where(EVIDENCE.c.assessment_id == bindparam("assessment"), COUNTS)
    .order_by(EVIDENCE.c.id)
)
"""In the order of the contact's own list, so that both mean the same by a number."""

_WRITTEN = (
    select(AUDIT.c.at, AUDIT.c.act, AUDIT_CONTENT.c.content)
    .join(AUDIT_CONTENT, (AUDIT_CONTENT.c.pemda_id == AUDIT.c.pemda_id) & (AUDIT_CONTENT.c.number == AUDIT.c.number))
    .where(AUDIT.c.assessment_id == bindparam("assessment"), AUDIT.c.act.in_(("explanation_saved", "level_saved")))
    .order_by(AUDIT.c.number)
)

_TOLD = (
    select(VERDICT.c.told)
    .where(
        VERDICT.c.assessment_id == bindparam("assessment"),
        VERDICT.c.stage == bindparam("stage"),
        VERDICT.c.by == bindparam("person"),
        VERDICT.c.at == bindparam("at"),
        VERDICT.c.level.is_(None),
    )
    .limit(1)
)
_FATES = select(OUTBOX.c.state, OUTBOX.c.sent_at).where(OUTBOX.c.id.in_(bindparam("rows", expanding=True)))


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, at which desk, when. `me` is 0 for an administrator without a person row; they judge nothing."""

    conn: Connection
    desk: Desk
    team: tuple[Judge, ...]
    me: int
    now: datetime
    zone: ZoneInfo

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self.zone)


def load(reader: Reader, head: AnyRow) -> Dossier | None:
    """The dossier; None where the person may judge nothing of this OPD."""
    stage = reader.desk.stage
    case = cases.load(reader.conn, [head], reader.now)[head.id]
    falls = set(portion(reader.team, stage, case, reader.me))
    if not falls:
        return None
    free = task(reader.team, stage, case, reader.me, reader.now)
    waiting = [code for code in case.open(stage) if code in falls]
    claims = [case.claim(stage, code) for code in free]
    until = min((one.until for one in claims if one and one.person == reader.me), default=None)
    fixed = _fixed(reader, case)
    instrument = instruments.of_team(reader.conn, head.instrument)
    return Dossier(
        assessment=head.id,
        pemda=head.pemda_id,
        opd=Opd(head.opd_id, head.opd_code, head.opd_name, head.opd_short),
        period=period_of(head, reader.now, reader.zone),
        instrument=instrument,
        status=case.status,
        stage=stage,
        returnable=case.returnable(stage),
        awaited=bool(head.was_final or head.result_at),
        province_follows=stage is Stage.REGION and bool(head.province_review),
        cards=_cards(reader, head, case, free),
        until=reader.local(until) if until else None,
        holder=holder_of(reader, case, waiting) if not free else None,
        fixed=fixed,
        bases=_bases(case, stage, fixed),
        delivery=_delivery(reader, head.id, fixed),
    )


def _cards(reader: Reader, head: AnyRow, case: Case, codes: tuple[str, ...]) -> tuple[Card, ...]:
    if not codes:
        return ()
    one = {"assessment": head.id}
    said = {row.variable: row.explanation for row in reader.conn.execute(_EXPLANATIONS, one)}
    proofs: dict[str, list[AnyRow]] = defaultdict(list)
    for row in reader.conn.execute(_EVIDENCE, one):
        proofs[row.variable].append(row)
    instrument = instruments.of_team(reader.conn, head.instrument)
    before = former.load(reader.conn, head.opd_id, head.period_due, instrument.id, head.subject_id)
    stage = reader.desk.stage
    written, chosen = _history(reader, head.id) if any(_returned_at(case, code) for code in codes) else ({}, {})
    lines = own_lines.load(reader.conn, head.pemda_id, instrument.id, reader.zone) if head.has_own_lines else ()
    opened = reader.local(head.opens_at)
    to_do = actions.of_assessment(reader.conn, head.id, reader.zone) if instrument.acts else {}
    cards = []
    for code in codes:
        level, last = case.levels.get(code), before.answers.get(code)
        if level is None and not instrument.given_by_team(code):
            continue
        base = case.base(stage, code)
        again, returned = case.repaired.get(code), _returned_at(case, code)
        cards.append(
            Card(
                variable=code,
                level=level,
                base=level if base is None else base,
                version=case.versions[code],
                edition=f"{case.versions[code]}-{int(again.timestamp()) if again else 0}",
                explanation=said.get(code, ""),
                exhibits=_exhibits(proofs[code], returned),
                earlier=tuple(_local(reader, one.verdict) for one in case.verdicts if one.verdict.variable == code),
                former=_former(before.year, last) if last else None,
                draft=case.draft(stage, code),
                outdated=any(one.variable == code and one.stage is stage for one in case.drafts)
                and case.draft(stage, code) is None,
                reworded=_waits_for(case, code, written.get(code)),
                was=_level_at(returned, chosen[code], level) if returned and code in chosen else None,
                wanted=wanted(instrument, lines, code, level, opened, again or case.sent),
                action=to_do.get(code),
            )
        )
    return tuple(cards)


def _former(year: int | None, last: FormerAnswer) -> tuple[int, int, bool]:
    """Year, level, and whether it is the team's, who may have given the lowest level: 0 on some scales."""
    if last.verified is None:
        return year or 0, last.level, False
    return year or 0, last.verified, True


def _waits_for(case: Case, code: str, written: datetime | None) -> bool:
    """Whether a verifier waits for this explanation: it was written after a return, and nobody has judged it since."""
    given = [one.verdict for one in case.verdicts if one.verdict.variable == code]
    return written is not None and bool(given) and given[-1].level is None and written > given[-1].at


def _history(reader: Reader, assessment: int) -> tuple[dict[str, datetime], dict[str, list[tuple[datetime, int]]]]:
    """When the explanation of each variable was last written, and which levels were chosen when, from the log: an
    answer has only its newest version.
    """
    written: dict[str, datetime] = {}
    chosen: dict[str, list[tuple[datetime, int]]] = defaultdict(list)
    for row in reader.conn.execute(_WRITTEN, {"assessment": assessment}):
        content = json.loads(row.content)
        if row.act == "explanation_saved":
            written[content["variable"]] = row.at
        else:
            chosen[content["variable"]].append((row.at, content["to"]))
    return written, chosen


def _level_at(returned: datetime, chosen: Iterable[tuple[datetime, int]], now: int | None) -> int | None:
    """The level at which a variable was last returned, where the OPD has chosen another one since."""
    then = [level for at, level in chosen if at <= returned]
    return then[-1] if then and then[-1] != now else None


def _returned_at(case: Case, code: str) -> datetime | None:
    """When a variable was last returned."""
    given = (one.verdict for one in case.verdicts if one.verdict.variable == code and one.verdict.level is None)
    return max((one.at for one in given), default=None)


def _exhibits(rows: list[AnyRow], returned: datetime | None) -> tuple[Exhibit, ...]:
    """The evidence of a variable. What came after a return is first, because the verifier waited for it."""
    found = [
        Exhibit(
            row.id,
            EvidenceKind(row.kind),
            row.name,
            EvidenceState(row.state),
            row.year,
            row.file_id,
            new=returned is not None and row.added_at > returned,
            note=row.note,
            doubt=row.doubt,
            shared=row.document_id is not None,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: not one.new))


def _local(reader: Reader, verdict: Verdict) -> Verdict:
    at = reader.local(verdict.at)
    return Verdict(verdict.variable, verdict.stage, verdict.version, verdict.level, verdict.note, verdict.by, at)


def _fixed(reader: Reader, case: Case) -> tuple[Verdict, ...]:
    """The last verdicts that this person fixed together at this stage."""
    given = [one.verdict for one in case.verdicts if one.by == reader.me and one.verdict.stage is reader.desk.stage]
    last = max((one.at for one in given), default=None)
    order = {code: place for place, code in enumerate(case.fields)}
    found = sorted((one for one in given if one.at == last), key=lambda one: order.get(one.variable, 0))
    return tuple(_local(reader, one) for one in found)


def _bases(case: Case, stage: Stage, fixed: Iterable[Verdict]) -> dict[str, int]:
    """What these verdicts were compared with, where the OPD has not changed it since."""
    known = {one.variable: case.base(stage, one.variable) for one in fixed if _same_version(case, one)}
    return {code: base for code, base in known.items() if base is not None}


def _same_version(case: Case, verdict: Verdict) -> bool:
    return case.versions.get(verdict.variable) == verdict.version


def _delivery(reader: Reader, assessment: int, fixed: tuple[Verdict, ...]) -> Delivery:
    if not fixed:
        return Delivery()
    values = {"assessment": assessment, "stage": reader.desk.stage.value, "person": reader.me, "at": fixed[0].at}
    told = reader.conn.execute(_TOLD, values).scalar()
    if not told:
        return Delivery()
    fates = reader.conn.execute(_FATES, {"rows": told}).all()
    sent = [row.sent_at for row in fates if row.state == "sent" and row.sent_at]
    waiting = sum(row.state in ("waiting", "sending", "unsure") for row in fates)
    return Delivery(reader.local(min(sent)) if sent else None, waiting, len(told), forgotten=not fates)


def holder_of(reader: Reader, case: Case, codes: Iterable[str]) -> Claim | None:
    """The claim of the colleague who is judging these variables now."""
    claims = [case.claim(reader.desk.stage, code) for code in codes]
    return next((one for one in claims if one and one.held_from(reader.me, reader.now)), None)
