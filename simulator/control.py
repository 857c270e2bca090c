"""Control over HTTP, for a simulator that runs in another process. Bodies and answers are JSON.

GET  /control/state            unconfirmed, calls by method and status, 429s, violations, faults and their hits
POST /control/faults           {"kind", "method"?, "p"?, "count"?, "seconds"?, "effect"?} switch a fault on
DELETE /control/faults         switch all faults off
POST /control/flood            {"on": true} flood limits on or off
POST /control/restart-ids      {"where"?: "lower" | "higher" | "random"}
POST /control/people           {"id", "name", "username"?, "about"?} add a person
POST /control/groups           {"title", "members": [ids], "admins"?: [ids], "forum"?}
POST /control/malformed        {"person"} queue an update that the bot's library cannot parse
"""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from simulator.groups import Group
from simulator.model import User
from simulator.odd import malformed
from simulator.people import Person
from simulator.world import World


def world_of(request: Request) -> World:
    world: World = request.app.state.world
    return world


def person_of(world: World, person_id: Any) -> Person:
    """A person by id; KeyError when there is none."""
    return Person(world, world.users[int(person_id)])


async def state(request: Request) -> Response:
    world = world_of(request)
    return JSONResponse(
        {
            "unconfirmed": world.unconfirmed,
            "calls": {f"{method} {status}": number for (method, status), number in world.counts.items()},
            "too_many": world.too_many,
            "violations": [f"{v.method}: {v.problem}" for v in world.violations],
            "faults": [{"kind": f.kind, "method": f.method, "p": f.p, "hits": f.hits} for f in world.faults.active],
            "people": [user.id for user in world.users.values() if not user.is_bot],
            "username": world.bot.username,
        }
    )


async def body_of(request: Request) -> dict[str, Any]:
    """The JSON object of a request. Raises ValueError for anything else."""
    body = await request.json()
    if not isinstance(body, dict):
        raise ValueError("an object is wanted")
    return body


def words(body: Mapping[str, Any], name: str, default: str | None = None) -> str:
    """A text of the object, such as a person can write: encodable. Raises KeyError, TypeError, ValueError."""
    value = body[name] if default is None else body.get(name, default)
    if not isinstance(value, str):
        raise TypeError(f"{name} is a text")
    value.encode()
    return value


async def add_fault(request: Request) -> Response:
    body = await body_of(request)
    known = {"p": float, "seconds": float, "count": int, "effect": bool}
    fields = {name: kind(body[name]) for name, kind in known.items() if body.get(name) is not None}
    world_of(request).faults.add(words(body, "kind"), words(body, "method", "*"), **fields)
    return JSONResponse({})


async def clear_faults(request: Request) -> Response:
    world_of(request).faults.clear()
    return JSONResponse({})


async def set_flood(request: Request) -> Response:
    world_of(request).set_flood(bool((await body_of(request)).get("on")))
    return JSONResponse({})


async def restart_ids(request: Request) -> Response:
    where = words(await body_of(request), "where", "random")
    if where not in ("lower", "higher", "random"):
        raise ValueError("no such place")
    world_of(request).updates.restart_ids(where)
    return JSONResponse({})


async def add_person(request: Request) -> Response:
    body, world = await body_of(request), world_of(request)
    username = words(body, "username", "") or None
    user = User(int(body["id"]), words(body, "name"), username=username, about=words(body, "about", ""))
    if not 0 < user.id < 1 << 52 or user.id in world.users:
        raise ValueError("no number of a new person")
    Person(world, user)
    return JSONResponse({"id": user.id})


async def add_group(request: Request) -> Response:
    body, world = await body_of(request), world_of(request)
    title = words(body, "title")
    members = [person_of(world, number) for number in body["members"]]
    admins = [person for person in members if person.id in body.get("admins", [])]
    group = Group(world, title, members, admins, forum=bool(body.get("forum")))
    return JSONResponse({"id": group.id})


async def add_malformed(request: Request) -> Response:
    world = world_of(request)
    person = person_of(world, (await body_of(request))["person"])
    return JSONResponse({"update_id": malformed(world, person.private, person.user)})


ROUTES = [
    Route("/control/state", state),
    Route("/control/faults", add_fault, methods=["POST"]),
    Route("/control/faults", clear_faults, methods=["DELETE"]),
    Route("/control/flood", set_flood, methods=["POST"]),
    Route("/control/restart-ids", restart_ids, methods=["POST"]),
    Route("/control/people", add_person, methods=["POST"]),
    Route("/control/groups", add_group, methods=["POST"]),
    Route("/control/malformed", add_malformed, methods=["POST"]),
]
