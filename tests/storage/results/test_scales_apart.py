"""No word or number of one scale where another one is used: in screens, notices, the group, pictures, papers and files.

A whole year is played by each instrument, with all that people read of it looked through for words of the others.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.cli import preview
from bot.flows.groups import lists
from bot.rendering.letters import cover_letter
from bot.texts import documents
from bot.texts.groups import board, posts, views
from bot.texts.people import invitations, join, viewing
from bot.texts.results import own as own_texts, own_variables, region as region_texts
from core.assessment.model import Assessment
from core.charts import pictures
from core.effects import Effect, Finalise, PublishResults, SaveExplanation, SetDeclarant, Submit
from core.exports import csv
from core.exports.data import flat_rows
from core.instrument.parse import load_packaged, packaged_text
from core.papers import letter
from core.people.roles import Membership, Role
from core.wish import Wish
from scheduler.boards import boards
from scheduler.posts import posts as result_posts
from scheduler.reminders import reminders
from storage.answers import letters
from storage.assessment import purposes
from storage.engine.schema import OUTBOX
from storage.evidence.folder import FolderStore
from storage.operations import export, my_data
from tests.core.charts.layout import said
from tests.storage.groups.test_groups import bound, tick
from tests.storage.region import DECLARANT, Region, answered
from tests.storage.results.test_other_instruments import as_json, cells, judged, own, pinned_to, whole

OF: dict[str, str] = {
    "kematangan-2018": r"(?i:kematangan|berjenjang|romawi|sebelas|11 variabel|dari 55 |11 sampai 55)|"
    r"\b(?:I|II|III|IV|V)\b|Sangat Rendah|Sangat Tinggi|Nomor 99 Tahun 2018",
    "pekppp-2023": r"PEKPPP|Kinerja Penyelenggaraan|F-0[23]|\b[ABC]-(?!\w)|dari 5,|evaluator 75%",
    "sotk-2018": r"\bSTS\b|(?i:kelembagaan)|Peringkat belum|dari 100\b|25 sampai 100",
    "penataan-2018": r"(?i:evaluasi penataan)|Tidak \d+ · Ya|\bYa → Tidak",
}
"""Words and numbers that are one instrument's alone."""
MEANT = {"penataan-2018": ("Nomor 99 Tahun 2018",)}
"""What an instrument shares with another one."""
DRAWN_ELSEWHERE = ("kematangan-2018", "sotk-2018")
"""Their screens: the transcripts, and tests/flows; here they would only take time."""
NOW = datetime(2026, 11, 24, tzinfo=UTC)
PEMDAS_LOG = "chain"
"""The log of a Pemda, which tells of all its periods."""
WORDS = "Penjelasan tentang keadaan kantor."


def played(region: Region, name: str) -> None:
    """Ani fills in all of it with middling answers, the team changes one, the result is made known."""
    pinned_to(region, re.sub(r"field: \w+", "field: organisasi", packaged_text(name)))  # one verifier for all
    number, asked = region.dinkes, load_packaged(name).part("unit")
    group, _ = bound(region)
    assert group
    for tock in (reminders, boards, result_posts):
        tick(region, tock)
    given: list[Effect] = []
    for one in asked.variables:
        essay = (SaveExplanation(number, one.code, WORDS),)
        given += essay if one.essay else answered(number, one.code, one.levels[len(one.levels) // 2].level)
    region.do("Ani", *given, SetDeclarant(number, DECLARANT), Submit(number))
    essays = {one.code: 60 for one in asked.variables if one.mark}
    judged(region, {asked.codes[0]: asked.variables[0].levels[0].level} | essays)
    region.do("Citra", Finalise((number,)), PublishResults(region.period[1]))
    region.now += timedelta(days=1)
    for tock in (reminders, boards, result_posts):
        tick(region, tock)


def read(region: Region, store: FolderStore) -> Iterator[tuple[str, str]]:
    """What people read of the period: where, and the words."""
    found, mine = whole(region), own(region)
    a = region.knows("Ani", Wish(assessment=region.dinkes)).assessment
    assert isinstance(a, Assessment)
    yield "group", board.board(found)
    yield "group", posts.result(found)
    yield "lists", lists.scores(found, 1).text
    yield "viewer", lists.scores(found, 1, viewing.scores_title, viewing.score_line).text
    for one in found.opds:
        yield "lists", f"{views.opd_line(one, found)} {viewing.opd_line(one, found)} {region_texts.reached(one, found)}"
        yield "coordinator", region_texts.choice(one, found, chosen=True)
    yield "result", own_texts.card(mine, mine.opd) if own_texts.drawable(mine.opd) else own_texts.standing(mine, a)
    yield "result", own_variables.variables(mine)
    for code in found.instrument.codes:
        yield "result", own_variables.variable(mine, code)
    drawn = [pictures.progress(found), pictures.trend([found])]
    drawn += [pictures.ranking(found), pictures.distribution(found), pictures.heatmap(found)] if found.valued else []
    drawn += [pictures.radar(found, mine.opd.opd_id)] if found.valued else []
    for chart in drawn:
        yield type(chart).__name__, "\n".join(said(chart))
    for sheet, rows in cells(region).items():
        yield sheet, "\n".join(" ".join(map(str, row)) for row in rows)
    known = region.database.read(lambda conn: export.load(conn, region.period[1], region.now))
    yield "csv", "".join(csv.rows(row for opd in known.opds for row in flat_rows(known.head.instrument, opd)))
    yield "json", json.dumps({key: part for key, part in as_json(region).items() if key != PEMDAS_LOG})
    for name in ("Ani", "Oki"):
        data = region.database.read(lambda conn, name=name: my_data.collect(conn, region.person[name]))
        yield "personal data", documents.my_data(data)
    writer = region.database.read(lambda conn: letters.load(conn, region.dinkes, region.now))
    yield "letter", "\n".join(map(str, vars_of(letter.words(cover_letter(writer, store)))))
    purpose = region.database.read(lambda conn: purposes.of_pemda(conn, 1))
    yield "invitation", invitations.to_pass_on("kontak Dinkes", purpose.brief, "2026", "https://t.me/pandu_bot")
    yield "invitation", f"{purpose.whole} {purpose.judged} {purpose.subject}"
    yield "joining", join.welcome(a, "Bagian Organisasi", "Senin") + join.welcome_early("Dinkes", "Unit", purpose)
    for role in Role:
        yield "joining", join.serving(Membership(1, role, 1, "Kutai Timur", 1, "Dinkes"), "Unit", purpose)
    yield "group", board.no_period("Kutai Timur", purpose)
    for row in region.rows(OUTBOX):
        yield f"sent ({row['kind']})", json.dumps(row["payload"], ensure_ascii=False)


def screens(region: Region, name: str) -> Iterator[tuple[str, str]]:
    """All that a contact and a verifier see who answer and judge everything."""
    if name not in DRAWN_ELSEWHERE:
        found, finished = preview.seen(load_packaged(name), packaged_text(name), region.now)
        assert finished
        yield from ((f"{one.who}, {one.where}", preview.plain(one.screen)) for one in found)


def vars_of(words: letter.Words) -> list[object]:
    return [getattr(words, name) for name in words.__slots__]


@pytest.mark.parametrize("name", list(OF))
def test_only_words_of_its_own_scale_are_read(name: str, fresh_region: Callable[[], Region], tmp_path) -> None:  # type: ignore[no-untyped-def]
    region = fresh_region()
    played(region, name)
    told = [*read(region, FolderStore(tmp_path)), *screens(region, name)]
    foreign = {other: re.compile(words) for other, words in OF.items() if other != name}
    seen = [
        (where, other, match[0], text[max(0, match.start() - 60) : match.end() + 30])
        for where, text in told
        for other, words in foreign.items()
        for match in words.finditer(text)
        if match[0] not in MEANT.get(name, ())
    ]
    assert seen == []
    assert any(re.search(OF[name], text) for _, text in told), "the words are looked for in vain"


@pytest.mark.parametrize("name", ["sop-evaluasi", "standar-pelayanan"])
def test_screens_about_subjects_use_no_words_of_other_scales(name: str) -> None:
    found, finished = preview.seen(load_packaged(name), packaged_text(name), NOW)
    assert finished
    told = "\n".join(preview.plain(one.screen) for one in found)
    assert [match[0] for words in OF.values() for match in re.finditer(words, told)] == []
