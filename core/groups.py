"""Groups: a team's chat that shows a Pemda's progress and scores to everybody in it.

What a group may know is in its facts and nothing else: no evidence, no explanations, no notes, no names of staff.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from core.people.roles import Sender
from core.results.period import PeriodResults

ADDRESS = "g"
"""Begins the items of all buttons in groups: they carry their whole address, "g:<view>:<page or number>"."""

BELOW = "new"
"""Before the view in the buttons of the board and of posts: it is sent below, they stay."""


class Shown(StrEnum):
    """The views a group reads; the slug stands in buttons, and is the command's where there is one."""

    PROGRESS = "progres"
    OPEN = "belum"
    SCORES = "skor"
    CHART = "grafik"
    OPD = "opd"
    RECAP = "rekap"


PIN = "sematkan"
"""In the place of a view: pin the board."""

BOARD = "papan"
"""In the place of a view: where the board is. Old messages have such a button; new ones lead there by a link."""


class Trouble(StrEnum):
    """What stops a board; the slug stands in the group's row."""

    NONE = ""
    TOPIC_CLOSED = "topic_closed"  # closed or deleted: until it is opened again, or the board moves
    SILENCED = "silenced"  # the bot may not write: tried again every hour


class Pinned(StrEnum):
    """How the board's pin stands."""

    NOT_YET = ""
    YES = "yes"
    REFUSED = "refused"  # the bot may not pin; said once, with a button to try again


@dataclass(frozen=True, slots=True)
class Group:
    """A bound group. `thread_id`: its topic, None where the chat has none. `board`: the live board's message."""

    id: int
    pemda_id: int
    pemda_name: str
    chat_id: int
    thread_id: int | None
    title: str
    zone: ZoneInfo
    trouble: Trouble = Trouble.NONE
    pinned: Pinned = Pinned.NOT_YET
    board: int | None = None


@dataclass(frozen=True, slots=True)
class FormerBinding:
    """What the group was bound to until the bot was removed."""

    pemda_id: int
    thread_id: int | None


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """The world as a group may know it. `now` is aware, in the Pemda's zone.

    `anonymous`: the sender speaks in the group's name, so nobody knows who it is. `person`: the sender as one of our
    people, `coordinates`: Pemda the sender coordinates, number -> name. `results`: of the present period, None before
    the first. `years`: every period, oldest first, where a trend is asked for. `recent`: views that were sent below
    the board a moment ago.
    """

    now: datetime
    sender: Sender
    anonymous: bool = False
    person: int | None = None
    group: Group | None = None
    former: FormerBinding | None = None
    results: PeriodResults | None = None
    years: tuple[PeriodResults, ...] = ()
    coordinates: Mapping[int, str] = field(default_factory=dict)
    recent: frozenset[str] = frozenset()
    bot_username: str = ""

    @property
    def leads(self) -> bool:
        """Does the sender coordinate the group's Pemda?"""
        return self.group is not None and self.group.pemda_id in self.coordinates
