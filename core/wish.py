"""What has to be loaded for a conversation: named by its state, or by what came in."""

from dataclasses import dataclass

from core.actions.facts import ActionsWish
from core.pemda.parts import Parts
from core.productivity.facts import WorkloadWish
from core.register.model import RegisterWish
from core.review.facts import ReviewWish


@dataclass(frozen=True, slots=True)
class Wish:
    """What a conversation needs besides the sender: numbers of rows, the token after /start, or the hash of an
    invitation that was brought. A wish grants nothing: what the sender may not see is not loaded."""

    assessment: int | None = None
    question: int | None = None
    pemda: int | None = None
    token: str | None = None
    period: int | None = None  # of this Pemda, with what its OPD have reached
    review: ReviewWish | None = None
    results: bool = False  # of the assessment
    surveys: bool = False  # of users: that of the assessment, or those of the period
    reminding: str | None = None  # what of this Pemda's reminders (core.reminders.facts)
    invitation: str | None = None
    member: int | None = None  # a membership in an own OPD
    looking: bool = False  # at the Pemda of a viewer: the one wished for, else the first
    viewed: int | None = None  # the period that is looked at there
    purpose: bool = False  # what the bot is for in the sender's Pemda
    documents: bool = False  # of the region, for the assessment
    parts: Parts | None = None  # of this Pemda, for who coordinates it
    within: int | None = None  # the open period that the screen of this Pemda is about
    workload: WorkloadWish | None = None  # tables of positions
    register: RegisterWish | None = None  # of services, SOP or work units
    actions: ActionsWish | None = None  # corrective actions
    pemda_named: str | None = None  # the Pemda, where only its name is known

    def otherwise(self, other: "Wish") -> "Wish":
        """This wish; what it leaves open is taken from the other one."""
        pairs = ((getattr(self, entry), getattr(other, entry)) for entry in self.__slots__)
        return Wish(*(theirs if mine is None or mine is False else mine for mine, theirs in pairs))
