"""Load scikit-learn's bundled wines, split them, and spoil a known share of the training part.

The data are clean, and real data are not: some values of the training part are blanked, and in
some the decimal point slips, on purpose and on record. The test part stays as it was measured.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from sklearn.datasets import load_wine
from sklearn.model_selection import train_test_split

from bounds import number_between, whole_between
from exchange import output_file, write_metrics, write_outputs
from table import Table, write_rows, write_table

TARGET = "alcohol"


class Defect(NamedTuple):
    """A value that was spoiled on purpose."""

    row: int
    column: str
    kind: str
    true_value: float


def read_wines() -> Table:
    """All wines, with the names of the columns as scikit-learn gives them."""
    wines = load_wine()
    return Table(tuple(wines.feature_names), np.arange(len(wines.data)), wines.data)


def spoil(table: Table, share: float, seed: int) -> tuple[Table, list[Defect]]:
    """Blank a share of the values and let the decimal point slip in as many.

    The target stays as it is: predictions are measured against it.
    """
    generator = np.random.default_rng(seed)
    values = table.values.copy()
    columns = [index for index, name in enumerate(table.columns) if name != TARGET]
    cells = [(line, column) for line in range(len(values)) for column in columns]
    count = round(share * len(cells))
    defects = []
    for number, cell in enumerate(generator.permutation(cells)[: 2 * count]):
        line, column = cell.tolist()
        kind = "missing" if number < count else "slipped"
        true = float(values[line, column])
        defects.append(Defect(int(table.rows[line]), table.columns[column], kind, true))
        values[line, column] = np.nan if kind == "missing" else true * 10
    return Table(table.columns, table.rows, values), sorted(defects)


def main(arguments: Sequence[str] | None = None) -> None:
    """Leave ``train.csv``, ``test.csv`` and ``defects.csv``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--test-share", type=number_between(0.1, 0.5), required=True)
    parser.add_argument("--defects", type=number_between(0, 0.1), required=True)
    parser.add_argument("--seed", type=whole_between(0, 2**31 - 1), required=True)
    options = parser.parse_args(arguments)

    wines = read_wines()
    train, test = train_test_split(
        wines.rows, test_size=options.test_share, random_state=options.seed
    )
    sound = Table(wines.columns, np.sort(train), wines.values[np.sort(train)])
    spoiled, defects = spoil(sound, options.defects, options.seed)
    write_table(output_file("train.csv"), spoiled)
    write_table(
        output_file("test.csv"),
        Table(wines.columns, np.sort(test), wines.values[np.sort(test)]),
    )
    write_rows(output_file("defects.csv"), Defect._fields, defects)

    counts = {kind: sum(d.kind == kind for d in defects) for kind in ("missing", "slipped")}
    print(f"{len(wines.rows)} wines, {len(wines.columns)} measurements each")
    print(f"{len(train)} to train, {len(test)} to test")
    print(f"spoiled on purpose in the training part: {counts['missing']} values blanked,")
    print(f"  in {counts['slipped']} the decimal point slipped; see defects.csv")
    for defect in defects:
        print(f"  wine {defect.row:>3}  {defect.kind:<8} {defect.column} ({defect.true_value:g})")
    write_outputs({"target": TARGET, "rows": len(wines.rows), "defects": len(defects)})
    write_metrics(
        {"train_rows": len(train), "test_rows": len(test), "spoiled_values": len(defects)}
    )


if __name__ == "__main__":
    main()
