"""Reads YAML as plain data and remembers the lines. Stricter than YAML: no tags, aliases, repeated keys or floats."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

import yaml

_TAG = "tag:yaml.org,2002:"
MAX_BYTES = 262_144  # the largest known instrument has 46 kB; far above it a file is a mistake or an attack
MAX_DEPTH = 20

Path = tuple[str | int, ...]
Plain = None | bool | int | str | Decimal | tuple["Plain", ...] | dict[str, "Plain"]

_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,8})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,8})\.[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class InstrumentFault:
    """One fault of a file: code, file, line (0: unknown), path in the file, what is wrong and what to do."""

    code: str
    file: str
    line: int
    path: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file} baris {self.line}" if self.line else self.file
        return f'{self.code}: "{place}{", " if self.path else ""}{self.path}: {self.message}"'


class InstrumentError(ValueError):
    """The file cannot be used. Holds every fault found, in the order of the file."""

    def __init__(self, faults: tuple[InstrumentFault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def written(path: Path) -> str:
    """A path in the form variables[3].levels[2].statement (counted from 0)."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


@dataclass(slots=True)
class Source:
    """A file while it is read: the line of each value, and the faults found so far."""

    file: str
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[InstrumentFault] = field(default_factory=list)

    def fault(self, code: str, path: Path, message: str, line: int = 0) -> None:
        """Records a fault at `path`, with the line of the nearest value that has one."""
        near = path
        while not line and near:
            line = self.lines.get(near, 0)
            near = near[:-1]
        self.faults.append(InstrumentFault(code, self.file, line, written(path), message))

    def refuse(self) -> None:
        """Raises InstrumentError if any fault was recorded."""
        if self.faults:
            raise InstrumentError(tuple(sorted(self.faults, key=lambda fault: fault.line)))


class _Loader(yaml.SafeLoader):
    """Only builds nodes; it never constructs an object."""

    depth = 0
    line: int  # where the scanner stands, set by the library

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise _Refused("YAML_ALIAS", self.line + 1, "rujukan (*) tidak dipakai; tulis isinya langsung")
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _Refused("YAML_DEPTH", self.line + 1, f"bersusun lebih dari {MAX_DEPTH} lapis; sederhanakan")
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


class _Refused(Exception):
    def __init__(self, code: str, line: int, message: str) -> None:
        super().__init__(message)
        self.code, self.line, self.message = code, line, message


def read(text: str, source: Source) -> Plain:
    """The file's content; faults are recorded in `source`. Raises InstrumentError if the file cannot be read at all."""
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        source.fault("FILE_SIZE", (), f"berkas lebih dari {MAX_BYTES // 1024} kB; periksa apakah ini berkas instrumen")
        source.refuse()
    node: yaml.Node | None = None
    try:
        node = _Loader(text).get_single_node()
    except _Refused as refused:
        source.fault(refused.code, (), refused.message, refused.line)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        source.fault("FILE_ENCODING", (), "ada karakter yang tidak dapat dibaca; simpan ulang sebagai UTF-8", line)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = "susunan tidak terbaca; periksa indentasi, titik dua, dan tanda kutip di sekitar baris ini"
        source.fault("YAML_SYNTAX", (), message, mark.line + 1 if mark else 0)
    source.refuse()
    if not isinstance(node, yaml.MappingNode):
        source.fault("FILE_EMPTY", (), "tidak ada isi instrumen; mulailah dengan id, title, version, dan status")
        source.refuse()
    assert node is not None
    return _plain(node, (), source)


def _plain(node: yaml.Node, path: Path, source: Source) -> Plain:
    source.lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode) and node.tag == _TAG + "map":
        return _mapping(node, path, source)
    if isinstance(node, yaml.SequenceNode) and node.tag == _TAG + "seq":
        return tuple(_plain(child, (*path, place), source) for place, child in enumerate(node.value))
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, path, source)
    source.fault("YAML_TAG", path, f"penanda {node.tag} tidak dikenal; hapus penanda itu")
    return None


def _mapping(node: yaml.MappingNode, path: Path, source: Source) -> dict[str, Plain]:
    found: dict[str, Plain] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode) or key_node.tag != _TAG + "str":
            source.fault("YAML_TAG", path, "kunci harus berupa kata biasa; perbaiki atau beri tanda kutip", line)
        elif key in found:
            first = source.lines[(*path, key)]
            source.fault("KEY_DUPLICATE", (*path, key), f"sudah ditulis di baris {first}; hapus salah satu", line)
        else:
            found[key] = _plain(value_node, (*path, key), source)
            source.lines[(*path, key)] = line
    return found


def _scalar(node: yaml.ScalarNode, path: Path, source: Source) -> Plain:
    kind, value = node.tag.removeprefix(_TAG), str(node.value)
    if kind in ("str", "timestamp"):
        return value
    if kind == "null":
        return None
    if kind == "bool":
        return value.lower() in ("true", "yes", "on")
    if kind == "int" and _WHOLE.fullmatch(value):
        return int(value)
    if kind == "float" and _DECIMAL.fullmatch(value):
        return Decimal(value)
    if kind in ("int", "float"):
        source.fault("NUMBER_FORM", path, f"bilangan {value} tidak lazim; tulis seperti 19 atau 19.1")
    else:
        source.fault("YAML_TAG", path, f"penanda {node.tag} tidak dikenal; hapus penanda itu")
    return None
