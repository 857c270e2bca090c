"""Starting the simulator: inside a running event loop (tests, `pandu demo`) or as a process of its own."""

import asyncio
import contextlib
import random
import socket
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Self

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from simulator.flood import FloodLimits
from simulator.groups import Group
from simulator.guard import Guard
from simulator.model import User
from simulator.odd import malformed
from simulator.people import Person
from simulator.server import BotApi
from simulator.waiting import PATIENCE, Clock, system_clock
from simulator.web import create_page
from simulator.world import World


def create_app(world: World, host: str = "127.0.0.1") -> ASGIApp:
    """Bot API, control endpoints and chat page of a world, as one ASGI app that is reached as `host`."""
    return Guard(_Doors(world), host)


class _Doors:
    """The entrances of the present world, which another one may follow."""

    def __init__(self, world: World) -> None:
        self.lead_to(world)

    def lead_to(self, world: World) -> None:
        self._app = BotApi(world, create_page(world))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)


class _Server(uvicorn.Server):
    """A uvicorn server that leaves signals alone and stops without waiting for its next tick."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()
        self.ending = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    async def main_loop(self) -> None:
        await self.ending.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        if self.server_state.tasks:
            _, late = await asyncio.wait(set(self.server_state.tasks), timeout=1)
            for task in late:
                task.cancel()
        await asyncio.sleep(0)


class Simulator:
    """A world with its server; see the package's docstring."""

    def __init__(
        self,
        port: int = 0,
        *,
        flood: bool | FloodLimits = False,
        seed: int = 1,
        clock: Clock = system_clock,
        host: str = "127.0.0.1",
        token: str = "",
        bot_username: str = "pandu_matang_bot",
        webhook_unit: float = 1.0,
        call_log: int = 20_000,
    ) -> None:
        def world(token: str) -> World:
            return World(
                seed=seed,
                clock=clock,
                token=token,
                bot_username=bot_username,
                flood=flood,
                webhook_unit=webhook_unit,
                call_log=call_log,
            )

        self._make = world
        self.world = world(token)
        self._doors = _Doors(self.world)
        self.host = host
        self.port = port
        self.people: dict[int, Person] = {}
        self._server: _Server | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """The address of the Bot API server: what goes into TELEGRAM_API_URL. The chat page is there too."""
        return f"http://{self.host}:{self.port}"

    @property
    def token(self) -> str:
        return self.world.token

    @property
    def bot_username(self) -> str:
        return self.world.bot.username or ""

    @property
    def rng(self) -> random.Random:
        return self.world.rng

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen on the port (0: any free one) in the current event loop."""
        # asyncio switches Nagle's delay off only where the protocol is named; 40 ms a call otherwise
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((self.host, self.port))
        self.port = listener.getsockname()[1]
        config = uvicorn.Config(
            Guard(self._doors, self.host),
            lifespan="off",
            ws="none",
            log_level="critical",
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
        )
        self._server = _Server(config)
        self._task = asyncio.create_task(self._server.serve(sockets=[listener]))
        await self._server.ready.wait()

    async def stop(self) -> None:
        """End long polls and event streams, then the server."""
        await self.world.close()
        if self._server is not None and self._task is not None:
            self._server.should_exit = self._server.force_exit = True
            self._server.ending.set()
            await self._task
            self._server = self._task = None

    async def renew(self) -> None:
        """A new world at the same address, with the same token and clock, and nobody in it."""
        former, self.world = self.world, self._make(self.token)
        self.people.clear()
        self._doors.lead_to(self.world)
        await former.close()

    # -- people and groups -------------------------------------------------------------------------------------

    def person(
        self,
        id: int,
        name: str,
        username: str | None = None,
        *,
        last_name: str | None = None,
        about: str = "",
        start: str = "",
    ) -> Person:
        """A person, made at the first call. `about` is shown in the chat page's list (a role, an office); `start` is
        the payload of the link this person followed to the bot, sent by the page's MULAI."""
        if id not in self.people:
            user = User(id, name, last_name=last_name, username=username, about=about, start=start)
            self.people[id] = Person(self.world, user)
        return self.people[id]

    def group(
        self,
        title: str,
        members: Sequence[Person],
        admins: Sequence[Person] = (),
        *,
        forum: bool = False,
        supergroup: bool = False,
        bot: bool = True,
    ) -> Group:
        return Group(self.world, title, members, admins, forum=forum, supergroup=supergroup, bot=bot)

    def malformed(self, person: Person) -> int | None:
        """Queue an update that python-telegram-bot cannot parse."""
        return malformed(self.world, person.private, person.user)

    async def settled(self, timeout: float = PATIENCE) -> bool:
        """True when every update is confirmed and every button pressed in time is answered."""
        return await self.world.until(lambda: not self.world.unconfirmed and not self.world.spinning, timeout)
