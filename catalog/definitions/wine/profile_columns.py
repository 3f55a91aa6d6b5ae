"""What can be said about each column of a table by looking at its numbers."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.stats import rankdata

from robust import modified_z
from table import Table

BINS = 16


class Column(NamedTuple):
    """One column: how full, how wide, how odd. ``bins`` are counts between ``low`` and ``high``."""

    name: str
    missing: int
    distinct: int
    minimum: float
    lower_quartile: float
    median: float
    upper_quartile: float
    maximum: float
    outliers: int
    low: float
    high: float
    bins: tuple[int, ...]
    beyond: int


def profile(table: Table, threshold: float) -> list[Column]:
    """Every column of the table."""
    odd = np.abs(modified_z(table.values)) > threshold
    return [
        profile_column(name, table.values[:, index], odd[:, index])
        for index, name in enumerate(table.columns)
    ]


def profile_column(name: str, values: np.ndarray, odd: np.ndarray) -> Column:
    """The histogram spans the values that are no outliers, so that one slip does not flatten it."""
    there = values[~np.isnan(values)]
    usual = values[~np.isnan(values) & ~odd]
    if len(there) == 0:
        nothing = float("nan")
        return Column(name, len(values), 0, *[nothing] * 5, 0, nothing, nothing, (), 0)
    low, high = float(usual.min()), float(usual.max())
    counts, _ = np.histogram(usual, bins=BINS, range=(low, high if high > low else low + 1))
    five = [float(number) for number in np.percentile(there, [0, 25, 50, 75, 100])]
    return Column(
        name,
        int(len(values) - len(there)),
        len(np.unique(there)),
        *five,
        int(odd.sum()),
        low,
        high,
        tuple(counts.tolist()),
        int(len(there) - len(usual)),
    )


def duplicates(table: Table) -> int:
    """Rows that repeat an earlier one in every column."""
    return len(table.values) - len(np.unique(table.values, axis=0))


def rank_correlation(table: Table) -> np.ndarray:
    """Spearman's coefficient of each pair of columns, over the rows that have both.

    It is 0 where a column does not vary.
    """
    count = len(table.columns)
    answer = np.eye(count)
    for i in range(count):
        for j in range(i):
            both = ~np.isnan(table.values[:, [i, j]]).any(axis=1)
            a, b = (rankdata(table.values[both, k]) for k in (i, j))
            spread = a.std() * b.std() if both.any() else 0.0
            shared = ((a - a.mean()) * (b - b.mean())).mean() if spread > 0 else 0.0
            answer[i, j] = answer[j, i] = shared / spread if spread > 0 else 0.0
    return answer
