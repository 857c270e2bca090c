"""`pandu` as an operator runs it: a process of its own in a folder of its own.

Most commands are forked off a process that has the program imported already: the same process otherwise, in a tenth of
the time. `script` runs the installed one.
"""

import multiprocessing
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import core

PANDU = Path(sys.executable).with_name("pandu")
OPDS = Path(core.__file__).parent / "examples" / "opd-kutai-timur.csv"
KUTIM, PASER = "Kabupaten Kutai Timur", "Kabupaten Paser"

KEPT = ("PATH", "HOME", "TMPDIR", "LANG", "PYTHONPATH")
"""Of the environment, what a process needs to find itself."""

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["bot.cli.commands"])


@dataclass(frozen=True)
class Done:
    """What a command printed."""

    stdout: str
    stderr: str


@dataclass
class Pandu:
    """`pandu("pemda", "list")` runs one command; `status` is what it must end with."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return self.settings.get("DATABASE_URL", f"sqlite:///{self.folder}/data/pandu.db")

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name in KEPT}
        return {**kept, "TIMEZONE": "Asia/Makassar", **self.settings}

    def __call__(self, *words: str, status: int = 0) -> Done:
        out, err = self.folder.with_name(f"{self.folder.name}.out"), self.folder.with_name(f"{self.folder.name}.err")
        process = _FORKS.Process(target=_run, args=(words, self.folder, self.environment, out, err))
        process.start()
        process.join()
        return self._ended(words, status, process.exitcode, out.read_text(), err.read_text())

    def script(self, *words: str, status: int = 0) -> Done:
        """The installed command itself."""
        command = [PANDU, *words]
        done = subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True, check=False)
        return self._ended(words, status, done.returncode, done.stdout.decode(), done.stderr.decode())

    def _ended(self, words: tuple[str, ...], status: int, code: int | None, out: str, err: str) -> Done:
        assert code == status, f"pandu {' '.join(words)} -> {code}\n{out}\n{err}"
        return Done(out, err)


def _run(words: tuple[str, ...], folder: Path, environment: dict[str, str], out: Path, err: Path) -> None:
    for number, path in ((1, out), (2, err)):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, number)
        os.close(file)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["pandu", *words]
    from bot.cli import main

    main()
