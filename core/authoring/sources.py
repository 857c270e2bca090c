"""An instrument's file of either kind, a workbook or YAML, told by its content; and a file to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from core.authoring.reading import read_workbook
from core.authoring.workbook import workbook
from core.authoring.yaml_text import yaml_text
from core.instrument.check import check
from core.instrument.model import Instrument
from core.instrument.parse import content_hash
from core.instrument.yaml_lines import Source, read

_ZIP, _OFFICE = b"PK", b"\xd0\xcf\x11\xe0"
"""First bytes of workbooks, new and old."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds: an instrument, its text as YAML and a paragraph about it; or faults, one a line."""

    instrument: Instrument | None
    text: str
    summary: str
    faults: tuple[str, ...]


def read_source(data: bytes, name: str) -> Found:
    """Raises nothing; `name` is only for messages."""
    if data.startswith((_ZIP, _OFFICE)):
        found = read_workbook(data, name)
        if found.faults:
            return Found(None, "", "", tuple(map(str, found.faults)))
        data = found.text.encode()
    report = check(data, name)
    if report.faults:
        return Found(None, "", "", report.lines)
    return Found(report.instrument, data.decode("utf-8-sig"), report.summary, ())


def as_workbook(text: str) -> tuple[bytes, bool]:
    """The workbook of a sound file; whether its hash stays the same: an empty text or list that is written out gets
    lost.
    """
    content = _content(text)
    made = workbook(content)
    back = read_workbook(made, "").instrument
    return made, back is not None and back.content_hash == content_hash(content)


def begun(id: str, title: str, text: str = "") -> str:
    """A draft in version 1 to begin with: the example, or another instrument's text, under its own id and title."""
    content = _content(text or files("core").joinpath("examples/instrumen.yaml").read_text("utf-8"))
    content |= {"id": id, "version": 1, "status": "draft"}
    if title:
        content["title"] = title
        content.pop("short_title", None)
    return yaml_text(content)


def renamed(text: str, id: str) -> str:
    """The same content as a published instrument of another id, to be tried."""
    return yaml_text(_content(text) | {"id": id, "status": "published"})


def _content(text: str) -> dict[str, Any]:
    content = read(text, Source(""))
    assert isinstance(content, dict)
    return content
