"""A small stand-in for an S3 server, as far as evidence needs one: objects, and the ways in which it refuses."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_FAULT = '<?xml version="1.0"?><Error><Code>{code}</Code><Message>{code}</Message></Error>'


class S3Server(ThreadingHTTPServer):
    """`refusal` is a status and S3's name for the fault, given to every request while it is set."""

    refusal: tuple[int, str] | None = None

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.objects: dict[str, bytes] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: S3Server

    def do_PUT(self) -> None:
        self.server.objects[self.path] = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._answer(200, b"")

    def do_GET(self) -> None:
        self._give(with_body=True)

    def do_HEAD(self) -> None:
        self._give(with_body=False)

    def _give(self, *, with_body: bool) -> None:
        found = self.server.objects.get(self.path)
        if found is None:
            self._answer(404, _FAULT.format(code="NoSuchKey").encode() if with_body else b"")
        elif wanted := re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", "")):
            first, last = int(wanted[1]), min(int(wanted[2]), len(found) - 1)
            self._answer(206, found[first : last + 1], with_body, f"bytes {first}-{last}/{len(found)}")
        else:
            self._answer(200, found, with_body)

    def _answer(self, status: int, body: bytes, with_body: bool = True, part: str = "") -> None:
        if self.server.refusal is not None:
            status, code = self.server.refusal
            body = _FAULT.format(code=code).encode()
        self.send_response(status)
        self.send_header("ETag", '"x"')
        self.send_header("Last-Modified", "Mon, 23 Nov 2026 01:00:00 GMT")
        if part:
            self.send_header("Content-Range", part)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body and self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *words: object) -> None:
        """Says nothing."""


@contextmanager
def s3_server() -> Iterator[S3Server]:
    server = S3Server()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
