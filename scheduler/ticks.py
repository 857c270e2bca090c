"""Every tick of the bot and its interval. Add a row here for a new one."""

from datetime import timedelta

from scheduler.alarms import alarms
from scheduler.anchors import anchors
from scheduler.boards import boards
from scheduler.env import Piece, Tick, TickEnv
from scheduler.joins import joins
from scheduler.periods import periods
from scheduler.posts import posts
from scheduler.reminders import NAME as REMINDERS, reminders
from scheduler.retention import retention
from scheduler.upkeep import erasures, upkeep

__all__ = ["TICKS", "Piece", "Tick", "TickEnv", "Ticks"]

Ticks = tuple[tuple[str, timedelta, Tick], ...]

TICKS: Ticks = (
    ("periods", timedelta(minutes=1), periods),
    (REMINDERS, timedelta(minutes=1), reminders),
    ("boards", timedelta(seconds=5), boards),
    ("posts", timedelta(minutes=1), posts),
    ("joins", timedelta(minutes=1), joins),
    ("anchors", timedelta(minutes=1), anchors),
    ("alarms", timedelta(minutes=1), alarms),
    ("erasures", timedelta(minutes=1), erasures),
    ("retention", timedelta(hours=1), retention),
    ("upkeep", timedelta(hours=1), upkeep),
)
"""Name, interval, tick. When several are due, the first runs first."""
