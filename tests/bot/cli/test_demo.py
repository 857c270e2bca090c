"""`pandu demo`: one line, five people and their group, a first tap that begins; and nothing left of it afterwards."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.bot.cli.place import PANDU, Pandu

PATIENCE = 60.0


class Demo:
    """A running demo."""

    def __init__(self, folder: Path, port: int, **settings: str) -> None:
        temporary = folder / "tmp"
        temporary.mkdir(exist_ok=True)
        self.temporary = temporary
        environment = {**Pandu(folder).environment, "TMPDIR": str(temporary), **settings}
        self.process = psutil.Popen(
            [PANDU, "demo", "--port", str(port)],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.address = self.process.stdout.readline().strip()
        self.second = self.process.stdout.readline().strip()

    def get(self, path: str) -> Any:
        with urllib.request.urlopen(f"{self.address}{path}", timeout=PATIENCE) as answer:
            return json.load(answer)

    def act(self, person: int, do: str, **fields: object) -> None:
        body = json.dumps({"as": person, "chat": person, "do": do, **fields}).encode()
        request = urllib.request.Request(f"{self.address}page/act", body, {"Content-Type": "application/json"})
        urllib.request.urlopen(request, timeout=PATIENCE).close()

    def pull(self, lever: str) -> str:
        """What a lever of the page says it has done, or why it does nothing."""
        body = json.dumps({"name": lever}).encode()
        request = urllib.request.Request(f"{self.address}page/lever", body, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return str(json.load(answer)["done"])
        except urllib.error.HTTPError as refused:
            return str(json.load(refused)["error"])

    def reads(self, person: int, words: str, chat: int | None = None) -> dict[str, Any]:
        """The bot's newest message to a person, or in a group, once it holds these words."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            shown = [one for one in self.get(f"page/history/{chat or person}?as={person}")["messages"] if one["bot"]]
            if shown and words in shown[-1]["text"]:
                found: dict[str, Any] = shown[-1]
                return found
            time.sleep(0.1)
        raise AssertionError(f"{words!r} did not come: {shown}")

    def end(self, number: int) -> tuple[int, str, str]:
        """Status, and what was printed after the first two lines."""
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out, err


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_the_first_tap_begins_the_questionnaire(tmp_path: Path) -> None:
    demo = Demo(tmp_path, 0)
    try:
        assert demo.address.startswith("http://127.0.0.1:")
        assert demo.second == "Buka alamat di atas dengan peramban. Berhenti: tekan Ctrl+C di jendela ini."
        shown = demo.get("page/state?as=1001")
        assert [(person["name"], person["about"]) for person in shown["people"]] == [
            ("Ani", "kontak Dinas Kesehatan"),
            ("Citra", "koordinator, Bagian Organisasi"),
            ("Budi", "tim penilai, bidang organisasi"),
            ("Hasan", "kepala Dinas Kesehatan"),
            ("Dodi", "kontak 12 OPD lain"),
        ]
        demo.act(1001, "start", payload=shown["me"]["start"])
        welcome = demo.reads(1001, "Selamat datang")
        assert "Dinas Kesehatan" in welcome["text"]
        assert "Bagian Organisasi Setda Kabupaten Kutai Timur" in welcome["text"]
        assert "pukul 16.00 WITA" in welcome["text"]
        demo.act(1001, "press", message=welcome["id"], data=welcome["buttons"][0][0]["data"])
        assert "V01" in demo.reads(1001, "Pilih tingkat tertinggi yang terbukti.")["text"]
        demo.act(1002, "text", text="/admin")
        assert "8 dari 55 OPD" in demo.reads(1002, "Koordinator")["text"]
        demo.act(1003, "text", text="/periksa")
        assert "Dishub" in str(demo.reads(1003, "menunggu"))
        (team,) = [chat for chat in demo.get("page/state?as=1002")["chats"] if chat["group"]]
        board = demo.reads(1002, "8 dari 55 OPD mengirim", team["id"])
        assert "4 terverifikasi" in board["text"]
    finally:
        ended = demo.end(signal.SIGINT)
    assert ended == (0, "", "")
    assert list(demo.temporary.iterdir()) == []


def test_the_visitor_moves_the_clock_and_begins_anew(tmp_path: Path) -> None:
    demo = Demo(tmp_path, 0)
    try:
        shown = demo.get("page/state?as=1005")
        assert [hint["person"] for hint in shown["guide"]["hints"]] == [1001, 1003, 1002]
        assert all(chat["started"] for chat in shown["chats"])
        assert demo.pull("morning").startswith("Sekarang ")
        assert demo.pull("day_before").endswith("pukul 09.00 WITA.")
        assert "tenggat besok pukul 16.00 WITA" in demo.reads(1005, "tenggat besok")["text"]
        assert demo.get("page/state")["now"] > shown["now"] + 9 * 86400
        assert demo.pull("day_before").startswith("Waktu itu sudah lewat.")
        assert demo.pull("after_due").startswith("Sekarang ")
        assert demo.reads(1005, "lewat")
        assert demo.pull("after_review").startswith("Sekarang ")
        demo.act(1002, "text", text="/admin")
        assert "ditutup" in demo.reads(1002, "2026")["text"]

        assert demo.pull("empty") == "Daerah masih kosong. Mulailah sebagai Citra."
        empty = demo.get("page/state?as=1002")
        assert empty["world"] != shown["world"]
        assert empty["now"] < shown["now"] + 86400
        assert demo.get("page/history/1005?as=1005")["messages"] == []
        assert demo.pull("day_before") == "Belum ada periode yang terbuka, jadi belum ada tenggat."
        demo.act(1002, "start")
        demo.reads(1002, "Belum ada pemerintah daerah")
        demo.act(1002, "text", text="Kutai Timur")
        assert "Kutai Timur" in demo.reads(1002, "Pilih zona waktunya")["text"]
        (sample,) = empty["guide"]["files"]
        with urllib.request.urlopen(f"{demo.address.rstrip('/')}{sample['url']}", timeout=PATIENCE) as answer:
            assert answer.read().count(b"\n") > 50

        assert demo.pull("again") == "Contoh dimulai dari awal."
        demo.act(1001, "start", payload=demo.get("page/state?as=1001")["me"]["start"])
        demo.reads(1001, "Selamat datang")
    finally:
        ended = demo.end(signal.SIGINT)
    assert ended == (0, "", "")
    assert list(demo.temporary.iterdir()) == []


def test_it_takes_the_next_free_port_and_leaves_the_office_alone(tmp_path: Path, taken_port: int) -> None:
    (tmp_path / ".env").write_text("DATABASE_URL=sqlite:///kantor.db\nBOT_TOKEN=1:abc\nWEBHOOK_URL=https://kantor.id\n")
    demo = Demo(tmp_path, taken_port, DATABASE_URL="sqlite:///kantor.db", LISTEN="127.0.0.1:1", ADMIN_IDS="5")
    try:
        assert int(demo.address.rstrip("/").rpartition(":")[2]) > taken_port
        children = demo.process.children(recursive=True)
    finally:
        ended = demo.end(signal.SIGTERM)
    assert ended == (0, "", "")
    assert [child for child in children if child.is_running()] == []
    assert sorted(path.name for path in tmp_path.iterdir()) == [".env", "tmp"]
    assert list(demo.temporary.iterdir()) == []


def test_killed_it_leaves_no_process(tmp_path: Path) -> None:
    demo = Demo(tmp_path, 0)
    group = [demo.process, *demo.process.children(recursive=True)]
    os.kill(demo.process.pid, signal.SIGKILL)
    gone, alive = psutil.wait_procs(group, timeout=PATIENCE)
    assert alive == []
    assert len(gone) == len(group)
