"""Settings: read once at start from the environment and `.env`, refused with one clear sentence when they are wrong.

Every setting has its line in `.env.example`. Secrets never show in a repr, an error or a log.
"""

import hashlib
import hmac
import re
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
DEFAULT_KINDS = (
    "application/pdf",
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/heic",
    f"{_OFFICE}.wordprocessingml.document",
    f"{_OFFICE}.spreadsheetml.sheet",
    f"{_OFFICE}.presentationml.presentation",
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    f"{_OPEN}.text",
    f"{_OPEN}.spreadsheet",
    f"{_OPEN}.presentation",
)
"""What evidence may be: PDF, photos, and the documents of the usual office programs."""

DEFAULT_LISTEN = "127.0.0.1:8080"
WEBHOOK_PATH = "/telegram"
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_TOKEN = re.compile(r"[A-Za-z0-9_:-]+")


class SettingsError(ValueError):
    """A setting is missing or makes no sense; the text names it and says what to do."""


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", env_ignore_empty=True, hide_input_in_errors=True, frozen=True
    )

    bot_token: SecretStr = SecretStr("")
    telegram_api_url: str = "https://api.telegram.org"
    database_url: str = "sqlite:///data/pandu.db"
    evidence_url: str = "file:data/evidence"
    evidence_max_mb: int = Field(default=20, ge=1, le=2000)
    evidence_kinds: Annotated[frozenset[str], NoDecode] = frozenset(DEFAULT_KINDS)
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    timezone: str = "Asia/Jakarta"
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    listen: str = ""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("bot_token")
    @classmethod
    def _token_shape(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value() and not _TOKEN.fullmatch(value.get_secret_value()):
            raise ValueError("must look like 123456789:AAE..., as @BotFather shows it")
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("telegram_api_url", "webhook_url")
    @classmethod
    def _address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in ("http", "https") or not parts.hostname):
            raise ValueError("must be a whole address, beginning with https:// or http://")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        if not value.startswith(("sqlite:///", "postgresql://", "postgres://", "postgresql+psycopg://")):
            raise ValueError("must begin with sqlite:/// or postgresql://")
        return value.replace("postgres://", "postgresql://", 1)

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _accounts(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not all(part.isascii() and part.isdigit() for part in parts):
            raise ValueError("must be Telegram account numbers separated by commas, for example 1234567,7654321")
        return frozenset(int(part) for part in parts)

    @field_validator("evidence_kinds", mode="before")
    @classmethod
    def _kinds(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        parts = [part.strip().lower() for part in value.split(",") if part.strip()]
        if not all(part.count("/") == 1 for part in parts):
            raise ValueError("must be MIME types separated by commas, for example application/pdf,image/jpeg")
        return frozenset(parts)

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, OSError, ValueError):
            raise ValueError("must be a zone such as Asia/Jakarta, Asia/Makassar or Asia/Jayapura") from None
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value() and not _SECRET.fullmatch(value.get_secret_value()):
            raise ValueError("must be 1 to 256 characters out of A-Z a-z 0-9 _ -")
        return value

    @field_validator("listen")
    @classmethod
    def _host_and_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if value and not (host and port.isascii() and port.isdigit() and int(port) < 65536):
            raise ValueError("must be host:port, for example 127.0.0.1:8080")
        return value

    @property
    def token(self) -> str:
        """The bot's token; SettingsError where it is needed and missing."""
        value = self.bot_token.get_secret_value()
        if not value:
            raise SettingsError("BOT_TOKEN is missing: put the token from @BotFather into .env")
        return value

    @property
    def address(self) -> tuple[str, int] | None:
        """Where to listen: (host, port). In polling mode only where LISTEN says so."""
        value = self.listen or (DEFAULT_LISTEN if self.webhook_url else "")
        host, _, port = value.rpartition(":")
        return (host.strip("[]"), int(port)) if value else None

    @property
    def webhook_address(self) -> str:
        """The address Telegram delivers to; its path always ends in /telegram."""
        return self.webhook_url if self.webhook_url.endswith(WEBHOOK_PATH) else self.webhook_url + WEBHOOK_PATH

    @property
    def secret(self) -> str:
        """What Telegram puts into each delivery's header. Without WEBHOOK_SECRET it is derived from the token, so that
        every standby knows the same."""
        given = self.webhook_secret.get_secret_value()
        return given or hmac.new(self.token.encode(), b"webhook", hashlib.sha256).hexdigest()

    @property
    def evidence_bytes(self) -> int:
        return self.evidence_max_mb * 1024 * 1024


def load_settings() -> Settings:
    """The settings of the environment and `.env`; SettingsError names the first one that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_context=False, include_url=False)[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "A setting"
        reason = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"{name} is wrong: {reason[0].lower()}{reason[1:]}") from None
