# Each target needs only Python 3.11 or later and make; the first one used builds .venv.
PYTHON ?= python3
BIN := .venv/bin
export PYTHONDONTWRITEBYTECODE :=  # tests start hundreds of processes; where it is set, each would compile the whole program

.PHONY: demo run test check lint types rules fix docs bench chaos setup

demo: setup          ## simulator, bot and an example region; open the printed address
	$(BIN)/pandu demo

run: setup           ## the bot itself, with the settings of .env
	$(BIN)/pandu run

test: setup          ## the whole suite, on SQLite and PostgreSQL; the rules of the code are tests of `make check`
	$(BIN)/python -m pytest -q -n 4 --ignore tests/rules --ignore tests/crash --ignore tests/load
	$(BIN)/python -m pytest -q -n 4 tests/crash tests/load

check: lint types rules  ## lint, format, types, import rules; with -j2 beside each other

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

rules: setup
	$(BIN)/python -m pytest -q tests/rules

fix: setup           ## what ruff can mend by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: setup          ## what docs/ shows of the code, drawn anew
	PANDU_UPDATE=1 $(BIN)/python -m pytest -q tests/rules/test_architecture.py tests/core/assessment/test_status.py tests/core/authoring/test_guide.py

bench: setup         ## speed and memory, beside two stand-ins
	$(BIN)/python -m benchmarks.run

chaos: setup         ## 200 kills and 100,000 mutated updates per database
	PANDU_KILLS=200 PANDU_MUTATIONS=100000 $(BIN)/python -m pytest -q -s tests/crash tests/mutations

setup: .venv/ready

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed: make PYTHON=/path/to/python3.12") if sys.version_info < (3, 11) else None'
	$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "Python's venv is missing: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
