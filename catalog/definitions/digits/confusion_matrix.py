"""Draw the confusion matrix of the best model: what it saw against what was there."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

from exchange import fail, input_file, output_file, write_metrics, write_outputs
from look import GROUND, INK, MISTAKE, QUIET, TEXT, save


def read_predictions(path: Path) -> tuple[list[int], list[int]]:
    """The columns ``truth`` and ``predicted``."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    if not rows:
        fail(f"{path.name} holds no predictions")
    try:
        truth = [int(row["truth"]) for row in rows]
        predicted = [int(row["predicted"]) for row in rows]
    except (KeyError, TypeError, ValueError) as problem:
        fail(f"{path.name} needs the columns truth and predicted as digits: {problem!r}")
    return truth, predicted


def count_pairs(truth: Sequence[int], predicted: Sequence[int]) -> np.ndarray:
    """A 10 x 10 table: row is the truth, column what the model saw."""
    matrix = np.zeros((10, 10), dtype=int)
    for row, column in zip(truth, predicted):
        if not (0 <= row <= 9 and 0 <= column <= 9):
            fail(f"predictions must be digits from 0 to 9, not {row} and {column}")
        matrix[row, column] += 1
    return matrix


def worst_pair(matrix: np.ndarray) -> tuple[int, int, int] | None:
    """The most frequent mistake as truth, prediction and count; ``None`` if there is none."""
    mistakes = matrix.copy()
    np.fill_diagonal(mistakes, 0)
    row, column = np.unravel_index(int(mistakes.argmax()), mistakes.shape)
    count = int(mistakes[row, column])
    return (int(row), int(column), count) if count else None


def draw(matrix: np.ndarray, model: str) -> None:
    """Leave ``confusion-matrix.png``: text is the count, colour the share; mistakes are warm."""
    share = matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1)
    diagonal = np.eye(10, dtype=bool)
    figure, axis = plt.subplots(figsize=(7, 6.6))
    axis.imshow(np.ma.masked_where(~diagonal, share), cmap=INK, vmin=0, vmax=1.1)
    # The root makes a single mistake among forty pictures visible.
    axis.imshow(np.ma.masked_where(diagonal, share**0.5), cmap=MISTAKE, vmin=0, vmax=0.5)
    for (row, column), count in np.ndenumerate(matrix):
        if count:
            right = row == column and share[row, column] > 0.5
            colour = GROUND if right else TEXT
            axis.text(column, row, str(count), ha="center", va="center", color=colour)
    axis.set_xticks(range(10))
    axis.set_yticks(range(10))
    axis.set_xlabel("the model saw")
    axis.set_ylabel("the picture shows")
    accuracy = np.trace(matrix) / matrix.sum()
    axis.set_title(f"{model}   {accuracy:.1%} right", loc="left", pad=12)
    axis.tick_params(length=0)
    axis.set_xticks(np.arange(-0.5, 10), minor=True)
    axis.set_yticks(np.arange(-0.5, 10), minor=True)
    axis.grid(which="minor", color=QUIET, alpha=0.15, linewidth=0.8)
    axis.tick_params(which="minor", length=0)
    for spine in axis.spines.values():
        spine.set_visible(False)
    figure.tight_layout()
    save(figure, output_file("confusion-matrix.png"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the predictions, leave the picture and the number of mistakes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True, help="name in the title")
    parser.add_argument("--source", default="compare", help="the task that left best/")
    options = parser.parse_args(arguments)

    path = input_file(f"{options.source}/best/predictions.csv")
    matrix = count_pairs(*read_predictions(path))
    print("rows: truth, columns: prediction")
    print("   ", *(f"{digit:>3}" for digit in range(10)))
    for digit, row in enumerate(matrix):
        print(f"{digit:>3}", *(f"{count or '.':>3}" for count in row.tolist()))
    draw(matrix, options.model)
    mistakes = int(matrix.sum() - np.trace(matrix))
    worst = worst_pair(matrix)
    if worst is None:
        print("no mistakes")
    else:
        print(f"{mistakes} mistakes, most often {worst[0]} taken for {worst[1]}: {worst[2]}")
    write_outputs({"mistakes": mistakes, "worst_pair": worst})
    write_metrics({"mistakes": mistakes, "tested": int(matrix.sum())})


if __name__ == "__main__":
    main()
