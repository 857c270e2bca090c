"""Whatever is under way when something ends has its own true end: a table of states and endings, as data.

`endings.txt` holds, for each pair: the status afterwards, who is told what, and what each button answers that stood on
somebody's last screen. PANDU_UPDATE=1 rewrites it; the difference is reviewed. Through the real handlers, router and
storage, on both databases.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.texts import common
from storage.engine.schema import CONVERSATION
from tests.storage.endings import ENDINGS, LOSSES, STATES, Scene
from tests.storage.phone import Phone, Shown
from tests.storage.region import Region

TABLE = Path(__file__).with_name("endings.txt")
PAIRS = [(state, ending) for state in STATES for ending in ENDINGS] + [(state, act.__name__) for state, act in LOSSES]
ACTS: dict[str, Callable[[Scene], None]] = {**ENDINGS, **{act.__name__: act for _, act in LOSSES}}

UNSENT = ("untouched", "draft", "complete", "awaiting_head", "awaiting_letter")
REPAIR = ("returned", "repairing")


def table() -> dict[tuple[str, str], str]:
    """The blocks of the file by their heads."""
    blocks = TABLE.read_text(encoding="utf-8").split("\n\n") if TABLE.exists() else []
    found = {}
    for block in blocks:
        head, _, body = block.strip().partition("\n")
        state, _, ending = head.removeprefix("# ").partition(" · ")
        found[state, ending] = body
    return found


def write(state: str, ending: str, body: str) -> None:
    blocks = {**table(), (state, ending): body}
    kept = [f"# {one} · {other}\n{blocks[one, other]}" for one, other in PAIRS if (one, other) in blocks]
    TABLE.write_text("\n\n".join(kept) + "\n", encoding="utf-8")


def played(region: Region, state: str, ending: str) -> str:
    scene = Scene(region)
    STATES[state](scene)
    screens = {name: (phone, phone.live, phone.screen) for name, phone in scene.phones.items() if name != "Citra"}
    since = scene.newest
    ACTS[ending](scene)
    lines = [f"status {scene.status}", *_told(scene, since)]
    for name, (phone, live, shown) in screens.items():
        lines += _pressed(name, phone, live, shown, state)
    return "\n".join(lines)


def _told(scene: Scene, since: int) -> list[str]:
    lines = []
    for name, texts in scene.told(since).items():
        if name in ("Gita", "Hadi", "Fajar"):  # another Pemda, another OPD
            continue
        lines += [f"{name} membaca: {plain(text)}" for text in texts]
    return lines


def _pressed(name: str, phone: Phone, live: int, shown: Shown, state: str) -> list[str]:
    """Each button from the same screen; the conversation is put back after every press."""
    lines, last = [], ""
    for value, label, tie in [(value, label, tie) for row in shown.rows for label, value, tie in row]:
        if tie not in ("screen", "steady") or re.fullmatch(r"V\d\d|[IVX]+|[↑↓].*", label):
            continue
        before = _conversation(phone)
        phone.press(f"-:{value}" if tie == "steady" else value, live)
        shows = first_lines(phone)
        said = f"{name} [{label}] → {phone.toast or '-'} | {shows if shows != last else 'layar yang sama'}"
        last = shows
        assert phone.toast != common.OLD_SCREEN, said
        _must_be_true(said, state)
        lines.append(said)
        _put_back(phone, before)
    return lines


def _must_be_true(said: str, state: str) -> None:
    if state in UNSENT or state in REPAIR:
        assert common.LOCKED not in said.partition(" | ")[0], said


def _conversation(phone: Phone) -> dict[str, object]:
    query = select(CONVERSATION).where(CONVERSATION.c.telegram_id == phone.account)
    return phone.region.database.read(lambda conn: dict(conn.execute(query).mappings().one()))


def _put_back(phone: Phone, before: dict[str, object]) -> None:
    change = update(CONVERSATION).where(CONVERSATION.c.telegram_id == phone.account).values(before)
    phone.region.database.write(lambda conn: conn.execute(change))


def first_lines(phone: Phone) -> str:
    return plain(phone.screen.text)[:230]


def plain(text: str) -> str:
    """Without tags and line ends; receipts without their codes."""
    bare = re.sub(r"<[^>]*>", "", text).replace("\n", " / ")
    return re.sub(r"DINKES-26-\w+", "DINKES-26-…", bare)


@pytest.mark.parametrize(("state", "ending"), PAIRS, ids=[f"{state}-{ending}" for state, ending in PAIRS])
def test_every_end_is_true(region: Region, state: str, ending: str) -> None:
    found = played(region, state, ending)
    if os.environ.get("PANDU_UPDATE") and region.database.dialect == "sqlite":
        write(state, ending, found)
    assert found == table()[state, ending]
