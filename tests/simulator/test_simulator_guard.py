"""The simulator's web server towards other web sites, and towards requests that make no sense."""

import asyncio
import json
from itertools import product

import pytest
from botclient import Client

from simulator import Person, Simulator

ENTRANCES = (
    ("GET", "/"),
    ("GET", "/page/state?as=1001"),
    ("GET", "/page/history/1001?as=1001"),
    ("GET", "/page/events?as=1001"),
    ("POST", "/page/act"),
    ("POST", "/page/upload"),
    ("GET", "/page/file/x"),
    ("GET", "/static/app.js"),
    ("GET", "/control/state"),
    ("POST", "/control/faults"),
    ("DELETE", "/control/faults"),
    ("POST", "/control/people"),
    ("POST", "/bot{token}/getMe"),
    ("GET", "/bot{token}/setWebhook?url=http://jahat.id/"),
    ("GET", "/as/lain/bot{token}/getMe"),
    ("GET", "/file/bot{token}/documents/file_0.pdf"),
)
"""One path of each kind."""
ACT = json.dumps({"as": 1001, "chat": 1001, "do": "text", "text": "Ditulis situs lain"})


async def status(sim: Simulator, method: str, path: str, body: str = "", *headers: str, http: str = "1.1") -> int:
    """The status of a request as it stands on the wire, with these headers and no others."""
    reader, writer = await asyncio.open_connection(sim.host, sim.port)
    lines = [f"{method} {path.format(token=sim.token)} HTTP/{http}", *headers, f"Content-Length: {len(body.encode())}"]
    writer.write("\r\n".join([*lines, "Content-Type: application/json", "", body]).encode(errors="surrogatepass"))
    first = await reader.readline()
    writer.close()
    return int(first.split()[1])


@pytest.mark.parametrize(("method", "path"), ENTRANCES)
async def test_another_site_gets_in_nowhere(sim: Simulator, ani: Person, method: str, path: str) -> None:
    here = f"127.0.0.1:{sim.port}"
    said = len(ani.private.messages)
    foreign = (
        ("Host: jahat.id",),
        (f"Host: jahat.id:{sim.port}",),
        (f"Host: 127.0.0.1.jahat.id:{sim.port}",),
        (f"Host: 127.0.0.1:{sim.port}@jahat.id",),
        (f"Host: {here}", "Host: jahat.id"),
        (f"Host: {here}", "Origin: http://jahat.id"),
        (f"Host: {here}", "Origin: null"),
        (f"Host: {here}", "Origin: http://127.0.0.1:1"),
        (f"Host: {here}", f"Origin: https://{here}"),
        (f"Host: localhost:{sim.port}", f"Origin: http://{here}"),
    )
    for headers in foreign:
        assert await status(sim, method, path, ACT, *headers) == 403, headers
    if path != "/":
        assert await status(sim, method, path, ACT, f"Host: {here}", "Sec-Fetch-Site: cross-site") == 403
        assert await status(sim, method, path, ACT, f"Host: {here}", "Sec-Fetch-Site: same-site") == 403
    assert await status(sim, method, path, ACT, http="1.0") == 403
    assert len(ani.private.messages) == said
    assert not sim.world.faults.active
    assert not sim.world.webhook.url


async def test_its_own_page_and_programs_get_in(sim: Simulator, ani: Person) -> None:
    for host in (f"127.0.0.1:{sim.port}", f"localhost:{sim.port}", f"LOCALHOST:{sim.port}", f"[::1]:{sim.port}"):
        page = (f"Host: {host}", f"Origin: http://{host.lower()}", "Sec-Fetch-Site: same-origin")
        assert await status(sim, "POST", "/page/act", ACT, *page) == 200
        assert await status(sim, "GET", "/bot{token}/getMe", "", f"Host: {host}") == 200
    link = (f"Host: 127.0.0.1:{sim.port}", "Sec-Fetch-Site: cross-site")
    assert await status(sim, "GET", "/", "", *link) == 200
    assert await status(sim, "GET", "/?as=1001&start=x", "", *link) == 403


async def test_no_entrance_tells_the_token(sim: Simulator, bot: Client, ani: Person) -> None:
    for path in ("/", "/control/state", "/page/state?as=1001", "/page/history/1001?as=1001"):
        async with bot.session.get(f"{sim.url}{path}") as answer:
            assert answer.status == 200
            assert sim.token not in await answer.text()
            assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'self'"
            assert "Access-Control-Allow-Origin" not in answer.headers


ODD = (None, True, -1, 1 << 70, 1.5, float("inf"), float("nan"), "", "x", "9" * 5000, "\ud800", [], [[]], {}, {"id": 1})
BODIES = (
    "",
    "{",
    "[]",
    "3",
    '"x"',
    "null",
    "NaN",
    "[" * 100_000,
    '{"as": 1001',
)
WHOLE = {
    "/page/act": [
        {"as": 1001, "chat": 1001, "do": "text", "text": "x", "reply_to": None, "topic": None},
        {"as": 1001, "chat": 1001, "do": "press", "message": 1, "data": "x"},
        {"as": 1001, "chat": 1001, "do": "edit", "message": 1, "text": "x"},
        {"as": 1001, "chat": 1001, "do": "read", "message": 1},
        {"as": 1001, "chat": 1001, "do": "start", "payload": "x"},
    ],
    "/control/people": [{"id": 7, "name": "x", "username": "x", "about": "x"}],
    "/control/groups": [{"title": "x", "members": [1001], "admins": [1001]}],
    "/control/faults": [{"kind": "slow", "method": "x", "p": 1, "count": 1, "seconds": 0, "effect": False}],
    "/control/restart-ids": [{"where": "lower"}],
    "/control/malformed": [{"person": 1001}],
}


async def test_malformed_input_is_a_400_everywhere(sim: Simulator, bot: Client, ani: Person) -> None:
    seen = set()

    async def send(path: str, body: str) -> int:
        headers = {"Content-Type": "application/json"}
        async with bot.session.post(f"{sim.url}{path}", data=body.encode(), headers=headers) as answer:
            seen.add(answer.status)
            return answer.status

    for path, body in product(WHOLE, BODIES):
        assert await send(path, body) == 400, (path, body[:50])
    for path, examples in WHOLE.items():
        for whole in examples:
            for name, value in product(whole, ODD):
                assert await send(path, json.dumps({**whole, name: value})) in (200, 400), (path, name, value)
            for name in ("as", "chat", "do", "text", "message", "name", "title", "members", "kind", "person"):
                if name in whole:
                    rest = {key: value for key, value in whole.items() if key != name}
                    assert await send(path, json.dumps(rest)) == 400, (path, name)
    for path in ("/page/history/x?as=1001", "/page/history/\u00b2?as=1001", "/page/history/1001?as=\u00b2"):
        async with bot.session.get(f"{sim.url}{path}") as answer:
            assert answer.status == 400, path
    async with bot.session.post(
        f"{sim.url}/page/upload", data=b"x", headers={"Content-Type": "multipart/form-data"}
    ) as answer:
        assert answer.status == 400
    async with bot.session.get(f"{sim.url}/page/state?as=1001") as answer:
        assert answer.status == 200  # nothing of this has stayed behind that cannot be shown
    assert seen == {200, 400}


async def test_the_bots_calls_that_cannot_be_read_are_a_400(sim: Simulator, ani: Person) -> None:
    host, call = f"Host: 127.0.0.1:{sim.port}", "/bot{token}/sendMessage"
    for body in ("{", "[]", "[" * 100_000, '{"chat_id": "' + "9" * 5000 + '", "text": "x"}'):
        assert await status(sim, "POST", call, body, host) == 400, body[:40]
    assert await status(sim, "GET", call + "?chat_id=%ff%fe&text=x", "", host) == 400
    odd = '{"chat_id": 1001, "text": "x", "reply_markup": "' + "[" * 20_000 + '"}'
    assert await status(sim, "POST", call, odd, host) == 400
