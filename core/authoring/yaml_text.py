"""The content of an instrument as the text of a file, in the small dialect that core.instrument.yaml_lines reads."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import yaml

_WIDTH = 118


class _Dumper(yaml.SafeDumper):
    """Short lists on a line of their own, everything else below each other; no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _decimal(dumper: yaml.SafeDumper, number: Decimal) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:float", f"{number:f}")


def _list(dumper: yaml.SafeDumper, items: Any) -> yaml.Node:
    flat = all(isinstance(item, int) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=flat)


_Dumper.add_representer(Decimal, _decimal)
_Dumper.add_representer(tuple, _list)
_Dumper.add_representer(list, _list)


def yaml_text(content: Mapping[str, Any]) -> str:
    """The text of a file with this content, its keys in the order given."""
    return str(yaml.dump(dict(content), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH))
