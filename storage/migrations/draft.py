"""Drafts the next migration from what changed in `storage/engine/tables/`: `python -m storage.migrations.draft
"Title"`.

Read and correct the draft; then raise HEAD in `storage/migrations/__init__.py`.
"""

import sys
import tempfile

from alembic import command

from storage.database import Database
from storage.migrations import HEAD
from storage.migrations.run import configuration
from storage.migrations.upgrade import migrate


def draft(title: str, number: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/draft.db"
        if int(number) > 1:
            migrate(url)
        database = Database.open(url)
        database.write(lambda conn: command.revision(configuration(conn), title, autogenerate=True, rev_id=number))
        database.close()


if __name__ == "__main__":
    draft(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else f"{int(HEAD) + 1:04}")
