"""`pandu run` with a watch on its event loop; writes lag.json into the working directory when it has ended: instants
(CLOCK_MONOTONIC) and how much later than asked for a timer rang, both in seconds."""

import asyncio
import json
import time
from pathlib import Path

import uvloop

from bot.app.serving import run
from bot.settings import load_settings

EVERY = 0.005


async def main() -> list[tuple[float, float]]:
    lags: list[tuple[float, float]] = []
    watching = asyncio.create_task(_watch(lags))
    await run(load_settings())
    watching.cancel()
    return lags


async def _watch(lags: list[tuple[float, float]]) -> None:
    while True:
        asked = time.monotonic()
        await asyncio.sleep(EVERY)
        rang = time.monotonic()
        lags.append((rang, rang - asked - EVERY))


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        Path("lag.json").write_text(json.dumps(runner.run(main())))
