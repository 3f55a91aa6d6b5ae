"""Run with the requirements of the templates: python -m unittest discover -s tests"""

from __future__ import annotations

import csv
import json
import sys
import unittest
from pathlib import Path

DEMO = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(DEMO), str(DEMO.parent / "shared"), str(DEMO.parent / "shared/tests")]

import numpy as np

import fit
import load
import point
import surface
from task_case import TaskCase

SEED = ("--seed", "7")
MEASURE = ("--score", "balanced_accuracy", "--folds", "3", *SEED)


class Chain(TaskCase):
    """The pipeline from end to end."""

    def test_finds_the_best_of_four_and_measures_it(self) -> None:
        """Every file that the pages show is there, and the best is the best."""
        self.run_task("load", load.main, "--test-share", "0.25", *SEED)
        for c in ("0.1", "1"):
            for gamma in ("0.0001", "0.01"):
                log = self.run_task(
                    f"c{c}-g{gamma}", point.main, "--c", c, "--gamma", gamma, *MEASURE
                )
                self.assertIn("fold 3/3", log)
        # A task sees only those it depends on.
        (self.root / "load").rename(self.root.parent / f"{self.root.name}-load")
        log = self.run_task("surface", surface.main)
        (self.root.parent / f"{self.root.name}-load").rename(self.root / "load")
        self.assertIn("best: c1-g0.01, C = 1, gamma = 0.01", log)

        best = self.left("surface/outputs.json")
        self.assertEqual((best["c"], best["gamma"]), (1, 0.01))
        self.assertEqual(self.left("surface/metrics.json")["points"], 4)
        with (self.root / "surface/points.csv").open(newline="") as file:
            scores = [float(line["score"]) for line in csv.DictReader(file)]
        self.assertEqual(scores, sorted(scores, reverse=True))

        self.run_task("best", fit.main, "--c", str(best["c"]), "--gamma", str(best["gamma"]))
        self.assertGreater(self.left("best/metrics.json")["balanced_accuracy"], 0.9)
        self.assert_picture("surface/surface.png")
        self.assert_picture("best/separation.png")


class Surface(TaskCase):
    """``surface``, given what tasks left."""

    def point(self, task: str, **values: object) -> None:
        """A task that measured something."""
        (self.root / task).mkdir()
        outputs = {"c": 1, "gamma": 0.1, "measure": "accuracy"}
        metrics = {"score": 0.9, "deviation": 0.0, "train_score": 1.0, "fit_seconds": 0.1}
        for name, known in (("outputs", outputs), ("metrics", metrics)):
            given = {key: values.get(key, value) for key, value in known.items()}
            (self.root / task / f"{name}.json").write_text(json.dumps(given))

    def test_of_equal_ones_the_simpler_wins(self) -> None:
        """A larger C or gamma must earn its place."""
        self.point("b", c=10)
        self.point("a", c=100, gamma=0.001)
        self.point("c", c=10, gamma=0.01)
        self.run_task("surface", surface.main)
        self.assertEqual(self.left("surface/outputs.json")["best"], "c")

    def test_a_hole_in_the_grid_is_shown_as_one(self) -> None:
        """And is not interpolated over."""
        for task, c, gamma in (("a", 1, 0.1), ("b", 10, 0.1), ("c", 1, 1)):
            self.point(task, c=c, gamma=gamma)
        self.run_task("surface", surface.main)
        self.assert_picture("surface/surface.png")

    def test_a_single_line_and_equal_scores_can_be_drawn(self) -> None:
        """Nothing is divided by a spread of zero."""
        for task, c in (("a", 1), ("b", 10)):
            self.point(task, c=c)
        self.run_task("line", surface.main)
        self.assert_picture("line/surface.png")

    def test_places_are_by_setting_and_not_by_order(self) -> None:
        """A line for each C, a column for each gamma."""
        measured = [(10, 0.1, 0.7), (1, 1, 0.5), (1, 0.1, 0.6)]
        grid = surface.grid_of([surface.Point("", c, g, "", s, 0, 0, 0) for c, g, s in measured])
        np.testing.assert_array_equal(grid.scores, [[0.6, 0.5], [0.7, np.nan]])

    def test_different_scores_are_not_compared(self) -> None:
        """Both are named."""
        self.point("a")
        self.point("b", measure="roc_auc")
        self.assertIn("accuracy, roc_auc", self.refused("surface", surface.main))

    def test_a_task_that_left_something_else(self) -> None:
        """It is named."""
        self.point("a", c="many")
        self.assertIn("a left no point of a sweep", self.refused("surface", surface.main))

    def test_nothing_to_gather(self) -> None:
        """The way out is a dependency."""
        self.assertIn("depend on the tasks of the sweep", self.refused("surface", surface.main))


class Refusals(TaskCase):
    """Bad input ends a task with a line that says what to do."""

    def test_settings_out_of_bounds(self) -> None:
        """The setting is named."""
        said = self.refused("p", point.main, "--c", "0", "--gamma", "1", *MEASURE)
        self.assertIn("--c: must be between 1e-06 and 1e+06, not 0", said)


if __name__ == "__main__":
    unittest.main()
