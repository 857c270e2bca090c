"""Delivery by webhook, as tdlib/telegram-bot-api WebhookActor.cpp does it.

One update is under way per lane (a chat's messages, a user's presses), lanes run beside each other up to
max_connections, so a text and a press of one person may cross. Any 2xx ends an update; after a failure it is
offered again: first at once, then after 2, 4, 8 ... seconds (times `unit`), or after Retry-After.
"""

import asyncio
import random
from collections import deque
from typing import Any

import aiohttp

from simulator.faults import Faults
from simulator.updates import Pending, UpdateQueue
from simulator.waiting import Clock

ANSWER_SECONDS = 60.0
LONGEST_PAUSE = 60.0
LONGEST_RETRY_AFTER = 3600.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Webhook:
    """The address the bot gave, and the tasks that deliver to it."""

    def __init__(self, queue: UpdateQueue, faults: Faults, rng: random.Random, clock: Clock, unit: float) -> None:
        self._queue = queue
        self._faults = faults
        self._rng = rng
        self._clock = clock
        self.unit = unit
        self.url = ""
        self.secret = ""
        self.max_connections = 40
        self.last_error: tuple[int, str] | None = None
        self.attempts = 0
        self._lanes: dict[str, deque[Pending]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._free = asyncio.Semaphore(40)
        self._session: aiohttp.ClientSession | None = None

    def set(self, url: str, secret: str, max_connections: int) -> None:
        self.stop()
        self.url, self.secret, self.max_connections = url, secret, max_connections
        self._free = asyncio.Semaphore(max_connections)
        self.last_error = None
        if url:
            self._queue.on_push = self._offer
            for event in list(self._queue.events.values()):
                self._offer(event)

    def stop(self) -> None:
        """Forget the address; what was not confirmed stays in the queue."""
        self.url = ""
        self._queue.on_push = None
        for task in self._tasks:
            task.cancel()
        self._tasks.clear()
        self._lanes.clear()

    async def close(self) -> None:
        tasks = list(self._tasks)
        self.stop()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _offer(self, event: Pending) -> None:
        lane = self._lanes.get(event.lane)
        if lane is not None:
            lane.append(event)
            return
        self._lanes[event.lane] = deque([event])
        task = asyncio.create_task(self._run(event.lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, name: str) -> None:
        lane = self._lanes[name]
        while lane:
            event = lane[0]
            if self._faults.active and self._faults.strike(("cross",), "update"):
                await asyncio.sleep(self._rng.random() * 0.03)
            await self._deliver(event)
            if self._faults.active and self._faults.strike(("twice",), "update"):
                await self._deliver(event)
            self._queue.confirm(event.id)
            lane.popleft()
        del self._lanes[name]

    async def _deliver(self, event: Pending) -> None:
        """Offer the update until the bot takes it or it expires."""
        pause, failures = 1.0, 0
        while event.expires >= self._clock():
            error, retry_after = await self._post(event)
            if not error:
                return
            self.last_error = (int(self._clock()), error)
            if retry_after:
                await asyncio.sleep(min(retry_after, LONGEST_RETRY_AFTER))
            elif failures:
                pause = min(LONGEST_PAUSE, pause * 2)
                await asyncio.sleep(pause * self.unit)
            failures += 1
        self._queue.expired += 1

    async def _post(self, event: Pending) -> tuple[str, float]:
        """One attempt: the error (empty when taken) and the pause the bot asks for."""
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
            self._session = aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=0))
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers[SECRET_HEADER] = self.secret
        async with self._free:
            self.attempts += 1
            event.given += 1
            try:
                async with self._session.post(self.url, data=event.json.encode(), headers=headers) as answer:
                    await answer.read()
                    if 200 <= answer.status < 300:
                        return "", 0.0
                    wait = answer.headers.get("Retry-After", "")
                    reason = f"Wrong response from the webhook: {answer.status} {answer.reason}"
                    return reason, float(wait) if wait.isdigit() else 0.0
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                return f"Connection failed: {type(error).__name__}", 0.0

    def info(self) -> dict[str, Any]:
        """getWebhookInfo."""
        value: dict[str, Any] = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._queue.events),
        }
        if self.url:
            value["max_connections"] = self.max_connections
        if self.last_error is not None:
            value["last_error_date"], value["last_error_message"] = self.last_error
        if self._queue.allowed:
            value["allowed_updates"] = sorted(self._queue.allowed)
        return value
