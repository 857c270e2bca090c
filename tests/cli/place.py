"""`pandu` as an operator runs it: a process of its own in a folder of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import core

PANDU = Path(sys.executable).with_name("pandu")
OPDS = Path(core.__file__).parent / "examples" / "opd-kutai-timur.csv"
KUTIM, PASER = "Kabupaten Kutai Timur", "Kabupaten Paser"


@dataclass
class Pandu:
    """`pandu("pemda", "list")` runs one command; `status` is what it must end with."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "TMPDIR", "LANG")}
        return {**kept, "TIMEZONE": "Asia/Makassar", **self.settings}

    def __call__(self, *words: str, status: int = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [PANDU, *words], cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == status, f"pandu {' '.join(words)}\n{done.stdout}\n{done.stderr}"
        return done

    @property
    def url(self) -> str:
        return self.settings.get("DATABASE_URL", f"sqlite:///{self.folder}/data/pandu.db")
