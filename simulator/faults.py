"""Faults of the network and of the server, switched on while the world runs; chance is seeded."""

import random
from dataclasses import dataclass

from simulator.waiting import Bell

CALL_FAULTS = ("cut_before", "cut_after", "error_400", "error_404", "error_429", "error_500", "html_502", "slow")
FILE_FAULTS = ("download_slow", "download_fail", "download_cut")
UPDATE_FAULTS = ("twice", "cross")
KINDS = CALL_FAULTS + FILE_FAULTS + UPDATE_FAULTS


@dataclass(slots=True, eq=False)
class Fault:
    """One switched-on fault. It strikes with a probability, at most `count` times; `hits` counts the strikes.

    cut_before / cut_after: the connection ends without an answer, before or after the effect.
    error_4xx, error_500, html_502: answered instead of the effect, or after it with `effect=True`.
    slow: the call waits `seconds` first, or until the fault is switched off. download_*: the same for `/file/bot.../`.
    twice: an update is delivered a second time. cross: a text and a press of one person change places.
    """

    kind: str
    method: str = "*"
    p: float = 1.0
    count: int | None = None
    seconds: float = 1.0
    effect: bool = False
    hits: int = 0

    def fits(self, method: str) -> bool:
        return self.method in ("*", method) and (self.count is None or self.hits < self.count)


class Faults:
    """The list of switched-on faults."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self.active: list[Fault] = []
        self._switched_off = Bell()

    def add(
        self,
        kind: str,
        method: str = "*",
        *,
        p: float = 1.0,
        count: int | None = None,
        seconds: float = 1.0,
        effect: bool = False,
    ) -> Fault:
        """Switch a fault on. `*` means every method but getUpdates, which must be named."""
        if kind not in KINDS:
            raise ValueError(f"unknown fault {kind!r}; known: {', '.join(KINDS)}")
        fault = Fault(kind, method, p, count, seconds, effect)
        self.active.append(fault)
        return fault

    def remove(self, fault: Fault) -> None:
        self.active.remove(fault)
        self._switched_off.ring()

    def clear(self) -> None:
        self.active.clear()
        self._switched_off.ring()

    async def outlast(self, fault: Fault) -> None:
        """Wait as long as a slow call does."""
        await self._switched_off.until(lambda: fault not in self.active, fault.seconds)

    def strike(self, kinds: tuple[str, ...], method: str) -> Fault | None:
        """The first fault of these kinds that strikes now."""
        for fault in self.active:
            if fault.kind not in kinds or not fault.fits(method):
                continue
            if method == "getUpdates" and fault.method == "*":
                continue
            if fault.p >= 1 or self._rng.random() < fault.p:
                fault.hits += 1
                return fault
        return None
