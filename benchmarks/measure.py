"""What is measured, and how: processor time and memory of a process tree, medians and percentiles."""

import math
import statistics
from collections.abc import Sequence

import psutil


def processor_time(tree: Sequence[psutil.Process]) -> float:
    """Seconds of user and system time that these processes have used so far."""
    spent = [process.cpu_times() for process in tree]
    return float(sum(times.user + times.system for times in spent))


def resident(tree: Sequence[psutil.Process]) -> float:
    """Resident memory (RSS) of these processes in MB; pages they share count for each."""
    return float(sum(process.memory_info().rss for process in tree)) / 1024**2


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of all values do not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(share * len(ranked)) - 1)]


def spread(values: Sequence[float]) -> str:
    """Lowest and highest of several rounds, for the table."""
    return f"{min(values):.2f}-{max(values):.2f}"


median = statistics.median
