"""Telegram's refusals. Descriptions are those of the Bot API server (tdlib/telegram-bot-api, Client.cpp)."""

from typing import Any


class ApiError(Exception):
    """A refusal as the Bot API answers it: HTTP status, description and, rarely, parameters."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(description: str) -> ApiError:
    return ApiError(400, f"Bad Request: {description}")


def forbidden(description: str) -> ApiError:
    return ApiError(403, f"Forbidden: {description}")


def too_many(retry_after: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


def body_of(error: ApiError) -> dict[str, Any]:
    """The JSON answer, as in Query.cpp: `parameters` only where there are some."""
    body: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    return body
