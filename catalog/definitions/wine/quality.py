"""Look at the training part before anybody trusts it.

People get a report, tools a table.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import numpy as np

from bounds import number_between
from exchange import input_file, input_json, output_file, write_metrics, write_outputs
from profile_columns import Column, duplicates, profile, rank_correlation
from report_page import Check, Findings, page
from robust import modified_z
from table import Table, read_table, write_rows

COLUMNS = (
    "name",
    "missing",
    "outliers",
    "distinct",
    "minimum",
    "lower_quartile",
    "median",
    "upper_quartile",
    "maximum",
)


def checks(table: Table, columns: Sequence[Column], target: str) -> list[Check]:
    """What a person would look at first, in the order of how much it would hurt."""
    by_name = {column.name: column for column in columns}
    repeated = duplicates(table)
    constant = [column.name for column in columns if column.distinct < 2]
    negative = [column.name for column in columns if column.minimum < 0]
    holed = [column for column in columns if column.missing]
    odd = sorted((c for c in columns if c.outliers), key=lambda c: -c.outliers)
    return [
        Check(by_name[target].missing == 0, f"Rows without {target}: {by_name[target].missing}."),
        Check(repeated == 0, f"Rows that repeat an earlier one: {repeated}."),
        Check(not constant, f"Columns with one value only: {names(constant)}."),
        Check(not negative, f"Columns with negative measurements: {names(negative)}."),
        Check(not holed, f"Columns with missing values: {names([c.name for c in holed])}."),
        Check(
            not odd,
            "Columns with likely outliers: "
            + names([f"{column.name} ({column.outliers})" for column in odd])
            + ".",
        ),
    ]


def names(found: Sequence[str]) -> str:
    """A list in words."""
    return ", ".join(found) or "none"


def main(arguments: Sequence[str] | None = None) -> None:
    """Leave ``report.html`` and ``columns.csv``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threshold", type=number_between(2, 10), required=True)
    parser.add_argument("--source", default="load", help="the task that left train.csv")
    options = parser.parse_args(arguments)

    table = read_table(input_file(f"{options.source}/train.csv"))
    origin = input_json(f"{options.source}/outputs.json")
    target = str(origin["target"])
    table.column(target)
    columns = profile(table, options.threshold)
    odd = np.abs(modified_z(table.values)) > options.threshold
    found = checks(table, columns, target)
    for one in found:
        print("fine " if one.good else "LOOK ", one.words)

    html = page(
        Findings(
            table,
            columns,
            odd,
            rank_correlation(table),
            found,
            int(origin["defects"]),
            target,
            options.threshold,
        )
    )
    output_file("report.html").write_text(html, encoding="utf-8")
    write_rows(
        output_file("columns.csv"),
        COLUMNS,
        [[readable(getattr(column, name)) for name in COLUMNS] for column in columns],
    )
    missing = int(np.isnan(table.values).sum())
    write_outputs({"faults": sum(not one.good for one in found), "rows": len(table.rows)})
    write_metrics(
        {
            "missing_values": missing,
            "missing_share": missing / table.values.size,
            "outlier_values": int(odd.sum()),
            "duplicate_rows": duplicates(table),
            "checks_to_look_at": sum(not one.good for one in found),
        }
    )


def readable(value: object) -> object:
    """Numbers as people write them."""
    return f"{value:g}" if isinstance(value, float) else value


if __name__ == "__main__":
    main()
