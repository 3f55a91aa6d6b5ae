"""Gather the points of the sweep, draw the surface of their scores and name the best one."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from typing import NamedTuple

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import PowerNorm
from scipy.interpolate import RectBivariateSpline

from exchange import fail, folder, input_json, output_file, write_metrics, write_outputs
from look import BEST, GROUND, INK, QUIET, TEXT, save

# Most settings are nearly as good as the best one: colours are spent there, not on the bad ones.
STEEPNESS = 3

NUMBERS = ("score", "deviation", "train_score", "fit_seconds")


class Point(NamedTuple):
    """What one task of the sweep found."""

    task: str
    c: float
    gamma: float
    measure: str
    score: float
    deviation: float
    train_score: float
    fit_seconds: float


class Grid(NamedTuple):
    """Scores by setting, a line for each C, a column for each gamma; where no task was, NaN."""

    costs: np.ndarray
    gammas: np.ndarray
    scores: np.ndarray


def read_points() -> list[Point]:
    """The points of all upstream tasks, best first."""
    tasks = sorted(path.parent.name for path in folder("MLOPS_INPUTS").glob("*/metrics.json"))
    points = []
    for task in tasks:
        values, metrics = input_json(f"{task}/outputs.json"), input_json(f"{task}/metrics.json")
        try:
            numbers = [float(metrics[name]) for name in NUMBERS]
            points.append(
                Point(task, float(values["c"]), float(values["gamma"]), values["measure"], *numbers)
            )
        except (KeyError, TypeError, ValueError) as problem:
            fail(f"{task} left no point of a sweep: {problem!r}")
    if not points:
        fail("no upstream task left a point; let this task depend on the tasks of the sweep")
    measures = sorted({point.measure for point in points})
    if len(measures) > 1:
        fail(f"scores of different kinds cannot be compared: {', '.join(measures)}")
    return sorted(points, key=rank)


def rank(point: Point) -> tuple[float, float, float]:
    """Smaller is better; of equal scores the simpler model wins, which has the smaller settings."""
    return (-point.score, point.c, point.gamma)


def grid_of(points: Sequence[Point]) -> Grid:
    """The points in their places."""
    costs = np.unique([point.c for point in points])
    gammas = np.unique([point.gamma for point in points])
    scores = np.full((len(costs), len(gammas)), np.nan)
    for point in points:
        place = np.searchsorted(costs, point.c), np.searchsorted(gammas, point.gamma)
        scores[place] = point.score
    return Grid(costs, gammas, scores)


def draw_table(axis: Axes, grid: Grid, best: Point) -> None:
    """The measured scores, a field each."""
    low, high = np.nanmin(grid.scores), np.nanmax(grid.scores)
    shade = PowerNorm(STEEPNESS, low, high if high > low else low + 1)
    axis.imshow(grid.scores, cmap=INK, origin="lower", aspect="auto", norm=shade)
    for (line, column), score in np.ndenumerate(grid.scores):
        bright = shade(score) > 0.55
        words = "–" if np.isnan(score) else f"{score:.3f}"
        axis.text(column, line, words, ha="center", va="center", color=GROUND if bright else TEXT)
    axis.set_xticks(range(len(grid.gammas)), [f"{gamma:g}" for gamma in grid.gammas])
    axis.set_yticks(range(len(grid.costs)), [f"{c:g}" for c in grid.costs])
    place = np.searchsorted(grid.gammas, best.gamma), np.searchsorted(grid.costs, best.c)
    axis.add_patch(
        plt.Rectangle(
            (place[0] - 0.47, place[1] - 0.47), 0.94, 0.94, fill=False, color=BEST, lw=2.5
        )
    )
    axis.set_title(f"Measured: {best.measure.replace('_', ' ')}", loc="left", pad=12)


def draw_surface(axis: Axes, grid: Grid, best: Point) -> None:
    """Contours between the measured points, on scales where each step counts the same."""
    x, y = np.log10(grid.gammas), np.log10(grid.costs)
    spline = RectBivariateSpline(
        y, x, grid.scores, kx=min(2, len(y) - 1), ky=min(2, len(x) - 1), s=0
    )
    fine_x, fine_y = np.linspace(x[0], x[-1], 120), np.linspace(y[0], y[-1], 120)
    # A spline swings beyond what was measured, and a score must not.
    low, high = grid.scores.min(), grid.scores.max()
    surface = np.clip(spline(fine_y, fine_x), low, high)
    reach = high - low if high > low else 1.0
    levels = low + reach * np.linspace(0, 1, 21) ** (1 / STEEPNESS)
    shade = PowerNorm(STEEPNESS, low, low + reach)
    filled = axis.contourf(fine_x, fine_y, surface, levels=levels, cmap=INK, norm=shade)
    axis.contour(
        fine_x, fine_y, surface, levels=levels[1::2], colors=GROUND, alpha=0.3, linewidths=0.8
    )
    marks = {"clip_on": False, "edgecolor": GROUND, "zorder": 3}
    axis.scatter(*np.meshgrid(x, y), s=26, color=QUIET, **marks)
    axis.scatter(np.log10(best.gamma), np.log10(best.c), s=230, marker="*", color=BEST, **marks)
    axis.set_xticks(x, [f"{gamma:g}" for gamma in grid.gammas])
    axis.set_yticks(y, [f"{c:g}" for c in grid.costs])
    bar = axis.figure.colorbar(
        filled, ax=axis, pad=0.03, format="{x:.3f}", ticks=levels[[0, 4, 8, 12, 16, 20]]
    )
    bar.outline.set_visible(False)
    bar.ax.tick_params(length=0)
    axis.set_title("Between the points: interpolated", loc="left", pad=12)


def draw(grid: Grid, best: Point) -> None:
    """Leave ``surface.png``; contours need at least two by two points without holes."""
    whole = min(grid.scores.shape) > 1 and not np.isnan(grid.scores).any()
    figure, axes = plt.subplots(
        1, 2 if whole else 1, figsize=(11 if whole else 6, 4.8), layout="constrained", squeeze=False
    )
    draw_table(axes[0, 0], grid, best)
    if whole:
        draw_surface(axes[0, 1], grid, best)
    for axis in axes[0]:
        axis.set(xlabel="gamma: how near a neighbour must be", ylabel="C: cost of a mistake")
        axis.tick_params(length=0)
        for spine in axis.spines.values():
            spine.set_visible(False)
    figure.get_layout_engine().set(w_pad=0.16, h_pad=0.16)
    save(figure, output_file("surface.png"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Leave ``points.csv``, ``surface.png`` and the settings of the best point."""
    argparse.ArgumentParser(description=__doc__).parse_args(arguments)
    points = read_points()
    best = points[0]
    print(f"{'C':>8} {'gamma':>8} {'score':>8} {'+/-':>7} {'learnt':>8}")
    for point in points:
        numbers = f"{point.score:>8.4f} {point.deviation:>7.4f} {point.train_score:>8.4f}"
        print(f"{point.c:>8g} {point.gamma:>8g} {numbers}")
    print(f"best: {best.task}, C = {best.c:g}, gamma = {best.gamma:g}")

    with output_file("points.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(Point._fields)
        for point in points:
            numbers = [f"{getattr(point, name):.4f}" for name in NUMBERS]
            table.writerow(
                [point.task, f"{point.c:g}", f"{point.gamma:g}", point.measure, *numbers]
            )
    draw(grid_of(points), best)
    write_outputs({"best": best.task, "c": best.c, "gamma": best.gamma, "score": best.score})
    write_metrics(
        {
            "points": len(points),
            "best_score": best.score,
            "best_c": best.c,
            "best_gamma": best.gamma,
            "spread": best.score - points[-1].score,
        }
    )


if __name__ == "__main__":
    main()
