"""tools/verify.py computes what the program computes, by other code, and notices whatever is changed in an export."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from core.exports.proof import rules_json
from core.instrument.model import Instrument
from core.instrument.parse import load_packaged
from core.instrument.parts import NOT_APPLICABLE
from core.instrument.scoring import by_aspect, by_form, score
from core.instrument.variable import Variable
from storage.database import Database
from storage.operations import export
from tests.conftest import Clock
from tests.made_instruments import CHECKLIST_TEXT, SERVICE_TEXT, made
from tests.places import ROOT
from tests.storage.operations.test_export import worked_example
from tests.storage.region import build, opened
from tools import verify

INSTRUMENTS = [load_packaged(name) for name in ("kematangan-2018", "pekppp-2023", "sotk-2018")]
INSTRUMENTS += [made(text) for text in (SERVICE_TEXT, CHECKLIST_TEXT)]


def levels_of(variable: Variable, instrument: Instrument) -> st.SearchStrategy[int]:
    known = [step.value for step in instrument.levels if variable.has(step.value)] or [0, 37, 100]
    return st.sampled_from([*known, NOT_APPLICABLE] if variable.not_applicable else known)


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda one: one.id)
@settings(max_examples=25)
@given(data=st.data())
def test_results_are_those_of_the_program(instrument: Instrument, data: st.DataObject) -> None:
    """All levels, some missing, what does not apply, and what users have given."""
    part = instrument.part("unit", "evaluator")
    levels = {one.code: data.draw(levels_of(one, part)) for one in part.variables}
    for code in data.draw(st.sets(st.sampled_from(part.codes), max_size=2)):
        del levels[code]
    form = part.public_form
    users = {form.code: data.draw(st.fractions(1, 5, max_denominator=40))} if form and data.draw(st.booleans()) else {}
    ours = score(part, levels, users)
    said = {code: "TB" if level == NOT_APPLICABLE else level for code, level in levels.items()}
    theirs = verify.result(rules_json(part), said, {code: str(value) for code, value in users.items()})
    if ours is None:
        assert theirs is None
        return
    assert theirs == {
        "total": ours.value,
        "band": ours.band or None,
        "staged_level": ours.staged_level,
        "aspects": [(one.code, one.value) for one in by_aspect(part, levels)],
        "forms": [(one.code, one.value) for one in by_form(part, levels, users)],
    }


@pytest.fixture
def text(sqlite_only: Database, clock: Clock) -> str:
    build(sqlite_only)
    region = opened(sqlite_only, clock.now)
    worked_example(region)
    return region.database.read(lambda conn: "".join(export.json_chunks(conn, region.period[1], region.now)))


def faults(plain: Any) -> list[str]:
    return verify.faults(json.loads(json.dumps(plain), parse_float=Decimal))


def test_an_export_is_in_order_and_the_program_says_so(text: str, tmp_path: Path) -> None:
    file = tmp_path / "hasil.json"
    file.write_text(text, encoding="utf-8")
    command = [sys.executable, "-I", str(ROOT / "tools" / "verify.py"), str(file)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == (
        "Semua angka dan rantai catatan sesuai.\n"
    )
    file.write_text(text.replace('"total": 16', '"total": 17'), encoding="utf-8")
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (refused.returncode, refused.stdout) == (1, "Dinas Perhubungan region total: tertulis 17, terhitung 16\n")


def test_whatever_is_changed_is_noticed(text: str) -> None:
    whole = json.loads(text)
    places = [place for key in ("opds", "summary") for place in numbers(whole[key], (key,))]
    places += numbers(whole["chain"], ("chain",))
    assert len(places) > 100
    unnoticed = [place for place in places if not faults(changed(text, place))]
    assert unnoticed == []


COUNTED = {"total", "band", "staged_level", "mean", "submitted", "verified", "number", "digest", "hash", "head"}
COUNTED |= {"salt", "content", "actor", "act", "at"}


def numbers(plain: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """Where a value stands that is computed, or in the chain."""
    if isinstance(plain, Mapping):
        for key, value in plain.items():
            own = key in COUNTED and (key != "at" or path[0] == "chain") and value is not None
            if own and not isinstance(value, dict | list):
                yield (*path, key)
            yield from numbers(value, (*path, key))
    elif isinstance(plain, list):
        for place, value in enumerate(plain):
            yield from numbers(value, (*path, place))


def changed(text: str, path: tuple[str | int, ...]) -> Any:
    plain = json.loads(text)
    *way, last = path
    here = plain
    for step in way:
        here = here[step]
    value = here[last]
    here[last] = value + 1 if isinstance(value, int | float) else f"{'0' if value[0] != '0' else '1'}{value[1:]}"
    return plain


def test_levels_behind_a_result_are_noticed(text: str) -> None:
    """A verdict that was raised, an answer that was lowered, a verdict about a former version of the answer."""
    whole = json.loads(text)
    (dishub,) = [opd for opd in whole["opds"] if opd["code"] == "DISHUB"]
    answer = dishub["answers"][0]
    verdict = answer["verdicts"][-1]
    for where, key, value in ((verdict, "level", 5), (answer, "level", 2), (verdict, "version", 1)):
        kept, where[key] = where[key], value
        assert faults(whole), key
        where[key] = kept
    assert faults(whole) == []
    assert Fraction(dishub["region"]["total"]) == 16
