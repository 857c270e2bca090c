"""Groups: a team's chat that shows a Pemda's progress and scores to everybody in it.

The facts of a group hold no evidence, explanation, note or name of staff.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from core.pemda.purpose import GENERAL, Purpose
from core.people.roles import Sender
from core.results.period import PeriodResults, PresentPeriod

ADDRESS = "g"
"""Begins the items of all buttons in groups: they carry their whole address, "g:<view>:<page or number>"."""

AT = "@"
"""Between a view and the number of its period: "g:skor@12:1". Only where a Pemda has several periods."""

BELOW = "new"
"""Stands before the view in buttons of the board and of posts. The view is sent below; board and post stay as they are.
"""


class ViewName(StrEnum):
    """The views of a group. The value is part of the buttons, and the name of the command where there is one."""

    PROGRESS = "progres"
    OPEN = "belum"
    SCORES = "skor"
    CHART = "grafik"
    OPD = "opd"
    RECAP = "rekap"


PIN = "sematkan"
"""In the place of a view: pin the board."""

BOARD = "papan"
"""Stands in place of a view: where the board is. Only old messages have this button; new ones have a link."""


class BoardTrouble(StrEnum):
    """Why a board cannot be edited, as the group's row stores it."""

    NONE = ""
    TOPIC_CLOSED = "topic_closed"  # closed or deleted: until it is opened again, or the board moves
    SILENCED = "silenced"  # the bot may not write: tried again every hour


class PinStatus(StrEnum):
    """Whether the board is pinned."""

    NOT_YET = ""
    YES = "yes"
    REFUSED = "refused"  # the bot may not pin; said once, with a button to try again


@dataclass(frozen=True, slots=True)
class Group:
    """A bound group. `thread_id` is its topic, None where the chat has none. `board` is the message of the
    live board.
    """

    id: int
    pemda_id: int
    pemda_name: str
    chat_id: int
    thread_id: int | None
    title: str
    zone: ZoneInfo
    trouble: BoardTrouble = BoardTrouble.NONE
    pinned: PinStatus = PinStatus.NOT_YET
    board: int | None = None


@dataclass(frozen=True, slots=True)
class FormerBinding:
    """The binding of a group before the bot was removed from it."""

    pemda_id: int
    thread_id: int | None


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """The world as a group may know it. `now` is aware, in the Pemda's zone.

    `anonymous`: the sender speaks in the group's name, so nobody knows who it is. `person` is the sender as one of our
    people, `coordinates` are the Pemda that the sender coordinates, number -> name. `results` are those of the period
    that is looked at, None before the first and while one has to be chosen among several `periods`. `years` are all
    periods, oldest first, where a trend is asked for. `recent` are the views sent below the board a moment ago.
    """

    now: datetime
    sender: Sender
    anonymous: bool = False
    person: int | None = None
    group: Group | None = None
    former: FormerBinding | None = None
    results: PeriodResults | None = None
    years: tuple[PeriodResults, ...] = ()
    periods: tuple[PresentPeriod, ...] = ()
    coordinates: Mapping[int, str] = field(default_factory=dict)
    recent: frozenset[str] = frozenset()
    purpose: Purpose = GENERAL  # what the bot is for in the Pemda, where there is no period
    bot_username: str = ""

    @property
    def leads(self) -> bool:
        """Whether the sender coordinates the group's Pemda."""
        return self.group is not None and self.group.pemda_id in self.coordinates
