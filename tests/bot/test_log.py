"""Logs: one line an event, without the token and without anybody's words."""

import logging

import pytest

from bot.log import describe, log, redact, set_up

TOKEN = "123456789:AAExampleExampleExampleExample"


@pytest.fixture(autouse=True)
def lines() -> None:
    set_up("INFO")


def test_a_line_names_instant_level_and_event(capfd: pytest.CaptureFixture[str]) -> None:
    log.info("serving", bot="pandu_bot", rows=3)
    line = capfd.readouterr().err
    assert line.startswith("at=2")
    assert " level=info event=serving bot=pandu_bot rows=3" in line


def test_personal_values_and_tokens_are_left_out(capfd: pytest.CaptureFixture[str]) -> None:
    log.warning("odd", name="Ani", text="rahasia", url=f"https://api.telegram.org/bot{TOKEN}/getMe")
    line = capfd.readouterr().err
    assert "Ani" not in line
    assert "rahasia" not in line
    assert "Example" not in line
    assert 'name="<left out>"' in line
    assert "https://api.telegram.org/<token>/getMe" in line


def test_an_exception_is_told_by_type_and_place(capfd: pytest.CaptureFixture[str]) -> None:
    try:
        raise ValueError("kata orang")
    except ValueError as error:
        log.error("failed", exc_info=error)
        told = describe(error)
    assert told.startswith("ValueError at bot/test_log.py:")
    line = capfd.readouterr().err
    assert f'error="{told}"' in line
    assert "kata orang" not in line


def test_libraries_are_heard_from_warnings_on_and_redacted(capfd: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("aiohttp").info("talk")
    logging.getLogger("aiohttp").warning("broken %s", f"/bot{TOKEN}/x")
    line = capfd.readouterr().err
    assert "talk" not in line
    assert 'event="broken /<token>/x" library=aiohttp' in line


def test_callback_data_is_no_token() -> None:
    assert redact("7:V03:3 and 12:open") == "7:V03:3 and 12:open"
