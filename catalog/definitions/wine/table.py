"""A table of measurements as CSV.

First the number of the row, then a column for each measurement; an empty field is a missing value.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from exchange import fail

ROW = "row"


class Table(NamedTuple):
    """Numbers with the names of their columns; ``rows`` says which wine each line is."""

    columns: tuple[str, ...]
    rows: np.ndarray
    values: np.ndarray

    def column(self, name: str) -> np.ndarray:
        """The values of one column; ends the task if there is none of that name."""
        if name not in self.columns:
            fail(f"no column {name!r}; there are: {', '.join(self.columns)}")
        return self.values[:, self.columns.index(name)]

    def without(self, name: str) -> Table:
        """All columns but one."""
        kept = [index for index, column in enumerate(self.columns) if column != name]
        return Table(tuple(self.columns[index] for index in kept), self.rows, self.values[:, kept])


def read_table(path: Path) -> Table:
    """Read what ``write_table`` wrote."""
    with path.open(newline="", encoding="utf-8") as file:
        head, *lines = [*csv.reader(file)] or [[]]
    if head[:1] != [ROW] or len(head) < 2:
        fail(f"{path.name} must begin with the column {ROW!r}")
    if not lines:
        fail(f"{path.name} has no rows")
    try:
        cells = [[float(cell) if cell else np.nan for cell in line] for line in lines]
        numbers = np.array(cells, dtype=float)
    except ValueError as problem:
        fail(f"{path.name} must be a table of numbers: {problem}")
    return Table(tuple(head[1:]), numbers[:, 0].astype(int), numbers[:, 1:])


def write_table(path: Path, table: Table) -> None:
    """Write numbers as short as they can be read back."""
    lines = [
        [int(row), *("" if np.isnan(cell) else f"{cell:g}" for cell in values)]
        for row, values in zip(table.rows, table.values.tolist())
    ]
    write_rows(path, [ROW, *table.columns], lines)


def write_rows(path: Path, head: Sequence[str], lines: Sequence[Sequence[object]]) -> None:
    """Write any table as CSV."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows(lines)
