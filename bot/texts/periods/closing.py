"""What those concerned are told when a period is closed, archived or opened again: each OPD its own end."""

from collections.abc import Iterable

from bot.texts.common import AWAITING, named, titled
from bot.texts.periods.ending import ended
from core.assessment.model import SENT, PeriodStatus, Status
from core.effects import Effect, TellOpds, TellRole
from core.people.roles import Role
from core.results.period import OpdResults, PeriodResults
from core.results.stages import REVIEWED
from core.screen import Notice, Rows, steady

SEE = "Lihat penilaian"
CONTINUE = "Lanjutkan mengisi"
OPEN_QUEUE = "Buka antrean"

_PEOPLE = (Role.CONTACT, Role.HEAD)


def closed(results: PeriodResults) -> tuple[Effect, ...]:
    """To contacts and heads of every OPD whose work or whose rights end with the period (the verified ones lose
    nothing), and to the verifiers who judge on. As things stand before it is closed."""
    unfinished = (one for one in results.opds if one.status not in REVIEWED)
    told = _to(results, PeriodStatus.CLOSED, unfinished)
    return (*told, TellRole(results.pemda_id, Role.VERIFIER, _to_team(results))) if waiting(results) else told


def archived(results: PeriodResults) -> tuple[Effect, ...]:
    """To those of OPD that had sent and were not verified: nobody judges them any more."""
    return _to(results, PeriodStatus.ARCHIVED, waiting(results))


def waiting(results: PeriodResults) -> tuple[OpdResults, ...]:
    """OPD that lie with the team once the period is over."""
    return tuple(one for one in results.opds if one.status in SENT - REVIEWED)


def _to(results: PeriodResults, period: PeriodStatus, opds: Iterable[OpdResults]) -> tuple[Effect, ...]:
    return _tell(results, tuple((one.opd_id, Notice(_words(results, one, period), _way(one))) for one in opds))


def _tell(results: PeriodResults, notices: tuple[tuple[int, Notice], ...]) -> tuple[Effect, ...]:
    return (TellOpds(results.pemda_id, _PEOPLE, notices),) if notices else ()


def _way(one: OpdResults) -> Rows:
    return ((steady(SEE, "receipt", one.assessment),),)


def _words(results: PeriodResults, one: OpdResults, period: PeriodStatus) -> str:
    status = Status.IN_REVIEW if one.status is Status.RETURNED else one.status
    lapsed = one.reopened if status is Status.IN_REVIEW else ()
    return f"<b>{_title(results, one)}</b>\n{ended(status, period, results.approval, lapsed)}{_complete(results, one)}"


def _title(results: PeriodResults, one: OpdResults) -> str:
    return f"{titled(results.period.name)} · {named(one.name, 100)}"


def _complete(results: PeriodResults, one: OpdResults) -> str:
    if one.status is not Status.DRAFT:
        return ""
    of = results.asked
    return f" {of - len(one.incomplete)} dari {of} variabel lengkap."


def _to_team(results: PeriodResults) -> Notice:
    """To the verifiers, who judge on."""
    count = len(waiting(results))
    words = (
        f"<b>{titled(results.period.name)} · {named(results.pemda_name, 60)} ditutup.</b>\n"
        f"{count} OPD masih dinilai sampai periode diarsipkan; variabel tidak dapat dikembalikan lagi."
    )
    return Notice(words, ((steady(OPEN_QUEUE, "queue", results.pemda_id),),))


def reopened(results: PeriodResults, until: str) -> tuple[Effect, ...]:
    """To all who were told of the closing: contacts and heads of OPD that are not verified, each what goes on, and the
    verifiers. `until` is written out with weekday.
    """
    found = [(one, _goes_on(results, one)) for one in results.opds if one.status not in REVIEWED]
    filling = [(one, words) for one, words in found if _fills_in(one)]
    others = [(one, words) for one, words in found if not _fills_in(one)]
    told = (
        *_tell_again(results, (Role.CONTACT,), filling, CONTINUE, until),
        *_tell_again(results, (Role.HEAD,), filling, SEE, until),
        *_tell_again(results, _PEOPLE, others, SEE, until),
    )
    team = TellRole(results.pemda_id, Role.VERIFIER, _to_team_again(results, until))
    return (*told, team) if waiting(results) else told


def _fills_in(one: OpdResults) -> bool:
    """Whether the contact has something to do again."""
    return bool(one.reopened) or (one.status not in SENT and one.status is not Status.AWAITING_HEAD)


def _goes_on(results: PeriodResults, one: OpdResults) -> str:
    if one.status is Status.AWAITING_HEAD:
        return AWAITING[results.approval]
    if one.status not in SENT:
        return "Isian dapat dilanjutkan dan dikirim, dicatat terlambat bila tenggatnya sudah lewat."
    if one.reopened:
        return "Perbaikan yang belum dikirim dapat dilanjutkan."
    return "Tim penilai dapat mengembalikan variabel lagi untuk diperbaiki."


def _tell_again(
    results: PeriodResults, roles: tuple[Role, ...], opds: Iterable[tuple[OpdResults, str]], label: str, until: str
) -> tuple[Effect, ...]:
    notices = []
    for one, words in opds:
        text = f"<b>{_title(results, one)} dibuka kembali</b>\n{words} Penilaian ditutup {until}."
        notices.append((one.opd_id, Notice(text, ((steady(label, "receipt", one.assessment),),))))
    return (TellOpds(results.pemda_id, roles, tuple(notices)),) if notices else ()


def _to_team_again(results: PeriodResults, until: str) -> Notice:
    words = (
        f"<b>{titled(results.period.name)} · {named(results.pemda_name, 60)} dibuka kembali.</b>\n"
        f"Variabel dapat dikembalikan lagi. Penilaian ditutup {until}."
    )
    return Notice(words, ((steady(OPEN_QUEUE, "queue", results.pemda_id),),))
