"""Settings: what is accepted, what is refused and in which words, and that `.env.example` names them all."""

import re
from pathlib import Path

import pytest

from bot.settings import DEFAULT_KINDS, Settings, SettingsError, load_settings

ROOT = Path(__file__).parents[2]
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
    ("name", "value", "sentence"),
    [
        ("bot_token", "halo dunia", "BOT_TOKEN is wrong: must look like 123456789:AAE..., as @BotFather shows it"),
        (
            "telegram_api_url",
            "api.telegram.org",
            "TELEGRAM_API_URL is wrong: must be a whole address, beginning with https:// or http://",
        ),
        ("database_url", "mysql://x", "DATABASE_URL is wrong: must begin with sqlite:/// or postgresql://"),
        (
            "admin_ids",
            "12;13",
            "ADMIN_IDS is wrong: must be Telegram account numbers separated by commas, for example 1234567,7654321",
        ),
        (
            "timezone",
            "Asia/Samarinda",
            "TIMEZONE is wrong: must be a zone such as Asia/Jakarta, Asia/Makassar or Asia/Jayapura",
        ),
        ("listen", "8080", "LISTEN is wrong: must be host:port, for example 127.0.0.1:8080"),
        ("webhook_secret", "dua kata", "WEBHOOK_SECRET is wrong: must be 1 to 256 characters out of A-Z a-z 0-9 _ -"),
        ("log_level", "LOUD", "LOG_LEVEL is wrong: input should be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
        ("evidence_max_mb", "0", "EVIDENCE_MAX_MB is wrong: input should be greater than or equal to 1"),
    ],
)
def test_nonsense_is_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    with pytest.raises(SettingsError) as refusal:
        given(monkeypatch, **{name: value})
    assert str(refusal.value) == sentence


def test_a_missing_token_is_told_where_it_is_needed() -> None:
    settings = load_settings()
    with pytest.raises(SettingsError) as refusal:
        _ = settings.token
    assert str(refusal.value) == "BOT_TOKEN is missing: put the token from @BotFather into .env"


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
    settings = given(monkeypatch, bot_token="test:token", log_level="debug", database_url="postgres://u:p@host/db")
    assert (settings.token, settings.log_level) == ("test:token", "DEBUG")
    assert settings.database_url == "postgresql://u:p@host/db"
