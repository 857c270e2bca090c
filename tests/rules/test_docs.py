"""What the pages name is there: paths, commands, and what their links lead to."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from bot.cli.commands import app
from tests.rules.plan import ROOT, TOPS
from tests.rules.source import MODULES

PAGES = sorted(
    [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "GLOSSARY.md")]
    + [path for folder in ("docs", "docs/decisions", "docs/pictures") for path in (ROOT / folder).glob("*.md")]
)
FOLDERS = (*TOPS, "tests", "benchmarks", "docs", "tools", ".ci")
TARGETS = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
COMMAND = get_command(app)

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def code(page: Path) -> Iterator[str]:
    """What stands between back quotes, and each line of a block of code."""
    text = page.read_text(encoding="utf-8")
    for block in re.findall(r"^```\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        yield from (line.strip() for line in block.splitlines())
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE))


def paths(piece: str) -> Iterator[str]:
    """The paths of this project in a piece of code; `<room>` stands for any folder."""
    for word in piece.split():
        if re.fullmatch(r"[\w.<>*/-]+", word) and (word.split("/")[0] in FOLDERS and "/" in word):
            yield word


def is_there(path: str) -> bool:
    return any(ROOT.glob(re.sub(r"<\w+>", "*", path.rstrip("/"))))


def unknown_command(piece: str) -> str:
    """The first word that no command is called; "" where all is known."""
    words = piece.split()
    words = words[1:] if words and re.match(r"[A-Z_]+=", words[0]) else words
    match [word.removeprefix(".venv/bin/") for word in words]:
        case ["make", target, *_] if "=" not in target:
            return "" if target in TARGETS else target
        case ["python", "-m", module, *_]:
            there = (ROOT / module.replace(".", "/")).with_suffix(".py").exists()
            return "" if there or module in ("pytest", "simulator") else module
        case ["pandu", *rest]:
            return _unknown_word(COMMAND, rest)
        case _:
            return ""


def _unknown_word(command: object, words: list[str]) -> str:
    below = getattr(command, "commands", None)
    if not below or not words or words[0].startswith("-"):
        return ""
    return _unknown_word(below[words[0]], words[1:]) if words[0] in below else words[0]


def anchors(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    heads = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pages
def test_every_path_is_there(page: Path) -> None:
    assert [path for piece in code(page) for path in paths(piece) if not is_there(path)] == []


def test_every_path_in_a_comment_is_there() -> None:
    assert [f"{module}: {path}" for module in MODULES for path in paths_of(module) if not is_there(path)] == []


def paths_of(module: str) -> list[str]:
    """Docstrings and comments name files of this project, and conversations ("transcript 13_koordinator")."""
    source = MODULES[module].read_text(encoding="utf-8")
    named = re.findall(rf"(?<![\w/])(?:{'|'.join(FOLDERS)})/[\w./-]+\.(?:py|md|txt|yaml)", source)
    return named + [f"tests/transcripts/{name}.txt" for name in re.findall(r"transcript (\d\w+)", source)]


@pages
def test_every_module_is_there(page: Path) -> None:
    """Dotted names of our own: a module, or a name in one."""
    named = {
        word for piece in code(page) for word in re.findall(rf"(?<![\w./@-])(?:{'|'.join(TOPS)})(?:\.\w+)+", piece)
    }
    missing = [name for name in named if name not in MODULES and name.rpartition(".")[0] not in MODULES]
    assert [name for name in missing if not name.endswith(".py")] == []


@pages
def test_every_command_is_there(page: Path) -> None:
    assert [piece for piece in code(page) if unknown_command(piece)] == []


@pages
def test_every_link_leads_somewhere(page: Path) -> None:
    wrong = []
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        name, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        target = page.parent / name if name else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            wrong.append(link)
    assert wrong == []


@pytest.mark.parametrize("wrong", ["make nothing", "pandu nothing", "pandu pemda nothing", "python -m bot.nothing"])
def test_a_wrong_command_is_found(wrong: str) -> None:
    assert unknown_command(wrong).endswith("nothing")


@pytest.mark.parametrize("wrong", ["bot/flows/nothing.py", "storage/<room>/nothing.py", "docs/nothing/"])
def test_a_wrong_path_is_found(wrong: str) -> None:
    assert [path for path in paths(wrong) if not is_there(path)] == [wrong]
