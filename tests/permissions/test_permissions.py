"""Every role x every command, button and file, in own and foreign OPD and Pemda, with copied buttons too.

Each person walks through what the bot offers them. On the way, at every screen, buttons of all the others are pressed
as well (with the present revision, so that nothing saves us but the facts and the orders), with other numbers in them.
Nobody may be told words of an OPD they have no membership for, and nobody may change a row the table of rights
(rights.py) does not grant. The words that could leak are in the database: `is_whole`.
"""

import os
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.commands import COMMANDS
from bot.flows.events import Begin, Event, File, Tap, Text
from bot.flows.groups.base import Command, Press
from bot.flows.table import FLOWS
from core.screen import ButtonKind
from storage.database import Database
from tests.permissions import rights, world
from tests.permissions.probe import Seen, act, act_in_group, undone
from tests.permissions.world import ACTORS, Numbers, Who

DEPTH = 3
STATES = int(os.environ.get("PANDU_PERMISSION_STATES", "10"))
"""Screens of a person at which the buttons of others are pressed; raised by hand for a thorough look."""
PROBES = int(os.environ.get("PANDU_PERMISSION_PROBES", "12"))
"""Of these buttons at each screen, drawn by a fixed seed."""
VERBS = sorted(verb for flow in FLOWS for verb in flow.openers)


@pytest.fixture(scope="module")
def database(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("permissions") / "pandu.db"
    path.write_bytes(sqlite_template.read_bytes())
    found = Database.open(f"sqlite:///{path}")
    found.write(world.build)
    found.write(rights.watch)
    yield found
    found.close()


@pytest.fixture(scope="module")
def buttons(database: Database) -> list[str]:
    """What stands on the buttons of everybody's screens."""

    def collect(conn: Connection) -> set[str]:
        known = world.numbers(conn)
        found: set[str] = set()
        for who in ACTORS:
            with undone(conn):
                walk = Walk(conn, known, who, [], random.Random(1))
                walk.on(_beginnings(), 0)
                found |= walk.met
        return found

    return sorted(database.write(collect))


class Walk:
    """Goes where a person's own buttons lead, each screen once, and tries foreign buttons on the way."""

    def __init__(self, conn: Connection, known: Numbers, who: Who, foreign: list[str], rng: random.Random) -> None:
        self.conn, self.known, self.who, self.foreign, self.rng = conn, known, who, foreign, rng
        self.met: set[str] = set()
        self.wrong: list[str] = []
        self.states: set[str] = set()
        self.tried = 0

    def on(self, events: Iterable[Event], depth: int) -> None:
        for event in events:
            with undone(self.conn):
                seen = act(self.conn, self.known, self.who, event)
                self.wrong += seen.wrong
                self.tried += 1
                self.met |= {value for value, tie in seen.buttons if tie in (ButtonKind.SCREEN, ButtonKind.STEADY)}
                if seen.state in self.states or len(self.states) >= STATES * DEPTH:
                    continue
                self.states.add(seen.state)
                if self.foreign and len(self.states) <= STATES:
                    self.probe(seen)
                if depth < DEPTH:
                    self.on(_own(seen), depth + 1)

    def probe(self, seen: Seen) -> None:
        for item in self.rng.sample(self.foreign, min(PROBES, len(self.foreign))):
            tried = _renumbered(item, self.rng)
            for event in (Tap(tried, seen.revision), Tap(tried)):
                with undone(self.conn):
                    self.wrong += act(self.conn, self.known, self.who, event).wrong
                    self.tried += 1
        for event in (_file(True), _file(False), Text("III", 78), Text("Tulisan bebas.", 79)):
            with undone(self.conn):
                self.wrong += act(self.conn, self.known, self.who, event).wrong
                self.tried += 1


def _beginnings() -> list[Event]:
    return [Begin(command.slug) for command in COMMANDS] + [Begin("mulai", "x" * 22)]


def _own(seen: Seen) -> list[Event]:
    found = sorted(seen.buttons)
    return [
        Tap(value, seen.revision if tie == ButtonKind.SCREEN else None)
        for value, tie in found
        if tie != ButtonKind.LINK
    ]


def _file(photo: bool) -> File:
    name, mime = ("", "image/jpeg") if photo else ("Bukti_2026.pdf", "application/pdf")
    return File("sent", "sent", name, mime, 1000, 80, photo)


def _renumbered(item: str, rng: random.Random) -> str:
    """The same button about something else, half of the time."""
    if rng.random() < 0.5:
        return item
    return ":".join(str(rng.randrange(1, 40)) if part.isdigit() else part for part in item.split(":"))


def test_what_could_leak_is_there(database: Database) -> None:
    assert database.read(world.is_whole)


def test_everybody_meets_buttons(buttons: list[str]) -> None:
    """The walk reaches deep enough to be worth something."""
    assert len(buttons) > 150


@pytest.mark.parametrize("who", ACTORS, ids=lambda who: who.name)
def test_nobody_reads_or_changes_what_is_not_theirs(database: Database, buttons: list[str], who: Who) -> None:
    def walk(conn: Connection) -> Walk:
        with undone(conn):
            walked = Walk(conn, world.numbers(conn), who, buttons, random.Random(who.account))
            walked.on(_beginnings(), 0)
        return walked

    walked = database.write(walk)
    assert walked.wrong == []
    assert walked.tried > 50


@pytest.mark.parametrize("who", ACTORS, ids=lambda who: who.name)
def test_groups_show_numbers_only_and_are_bound_by_coordinators(database: Database, who: Who) -> None:
    """Every command and every button it brings, two deep, in the team's group and in a foreign one."""

    def work(conn: Connection) -> tuple[list[str], int]:
        known, wrong, pressed = world.numbers(conn), [], 0
        for chat in (world.BOUND, world.UNBOUND):
            for anonymous in (False, True):
                for command in _group_commands():
                    with undone(conn):
                        seen = act_in_group(conn, known, who, command, chat, anonymous)
                        wrong += seen.wrong
                        for value, _ in sorted(seen.buttons):
                            with undone(conn):
                                wrong += act_in_group(conn, known, who, Press(value), chat, anonymous).wrong
                                pressed += 1
        return wrong, pressed

    wrong, pressed = database.write(work)
    assert wrong == []
    assert pressed > 10


def _group_commands() -> list[Command]:
    words = ("", "dinkes", "rahasia", "2026", "9")
    return [Command(command.slug, word) for command in COMMANDS if command.group for word in words]


@pytest.mark.parametrize("who", ACTORS, ids=lambda who: who.name)
def test_no_steady_button_gives_away_what_is_not_theirs(database: Database, who: Who) -> None:
    """Every verb about every assessment and one that does not exist, whoever was meant to have the button."""

    def press(conn: Connection) -> list[str]:
        known, wrong = world.numbers(conn), []
        for verb in VERBS:
            for number in range(22):
                for tail in (":V01", ":2"):
                    with undone(conn):
                        wrong += act(conn, known, who, Tap(f"{verb}:{number}{tail}")).wrong
        return wrong

    assert database.write(press) == []
