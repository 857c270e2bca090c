"""Where things lie that tests read besides their own folder."""

from pathlib import Path

TESTS = Path(__file__).parent
ROOT = TESTS.parent
"""The project's root, from which programs are started."""
