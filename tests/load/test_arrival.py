"""A screen that does not arrive at once, as a person meets it: taps, words, a kill while nobody knows where it is."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from simulator import Message, Person
from simulator.faults import Fault
from tests.contact import Contact
from tests.load.crowd import running
from tests.office import Office
from tests.reading import Ask

BELOW = "Sudah terbuka di bawah."
WORDS = "Renja disusun bersama seluruh bidang."


@asynccontextmanager
async def at_welcome(folder: Path, database: str) -> AsyncIterator[tuple[Office, Contact]]:
    async with running(folder, database, opds=1) as (office, ((ani, token),)):
        await ani.join(token)
        yield office, ani


def cut(office: Office, method: str, count: int | None = None) -> Fault:
    return office.sim.world.faults.add("cut_before", method, count=count)


async def struck(office: Office, fault: Fault, times: int = 1) -> None:
    assert await office.sim.world.until(lambda: fault.hits >= times)


async def arrives(person: Person, office: Office, ask: Ask, contact: Contact) -> Message:
    office.sim.world.faults.clear()
    await contact.until(lambda: contact.look().ask is ask, f"waiting for {ask}")
    await office.silent(60)
    found = contact.look().message
    assert found is not None
    return found


async def test_nothing_is_said_to_stand_below_before_it_is_there(tmp_path: Path, sqlite_url: str) -> None:
    async with at_welcome(tmp_path, sqlite_url) as (office, ani):
        welcome = ani.person.last
        fault = cut(office, "sendMessage")
        ani.person.press("Mulai mengisi V01", welcome)
        await struck(office, fault)
        early = ani.person.press("Mulai mengisi V01", welcome)
        await early.answered()
        await struck(office, fault, 4)
        screen = await arrives(ani.person, office, Ask.LEVEL, ani)
        late = ani.person.press("Mulai mengisi V01", welcome)
        await late.answered()
        assert (early.toast or "", late.toast) == ("", BELOW)
        assert [m for m in ani.person.private.from_bot if "V01" in m.text and m is not welcome] == [screen]


async def test_a_former_screen_that_is_pressed_meanwhile_becomes_the_new_one(tmp_path: Path, sqlite_url: str) -> None:
    """It gets no line when the screen that was to come below would have arrived."""
    async with at_welcome(tmp_path, sqlite_url) as (office, ani):
        await ani.tap("Mulai mengisi V01", lambda: ani.look().ask is Ask.LEVEL)
        await ani.tap("III", lambda: ani.look().ask is Ask.EXPLANATION)
        former = ani.look().message
        fault = cut(office, "sendMessage")
        ani.person.text(WORDS)
        await struck(office, fault, 2)
        assert former.labels
        ani.person.press("Ubah tingkat", former)
        await ani.until(lambda: ani.look().ask is Ask.EVIDENCE, "the old screen shows the new one")
        assert ani.look().message is former
        await office.silent(60)
        assert ani.look().message is former
        await arrives(ani.person, office, Ask.EVIDENCE, ani)
        assert len(office.sim.world.calls_of("sendMessage")) == fault.hits + 2  # the welcome, V01, and what was cut


async def test_the_newest_screen_takes_the_place_of_one_that_never_arrived(tmp_path: Path, sqlite_url: str) -> None:
    async with at_welcome(tmp_path, sqlite_url) as (office, ani):
        await ani.tap("Mulai mengisi V01", lambda: ani.look().ask is Ask.LEVEL)
        await ani.tap("III", lambda: ani.look().ask is Ask.EXPLANATION)
        former = ani.look().message
        fault = cut(office, "sendMessage")
        ani.person.text(WORDS)
        await struck(office, fault, 2)
        seen = fault.hits
        ani.person.document("Renja.pdf", b"%PDF-1.7\nx\n%%EOF\n")
        await struck(office, fault, seen + 2)
        await arrives(ani.person, office, Ask.LEVEL, ani)
        assert ani.look().variable == "V02"
        assert [m.labels for m in (former,)] == [[]]
        screens = [m for m in ani.person.private.from_bot if m.buttons and m.text.startswith(("V0", "✅", "📎"))]
        assert screens == [ani.look().message]


async def test_killed_while_a_screen_is_in_doubt_the_next_process_brings_it(tmp_path: Path, sqlite_url: str) -> None:
    async with at_welcome(tmp_path, sqlite_url) as (office, ani):
        await ani.tap("Mulai mengisi V01", lambda: ani.look().ask is Ask.LEVEL)
        await ani.tap("III", lambda: ani.look().ask is Ask.EXPLANATION)
        former = ani.look().message
        fault = cut(office, "sendMessage")
        ani.person.text(WORDS)
        for life in range(1, 3):
            await struck(office, fault, 3 * life)
            assert former.labels
            office.kill()
            office.start()
            await office.ready()
        await arrives(ani.person, office, Ask.EVIDENCE, ani)
        assert (ani.look().message is former, former.labels) == (False, [])
