"""Where a database or an evidence store cannot be used, each command says so in a sentence; `doctor --json` in JSON."""

import json
from collections.abc import Iterator

import pytest

from bot.texts.operations import settings as texts
from bot.texts.operations.files import NOTHING_STORED
from tests.bot.cli.place import Pandu
from tests.storage.s3_server import S3Server, s3_server

KEYS = {"ACCESS_KEY_ID": "k", "SECRET_ACCESS_KEY": "rahasia", "REGION": "x", "ALLOW_HTTP": "true"}


@pytest.fixture
def bucket(worked: Pandu) -> Iterator[S3Server]:
    """The evidence of a worked region is looked for in a bucket."""
    with s3_server() as server:
        keys = {f"AWS_{name}": value for name, value in KEYS.items()}
        worked.settings |= {"EVIDENCE_URL": "s3://bukti", "AWS_ENDPOINT_URL": server.address, **keys}
        yield server


@pytest.fixture
def backup(worked: Pandu) -> str:
    worked("backup", "a.zip")
    return "a.zip"


@pytest.mark.parametrize(
    ("refusal", "fault"), [((403, "AccessDenied"), "denied"), ((404, "NoSuchBucket"), "absent"), (None, "unreachable")]
)
def test_a_bucket_that_cannot_be_used_is_one_sentence_everywhere(
    worked: Pandu, backup: str, bucket: S3Server, refusal: tuple[int, str] | None, fault: str
) -> None:
    bucket.refusal = refusal
    if refusal is None:
        bucket.server_close()
    said = texts.store(fault)
    for words in (
        ("export", "--period", "2026", "--format", "zip"),
        ("backup", "b.zip"),
        ("restore", backup),
    ):
        assert worked(*words, status=1).stderr == f"{said}\n"
    assert f"Masalah: 2 berkas bukti tidak dapat diperiksa. {said}\n" in worked("doctor", status=1).stdout
    plain = json.loads(worked("doctor", "--json", status=1).stdout)
    assert plain["problems"] == [f"2 berkas bukti tidak dapat diperiksa. {said}"]
    assert plain["ok"] is False
    assert not (worked.folder / "b.zip").exists()


def test_keys_of_the_bucket_may_stand_in_the_file_of_settings(worked: Pandu, bucket: S3Server) -> None:
    keys = [name for name in worked.settings if name.startswith("AWS_")]
    (worked.folder / ".env").write_text("".join(f"{name}={worked.settings.pop(name)}\n" for name in keys))
    problems = json.loads(worked("doctor", "--json", status=1).stdout)["problems"]
    assert len(problems) == 2  # the bucket answers; the files are not in it


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("EVIDENCE_URL", "/tmp/x", texts.wrong("EVIDENCE_URL")),
        ("TIMEZONE", "WITA", texts.wrong("TIMEZONE")),
        ("DATABASE_URL", "postgresql://u:rahasia@127.0.0.1:1/x", texts.database("unreachable")),
        ("DATABASE_URL", "sqlite:////proc/x/y.db", NOTHING_STORED),
    ],
)
def test_doctor_answers_in_json_whatever_is_wrong(worked: Pandu, name: str, value: str, problem: str) -> None:
    worked.settings[name] = value
    done = worked("doctor", "--json", status=1)
    plain = json.loads(done.stdout)
    assert (plain["ok"], plain["problems"]) == (False, [problem])
    assert done.stderr == f"{problem}\n"


def test_doctor_answers_in_json_about_a_damaged_database(worked: Pandu) -> None:
    file = worked.folder / "data" / "pandu.db"
    file.write_bytes(file.read_bytes()[:4096] + b"rusak" * 20000)
    plain = json.loads(worked("doctor", "--json", status=1).stdout)
    assert plain["problems"] == [texts.database("damaged")]
