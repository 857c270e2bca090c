"""What the drawing child makes: a function for each paper and picture, from plain values to the finished file.

Each loads its libraries when it is called, and nothing of storage.
"""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

Values = Mapping[str, Any]
Work = Callable[[Values], bytes]


def invitations(values: Values) -> bytes:
    from core.papers import invitations as paper

    return paper.render(paper.from_plain(values))


def opd_template(_: Values) -> bytes:
    from core.papers import opd_template as paper

    return paper.render()


def workload_template(values: Values) -> bytes:
    from core.papers import workload_template as paper
    from core.productivity.model import unpacked

    return paper.render(values["unit"], values["year"], unpacked(values["positions"]))


def workload(values: Values) -> bytes:
    from core.papers import table_files, workload as paper

    made = paper.from_plain(values["workload"])
    return table_files.render(paper.table(made), made.letterhead, made.paper, values["format"])


def monitoring(values: Values) -> bytes:
    from core.papers import monitoring as paper, table_files

    made = paper.from_plain(values["monitoring"])
    return table_files.render(paper.table(made), made.letterhead, made.paper, values["format"])


def own_list(values: Values) -> bytes:
    from core.papers import own_list as paper

    return paper.render(values)


def register(values: Values) -> bytes:
    from core.papers import register as paper

    return paper.render(values)


def letter(values: Values) -> bytes:
    from core.papers import letter as paper, letter_files

    return letter_files.render(paper.from_plain(values["letter"]), values["format"])


def survey_sheet(values: Values) -> bytes:
    from core.papers import survey_sheet as paper

    return paper.render(paper.from_plain(values))


def chart(values: Values) -> bytes:
    from core.charts import plain
    from core.charts.drawings import drawing

    return drawing.render(plain.from_plain(values))


def group_recap(values: Values) -> bytes:
    """A period's workbook for a group, without anything that somebody wrote."""
    from core.exports import plain, xlsx

    made = io.BytesIO()
    xlsx.write(plain.from_plain(values["export"]), made, values["dated"], details=False)
    return made.getvalue()


def my_data(values: Values) -> bytes:
    """All that is stored about a person: to be read, and for programs."""
    from bot.texts import documents as texts

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(texts.MY_DATA_TEXT, texts.my_data(values))
        archive.writestr(texts.MY_DATA_JSON, json.dumps(values, ensure_ascii=False, indent=2))
    return made.getvalue()


def my_data_page(values: Values) -> bytes:
    """The same as a page for a phone's browser."""
    from bot.texts import documents as texts

    return texts.my_data_page(values).encode()
