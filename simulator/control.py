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

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from simulator.groups import Group
from simulator.model import User
from simulator.people import Person, malformed
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
            "token": world.token,
            "username": world.bot.username,
        }
    )


async def add_fault(request: Request) -> Response:
    body = await request.json()
    try:
        world_of(request).faults.add(body.pop("kind"), body.pop("method", "*"), **body)
    except (KeyError, TypeError, ValueError) as error:
        return JSONResponse({"error": str(error)}, status_code=400)
    return JSONResponse({})


async def clear_faults(request: Request) -> Response:
    world_of(request).faults.clear()
    return JSONResponse({})


async def set_flood(request: Request) -> Response:
    world_of(request).set_flood(bool((await request.json()).get("on")))
    return JSONResponse({})


async def restart_ids(request: Request) -> Response:
    world_of(request).updates.restart_ids((await request.json()).get("where", "random"))
    return JSONResponse({})


async def add_person(request: Request) -> Response:
    body, world = await request.json(), world_of(request)
    user = User(int(body["id"]), body["name"], username=body.get("username"), about=body.get("about", ""))
    Person(world, user)
    return JSONResponse({"id": user.id})


async def add_group(request: Request) -> Response:
    body, world = await request.json(), world_of(request)
    members = [person_of(world, number) for number in body["members"]]
    admins = [person for person in members if person.id in body.get("admins", [])]
    group = Group(world, body["title"], members, admins, forum=bool(body.get("forum")))
    return JSONResponse({"id": group.id})


async def add_malformed(request: Request) -> Response:
    world = world_of(request)
    person = person_of(world, (await request.json())["person"])
    return JSONResponse({"update_id": malformed(world, person)})


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
