"""What a member of the team knows: the queue, and one OPD's dossier. Loaded by `storage/review/facts.py`.

Nobody gets a dossier of an OPD that they may not judge.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from core.assessment.action import Action
from core.assessment.model import EvidenceKind, EvidenceState, Opd, Period, Status
from core.assessment.wanted import NOTHING, Wanted
from core.instrument.parse import Instrument
from core.review.rules import Claim, Draft
from core.review.verdicts import Stage, Verdict


@dataclass(frozen=True, slots=True)
class ReviewWish:
    """What to load for the team's screens. Zeros and empty: the person's first desk, no OPD."""

    pemda: int = 0
    stage: str = ""
    assessment: int = 0
    queue: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a person judges: a Pemda at a stage. `fields` are those of a verifier (None: every field), empty for a
    coordinator, who judges only what nobody else may.
    """

    pemda: int
    pemda_name: str
    stage: Stage
    fields: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class QueueLine:
    """An OPD in the queue. `codes` are open variables that this person may judge; `judged` of them have a draft.
    `holder` is the colleague whose task it is until `until`; `mine`: it is one's own.
    """

    assessment: int
    opd_short: str
    codes: tuple[str, ...]
    since: datetime
    repaired: bool = False
    judged: int = 0
    mine: bool = False
    holder: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A piece of evidence as it is shown. `new`: it was sent after the variable was last returned."""

    id: int
    kind: EvidenceKind
    name: str
    state: EvidenceState
    year: int | None
    file_id: str
    new: bool = False
    note: str = ""  # the words it came with
    doubt: str = ""  # slug of what whoever opens it should know
    shared: bool = False  # taken from the documents of the region


@dataclass(frozen=True, slots=True)
class Card:
    """A variable to be judged. `base` is the level that a verdict is compared with: the OPD's own, or for the province
    the region's; None where the first to give one is this stage: an essay, or what the team itself fills in. `edition`
    changes with everything the OPD changes.

    `earlier` are this year's verdicts, oldest first; `former` is (year, level, verified) of the period before.
    `outdated`: there was a draft, about what the OPD has changed since. `reworded`: the explanation was written anew
    after the variable was returned, and nobody has judged it since. `was`: the level at which it was last returned,
    where the OPD has chosen another since. `wanted` is what was asked when it was sent; `action`: what is to be done.
    """

    variable: str
    level: int | None
    base: int | None
    version: int
    edition: str
    explanation: str
    exhibits: tuple[Exhibit, ...] = ()
    earlier: tuple[Verdict, ...] = ()
    former: tuple[int, int, bool] | None = None
    draft: Draft | None = None
    outdated: bool = False
    reworded: bool = False
    was: int | None = None
    wanted: Wanted = NOTHING
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """The delivery of the notice about a return: when the first contact got it, how many are still to get it, how many
    there were. `forgotten`: it is too long ago to be known.
    """

    at: datetime | None = None
    waiting: int = 0
    told: int = 0
    forgotten: bool = False


@dataclass(frozen=True, slots=True)
class Dossier:
    """One OPD for one person at one stage. `cards` are the open variables that they may judge, without those that a
    colleague (`holder`) is judging. `fixed` are the verdicts they gave last, `bases` the levels that these changed or
    accepted, `delivery` that of their returns. `awaited`: the coordinators hear of it when the result is complete,
    because it was final before, or the results of the period are known. `province_follows`: the province judges after
    this stage.
    """

    assessment: int
    pemda: int
    opd: Opd
    period: Period
    instrument: Instrument
    status: Status
    stage: Stage
    returnable: bool
    cards: tuple[Card, ...] = ()
    until: datetime | None = None
    holder: Claim | None = None
    fixed: tuple[Verdict, ...] = ()
    bases: Mapping[str, int] = field(default_factory=dict)
    delivery: Delivery = Delivery()
    awaited: bool = False
    province_follows: bool = False

    def card(self, code: str) -> Card | None:
        return next((card for card in self.cards if card.variable == code), None)

    def may_return(self, code: str) -> bool:
        """Whether the OPD can repair this variable, which it has to have filled in."""
        return self.returnable and self.instrument.filled_by(code) == "unit"

    @property
    def left(self) -> tuple[str, ...]:
        """Variables without a draft."""
        return tuple(card.variable for card in self.cards if card.draft is None)

    @property
    def bare(self) -> tuple[Card, ...]:
        """Cards without a draft that show nothing but a level: no words, no evidence, no corrective action."""
        return tuple(
            card
            for card in self.cards
            if card.draft is None
            and card.base is not None
            and not (card.explanation or card.exhibits or card.earlier or card.action)
        )


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """What the team's screens know. `queue` is loaded only when it was wished for. `others` counts OPD that wait for
    colleagues; `stuck` names OPD of which something may be judged by nobody. `own` is the short name of the OPD wished
    for, if it is one's own. `days_off` is as in AdminFacts.
    """

    desk: Desk
    desks: tuple[Desk, ...]
    queue: tuple[QueueLine, ...] = ()
    others: int = 0
    stuck: tuple[str, ...] = ()
    dossier: Dossier | None = None
    own: str = ""
    working_days: int = 5
    own_holidays: tuple[str, ...] = ()
    worked_days: tuple[str, ...] = ()
    days_off: frozenset[date] = frozenset()
