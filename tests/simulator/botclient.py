"""A plain Bot API client for tests, without a library in between."""

import json
from typing import Any

import aiohttp

from simulator import Simulator


class Client:
    """Calls the Bot API as a bot would, without a library in between."""

    def __init__(self, sim: Simulator, session: aiohttp.ClientSession) -> None:
        self.sim = sim
        self.session = session

    async def call(self, method: str, files: dict[str, bytes] | None = None, /, **params: Any) -> dict[str, Any]:
        url = f"{self.sim.url}/bot{self.sim.token}/{method}"
        if files:
            form = aiohttp.FormData()
            for name, value in params.items():
                form.add_field(name, value if isinstance(value, str) else json.dumps(value))
            for name, content in files.items():
                form.add_field(name, content, filename=f"{name}.bin")
            async with self.session.post(url, data=form) as answer:
                return await answer.json()
        async with self.session.post(url, json=params) as answer:
            return await answer.json()

    async def ok(self, method: str, files: dict[str, bytes] | None = None, /, **params: Any) -> Any:
        answer = await self.call(method, files, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def refused(self, method: str, files: dict[str, bytes] | None = None, /, **params: Any) -> str:
        """The description of the refusal, after its HTTP code."""
        answer = await self.call(method, files, **params)
        assert not answer["ok"], answer
        return f"{answer['error_code']} {answer['description']}"
