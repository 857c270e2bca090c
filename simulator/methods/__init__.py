"""The bot's side: what each Bot API method does to the world, and the table that names them.

A method takes the world and its parameters and returns the `result`, or raises the refusal.
"""

import inspect
from typing import Any

from simulator.errors import ApiError, bad_request
from simulator.methods import chats, editing, intake, profile, reading, sending
from simulator.model import Violation
from simulator.params import Params
from simulator.schema import Misfit, methods, problem_with
from simulator.world import World

_DONE = {
    name.lower(): function
    for module in (sending, editing, chats, reading, profile, intake)
    for name, function in module.METHODS.items()
}


def spelling(name: str) -> str:
    """The method's name as documented, whatever case it was called in."""
    method = methods().get(name.lower())
    return method.name if method else name


async def perform(world: World, name: str, params: Params) -> Any:
    """Check a call against the schema and do it."""
    method = methods().get(name.lower())
    if method is None:
        raise _violation(world, name, "method not found")
    problem = problem_with(method, params.raw)
    if problem:
        raise _violation(world, method.name, problem)
    function = _DONE.get(name.lower())
    if function is None:
        raise _violation(world, method.name, "simulator: this method is not reproduced")
    try:
        result = function(world, params)
        return await result if inspect.isawaitable(result) else result
    except Misfit as misfit:
        raise _violation(world, method.name, str(misfit)) from None


def _violation(world: World, name: str, problem: str) -> ApiError:
    world.violations.append(Violation(name, problem))
    return bad_request(problem)
