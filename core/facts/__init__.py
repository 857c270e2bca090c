"""Facts: all that a flow may know about the world when it decides. Loaded by `storage/facts.py`, by membership.

Facts hold nothing that the person may not see, so a flow cannot give it away.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from core.actions.facts import ActionFacts
from core.assessment.model import Assessment
from core.evidence.batch import Batch
from core.facts.answers import Choice as Choice, QuestionFacts as QuestionFacts
from core.facts.pemda import (
    AdminFacts as AdminFacts,
    AsideLine as AsideLine,
    Head as Head,
    Invited as Invited,
    LateFileLine as LateFileLine,
    OpdLine as OpdLine,
    Overview as Overview,
    PeriodLine as PeriodLine,
    PersonLine as PersonLine,
    StuckLine as StuckLine,
    UnreachableLine as UnreachableLine,
    WaitingResults as WaitingResults,
    WaitLine as WaitLine,
)
from core.facts.people import (
    Colleague as Colleague,
    InvitationFacts as InvitationFacts,
    InvitationState as InvitationState,
    Member as Member,
)
from core.pemda.documents import RegionDocument
from core.pemda.purpose import GENERAL, Purpose
from core.pemda.retention import DEFAULT_YEARS
from core.people.roles import Membership, Person, Role, Sender
from core.productivity.facts import WorkloadFacts
from core.register.model import RegisterFacts
from core.results.period import OwnResults
from core.review.facts import ReviewFacts
from core.survey.form import SurveyLine


@dataclass(frozen=True, slots=True)
class Limits:
    """What evidence may be. `kinds` are MIME types; `size` is in bytes (20 MB without a Bot API server of
    one's own).
    """

    size: int = 20 * 1024 * 1024
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """The world as one person may know it. `now` is aware, in the zone of the Pemda that the facts are about.
    `assessment` is the one named by the state, None where this person may not see it.

    `organiser` is the name of the coordinating unit ("Bagian Organisasi Setda Kabupaten Kutai Timur").
    `may_create_pemda`: the person is named in ADMIN_IDS.
    """

    now: datetime
    sender: Sender
    person: Person | None = None
    memberships: tuple[Membership, ...] = ()
    choices: tuple[Choice, ...] = ()
    assessment: Assessment | None = None
    evidence_for: str | None = None
    left_at: str = ""  # the variable that was open when the assessment was left for another one
    batch: Batch | None = None  # the files this one was sent together with, and what became of them
    belongs: int | None = None  # assessment of an earlier message: the album's first part, or what was edited
    colleagues: tuple[Colleague, ...] = ()
    coordinators: int = 0
    heads: int = 0
    invitation: InvitationFacts | None = None
    guesses_until: datetime | None = None  # throttled: no further guess before this instant
    question: QuestionFacts | None = None
    member: Member | None = None  # of an own OPD, where one is asked about
    results: OwnResults | None = None  # of the assessment, for its own OPD, where they are asked for
    overview: Overview | None = None  # for a viewer, where it is looked at
    admin: AdminFacts | None = None
    review: ReviewFacts | None = None
    workload: WorkloadFacts | None = None  # tables of positions, where they are asked for
    register: RegisterFacts | None = None  # of services, SOP or work units, where they are asked for
    actions: ActionFacts | None = None  # corrective actions, where they are asked for
    pemdas: Mapping[int, str] = field(default_factory=dict)  # Pemda this person coordinates: number -> name
    documents: tuple[RegionDocument, ...] = ()  # of the Pemda, where evidence is asked for
    surveys: tuple[SurveyLine, ...] = ()  # of users, where they are asked for
    surveys_at: str = ""  # the public address that a survey's code is put behind; "" without one
    rule_file: int = 0  # the Pemda whose local regulation is stored as a file
    limits: Limits = Limits()
    organiser: str = "Bagian Organisasi"
    purpose: Purpose = GENERAL  # what the bot is for in its Pemda, where that is asked for
    kept_years: int = DEFAULT_YEARS  # how long its Pemda keeps what is asked, after a period's end
    zone_label: str = "WIB"
    rule_link: str = ""
    bot_username: str = ""
    may_create_pemda: bool = False
    last_activity: datetime | None = None  # when this conversation last moved, before this event

    def holds(self, *roles: Role) -> bool:
        return any(membership.role in roles for membership in self.memberships)
