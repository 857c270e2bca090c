"""Two walks of CONTRIBUTING, made in a copy of the project: the copy's rules pass, and what is new works in it."""

import os
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.walks import new_command, new_rule
from tests.walks.recipe import Walk, copied

PLAYED = (new_command, new_rule)
WALKS = [walk.WALK for walk in PLAYED]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy in which both walks were gone."""
    root = copied(tmp_path_factory.mktemp("project"))
    for walk in WALKS:
        for edit in walk.edits:
            edit.make(root)
    return root


def run(project: Path, *arguments: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(project)}
    environment.pop("PANDU_UPDATE", None)
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{done.stdout[-1500:]}{done.stderr[-3000:]}"


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.title)
def test_a_walk_names_the_files_it_touches(walk: Walk) -> None:
    named = walk.named()
    assert [edit.path for edit in walk.edits if not any(fnmatch(edit.path, path) for path in named)] == []


def test_the_copy_can_be_imported(project: Path) -> None:
    run(project, "-c", "import bot.app.process, bot.cli.commands")


def test_the_rules_hold_in_the_copy(project: Path) -> None:
    tests = ("tests/rules", "tests/storage/test_effects.py", "tests/flows/people/test_team.py")
    run(project, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests)


def test_the_new_command_and_the_new_rule_work_in_the_copy(project: Path) -> None:
    names = " or ".join(Path(walk.PLAY).stem for walk in PLAYED)
    run(
        project,
        "-m",
        "pytest",
        "-q",
        "-x",
        "-p",
        "no:cacheprovider",
        "tests/transcripts/test_transcripts.py",
        "-k",
        names,
    )
