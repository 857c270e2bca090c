"""A walk of CONTRIBUTING as edits, made in a copy of the project."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.places import ROOT


@dataclass(frozen=True, slots=True)
class Edit:
    """Lines put into a file, behind the only line that reads `after`. Without `after` it is a new file."""

    path: str
    text: str
    after: str = ""

    def make(self, root: Path) -> None:
        file = root / self.path
        if not self.after:
            assert not file.exists(), f"{self.path} is there already"
            file.write_text(self.text, encoding="utf-8")
            return
        lines = file.read_text(encoding="utf-8").splitlines()
        assert lines.count(self.after) == 1, f"{self.path}: {lines.count(self.after)} lines read {self.after!r}"
        place = lines.index(self.after) + 1
        lines[place:place] = self.text.removesuffix("\n").split("\n")
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Walk:
    """`title` is that of the walk in CONTRIBUTING."""

    title: str
    edits: tuple[Edit, ...]

    def named(self) -> set[str]:
        """The paths that CONTRIBUTING names for it, as patterns."""
        page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
        walk = page.partition(f"**{self.title}**")[2].partition("\n**")[0]
        paths = re.findall(r"`([a-z]+/[^`\s]*)`", walk)
        return {re.sub(r"<\w+>", "*", path) + ("*" if path.endswith("/") else "") for path in paths}


LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "data", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info")


def copied(to: Path) -> Path:
    """The project as it is now, without what it makes while it works."""
    shutil.copytree(ROOT, to, ignore=LEFT_OUT, dirs_exist_ok=True)
    return to
