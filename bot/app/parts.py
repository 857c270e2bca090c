"""Makes the parts of the bot from the settings and joins them. Nothing runs yet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.courier.courier import Courier
from bot.courier.post import Post
from bot.evidence.discarding import Discarding
from bot.evidence.examine import Examiner
from bot.evidence.fetch import Fetcher, Watchers
from bot.evidence.outage import Outage
from bot.flows.states.contact import Receipting
from bot.flows.states.evidence import CheckingEvidence
from bot.intake.lanes import Lanes
from bot.intake.strangers import Strangers
from bot.intake.trouble import FailureNotices
from bot.lean import without
from bot.rendering.documents import Documents
from bot.rendering.draw import Drawer
from bot.settings import Settings
from bot.telegram.api import Api
from bot.telegram.door import Door
from bot.telegram.pace import Pace, Pacing
from core.facts import Limits
from storage.database import Database
from storage.evidence.store import EvidenceStore
from storage.messaging.inbox import Pending
from storage.people.facts import Env

with without("rich", "httpx._main", "apscheduler"):  # what the library brings along and nobody here uses
    from bot import handlers
    from bot.turn.turn import Turns

SHOW_EVIDENCE = frozenset({CheckingEvidence.__name__, Receipting.__name__})
"""States whose screens show how far files are. They are drawn again once, when all files are copied; others are not."""


Clock = Callable[[], datetime]


def clock() -> datetime:
    """The only place where the bot reads the time."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Parts:
    """What the active process runs."""

    pace: Pace
    drawer: Drawer
    examiner: Examiner
    door: Door
    courier: Courier
    lanes: Lanes
    fetcher: Fetcher
    discarding: Discarding

    def figures(self) -> dict[str, float]:
        """For /healthz and /metrics; names that end in "_total" only rise."""
        courier, lanes, fetcher = self.courier, self.lanes, self.fetcher
        return {
            "updates_waiting": lanes.waiting,
            "updates_done_total": lanes.done,
            "updates_failed_total": lanes.failed,
            "updates_set_aside_total": lanes.aside,
            "calls_waiting": courier.waiting,
            "calls_sent_total": courier.sent,
            "calls_failed_total": courier.failed,
            "calls_unsure_total": courier.unsure,
            "token_refused": int(self.door.shut),
            "evidence_stored_total": fetcher.stored,
            "evidence_refused_total": fetcher.refused,
            "evidence_postponed_total": fetcher.postponed,
        }


def build(
    settings: Settings,
    database: Database,
    api: Api,
    door: Door,
    store: EvidenceStore,
    username: str,
    clock: Clock,
    pacing: Pacing,
) -> Parts:
    """Joins the parts. `username` is the bot's name at Telegram."""
    limits = Limits(settings.evidence_bytes, settings.evidence_kinds)
    env = Env(settings.admin_ids, settings.timezone, limits, username, settings.surveys_at)
    pace, drawer, examiner = Pace(pacing.limits, pacing.monotonic()), Drawer(), Examiner()
    documents = Documents(database, drawer, examiner, api, store, clock)
    post = Post(api, clock, documents.copy_of)
    admins = settings.admin_ids
    courier = Courier(database, post, pace, documents, door, clock, pacing.monotonic, admins)
    turns = Turns(database, env, clock, courier.idle, courier.take, courier.expect)
    trouble = FailureNotices(database, settings.admin_ids, clock, courier.wake)

    async def work(pending: Pending, following: int | None) -> None:
        if pending.unanswered:
            await turns.skip(pending, following)
            return
        await handlers.handle(
            pending,
            lambda sender, event, place: turns.run(pending, following, sender, event, place),
            lambda: turns.skip(pending, following),
        )

    lanes = Lanes(database, clock, work, trouble.tell, Strangers(database, clock, admins))
    watchers = Watchers(SHOW_EVIDENCE, lanes.wake, courier.wake)
    outage = Outage(database, settings.admin_ids, clock, courier.wake)
    fetcher = Fetcher(database, api, store, limits, clock, watchers, examiner, outage, documents.made)
    discarding = Discarding(database, store, clock)
    return Parts(pace, drawer, examiner, door, courier, lanes, fetcher, discarding)
