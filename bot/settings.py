"""Settings: read once at start from the environment and `.env`. Each wrong one is refused with a clear sentence.

Every setting has its line in `.env.example`. Secrets never appear in a repr, an error or a log.
"""

import hashlib
import hmac
import os
import re
from difflib import get_close_matches
from io import StringIO
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from dotenv.parser import Original, parse_stream
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.texts.operations import settings as texts
from core.evidence.kinds import DEFAULT_KINDS
from core.pemda.zones import NAMES
from storage.engine.addresses import evidence_folder, parse

ENV_FILE = ".env"
OFFICIAL = "https://api.telegram.org"
DEFAULT_LISTEN = "127.0.0.1:8080"
WEBHOOK_PATH = "/telegram"
SURVEY_PATH = "/survei/"
BUCKET_KEYS = ("AWS_", "GOOGLE_", "AZURE_")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{20,}")
_ANY_TOKEN = re.compile(r"[A-Za-z0-9_:-]+")  # a server of one's own may give others
_ACCOUNT = re.compile(r"[1-9]\d{0,15}", re.ASCII)  # Telegram's numbers have at most 52 bits
_WEBHOOK_PORTS = frozenset({443, 80, 88, 8443})
_RESEMBLES = 0.8
"""How alike two names are that differ by a letter or two; 1 means equal."""


class SettingsError(ValueError):
    """A setting is missing or makes no sense, or what it names cannot be used. The message says what to do."""


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_file=ENV_FILE, extra="ignore", env_ignore_empty=True, hide_input_in_errors=True, frozen=True
    )

    telegram_api_url: str = OFFICIAL  # first: what may stand in others depends on it
    bot_token: SecretStr = SecretStr("")
    database_url: str = "sqlite:///data/pandu.db"
    evidence_url: str = "file:data/evidence"
    evidence_max_mb: int = Field(default=20, ge=1, le=2000)
    evidence_kinds: Annotated[frozenset[str], NoDecode] = frozenset(DEFAULT_KINDS)
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    timezone: str = "Asia/Jakarta"
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    listen: str = ""
    public_url: str = ""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("telegram_api_url")
    @classmethod
    def _server(cls, value: str) -> str:
        return _address(value)

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        parse(value)
        return value.replace("postgres://", "postgresql://", 1)

    @field_validator("evidence_url")
    @classmethod
    def _evidence(cls, value: str) -> str:
        evidence_folder(value)
        return value

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _accounts(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not all(_ACCOUNT.fullmatch(part) for part in parts):
            raise ValueError
        return frozenset(int(part) for part in parts)

    @field_validator("evidence_kinds", mode="before")
    @classmethod
    def _kinds(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        parts = [part.strip().lower() for part in value.split(",") if part.strip()]
        if not all(part.count("/") == 1 for part in parts):
            raise ValueError
        return frozenset(parts)

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        if value not in NAMES:
            raise ValueError
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value() and not _SECRET.fullmatch(value.get_secret_value()):
            raise ValueError
        return value

    @field_validator("listen")
    @classmethod
    def _host_and_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if value and not (host and port.isascii() and port.isdigit() and int(port) < 65536):
            raise ValueError
        return value

    @field_validator("public_url")
    @classmethod
    def _public(cls, value: str) -> str:
        """Without a path: pages and their cookies name theirs from the root."""
        address = _address(value) if value else value
        if urlsplit(address).path:
            raise ValueError
        return address

    @field_validator("bot_token")
    @classmethod
    def _token_shape(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        shape = _TOKEN if info.data.get("telegram_api_url") == OFFICIAL else _ANY_TOKEN
        if value.get_secret_value() and not shape.fullmatch(value.get_secret_value()):
            raise ValueError
        return value

    @field_validator("webhook_url")
    @classmethod
    def _webhook(cls, value: str, info: ValidationInfo) -> str:
        """Telegram delivers by https, to four ports only; a Bot API server of one's own delivers anywhere."""
        if not value:
            return value
        address = urlsplit(_address(value))
        deliverable = address.scheme == "https" and (address.port or 443) in _WEBHOOK_PORTS
        if info.data.get("telegram_api_url") == OFFICIAL and not deliverable:
            raise ValueError
        return address.geturl()

    @property
    def token(self) -> str:
        """The bot's token. Raises SettingsError where it is needed and missing."""
        value = self.bot_token.get_secret_value()
        if not value:
            raise SettingsError(texts.NO_TOKEN)
        return value

    @property
    def address(self) -> tuple[str, int] | None:
        """Where to listen: (host, port). With polling only if LISTEN is set."""
        value = self.listen or (DEFAULT_LISTEN if self.webhook_url else "")
        host, _, port = value.rpartition(":")
        return (host.strip("[]"), int(port)) if value else None

    @property
    def surveys_at(self) -> str:
        """The address that the code of a survey is put behind: at PUBLIC_URL, else at the host of WEBHOOK_URL; "" where
        the public reaches no page.
        """
        parts = urlsplit(self.public_url or self.webhook_url)
        return f"{parts.scheme}://{parts.netloc}{SURVEY_PATH}" if parts.netloc and self.address else ""

    @property
    def webhook_address(self) -> str:
        """The address that Telegram delivers to; its path always ends in /telegram."""
        return self.webhook_url if self.webhook_url.endswith(WEBHOOK_PATH) else self.webhook_url + WEBHOOK_PATH

    @property
    def secret(self) -> str:
        """The secret in the header of each delivery. Without WEBHOOK_SECRET it is derived from the token, so that every
        standby has the same.
        """
        given = self.webhook_secret.get_secret_value()
        return given or hmac.new(self.token.encode(), b"webhook", hashlib.sha256).hexdigest()

    @property
    def evidence_bytes(self) -> int:
        return self.evidence_max_mb * 1024 * 1024


def load_settings() -> Settings:
    """The settings of the environment and `.env`. Raises SettingsError with a line for each that is wrong or misspelt.

    A bucket's own keys (AWS_*, GOOGLE_*, AZURE_*) may be in `.env` as well. They are copied into the environment, where
    the bucket's library looks for them.
    """
    try:
        in_file = _in_file(Path(ENV_FILE))
    except (OSError, UnicodeDecodeError):
        raise SettingsError(texts.UNREADABLE) from None
    faults = [texts.unknown(name, meant) for name in in_file if (meant := _meant(name))]
    try:
        settings = Settings()
    except ValidationError as error:
        names = dict.fromkeys(str(fault["loc"][0]).upper() for fault in error.errors(include_input=False))
        raise SettingsError("\n".join([*(texts.wrong(name) for name in names), *faults])) from None
    if faults:
        raise SettingsError("\n".join(faults))
    for name, value in in_file.items():
        if name.startswith(BUCKET_KEYS) and value:
            os.environ.setdefault(name, value)
    return settings


def _in_file(path: Path) -> dict[str, str | None]:
    """What is in `.env`. Raises SettingsError where it is a folder, or a line of it makes no sense; OSError or
    UnicodeDecodeError where it cannot be read.
    """
    if path.is_dir():
        raise SettingsError(texts.FOLDER)
    if not path.is_file():
        return dict(dotenv_values(path))
    words = path.read_text(encoding="utf-8")
    faulty = [_line(binding.original) for binding in parse_stream(StringIO(words)) if binding.error]
    if faulty:
        raise SettingsError(texts.faulty_lines(faulty))
    return dict(dotenv_values(stream=StringIO(words)))


def _line(original: Original) -> int:
    """The number of a line, counted from 1. The empty lines above it belong to it."""
    return original.line + original.string[: -len(original.string.lstrip())].count("\n")


def _meant(name: str) -> str | None:
    """The setting that an unknown name in `.env` resembles; None for other programs' names."""
    known = [field.upper() for field in Settings.model_fields]
    if name.upper() in known or name.startswith(BUCKET_KEYS):
        return None
    return next(iter(get_close_matches(name.upper(), known, n=1, cutoff=_RESEMBLES)), None)


def _address(value: str) -> str:
    """A whole address without a closing slash. Raises ValueError."""
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
        raise ValueError
    return value.rstrip("/")
