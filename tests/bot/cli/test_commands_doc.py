"""docs/commands.md names every command and option there is, and none that is not."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from bot.cli.commands import app
from tests.places import ROOT

DOC = (ROOT / "docs" / "commands.md").read_text()
BLOCKS = re.findall(r"^```\n(.*?)^```$", DOC, re.DOTALL | re.MULTILINE)
EXAMPLES = [line for block in BLOCKS for line in block.splitlines() if line.startswith("pandu ")]


def commands(command, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Every command with the options it takes."""
    options = [name for param in command.params for name in param.opts if name.startswith("--") and name != "--help"]
    if hasattr(command, "commands"):
        for name, below in command.commands.items():
            yield from commands(below, (*words, name))
    if not hasattr(command, "commands") or options:
        yield words, options


TREE = dict(commands(get_command(app)))


@pytest.mark.parametrize("words", TREE, ids=" ".join)
def test_every_command_has_an_example_and_every_option_a_word(words: tuple[str, ...]) -> None:
    examples = [shlex.split(line)[1:] for line in EXAMPLES]
    assert any(tuple(example[: len(words)]) == words for example in examples)
    missing = [option for option in TREE[words] if option not in DOC]
    assert missing == []


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_example_is_a_command_with_these_options(line: str) -> None:
    words = shlex.split(line)[1:]
    known = max((found for found in TREE if tuple(words[: len(found)]) == found), key=len)
    assert [word for word in words if word.startswith("--")] == [word for word in words if word in TREE[known]]


@pytest.mark.parametrize("words", TREE, ids=" ".join)
def test_every_command_explains_itself(words: tuple[str, ...]) -> None:
    done = CliRunner().invoke(app, [*words, "--help"])
    assert done.exit_code == 0
    assert all(option in done.stdout for option in TREE[words])


def test_run_needs_nothing_of_the_other_commands() -> None:
    others = ("typer", "rich", "click", "simulator")
    code = f"import sys, bot.cli, bot.cli.run; print([name for name in {others} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
