"""Compare the trained models and hand on the best one.

The best is chosen by cross-validation on the training part: choosing by the test part would
make its accuracy look better than it is. Of equal ones the one that is fitted faster wins.
"""

from __future__ import annotations

import argparse
import csv
import shutil
from collections.abc import Sequence
from typing import Any, NamedTuple

import matplotlib.pyplot as plt

from exchange import (
    fail,
    folder,
    input_file,
    input_json,
    output_file,
    write_json,
    write_metrics,
    write_outputs,
)
from look import ACCENT, BEST, QUIET, save

COLUMNS = ("cv_accuracy", "accuracy", "f1", "fit_seconds")


class Result(NamedTuple):
    """What one training task left."""

    task: str
    description: dict[str, Any]
    metrics: dict[str, float]


def read_results() -> list[Result]:
    """The results of all upstream tasks that trained a model, best first."""
    found = [path.parent.name for path in folder("MLOPS_INPUTS").glob("*/model.joblib")]
    if not found:
        fail("no upstream task left a model.joblib; let this task depend on training tasks")
    results = [
        Result(
            task,
            input_json(f"{task}/outputs.json"),
            input_json(f"{task}/metrics.json"),
        )
        for task in found
    ]
    for result in results:
        missing = [name for name in COLUMNS if name not in result.metrics]
        if missing:
            fail(f"{result.task}/metrics.json has no {', '.join(missing)}")
    return sorted(results, key=rank)


def rank(result: Result) -> tuple[float, float, str]:
    """Smaller is better."""
    metrics = result.metrics
    return (-metrics["cv_accuracy"], metrics["fit_seconds"], result.task)


def write_table(results: Sequence[Result]) -> None:
    """Leave ``comparison.csv``, best first."""
    with output_file("comparison.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["task", *COLUMNS])
        for result in results:
            numbers = [f"{result.metrics[name]:.4f}" for name in COLUMNS]
            table.writerow([result.task, *numbers])


def draw_bars(results: Sequence[Result]) -> None:
    """Leave ``comparison.png``: accuracy on the test part, and the time to fit."""
    figure, (accuracy, seconds) = plt.subplots(
        1, 2, figsize=(9, 1.2 + 0.75 * len(results)), sharey=True
    )
    names = [result.task for result in results]
    colours = [BEST] + [ACCENT] * (len(results) - 1)
    for axis, metric, title in (
        (accuracy, "accuracy", "Accuracy on the test part"),
        (seconds, "fit_seconds", "Seconds to fit"),
    ):
        values = [result.metrics[metric] for result in results]
        bars = axis.barh(names, values, color=colours, height=0.62)
        axis.bar_label(bars, [f"{value:.3f}" for value in values], padding=4)
        axis.set_title(title, loc="left")
        axis.spines["bottom"].set_visible(False)
        axis.tick_params(length=0, labelbottom=False)
        axis.set_xlim(0, max(values) * 1.18 or 1)
    accuracy.invert_yaxis()
    accuracy.tick_params(axis="y", labelsize=11)
    figure.text(0.99, 0.03, "chosen by cross-validation: " + names[0], ha="right", color=QUIET)
    figure.tight_layout(rect=(0, 0.06, 1, 1))
    save(figure, output_file("comparison.png"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Leave the table, the chart, and the files of the best model under ``best/``."""
    argparse.ArgumentParser(description=__doc__).parse_args(arguments)
    results = read_results()
    width = max(len(result.task) for result in results)
    print(" " * width, *(f"{name:>11}" for name in COLUMNS))
    for result in results:
        print(
            f"{result.task:<{width}}",
            *(f"{result.metrics[name]:>11.4f}" for name in COLUMNS),
        )
    best = results[0]
    print(f"best: {best.task}")

    write_table(results)
    draw_bars(results)
    for name in ("model.joblib", "predictions.csv"):
        shutil.copyfile(input_file(f"{best.task}/{name}"), output_file(f"best/{name}"))
    write_json("best/description.json", best.description)
    write_json("best/metrics.json", best.metrics)
    write_outputs({"best": best.task, "accuracy": best.metrics["accuracy"]})
    write_metrics({f"best_{name}": best.metrics[name] for name in COLUMNS})


if __name__ == "__main__":
    main()
