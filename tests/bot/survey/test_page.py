"""The public page of a survey, asked over a real port: what it shows, takes, refuses and remembers."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

import aiohttp
import pytest
import pytest_asyncio
from sqlalchemy import select

from bot.app.web import Port, create
from bot.survey.guards import OF_ADDRESS, REMEMBERED, Limits
from bot.survey.page import COOKIE, HEADERS, Pages
from bot.texts.survey import page as texts
from core.effects import ClosePeriod, OpenSurvey
from core.instrument.parse import load_packaged, packaged_text
from core.survey.form import form_of
from storage.database import Database
from storage.engine.schema import CONVERSATION, INBOX, SURVEY, SURVEY_ANSWER
from tests.conftest import Clock
from tests.storage import region as regions
from tests.storage.region import Region
from tests.storage.results.test_other_instruments import pinned_to

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
CODES = [f"M{n:02}" for n in range(1, 15)]


@dataclass
class Visited:
    """A survey of Dinkes on its page."""

    region: Region
    clock: Clock
    address: str
    code: str

    @property
    def page(self) -> str:
        return f"{self.address}/survei/{self.code}"

    def answers(self) -> list[int]:
        return [row["total"] for row in self.region.rows(SURVEY_ANSWER)]


@pytest_asyncio.fixture
async def visited(sqlite_only: Database, clock: Clock) -> AsyncIterator[Visited]:
    regions.build(sqlite_only)
    clock.now = NOW
    region = regions.opened(sqlite_only, clock.now)
    pinned_to(region, packaged_text("pekppp-2023"))
    region.do("Ani", OpenSurvey(region.dinkes))
    code = sqlite_only.read(lambda conn: conn.execute(select(SURVEY.c.code)).scalar_one())
    pages = Pages(sqlite_only, clock, "1:token")
    port = Port(create(dict, _sound, pages=pages.routes()), "127.0.0.1", 0)
    port.open()
    yield Visited(region, clock, f"http://127.0.0.1:{port.number}", code)
    await port.close()


async def _sound() -> tuple[str, tuple[str, ...]]:
    return "active", ()


def browser() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))


async def drawn(web: aiohttp.ClientSession, visited: Visited) -> dict[str, str]:
    """The fields of a form that was just drawn, all answered with 4, half a minute later."""
    async with web.get(visited.page) as answer:
        html = await answer.text()
        assert answer.status == 200
    (ticket,) = re.findall(r'name="ticket" value="([^"]+)"', html)
    visited.clock.advance(seconds=30)
    return {"ticket": ticket, **dict.fromkeys(CODES, "4")}


async def sent(web: aiohttp.ClientSession, visited: Visited, fields: dict[str, str]) -> tuple[int, str]:
    async with web.post(visited.page, data=fields) as answer:
        return answer.status, await answer.text()


async def test_the_form_says_where_it_is_and_asks_14_statements(visited: Visited) -> None:
    async with browser() as web, web.get(visited.page) as answer:
        html = await answer.text()
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert answer.headers["Set-Cookie"].endswith(f"Path=/survei/{visited.code}; SameSite=lax")
    assert "Dinas Kesehatan<br>Kabupaten Kutai Timur" in html
    assert html.count("<fieldset>") == html.count("<legend>") == 14
    assert html.count('type="radio"') == 14 * 6
    assert html.count('aria-label="0, paling buruk"') == html.count('aria-label="5, paling baik"') == 14
    assert '<html lang="id">' in html
    assert "<script" not in html


async def test_an_answer_is_stored_once_and_its_browser_is_thanked(visited: Visited) -> None:
    async with browser() as web:
        fields = await drawn(web, visited)
        for _ in range(2):  # a double tap
            status, html = await sent(web, visited, fields)
            assert status == 200
            assert texts.THANKED in html
        async with web.get(visited.page) as answer:
            assert texts.BEFORE in await answer.text()
    assert visited.answers() == [56]
    async with browser() as web:
        await sent(web, visited, await drawn(web, visited))
    assert visited.answers() == [56, 56]


async def test_without_cookies_a_form_counts_once(visited: Visited) -> None:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as web:
        fields = await drawn(web, visited)
        assert [(await sent(web, visited, fields))[0] for _ in range(3)] == [200] * 3
    assert visited.answers() == [56]


async def test_what_lacks_an_answer_is_named_and_the_others_are_kept(visited: Visited) -> None:
    async with browser() as web:
        fields = await drawn(web, visited)
        status, html = await sent(web, visited, fields | {"M03": "9", "M07": ""})
    assert status == 422
    assert texts.lacking((3, 7)) in html
    assert html.count('<fieldset class="lacking">') == 2
    assert html.count(" checked") == 12
    assert visited.answers() == []


@pytest.mark.parametrize(
    ("change", "waited", "said"),
    [
        ({}, -29, texts.TOO_FAST),
        ({}, 25 * 3600, texts.STALE),
        ({"ticket": "1.2.3"}, 0, texts.STALE),
        ({"ticket": ""}, 0, texts.STALE),
        ({"ticket": "é<script>"}, 0, texts.STALE),
    ],
)
async def test_a_form_that_is_not_ours_now_is_drawn_again(
    visited: Visited, change: dict[str, str], waited: int, said: str
) -> None:
    async with browser() as web:
        fields = await drawn(web, visited) | change
        visited.clock.advance(seconds=waited)
        status, html = await sent(web, visited, fields)
    assert (status, said in html, "<script" in html) == (422, True, False)
    assert visited.answers() == []


async def test_unknown_closed_and_huge_are_told_apart(visited: Visited) -> None:
    async with browser() as web:
        async with web.get(f"{visited.address}/survei/{'x' * 12}") as answer:
            assert (answer.status, texts.UNKNOWN in await answer.text()) == (404, True)
        fields = await drawn(web, visited)
        assert (await sent(web, visited, fields | {"more": "x" * 9000}))[0] == 413
        visited.region.do("Citra", ClosePeriod(visited.region.period[1]))
        visited.clock.advance(seconds=10)
        status, html = await sent(web, visited, fields)
        assert (status, texts.CLOSED in html) == (410, True)
        async with web.get(visited.page) as answer:
            assert (answer.status, texts.CLOSED in await answer.text()) == (410, True)
    assert visited.answers() == []


async def test_a_flood_from_one_address_is_stopped(visited: Visited) -> None:
    most, _ = OF_ADDRESS
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as web:
        fields = [await drawn(web, visited) for _ in range(most + 1)]
        found = [await sent(web, visited, one) for one in fields]
        assert [status for status, _ in found] == [200] * most + [429]
        assert texts.BUSY in found[-1][1]
        visited.clock.advance(seconds=600)
        assert (await sent(web, visited, fields[-1]))[0] == 200


def test_addresses_are_counted_apart_and_not_kept_as_they_are() -> None:
    limits = Limits()
    assert all(limits.takes(f"10.0.{n // 250}.{n % 250}", n // 500, now=n) for n in range(REMEMBERED + 100))
    assert len(limits._seen) <= REMEMBERED
    assert not [name for name in limits._seen if "10.0" in name]


async def test_storage_that_fails_keeps_nobody_waiting(visited: Visited, monkeypatch: pytest.MonkeyPatch) -> None:
    async with browser() as web:
        fields = await drawn(web, visited)
        monkeypatch.setattr("storage.survey.page.store", lambda *_: 1 / 0)
        status, html = await sent(web, visited, fields)
        assert (status, texts.BUSY_MORE in html) == (503, True)
        monkeypatch.undo()
        assert (await sent(web, visited, fields))[0] == 200
    assert visited.answers() == [56]


async def test_who_looks_at_the_count_sees_it_rise_once_in_a_while(visited: Visited) -> None:
    region = visited.region
    looking = {"is": "Surveying", "assessment": region.dinkes}
    account = region.person["Ani"] * 11
    values = {"telegram_id": account, "assessment_id": region.dinkes, "state": looking, "live_message": 5}
    region.database.write(lambda conn: conn.execute(CONVERSATION.insert().values(**_blank(values))))
    for _ in range(3):
        async with browser() as web:
            await sent(web, visited, await drawn(web, visited) | {"x": "y"})
            visited.clock.advance(seconds=-29)
    changed = [row for row in region.rows(INBOX) if '"changed"' in row["body"] and "Survey" in row["body"]]
    assert len(changed) == 1


def _blank(values: dict[str, object]) -> dict[str, object]:
    return {"revision": 0, "live_media": False, **values}


async def test_the_cookie_is_for_this_survey_alone(visited: Visited) -> None:
    async with browser() as web:
        await drawn(web, visited)
        (cookie,) = list(web.cookie_jar)
    assert (cookie.key, cookie["path"], bool(cookie["httponly"])) == (COOKIE, f"/survei/{visited.code}", True)


def test_names_of_offices_are_words_and_nothing_else() -> None:
    found = form_of(load_packaged("pekppp-2023"))
    assert found is not None
    html = texts.form(found, 'Dinas <b>"A" & B', "<script>", '"><script>', {}, "<i>")
    assert "Dinas &lt;b&gt;&quot;A&quot; &amp; B" in html
    assert not re.search(r"<script|<b>|<i>", html)
