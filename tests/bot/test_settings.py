"""Settings: what is accepted, what is refused and in which words, and that `.env.example` names them all."""

import os
import re
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings
from bot.texts.operations import settings as texts
from core.evidence.kinds import DEFAULT_KINDS
from tests.places import ROOT

TOKEN = "123456789:AAExampleExampleExampleExample"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No `.env` beside us, and nothing in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def given(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in values.items():
        monkeypatch.setenv(name.upper(), value)
    return load_settings()


def test_defaults() -> None:
    settings = load_settings()
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.database_url == "sqlite:///data/pandu.db"
    assert settings.evidence_url == "file:data/evidence"
    assert settings.evidence_bytes == 20 * 1024 * 1024
    assert settings.evidence_kinds == frozenset(DEFAULT_KINDS)
    assert settings.admin_ids == frozenset()
    assert settings.timezone == "Asia/Jakarta"
    assert settings.address is None


def test_lists_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = given(monkeypatch, admin_ids=" 12, 7000000001,", evidence_kinds="application/pdf, IMAGE/PNG")
    assert settings.admin_ids == {12, 7000000001}
    assert settings.evidence_kinds == {"application/pdf", "image/png"}


def test_an_empty_value_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = given(monkeypatch, evidence_kinds="", listen="", evidence_max_mb="")
    assert settings.evidence_kinds == frozenset(DEFAULT_KINDS)
    assert settings.evidence_max_mb == 20


def test_a_webhook_opens_the_default_port_and_ends_in_telegram(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = given(monkeypatch, bot_token=TOKEN, webhook_url="https://pandu.example.go.id/")
    assert settings.address == ("127.0.0.1", 8080)
    assert settings.webhook_address == "https://pandu.example.go.id/telegram"
    assert re.fullmatch("[0-9a-f]{64}", settings.secret)


def test_a_given_secret_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    assert given(monkeypatch, bot_token=TOKEN, webhook_secret="rahasia_1").secret == "rahasia_1"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("bot_token", "halo dunia"),
        ("bot_token", "helloworld"),
        ("bot_token", "123456789"),
        ("telegram_api_url", "api.telegram.org"),
        ("telegram_api_url", "http://"),
        ("database_url", "mysql://x"),
        ("database_url", "sqlite://"),
        ("database_url", "sqlite:///:memory:"),
        ("database_url", "sqlite:///file:pandu.db?mode=memory"),
        ("database_url", "sqlite://data/pandu.db"),
        ("database_url", "postgresql://pandu:rahasia@server"),
        ("database_url", "postgresql://pandu:ra@hasia@server/pandu"),
        ("database_url", "postgresql://pandu:ra@hasia@server:porta/pandu"),
        ("database_url", "postgresql:rahasia"),
        ("evidence_url", "/tmp/x"),
        ("evidence_url", "data/evidence"),
        ("evidence_url", "ftp://x"),
        ("evidence_url", "s3:bucket"),
        ("evidence_kinds", "pdf"),
        ("evidence_max_mb", "0"),
        ("evidence_max_mb", "banyak"),
        ("admin_ids", "12;13"),
        ("admin_ids", "-12"),
        ("admin_ids", "9" * 5000),
        ("admin_ids", "@budi"),
        ("timezone", "Asia/Samarinda"),
        ("timezone", "../../etc/passwd"),
        ("webhook_url", "http://"),
        ("webhook_url", "http://pandu.example.go.id"),
        ("webhook_url", "https://pandu.example.go.id:8080"),
        ("webhook_url", "https://pandu.example.go.id:99999"),
        ("webhook_url", "pandu.example.go.id"),
        ("webhook_secret", "dua kata"),
        ("listen", "8080"),
        ("listen", "127.0.0.1:99999"),
        ("log_level", "LOUD"),
    ],
)
def test_nonsense_is_refused_in_the_one_sentence_of_its_setting(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    with pytest.raises(SettingsError) as refusal:
        given(monkeypatch, **{name: value})
    assert str(refusal.value) == f"{name.upper()} salah: {texts.MUST[name.upper()]}."
    assert refusal.value.__cause__ is None  # a traceback would show the value
    assert "hasia" not in str(refusal.value)


def test_every_setting_has_its_sentence() -> None:
    assert set(texts.MUST) == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("zone", ["Asia/Bangkok", "Asia/Tokyo", "UTC", "../etc/localtime", "asia/jakarta"])
def test_only_zones_of_indonesia_are_taken(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        given(monkeypatch, timezone=zone)
    assert str(refusal.value) == texts.wrong("TIMEZONE")
    for known in ("Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Ujung_Pandang", "Asia/Jayapura"):
        assert given(monkeypatch, timezone=known).timezone == known


def test_all_that_is_wrong_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError) as refusal:
        given(monkeypatch, listen="8080", timezone="WITA")
    assert [line.partition(" ")[0] for line in str(refusal.value).splitlines()] == ["TIMEZONE", "LISTEN"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [("BOT_TOKN", "BOT_TOKEN"), ("ADMIN_ID", "ADMIN_IDS"), ("timezon", "TIMEZONE"), ("WEBHOOKURL", "WEBHOOK_URL")],
)
def test_a_misspelt_name_is_told(tmp_path: Path, name: str, meant: str) -> None:
    (tmp_path / ".env").write_text(f"{name}=x\n")
    with pytest.raises(SettingsError) as refusal:
        load_settings()
    assert str(refusal.value) == f"{name} dalam .env tidak dikenal: mungkin maksudnya {meant}."


def test_names_of_other_programs_are_let_be_and_a_buckets_keys_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keys = {"AWS_ACCESS_KEY_ID": "kunci", "AWS_SECRET_ACCESS_KEY": "rahasia", "AWS_REGION": "dari-berkas"}
    for name in keys:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_REGION", "dari-lingkungan")
    (tmp_path / ".env").write_text("".join(f"{name}={value}\n" for name, value in {**keys, "PGDATA": "x"}.items()))
    load_settings()
    assert os.environ["AWS_ACCESS_KEY_ID"] == "kunci"
    assert os.environ["AWS_REGION"] == "dari-lingkungan"


def test_an_unreadable_file_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("TIMEZONE=Asia/Jakarta".encode("utf-16"))
    with pytest.raises(SettingsError) as refusal:
        load_settings()
    assert str(refusal.value) == texts.UNREADABLE


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ('LOG_LEVEL=INFO\nBOT_TOKEN="123:abc\nTIMEZONE=Asia/Jakarta\n', "2"),
        ("# a note\n\n\nBOT_TOKEN='123:abc\n\nLISTEN x\n", "4, 6"),
        ("BOT TOKEN=1", "1"),
    ],
)
def test_a_line_that_makes_no_sense_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, content: str, lines: str
) -> None:
    (tmp_path / ".env").write_text(content)
    with pytest.raises(SettingsError) as refusal:
        load_settings()
    assert str(refusal.value) == texts.faulty_lines([int(line) for line in lines.split(", ")])
    assert str(refusal.value).startswith(f"Baris {lines} dalam .env tidak dapat dibaca")
    assert caplog.messages == []


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()
    with pytest.raises(SettingsError) as refusal:
        load_settings()
    assert str(refusal.value) == texts.FOLDER


def test_a_missing_token_is_told_where_it_is_needed() -> None:
    settings = load_settings()
    with pytest.raises(SettingsError) as refusal:
        _ = settings.token
    assert str(refusal.value) == "BOT_TOKEN belum diisi: salin tokennya dari @BotFather ke .env"


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = given(monkeypatch, bot_token=TOKEN, webhook_secret="rahasia_1")
    assert TOKEN not in repr(settings)
    assert "rahasia_1" not in repr(settings)


def test_every_setting_stands_in_the_example_with_a_line_of_meaning() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    named = {
        line.partition("=")[0]: lines[number - 1] for number, line in enumerate(lines) if "=" in line and line[0] != "#"
    }
    assert set(named) == {name.upper() for name in Settings.model_fields}
    assert [name for name, above in named.items() if not above.startswith("# ")] == []


def test_the_example_can_be_used_as_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text((ROOT / ".env.example").read_text())
    assert load_settings() == Settings(_env_file=None)


def test_what_a_server_of_ones_own_or_a_hurried_hand_may_write(monkeypatch: pytest.MonkeyPatch) -> None:
    own = {"telegram_api_url": "http://127.0.0.1:8081", "webhook_url": "http://127.0.0.1:9000"}
    wanted = {"bot_token": "test:token", "log_level": "debug", "database_url": "postgres://u:p@host/db"}
    settings = given(monkeypatch, **own, **wanted)
    assert (settings.token, settings.log_level) == ("test:token", "DEBUG")
    assert settings.database_url == "postgresql://u:p@host/db"
