"""The workbook: every key of the format has a place in it, and a file comes back from it as it was."""

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

import core.instrument
from core.authoring import words
from core.authoring.faults import in_words
from core.authoring.form import Kind, sheets
from core.authoring.reading import read_workbook
from core.authoring.workbook import REFERENCES, workbook
from core.instrument.parse import packaged_ids, packaged_text, parse
from core.tables.file import sheets as tables
from core.tables.table import Sought
from tests.core.authoring.book import EXAMPLE, written
from tests.made_instruments import CHECKLIST_TEXT, FORMS_TEXT, SERVICE_TEXT, SOP_TEXT, sotk_text

FORMER = {one.name: one.read_text("utf-8") for one in files("core").joinpath("instruments/former").iterdir()}
TEXTS = {
    **{id: packaged_text(id) for id in packaged_ids()},
    **FORMER,
    "example": EXAMPLE,
    "service": SERVICE_TEXT,
    "checklist": CHECKLIST_TEXT,
    "forms": FORMS_TEXT,
    "words": SOP_TEXT,
    "aspects in aspects": sotk_text(),
    "texts like numbers": SERVICE_TEXT.replace("T3", '"2026-01-31: no"').replace("T4", '"+3.0"').replace("T5", '"yes"'),
    "decimals": SERVICE_TEXT.replace("weight: 60,", "weight: 60.00,").replace("min: 3.01", "min: 3.010"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_file_comes_back_from_its_workbook_with_the_same_hash(name: str) -> None:
    read = read_workbook(written(TEXTS[name]), f"{name}.xlsx")
    assert read.faults == ()
    same = parse(TEXTS[name], name).content_hash
    assert read.instrument is not None
    assert (read.instrument.content_hash, parse(read.text, name).content_hash) == (same, same)


COLUMNS = [column for sheet in sheets() for column in sheet.columns]


def test_every_key_of_the_format_has_a_column_with_a_title_and_a_hint() -> None:
    """A new key of the format: its title and hint belong in core.authoring.words.TITLES, its choices in CHOICES."""
    untold = [column.own for column in COLUMNS if not column.link and ".".join(column.own) not in words.TITLES]
    assert untold == []
    for column in COLUMNS:
        assert 0 < len(column.title) <= 32
        assert 0 < len(column.hint) <= 110
        if column.kind is Kind.CHOICE and "field" not in column.own:
            assert [one for one in column.choices if column.word(one) == one] == []


def test_every_sheet_has_a_name_and_titles_of_its_own() -> None:
    names = [sheet.name for sheet in sheets()]
    assert [sheet.keys for sheet in sheets() if sheet.keys not in words.SHEETS] == []
    assert len(set(names)) == len(names)
    for sheet in sheets():
        titles = [column.title.casefold() for column in sheet.columns]
        assert len(set(titles)) == len(titles)
    assert {*REFERENCES, *REFERENCES.values()} <= {column.own for column in COLUMNS}


KEYS = {column.own[-1] for column in COLUMNS} | {sheet.keys[-1] for sheet in sheets()[1:]}
SAME = {"total", "id", "unit", "status", "version", "short"}
"""Keys that are words of a sentence as well, or stand in messages about files alone."""


def test_what_the_rules_say_is_said_without_keys() -> None:
    """Messages of the rules stand in words of the workbook: a new one with a key needs its phrase in faults.py."""
    folder = Path(next(iter(core.instrument.__path__)))
    found = [
        (path.name, said)
        for path in folder.glob("*.py")
        if path.name not in ("yaml_lines.py", "check.py", "parse.py")
        for said in messages(ast.parse(path.read_text()))
        if KEYS & set(re.findall(r"\w+", in_words(said))) - SAME
    ]
    assert found == []


def messages(tree: ast.AST) -> Iterator[str]:
    """Sentences with a remedy, with "…" for what is filled in."""
    described = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if id(node) in described:
            continue
        match node:
            case ast.JoinedStr(values=parts):
                said = "".join(part.value if isinstance(part, ast.Constant) else "…" for part in parts)
            case ast.Constant(value=str(said)):
                pass
            case _:
                continue
        if re.search(r"; [a-z]", said) and "\n" not in said:
            yield said


def test_titles_are_locked_and_choices_can_be_picked() -> None:
    import zipfile
    from io import BytesIO

    data = written(EXAMPLE)
    found = {sheet.name: sheet for sheet in tables(data, Sought("x.xlsx", "", ""))}
    assert list(found) == [words.HELP, *(sheet.name for sheet in sheets())]
    with zipfile.ZipFile(BytesIO(data)) as archive:
        pages = {f"xl/worksheets/sheet{at}.xml" for at in range(1, len(found) + 1)}
        text = {name: archive.read(name).decode() for name in pages}
    assert all("<sheetProtection " in one for one in text.values())
    levels = text[f"xl/worksheets/sheet{list(found).index('Tingkat') + 1}.xml"]
    assert "'Variabel'!$A$3:$A$1001" in levels
    assert "peraturan,satu sumber,susunan sendiri" in levels


def test_an_empty_content_gives_an_empty_form() -> None:
    (fault, *_) = read_workbook(workbook({}), "kosong.xlsx").faults
    assert str(fault) == "Lembar Instrumen, baris 2, Id: belum ada; isi sel ini"
