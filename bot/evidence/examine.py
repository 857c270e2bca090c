"""The examining child: the only process that opens what strangers send, with limits of memory, time and pixels.

`python -m bot.evidence.examine` does one job after another (`bot/child.py`). A file that needs too much ends only the
child; the next file gets a new one. See docs/decisions/examining-files.md.
"""

import base64
import mmap
import os
import resource
import signal
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from bot.child import IDLE_LIMIT, Child, Died, serve
from bot.evidence.kinds.faults import Doubt, Examined, FileFault, FileRefused

PROCESSOR_LIMIT = 5
"""Seconds of processor time for one file. A photo of 50 million pixels takes two."""
TIME_LIMIT = 40.0
"""Seconds of elapsed time for one file, because the machine may be busy."""
MEMORY_LIMIT = 640 * 1024 * 1024
"""Bytes of its own memory; a photo of 50 million pixels takes 400 million."""
ADDRESS_LIMIT = 4 * 1024 * 1024 * 1024
"""Bytes of address space, the mapped file included; libraries reserve much more than they use."""
EMBLEM_PIXELS = 16_000_000
"""Pixels of a picture that is printed on papers."""

NICE = 5
"""The child's lower priority, because replies to people go first."""


class Overwhelmed(Exception):
    """The file has ended the child, or would have. `certain`: it would again, on any machine."""

    def __init__(self, reason: str, certain: bool) -> None:
        super().__init__(reason)
        self.certain = certain


class NotExamined(Exception):
    """An unforeseen error in the child; the message is its type."""


class Examiner:
    """The parent's side."""

    def __init__(self, time_limit: float = TIME_LIMIT, idle_limit: float = IDLE_LIMIT) -> None:
        self._child = Child("bot.evidence.examine", time_limit, idle_limit)

    @property
    def pid(self) -> int | None:
        """The child's process number while it runs."""
        return self._child.pid

    async def examine(self, path: Path, kinds: Collection[str], most_pixels: int | None = None) -> Examined:
        """The type of the file. Raises FileRefused, Overwhelmed, NotExamined."""
        values = {"path": str(path), "kinds": sorted(kinds), "pixels": most_pixels}
        answer = await self._ask({"work": "file", "values": values})
        doubt = Doubt(answer["doubt"]) if answer["doubt"] else None
        return Examined(answer["mime"], doubt, answer["part"], tuple(answer["texts"]))

    async def read_opd_list(self, data: bytes, name: str) -> dict[str, Any]:
        """An office's list of OPD: its rows and faults, as JSON. Raises FileRefused, Overwhelmed, NotExamined."""
        values = {"data": base64.b64encode(data).decode(), "name": name}
        return await self._ask({"work": "opd_list", "values": values})

    async def read_positions(self, data: bytes, name: str) -> dict[str, Any]:
        """An OPD's table of positions, as JSON. Raises as `read_opd_list`."""
        values = {"data": base64.b64encode(data).decode(), "name": name}
        return await self._ask({"work": "positions", "values": values})

    async def read_own_list(self, data: bytes, name: str) -> dict[str, Any]:
        """A Pemda's own list of evidence: its cells and faults, as JSON. Raises as `read_opd_list`."""
        values = {"data": base64.b64encode(data).decode(), "name": name}
        return await self._ask({"work": "own_list", "values": values})

    async def read_register(self, data: bytes, name: str) -> dict[str, Any]:
        """An OPD's register: its cells, as JSON. Raises as `read_opd_list`."""
        values = {"data": base64.b64encode(data).decode(), "name": name}
        return await self._ask({"work": "register", "values": values})

    async def close(self) -> None:
        await self._child.close()

    async def _ask(self, job: Mapping[str, Any]) -> dict[str, Any]:
        try:
            answer = await self._child.ask(job)
        except Died as death:
            raise Overwhelmed(str(death), certain=death.signal == signal.SIGXCPU) from None
        except TimeoutError:
            raise Overwhelmed("time", certain=False) from None
        except (OSError, ValueError) as error:
            raise NotExamined(type(error).__name__) from None
        if "refused" in answer:
            raise FileRefused(FileFault(answer["refused"]))
        if "memory" in answer:
            await self._child.close()  # what it holds would be missing for the next file
            raise Overwhelmed("memory", certain=True)
        if "error" in answer:
            raise NotExamined(answer["error"])
        return answer


def _file(values: Mapping[str, Any]) -> dict[str, Any]:
    from bot.evidence.content import examine
    from bot.evidence.kinds.picture import MAX_PIXELS

    with Path(values["path"]).open("rb") as file:
        if not os.fstat(file.fileno()).st_size:
            raise FileRefused(FileFault.EMPTY)
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            found = examine(content, frozenset(values["kinds"]), values["pixels"] or MAX_PIXELS)
    return {"mime": found.mime, "doubt": found.doubt, "part": found.part, "texts": found.texts}


def _opd_list(values: Mapping[str, Any]) -> dict[str, Any]:
    from core.pemda.opd_list.reading import read_opd_list, to_plain

    return to_plain(read_opd_list(base64.b64decode(values["data"]), values["name"]))


def _positions(values: Mapping[str, Any]) -> dict[str, Any]:
    from core.productivity.reading import read_positions, to_plain

    return to_plain(read_positions(base64.b64decode(values["data"]), values["name"]))


def _own_list(values: Mapping[str, Any]) -> dict[str, Any]:
    from core.pemda.own_lists.file import read

    return read(base64.b64decode(values["data"]), values["name"])


def _register(values: Mapping[str, Any]) -> dict[str, Any]:
    from core.register.file import read

    return read(base64.b64decode(values["data"]), values["name"])


WORKS: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "file": _file,
    "opd_list": _opd_list,
    "positions": _positions,
    "own_list": _own_list,
    "register": _register,
}
"""What the child can examine, by name."""


def main() -> None:
    """The child's side."""
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it reads only
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_LIMIT, ADDRESS_LIMIT))
    serve(_answer)


def _answer(job: Mapping[str, Any]) -> dict[str, Any]:
    _allow_time()
    try:
        return WORKS[job["work"]](job["values"])
    except FileRefused as refusal:
        return {"refused": refusal.fault}
    except MemoryError:
        return {"memory": True}
    except RecursionError:
        return {"refused": FileFault.HEAVY}
    except Exception as error:  # whatever a file does to a library, the next one shall be looked at
        return {"error": type(error).__name__}


def _allow_time() -> None:
    """Sets the limit from the time used so far, because it is a limit of the process, not of the file."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (spent + PROCESSOR_LIMIT, hard))


if __name__ == "__main__":
    main()
