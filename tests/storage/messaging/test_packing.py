"""What a call carries reads back as it was, and rows of former versions read the same."""

import pytest

from core.screen import Media, button, copy, link, steady
from storage.messaging.contents import (
    NOTHING,
    Album,
    AlbumItem,
    Answer,
    Content,
    CoverLetter,
    File,
    GroupRecap,
    InvitationSheet,
    Message,
    MonitoringTable,
    MyData,
    MyDataPage,
    OpdFile,
    OpdTemplate,
    OwnListFile,
    OwnListSheet,
    PemdaFile,
    Picture,
    RegisterFile,
    RegisterSheet,
    WorkloadFile,
    WorkloadForm,
    WorkloadRecap,
    WorkloadTemplate,
    to_be_made,
)
from storage.messaging.packing import message_of, pack, unpack

ROWS = ((button("I", "V01", 1), steady("Buka", "open", 7)), (link("Peraturan", "https://x.id"), copy("Salin", "A-1")))
STORED_ROWS = [
    [["I", "V01:1", "screen"], ["Buka", "open:7", "steady"]],
    [["Peraturan", "https://x.id", "link"], ["Salin", "A-1", "copy"]],
]
CHART = {"kind": "progress"}
SHEET = InvitationSheet(1, "contact", (3, 4), 2, "2026-12-14T16:00:00+08:00", None, 9)

STORED: list[tuple[Content, dict[str, object]]] = [
    (NOTHING, {}),
    (Answer("88", "Tersimpan"), {"id": "88", "text": "Tersimpan"}),
    (Message("V01", ROWS, 3), {"text": "V01", "rows": STORED_ROWS, "rev": 3}),
    (
        Message("V01", revision=3, media=Media("photo", "F", 7)),
        {"text": "V01", "rows": [], "rev": 3, "media": {"kind": "photo", "file_id": "F", "evidence": 7}},
    ),
    (Message("Kemarin", silent=True), {"text": "Kemarin", "rows": [], "rev": 0, "silent": True}),
    (Message("V04", keeps_file=True), {"text": "V04", "rows": [], "rev": 0, "caption": True}),
    (Message("a.pdf", about="refusal:7"), {"text": "a.pdf", "rows": [], "rev": 0, "about": "refusal:7"}),
    (Message("V11", watcher=1002), {"text": "V11", "rows": [], "rev": 0, "watcher": 1002}),
    (Message("", reminder=True), {"text": "", "rows": [], "rev": 0, "reminder": True}),
    (File("F", "SK.pdf", evidence=7), {"file_id": "F", "caption": "SK.pdf", "evidence": 7}),
    (
        Album((AlbumItem("photo", "A", 1, "1"), AlbumItem("photo", "B", 2, "2"))),
        {
            "items": [
                {"kind": "photo", "file_id": "A", "evidence": 1, "caption": "1"},
                {"kind": "photo", "file_id": "B", "evidence": 2, "caption": "2"},
            ]
        },
    ),
    (
        Picture("d", CHART, "Sebaran", ROWS),
        {"job": "chart", "digest": "d", "chart": CHART, "rows": STORED_ROWS, "rev": 0, "caption": "Sebaran"},
    ),
    (
        Picture("d", CHART, "Sebaran", file_id="F"),
        {"digest": "d", "chart": CHART, "rows": [], "rev": 0, "caption": "Sebaran", "file_id": "F"},
    ),
    (
        Picture("d", CHART, "Sebaran", in_place=True),
        {
            "job": "chart",
            "digest": "d",
            "chart": CHART,
            "rows": [],
            "rev": 0,
            "text": "Sebaran",
            "media": {"kind": "photo"},
        },
    ),
    (
        Picture("d", CHART, "Sebaran", in_place=True, file_id="F"),
        {
            "digest": "d",
            "chart": CHART,
            "rows": [],
            "rev": 0,
            "text": "Sebaran",
            "media": {"kind": "photo", "file_id": "F"},
        },
    ),
    (MyDataPage(9), {"job": "my_data_page", "person": 9}),
    (MyData(9), {"job": "my_data", "person": 9}),
    (OpdTemplate(), {"job": "opd_template"}),
    (CoverLetter(7, "docx"), {"job": "letter", "assessment": 7, "format": "docx"}),
    (GroupRecap(2, "Rekap"), {"job": "group_recap", "period": 2, "caption": "Rekap"}),
    (
        OpdFile(1, "F", "opd.xlsx", 4096),
        {"job": "opd_list", "pemda": 1, "file_id": "F", "name": "opd.xlsx", "size": 4096},
    ),
    (OwnListSheet(1, "i-2018"), {"job": "own_list_sheet", "pemda": 1, "instrument": "i-2018"}),
    (
        OwnListFile(1, "i-2018", "F", "isi.xlsx", 9),
        {"job": "own_list", "pemda": 1, "instrument": "i-2018", "file_id": "F", "name": "isi.xlsx", "size": 9},
    ),
    (
        WorkloadFile(1, 12, "F", "jabatan.xlsx", 4096),
        {"job": "workload_file", "pemda": 1, "opd": 12, "file_id": "F", "name": "jabatan.xlsx", "size": 4096},
    ),
    (RegisterSheet(12, "i-2018"), {"job": "register_sheet", "opd": 12, "instrument": "i-2018"}),
    (
        RegisterFile(1, 12, "i-2018", "F", "sop.xlsx", 9),
        {
            "job": "register_file",
            "pemda": 1,
            "opd": 12,
            "instrument": "i-2018",
            "file_id": "F",
            "name": "sop.xlsx",
            "size": 9,
        },
    ),
    (WorkloadTemplate(12, 2026), {"job": "workload_template", "opd": 12, "year": 2026}),
    (WorkloadForm(12, 2026, "pdf"), {"job": "workload_form", "opd": 12, "year": 2026, "format": "pdf"}),
    (MonitoringTable(2, 12, "pdf"), {"job": "monitoring_table", "period": 2, "opd": 12, "format": "pdf"}),
    (WorkloadRecap(1, 2026, "xlsx"), {"job": "workload_recap", "pemda": 1, "year": 2026, "format": "xlsx"}),
    (
        PemdaFile(1, "rule", "F", "Perbup.pdf", 10, 9),
        {
            "job": "pemda_file",
            "pemda": 1,
            "purpose": "rule",
            "file_id": "F",
            "name": "Perbup.pdf",
            "size": 10,
            "person": 9,
            "title": "",
            "replaces": 0,
        },
    ),
    (
        SHEET,
        {
            "job": "invitations",
            "pemda": 1,
            "role": "contact",
            "opds": [3, 4],
            "uses": 2,
            "until": "2026-12-14T16:00:00+08:00",
            "field": None,
            "issued_by": 9,
        },
    ),
]


@pytest.mark.parametrize(("content", "stored"), STORED)
def test_what_is_stored_reads_as_it_was_meant(content: Content, stored: dict[str, object]) -> None:
    assert unpack(stored) == content
    assert unpack(pack(content)) == content
    assert pack(content) == ({**stored, "opds": (3, 4)} if content is SHEET else stored)


def test_rows_of_the_first_versions_read_with_what_they_lack() -> None:
    assert unpack({"text": "V01"}) == Message("V01")
    assert unpack({"file_id": "F"}) == File("F")
    assert unpack({"kind": "photo", "file_id": "F", "evidence": 7, "caption": "1"}) == File("F", "1", evidence=7)


@pytest.mark.parametrize(
    "stored",
    [
        *({"job": "unknown"}, {"job": ["letter"]}, {"job": "letter"}, {"text": "x", "rows": [["a"]]}, {"x": 1}),
        {"job": "letter", "assessment": "tujuh", "format": "docx"},
        {"job": "letter", "assessment": 7, "format": "odt"},
        *({**pack(SHEET), "opds": opds} for opds in (None, 3, "x", [None], {"a": 1})),
        {**pack(SHEET), "role": {"contact": 1}},
    ],
)
def test_a_row_that_nobody_understands_holds_nothing(stored: dict[str, object]) -> None:
    assert unpack(stored) == NOTHING
    assert message_of(stored) == Message("")


def test_only_jobs_and_pictures_without_a_number_are_made() -> None:
    made = [content for content, _ in STORED if to_be_made(content) is not None]
    assert [type(content).__name__ for content in made[:2]] == ["Picture", "Picture"]
    assert len(made) == 2 + 17
