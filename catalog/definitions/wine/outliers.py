"""Find likely outliers and take them out, and say how many of the known faults were found.

A value is a likely outlier if its modified z-score is beyond the threshold. The target is left
alone: what the model is to predict must not decide which rows it learns from.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from typing import NamedTuple

import matplotlib.pyplot as plt
import numpy as np

from bounds import number_between
from exchange import fail, input_file, input_json, output_file, write_metrics, write_outputs
from look import ACCENT, BEST, QUIET, save
from robust import modified_z
from table import Table, read_table, write_rows, write_table


class Found(NamedTuple):
    """A value that is likely wrong."""

    row: int
    column: str
    value: float
    score: float
    spoiled: bool


def find(table: Table, target: str, threshold: float, slipped: set[tuple[int, str]]) -> list[Found]:
    """All likely outliers, the farthest first."""
    scores = modified_z(table.values)
    found = [
        Found(
            int(table.rows[line]),
            table.columns[column],
            float(table.values[line, column]),
            float(scores[line, column]),
            (int(table.rows[line]), table.columns[column]) in slipped,
        )
        for line, column in np.argwhere(np.abs(scores) > threshold).tolist()
        if table.columns[column] != target
    ]
    return sorted(found, key=lambda one: -abs(one.score))


def take_out(table: Table, found: Sequence[Found], remove: str) -> Table:
    """Without the rows that hold an outlier, or with holes where the outliers were."""
    if remove == "rows":
        kept = ~np.isin(table.rows, [one.row for one in found])
        if not kept.any():
            fail("every row holds a likely outlier; raise the threshold or remove values only")
        return Table(table.columns, table.rows[kept], table.values[kept])
    values = table.values.copy()
    for one in found:
        values[table.rows == one.row, table.columns.index(one.column)] = np.nan
    return Table(table.columns, table.rows, values)


def read_slipped(relative: str) -> set[tuple[int, str]]:
    """The faults that could be found as outliers, from the record of the spoiling."""
    with input_file(relative).open(newline="", encoding="utf-8") as file:
        return {
            (int(line["row"]), line["column"])
            for line in csv.DictReader(file)
            if line["kind"] == "slipped"
        }


def draw(table: Table, target: str, threshold: float) -> None:
    """Leave ``outliers.png``: every value by its score, one line a column."""
    names = [name for name in table.columns if name != target]
    scores = modified_z(table.values)
    figure, axis = plt.subplots(figsize=(9, 5.4))
    axis.axvspan(-threshold, threshold, color=QUIET, alpha=0.12, linewidth=0)
    scatter = np.random.default_rng(0).uniform(-0.22, 0.22, len(table.rows))
    for line, name in enumerate(names):
        score = scores[~np.isnan(table.column(name)), table.columns.index(name)]
        height = line + scatter[: len(score)]
        odd = np.abs(score) > threshold
        axis.scatter(score[~odd], height[~odd], s=9, color=ACCENT, alpha=0.55, linewidths=0)
        axis.scatter(score[odd], height[odd], s=26, color=BEST, linewidths=0)
    axis.set_xscale("symlog", linthresh=threshold, linscale=1.6)
    ticks = [-100, -10, -threshold, 0, threshold, 10, 100]
    axis.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    axis.minorticks_off()
    axis.set_yticks(range(len(names)), names)
    axis.invert_yaxis()
    axis.tick_params(length=0)
    axis.spines["left"].set_visible(False)
    axis.set_xlabel(f"modified z-score; beyond {threshold:g} is a likely outlier")
    axis.set_title("Likely outliers by measurement", loc="left", pad=12)
    figure.tight_layout()
    save(figure, output_file("outliers.png"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Leave ``clean.csv``, ``outliers.csv`` and ``outliers.png``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threshold", type=number_between(2, 10), required=True)
    parser.add_argument("--remove", choices=["rows", "values"], required=True)
    parser.add_argument("--source", default="load", help="the task that left train.csv")
    options = parser.parse_args(arguments)

    table = read_table(input_file(f"{options.source}/train.csv"))
    target = str(input_json(f"{options.source}/outputs.json")["target"])
    slipped = read_slipped(f"{options.source}/defects.csv")
    found = find(table, target, options.threshold, slipped)
    for one in found:
        mark = "spoiled on purpose" if one.spoiled else ""
        print(f"wine {one.row:>3}  {one.column:<30} {one.value:>8g}  z {one.score:>8.1f}  {mark}")
    clean = take_out(table, found, options.remove)
    caught = sum(one.spoiled for one in found)
    print(f"{len(found)} likely outliers; {caught} of {len(slipped)} slipped values among them")
    print(f"{len(table.rows) - len(clean.rows)} of {len(table.rows)} rows removed")

    write_table(output_file("clean.csv"), clean)
    write_rows(
        output_file("outliers.csv"),
        Found._fields,
        [[one.row, one.column, f"{one.value:g}", f"{one.score:.2f}", one.spoiled] for one in found],
    )
    draw(table, target, options.threshold)
    write_outputs({"target": target, "rows": len(clean.rows), "removed": options.remove})
    write_metrics(
        {
            "outlier_values": len(found),
            "removed_rows": len(table.rows) - len(clean.rows),
            "faults_found": caught,
            "faults_missed": len(slipped) - caught,
        }
    )


if __name__ == "__main__":
    main()
