"""Headings in two or three rows, in every kind of file that keeps them."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import pytest
from hypothesis import assume, given, strategies as st

from core.pemda.opd_list.joined import depth_of, joined
from core.pemda.opd_list.reading import OpdList, read_opd_list
from core.tables.table import Cell, Row
from tests.core.pemda.opd_list.files import ods, ods_row, text, workbook

Table = list[list[str]]
TITLES = [["DAFTAR PERANGKAT DAERAH"], ["TAHUN 2026"]]
OPDS = [("1.02.01", "Dinas Kesehatan", "Dinkes"), ("5.01.01", "Badan Pendapatan Daerah", "Bapenda")]


def plain(heading: Table, below: Table) -> bytes:
    """Merged cells as CSV and unmerged ones keep them: the text in the first, the others empty."""
    rows = [*TITLES, *heading, *below]
    return text(*(";".join(f'"{cell}"' if cell else "" for cell in row) for row in rows))


def unmerged(heading: Table, below: Table) -> bytes:
    return workbook([*TITLES, *heading, *below])


def merged(heading: Table, below: Table) -> bytes:
    """Each title merged to the right over what stands below it, or down over the empty cells."""

    def merge(book: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 3, TITLES[0][0])
        for row, column, high, wide in _areas(heading):
            if (high, wide) != (1, 1):
                first = len(TITLES) + row
                sheet.merge_range(first, column, first + high - 1, column + wide - 1, heading[row][column])

    return workbook([*TITLES, *heading, *below], merge)


def covered(heading: Table, below: Table) -> bytes:
    """LibreOffice's merged cells: the covered ones are elements of their own."""
    areas = {(row, column): (high, wide) for row, column, high, wide in _areas(heading)}

    def of(row: int, column: int) -> str:
        if (row, column) not in areas:
            return "<table:covered-table-cell/>"
        high, wide = areas[row, column]
        spans = f'table:number-columns-spanned="{wide}" table:number-rows-spanned="{high}"'
        return f"<table:table-cell {spans}><text:p>{escape(heading[row][column])}</text:p></table:table-cell>"

    rows = [ods_row(*row) for row in TITLES]
    rows += [ods_row(*(of(at, column) for column in range(len(row)))) for at, row in enumerate(heading)]
    return ods("".join([*rows, *(ods_row(*row) for row in below)]))


def of_page(heading: Table, below: Table) -> bytes:
    lines: list[list[str]] = [[] for _ in heading]
    for row, column, high, wide in _areas(heading):
        lines[row].append(f"<th rowspan={high} colspan={wide}>{escape(heading[row][column])}</th>")
    lines += [[f"<td>{escape(cell)}</td>" for cell in row] for row in below]
    table = "".join("<tr>" + "".join(line) + "</tr>" for line in lines)
    return f"<html><table>{table}</table></html>".encode()


def _areas(heading: Table) -> list[tuple[int, int, int, int]]:
    """Row, column, height and width of each title."""
    found = []
    for row, line in enumerate(heading):
        for column, title in enumerate(line):
            if title:
                high = next((at for at in range(1, len(heading) - row) if heading[row + at][column]), 0)
                wide = 1
                while high and column + wide < len(line) and _is_covered(heading, row, column + wide):
                    wide += 1
                found.append((row, column, high or len(heading) - row, wide))
    return found


def _is_covered(heading: Table, row: int, column: int) -> bool:
    return not any(line[column] for line in heading[: row + 1]) and any(line[column] for line in heading[row + 1 :])


FORMS: dict[str, Callable[[Table, Table], bytes]] = {
    "merged": merged,
    "unmerged": unmerged,
    "CSV": plain,
    "LibreOffice": covered,
    "page": of_page,
}

HEADINGS: dict[str, tuple[Table, str]] = {
    "a group without meaning": (
        [["NO", "NAMA SKPD / UNIT ORGANISASI", "IDENTITAS", ""], ["", "", "KODE REKENING", "SINGKATAN"]],
        "ncs",
    ),
    "a group over all": ([["NO", "PERANGKAT DAERAH", "", ""], ["", "KODE", "NAMA", "SINGKATAN"]], "cns"),
    "a group that makes the title": ([["No", "Kode", "Nama", ""], ["", "SKPD", "SKPD", "Singkatan"]], "cns"),
    "other columns in the group": (
        [["No", "Nama OPD", "Identitas", "", "", "Pagu", ""], ["", "", "Kode", "Alamat", "Singkatan", "2025", "2026"]],
        "nc-s--",
    ),
    "two groups alike": (
        [["Urusan", "", "Perangkat Daerah", "", ""], ["Kode", "Nama", "Kode", "Nama", "Singkatan"]],
        "-cns",
    ),
    "another's name below": (
        [["No", "Kode", "Nama", "Singkatan", "Kepala", ""], ["", "", "", "", "Nama", "NIP"]],
        "cns--",
    ),
    "whole and short name": (
        [["No", "Kode SKPD", "Nama SKPD", ""], ["", "", "Lengkap", "Singkatan"]],
        "cns",
    ),
    "parts of a code": (
        [["No", "Kode", "", "Nama OPD", "Singkatan"], ["", "Urusan", "OPD", "", ""]],
        "-cns",
    ),
    "three rows": (
        [
            ["NO", "NAMA SKPD", "DATA POKOK", "", ""],
            ["", "", "IDENTITAS", "", "KONTAK"],
            ["", "", "KODE", "SINGKATAN", "EMAIL"],
        ],
        "ncs-",
    ),
}


def below(order: str) -> Table:
    """Rows of a list with a number before the columns of `order`: c a code, n a name, s an abbreviation."""
    values = [dict(zip("cns", opd, strict=True)) | {"-": f"lain {opd[0]}"} for opd in OPDS]
    return [[f"{number}", *(one[column] for column in order)] for number, one in enumerate(values, 1)]


def check(found: OpdList) -> None:
    assert [str(fault) for fault in found.faults] == []
    assert [(row.code, row.name, row.short_name) for row in found.rows] == OPDS
    assert (found.made, found.losses) == (False, ())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("which", HEADINGS)
def test_a_heading_in_several_rows_is_read_as_people_see_it(which: str, form: str) -> None:
    heading, order = HEADINGS[which]
    check(read_opd_list(FORMS[form](heading, below(order)), "daftar.xlsx"))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("which", HEADINGS)
def test_a_heading_in_several_rows_stands_again_on_the_next_page(which: str, form: str) -> None:
    heading, order = HEADINGS[which]
    first, second = below(order)
    again = [first, *heading, second]
    check(read_opd_list(FORMS[form](heading, again), "daftar.xlsx"))


@given(
    st.permutations("cns-"),
    st.lists(st.sampled_from(["", "IDENTITAS", "DATA POKOK", "URAIAN DATA"]), min_size=4, max_size=4),
    st.sampled_from(list(FORMS)),
    st.booleans(),
)
def test_columns_under_any_groups_in_any_order(order: Sequence[str], groups: list[str], form: str, deep: bool) -> None:
    assume(any(group for group, column in zip(groups, order, strict=True) if column != "-") or not any(groups))
    words = {"c": "KODE SKPD", "n": "NAMA SKPD", "s": "SINGKATAN", "-": "ALAMAT KANTOR"}
    top, sub = ["NO"], [""]
    for at, column in enumerate(order):
        inside = bool(groups[at])
        same = inside and at > 0 and groups[at - 1] == groups[at]
        top.append(("" if same else groups[at]) if inside else words[column])
        sub.append(words[column] if inside else "")
    heading = [top, sub] if any(sub) else [top]
    if deep and any(sub):
        heading = [["NO", "RINCIAN", *[""] * 3], ["", *top[1:]], sub]
    check(read_opd_list(FORMS[form](heading, below("".join(order))), "daftar.xlsx"))


def test_the_kode_of_another_group_is_no_code() -> None:
    heading = [["No", "Urusan", "", "Nama OPD"], ["", "Kode", "Nama", ""]]
    found = read_opd_list(plain(heading, [["1", "1.02", "Kesehatan", "Dinas Kesehatan"]]), "daftar.csv")
    assert [(row.code, row.name) for row in found.rows] == [("DINAS-KESEHATAN", "Dinas Kesehatan")]


def test_the_rows_of_a_list_are_no_heading() -> None:
    def rows(*lines: str) -> list[Row]:
        return [Row(at, [Cell(cell) for cell in line.split(",")]) for at, line in enumerate(lines, 1)]

    assert depth_of(rows("Kode,Nama", "DINKES,Dinas Kesehatan", "Kode,Nama")) == 1
    assert depth_of(rows("Kode,Nama", "1,2", "Kode,Nama")) == 1
    assert depth_of(rows("DAFTAR OPD,", "Kode,Nama")) == 1
    assert depth_of(rows("Kode,Nama,Data", ",,Jenis,Alamat", "DINKES,Dinas Kesehatan")) == 2
    assert [title.text for title in joined(rows("No,OPD,", ",Nama,Kode"))] == ["No", "Nama OPD", "Kode OPD"]
