"""Where each module of core, storage and bot/flows is tested: in the file of its own name, or where HELD says.

What stands in HELD has no rules of its own (types, texts of SQL), or is one side of something that is tested whole.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from tests.rules.plan import ROOT
from tests.rules.source import MODULES, imports

FOLDERS = {"core": "core", "storage": "storage", "bot.flows": "flows"}
"""Floor -> its folder in tests."""
TESTS = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in (ROOT / "tests").rglob("*.py")}

ALEMBIC = ("storage.migrations.versions", "storage.migrations.env", "storage.migrations.draft")
"""Loaded by Alembic by their paths; `storage/migrations/test_migrations.py` runs what they do."""

HELD: Mapping[str, str] = {
    "core/authoring/test_reading.py": "core.authoring: assembling faults grid values",
    "core/authoring/test_workbook.py": "core.authoring: form words yaml_text",
    "core/charts/test_layout.py": "core.charts.drawings: distribution drawing frame heading heatmap ranking words",
    "core/charts/test_time.py": "core.charts.drawings: progress trend",
    "core/charts/test_drawing.py": "core.charts: data plain",
    "core/exports/test_data.py": "core.exports: cells csv evidence xlsx xlsx_book xlsx_recap xlsx_sheets",
    "core/instrument/test_check.py": (
        "core.instrument: aspects attributes bands forms model parts rules variable yaml_lines"
    ),
    "core/instrument/test_scoring.py": "core.instrument: means",
    "core/papers/test_letter.py": "core.papers: letter_docx letter_files letterhead signatures sizes typesetting",
    "core/papers/test_invitations.py": "core.papers: form opd_template",
    "core/papers/test_workload.py": "core.papers: workload_template",
    "core/productivity/test_reading.py": "core.productivity: amounts titles",
    "core/productivity/test_rating.py": "core.productivity: model",
    "core/pemda/opd_list/test_reading.py": (
        "core.pemda.opd_list: cells codes cut heading kinds rows titles; "
        "core.tables: file format ods table text xls xlsx"
    ),
    "core/assessment/test_counts.py": "core.assessment: answer model",
    "core/reminders/test_due.py": "core.reminders: check policy",
    "core/register/test_typed.py": "core.assessment: subjects; core.register: lines",
    "core/register/test_file.py": "core.papers: register; core.register: model; core.tables: remedies",
    "flows/registers/test_own.py": "bot.flows.registers: line region sent",
    "core/test_fit.py": "core: screen",
    "flows/survey/test_own.py": "bot.flows.survey: shown",
    "flows/actions/test_own.py": "bot.flows.actions: region",
    "flows/answers/test_action.py": "bot.flows.answers: rest; bot.flows.contact: acted",
    "core/actions/test_typed.py": "core.assessment: action",
    "storage/actions/test_effects.py": "core.actions: facts; core.effects: actions; storage.actions: facts",
    "storage/evidence/test_made.py": "core.assessment: rounds; storage.actions: rounds",
    "core/papers/test_monitoring.py": "core.papers: table table_files",
    "storage/survey/test_survey.py": (
        "core.effects: survey; core.papers: qr survey_sheet; storage.survey: ended effects facts sheet values"
    ),
    "bot/survey/test_page.py": "storage.survey: page watched",
    "storage/answers/test_effects.py": (
        "storage.answers: choices facts question_facts questions; storage.orders: rights"
    ),
    "storage/answers/test_submission.py": "storage.answers: letters; storage.assessment: head",
    "storage/assessment/test_instruments.py": "core.authoring: versions",
    "storage/audit/test_replay.py": "storage.audit: baseline digests erasure proven writes",
    "storage/engine/test_statements.py": "storage.engine: schema",
    "storage/engine/test_write_queue.py": "storage.engine: savepoints settings",
    "storage/evidence/test_copying.py": "storage.evidence: attachments discarded queue sending",
    "storage/evidence/test_store.py": "storage.evidence: bucket folder opening",
    "storage/evidence/test_captions_kept.py": "storage.operations: my_data",
    "bot/rendering/test_documents.py": "storage.productivity: papers",
    "bot/evidence/test_fetch.py": "storage.evidence: records",
    "bot/intake/test_strangers.py": "storage.people: door",
    "bot/app/test_health.py": "storage.engine: failures",
    "storage/operations/test_export.py": "core.exports: json proof",
    "storage/groups/test_groups.py": "core: groups; storage.groups: effects facts posts; storage.operations: reach",
    "storage/messaging/test_aside.py": (
        "storage.engine: attempts; storage.messaging: work_items; storage.pemda: facts problems"
    ),
    "storage/messaging/test_inbox.py": "storage.messaging: inbox_upkeep",
    "storage/messaging/test_outbox.py": (
        "storage.messaging: calls contents conversations outbox_queries outbox_upkeep places waits"
    ),
    "storage/results/test_subjects.py": "storage.pemda: subject_progress subjects",
    "storage/migrations/test_migrations.py": (
        "storage: migrations; storage.migrations: run upgrade; storage.engine: tables; storage.engine.tables: actions "
        "answers audit columns evidence groups messaging operations pemda people periods productivity reminders "
        "results review subjects survey"
    ),
    "storage/operations/test_archive.py": "storage.operations: manifest",
    "storage/operations/test_doctor.py": (
        "storage.operations: alarms conditions doctor_checks doctor_files doctor_log doctor_look"
    ),
    "flows/pemda/test_leaving.py": "core.pemda: leaving; storage.pemda: leaving marking",
    "storage/pemda/test_effects.py": "core.pemda: settings; storage.evidence: pemda_files; storage.orders: changes",
    "storage/pemda/test_own_lists.py": "storage.evidence: own_lines",
    "storage/people/test_erasure.py": "storage.people: erasure_office",
    "storage/people/test_invitations.py": "storage.people: entrance guesses",
    "storage/people/test_joins.py": "core.people: joins",
    "storage/people/test_effects.py": "storage.people: belonging facts inviting redeeming",
    "storage/periods/test_effects.py": "storage.pemda: regions; storage.periods: drafts due rules",
    "storage/reminders/test_effects.py": "storage.reminders: calendars facts owed queue sent watched",
    "storage/productivity/test_effects.py": (
        "core.effects: productivity; core.productivity: facts; storage.productivity: facts retention tables"
    ),
    "storage/results/test_final.py": "core.results: period stages; storage.results: effects former sending",
    "storage/review/test_verdicts.py": ("core.review: facts; storage.review: cases checks dossier effects facts team"),
    "storage/test_database.py": "storage.engine: addresses engines watch",
    "storage/test_effects.py": (
        "core: effects; storage.orders: handlers; "
        "core.effects: answers groups messages pemda people periods reminders review"
    ),
    "storage/test_facts.py": "core: facts wish; core.facts: answers pemda people; storage.pemda: opds",
    "flows/answers/test_variable.py": "bot.flows.answers: explanation level; bot.flows.contact: choosing going",
    "flows/answers/test_summary.py": "bot.flows.answers: submit",
    "flows/contact/test_stray.py": "bot.flows.contact: ahead anywhere attach buttons edits linked refusing",
    "flows/evidence/test_asked.py": "bot.flows.evidence: listed",
    "flows/groups/test_views.py": "bot.flows.groups: base binding charts lists",
    "flows/kit/test_names.py": "bot.flows: by_name; bot.flows.kit: coordinator lists opd_lists outside paging rows",
    "flows/people/test_join.py": "bot.flows.people: welcome",
    "flows/pemda/test_menu.py": "bot.flows.pemda: choice",
    "flows/pemda/test_setting_up.py": "bot.flows.kit: next_step",
    "flows/periods/test_life.py": "bot.flows.periods: drafts told",
    "flows/periods/test_period.py": "bot.flows.periods: day",
    "flows/productivity/test_unit.py": "bot.flows.productivity: sent",
    "flows/reminders/test_by_hand.py": "core.reminders: facts; bot.flows.reminders: pressed",
    "flows/review/test_card.py": "bot.flows.review: judging",
    "flows/states/test_wish.py": (
        "bot.flows.states: actions contact coordinator documents evidence lists own_lists pemda people periods "
        "problems registers reminders productivity review settings survey"
    ),
    "flows/test_router.py": "bot.flows: base events places; bot.flows.states: packing",
}
"""Test file -> the modules it holds besides that of its own name."""


def _held() -> Iterator[tuple[str, str]]:
    for file, rooms in HELD.items():
        for room in rooms.split("; "):
            package, _, names = room.partition(": ")
            yield from ((f"{package}.{name}", file) for name in names.split())


def _own_file(module: str) -> str:
    floor = next(floor for floor in FOLDERS if module.startswith(floor + "."))
    *rooms, name = module.removeprefix(floor + ".").split(".")
    return "/".join([FOLDERS[floor], *rooms, f"test_{name}.py"])


def _to_hold() -> Iterator[str]:
    """Modules with something in them."""
    for module, path in MODULES.items():
        ours = any(module.startswith(floor + ".") for floor in FOLDERS) and not module.startswith(ALEMBIC)
        if ours and (path.name != "__init__.py" or len(path.read_text().splitlines()) > 5):
            yield module


def _exists(file: str) -> bool:
    return (ROOT / "tests" / file).exists()


WHERE = dict(_held())


def test_every_module_has_its_test_file() -> None:
    assert [module for module in _to_hold() if not _exists(_own_file(module)) and module not in WHERE] == []


def test_nothing_is_named_that_has_a_file_of_its_own_or_does_not_exist() -> None:
    assert len(WHERE) == len(list(_held()))
    assert [module for module in WHERE if _exists(_own_file(module)) or module not in MODULES] == []


@cache
def _reached(file: str) -> frozenset[str]:
    """Whatever a test file imports, by way of others too; fixtures come from the `conftest.py` above it."""
    path = ROOT / "tests" / file
    above = [folder / "conftest.py" for folder in path.parents if folder.is_relative_to(ROOT / "tests")]
    waiting: list[Path] = [path, *(found for found in above if found.exists())]
    reached: set[str] = set()
    while waiting:
        for name in _named(waiting.pop()) - reached:
            reached.add(name)
            found = MODULES.get(name) or TESTS.get(name)
            if found is not None:
                waiting.append(found)
    return frozenset(reached)


def _named(path: Path) -> set[str]:
    """Modules of ours an import names, also `from tests.storage import region`."""
    known = imports(path)
    parents = {name for name in known if name.startswith("tests")}
    return set(known) | {name for name in TESTS if name.rpartition(".")[0] in parents}


@pytest.mark.parametrize("file", HELD)
def test_who_holds_a_module_reaches_it(file: str) -> None:
    assert _exists(file)
    assert [module for module, where in WHERE.items() if where == file and module not in _reached(file)] == []
