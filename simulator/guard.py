"""Admits requests only to this machine's own address and from its own pages.

Any web site that a browser shows may send requests to 127.0.0.1, also under a name of its own that leads there (DNS
rebinding). Browsers tell both: the name in Host, the page in Origin or Sec-Fetch-Site.
"""

import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 100 * 1024 * 1024
"""Bytes of a request that says its length."""
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^:\[\]]+)(?::\d{1,5})?")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
_ELSEWHERE = frozenset({"cross-site", "same-site"})
_HEADERS = [
    (b"content-security-policy", b"frame-ancestors 'self'"),  # no other site may show the page and have it pressed
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
]


class Guard:
    """Stands before every entrance: Bot API, files, control, chat page."""

    def __init__(self, app: ASGIApp, host: str) -> None:
        self.app = app
        self.hosts = _LOOPBACK | {host}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        status = self._refusal(scope)
        if status:
            await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
            await send({"type": "http.response.body", "body": b""})
            return
        await self.app(scope, receive, send)

    def _refusal(self, scope: Scope) -> int:
        """The status of the refusal; 0 for a request that is admitted."""
        hosts, origins, sites, lengths = (
            [value.decode("latin-1") for name, value in scope["headers"] if name == wanted]
            for wanted in (b"host", b"origin", b"sec-fetch-site", b"content-length")
        )
        found = _HOST.fullmatch(hosts[0].lower()) if len(hosts) == 1 else None
        if found is None or found[1] not in self.hosts:
            return 403
        if any(origin.lower() != f"http://{hosts[0].lower()}" for origin in origins):
            return 403
        opened = scope["method"] == "GET" and scope["path"] == "/" and not scope["query_string"]
        if not opened and _ELSEWHERE.intersection(sites):
            return 403  # a link on another site may open the page, but not act on it
        return 413 if any(not length.isdigit() or int(length[:20]) > LARGEST for length in lengths) else 0


class Secured:
    """Adds to the page's answers what keeps other sites from showing or reading them."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *_HEADERS]}
            await send(message)

        await self.app(scope, receive, sending)
