"""`/survei/<code>`: the form of a survey, and what comes back from it.

No person is known: no name, no account, no address is stored or logged. A browser keeps a random mark; its digest keeps
a second answer out (docs/decisions/survey.md). There is no login: a forged request can do no more than
a visitor.
"""

import asyncio
import hashlib
import hmac
import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.intake.together import Together
from bot.log import describe, log
from bot.settings import SURVEY_PATH as PATH
from bot.survey.guards import Limits, Stale, Tickets
from bot.texts.survey import page as texts
from core.survey.form import chosen, digest, missing
from storage.database import Connection, Database
from storage.orders import viewers
from storage.survey import page as stored, watched
from storage.survey.page import Filled, PublicPage

THANKED = "/terima-kasih"
LARGEST, FIELDS = 8 * 1024, 100
"""Bytes and fields of an answer."""
FRESH = 5.0
"""Seconds for which a survey is remembered, so that a rush on one page asks the database once."""
COOKIE, COOKIE_LIFE = "isian", 200 * 24 * 3600
_MARK = re.compile(r"([0-9a-f]{32})(\.1)?")
"""The mark of a browser; ".1" once it has answered."""
RETRY_AFTER = {"Retry-After": "30"}
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{texts.STYLE_HASH}'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
Clock = Callable[[], datetime]


class Pages:
    """The pages of all surveys. `token`: the bot's, from which the key of the forms' tickets is made."""

    def __init__(self, database: Database, clock: Clock, token: str) -> None:
        self._database = database
        self._clock = clock
        self._tickets = Tickets(hmac.new(token.encode(), b"survey", hashlib.sha256).digest())
        self._limits = Limits()
        self._known: dict[str, tuple[float, PublicPage]] = {}
        self._told: dict[int, datetime] = {}
        self._together = Together[Filled](self._keep)

    def routes(self) -> list[Route]:
        return [
            Route(PATH + "{code}", self._whatever(self.show), methods=["GET"]),
            Route(PATH + "{code}", self._whatever(self.take), methods=["POST"]),
            Route(PATH + "{code}" + THANKED, self._whatever(self.thank), methods=["GET"]),
        ]

    async def show(self, request: Request) -> Response:
        page = await self._find(request)
        if page is None or page.salt is None:
            return _over(page)
        mark, answered = _mark(request)
        if answered:
            return _html(texts.said(texts.THANKS, texts.BEFORE, page.office))
        return self._form(request, page, mark)

    async def take(self, request: Request) -> Response:
        page = await self._find(request)
        if page is None or page.salt is None:
            return _over(page)
        fields = await _fields(request)
        if fields is None:
            return _html(texts.said(texts.UNKNOWN, texts.UNKNOWN_MORE), 413)
        (mark, answered), given, now = _mark(request), chosen(page.form, fields), self._clock().timestamp()
        if answered:
            return self._thanked(request, mark)
        try:
            drawn = self._tickets.mark(fields.get("ticket", ""), request.path_params["code"], now)
        except Stale as error:
            return self._form(request, page, mark, given, texts.TOO_FAST if error.young else texts.STALE)
        if lacking := missing(page.form, given):
            return self._form(request, page, mark, given, texts.lacking(lacking), marked=True)
        if not self._limits.takes(_address(request), page.survey, now):
            return _html(texts.said(texts.BUSY, texts.BUSY_MORE, page.office), 429, RETRY_AFTER)
        await self._together.store(Filled(page.survey, digest(page.salt, mark or drawn), given))
        return self._thanked(request, mark or drawn)

    async def thank(self, request: Request) -> Response:
        page = await self._find(request)
        return _html(texts.said(texts.THANKS, texts.THANKED, page.office)) if page else _over(None)

    def _form(
        self,
        request: Request,
        page: PublicPage,
        mark: str,
        given: dict[str, int] | None = None,
        alert: str = "",
        marked: bool = False,
    ) -> Response:
        ticket = self._tickets.issue(request.path_params["code"], self._clock().timestamp())
        html = texts.form(page.form, page.office, page.pemda, ticket, given or {}, alert, marked)
        answer = _html(html, 422 if alert else 200)
        if not mark:
            _remember(request, answer, ticket.split(".")[1])
        return answer

    def _thanked(self, request: Request, mark: str) -> Response:
        """Elsewhere, so that reloading the page sends nothing again."""
        answer = RedirectResponse(f"{PATH}{request.path_params['code']}{THANKED}", 303, HEADERS)
        _remember(request, answer, f"{mark}.1")
        return answer

    async def _find(self, request: Request) -> PublicPage | None:
        """The survey of this address, read at most every few seconds. Unknown addresses are not remembered."""
        code, now = request.path_params["code"], self._clock()
        at, page = self._known.get(code, (0.0, None))
        if page is not None and 0 <= now.timestamp() - at < FRESH:
            return page
        read = await asyncio.to_thread(self._database.read, lambda conn: stored.find(conn, code, now))
        self._known = {key: kept for key, kept in self._known.items() if now.timestamp() - kept[0] < FRESH}
        if read is not None:
            self._known[code] = now.timestamp(), read
        return read

    async def _keep(self, answers: Sequence[Filled]) -> None:
        now = self._clock()
        due = {one.survey for one in answers if now >= self._told.get(one.survey, now) + viewers.A_MOMENT}
        due |= {one.survey for one in answers} - self._told.keys()

        def work(conn: Connection) -> None:
            stored.store(conn, answers)
            if due:
                watched.answered(conn, due, now)

        await self._database.submit(work, rides=True)
        self._told |= dict.fromkeys(due, now)

    def _whatever(self, inner: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        """Storage that fails is no page of a stranger's browser, and no line of theirs in the log."""

        async def answered(request: Request) -> Response:
            try:
                return await inner(request)
            except Exception as error:
                log.error("an answer of a survey cannot be taken", error=describe(error))
                return _html(texts.said(texts.BUSY, texts.BUSY_MORE), 503, RETRY_AFTER)

        return answered


def _over(page: PublicPage | None) -> Response:
    if page is None:
        return _html(texts.said(texts.UNKNOWN, texts.UNKNOWN_MORE), 404)
    return _html(texts.said(texts.CLOSED, texts.CLOSED_MORE, page.office), 410)


def _html(html: str, status: int = 200, more: dict[str, str] | None = None) -> Response:
    return HTMLResponse(html, status, {**HEADERS, **(more or {})})


def _mark(request: Request) -> tuple[str, bool]:
    """The mark of this browser ("": none yet), and whether it has answered."""
    found = _MARK.fullmatch(request.cookies.get(COOKIE, ""))
    return (found[1], bool(found[2])) if found else ("", False)


def _remember(request: Request, answer: Response, mark: str) -> None:
    """For this survey alone: the browser sends it to no other page."""
    path = PATH + request.path_params["code"]
    secure = request.url.scheme == "https"
    answer.set_cookie(COOKIE, mark, max_age=COOKIE_LIFE, path=path, secure=secure, httponly=True, samesite="lax")


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


async def _fields(request: Request) -> dict[str, str] | None:
    """The fields of a form; None for more than any form of ours has. Each field counts once."""
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > LARGEST:
            return None
    try:
        return dict(parse_qsl(data.decode(errors="replace"), max_num_fields=FIELDS))
    except ValueError:
        return None
