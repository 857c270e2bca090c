"""`make bench`: everything in turn in one run, then one table. Flood limits are off but where a part says otherwise.

    python -m benchmarks.run [--quick] [--write] [--only cost,speed,drawing,...]

--quick measures less of everything (a minute or two; the table says so); --write renews benchmarks/RESULTS.md. Each
part tells in its docstring what its figures mean. The exit status is 0 however the verdicts are.
"""

import argparse
import asyncio
import logging
import time
from pathlib import Path

from benchmarks import cost, crowd, drawing, nation, reminding, report, speed, stalls, survey
from benchmarks.report import Line, Scale

PARTS = {
    "cost": (cost.measure, "processor time an update, beside two stand-ins"),
    "speed": (speed.measure, "latency at an even pace"),
    "drawing": (drawing.measure, "lag of the event loop while charts are drawn"),
    "reminding": (reminding.measure, "replies while 500 contacts are reminded"),
    "crowd": (crowd.measure, "many people at once: fairness, memory, restart"),
    "nation": (nation.measure, "one answer among few and among many OPD"),
    "survey": (survey.measure, "replies while users answer surveys"),
    "stalls": (stalls.measure, "what one write costs, and how long it may have to wait"),
}
RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="measure less of everything")
    parser.add_argument("--write", action="store_true", help="renew benchmarks/RESULTS.md")
    parser.add_argument("--only", default=",".join(PARTS), help="parts to be measured, separated by commas")
    options = parser.parse_args()
    chosen = [name.strip() for name in options.only.split(",")]
    if not set(chosen) <= PARTS.keys():
        parser.error(f"parts are {', '.join(PARTS)}")
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)  # connections of bots that were killed
    scale = report.QUICK if options.quick else Scale()
    lines: list[Line] = []
    for name in chosen:
        measure, what = PARTS[name]
        print(f"{name}: {what}", flush=True)
        began = time.monotonic()
        lines += asyncio.run(measure(scale))
        print(f"  {time.monotonic() - began:.0f} s", flush=True)
    print(f"\n{report.machine()}{' (quick)' if options.quick else ''}\n\n{report.table(lines)}")
    if options.write:
        report.write(RESULTS, lines, scale)


if __name__ == "__main__":
    main()
