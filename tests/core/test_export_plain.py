"""A period's export on its way to the child that writes the workbook for a group."""

import json

from core import export_plain
from tests.core.worked_period import EXPORT


def test_what_a_group_gets_holds_nothing_anybody_wrote() -> None:
    plain = json.dumps(export_plain.to_plain(export_plain.for_group(EXPORT)))
    for secret in ("Penjelasan", "HYPERLINK", "Ani", "Budi", "Renja 2026/final.pdf", "abab"):
        assert secret in json.dumps(export_plain.to_plain(EXPORT))
        assert secret not in plain


def test_it_comes_back_as_it_went() -> None:
    bare = export_plain.for_group(EXPORT)
    plain = json.loads(json.dumps(export_plain.to_plain(bare)))
    assert export_plain.from_plain(plain) == bare
