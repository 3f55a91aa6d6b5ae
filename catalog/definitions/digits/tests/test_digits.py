"""Run with the requirements of the templates: python -m unittest discover -s tests"""

from __future__ import annotations

import sys
import unittest
from pathlib import Path

DEMO = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(DEMO), str(DEMO.parent / "shared"), str(DEMO.parent / "shared/tests")]

import numpy as np

import compare
import confusion_matrix
import load
import save_model
import train
from task_case import TaskCase


class Chain(TaskCase):
    """The pipeline from end to end."""

    def test_trains_compares_and_saves_the_best(self) -> None:
        """Every file that the pages show is there, and the best is the best."""
        self.run_task("load", load.main, "--test-share", "0.5", "--seed", "7")
        for model in ("svc", "logistic-regression"):
            log = self.run_task(model, train.main, "--model", model, "--folds", "2", "--seed", "7")
            self.assertIn("fold 2/2", log)
        self.run_task("compare", compare.main)
        self.run_task("matrix", confusion_matrix.main, "--model", "svc")
        self.run_task("save", save_model.main, "--name", "digits-svc", "--run", "r1")

        scores = {
            model: self.left(f"{model}/metrics.json")["cv_accuracy"]
            for model in ("svc", "logistic-regression")
        }
        best = self.left("compare/outputs.json")["best"]
        self.assertEqual(scores[str(best)], max(scores.values()))
        for picture in (
            "load/samples.png",
            "compare/comparison.png",
            "matrix/confusion-matrix.png",
        ):
            self.assert_picture(picture)
        card = (self.root / "save/model-card.md").read_text()
        self.assertIn(str(self.left("load/outputs.json")["sha256"]), card)
        self.assertIn("Run: r1", card)


class Splitting(unittest.TestCase):
    """``load``."""

    def test_the_same_seed_gives_the_same_split(self) -> None:
        """And another seed another one."""
        digests = [load.digest(load.split_digits(0.25, seed)) for seed in (1, 1, 2)]
        self.assertEqual(digests[0], digests[1])
        self.assertNotEqual(digests[0], digests[2])

    def test_every_digit_keeps_its_share(self) -> None:
        """No digit is missing from the test part, however small."""
        split = load.split_digits(0.05, 3)
        self.assertEqual(set(split.y_test.tolist()), set(range(10)))


class Ranking(unittest.TestCase):
    """``compare``."""

    def result(self, task: str, **metrics: float) -> compare.Result:
        """A result with good defaults."""
        defaults = {"cv_accuracy": 0.9, "accuracy": 0.9, "f1": 0.9, "fit_seconds": 1.0}
        return compare.Result(task, {}, {**defaults, **metrics})

    def test_cross_validation_decides_and_not_the_test_part(self) -> None:
        """Else the reported accuracy would be too good."""
        lucky = self.result("lucky", accuracy=0.99)
        sound = self.result("sound", cv_accuracy=0.95)
        self.assertEqual(min([lucky, sound], key=compare.rank), sound)

    def test_of_equal_ones_the_faster_wins(self) -> None:
        """Whatever their order."""
        slow, fast = self.result("a", fit_seconds=2), self.result("b")
        self.assertEqual(min([slow, fast], key=compare.rank), fast)


class Confusion(unittest.TestCase):
    """``confusion_matrix``."""

    def test_rows_are_the_truth(self) -> None:
        """A three taken for an eight is in row 3, column 8."""
        matrix = confusion_matrix.count_pairs([3, 3, 3], [3, 8, 8])
        self.assertEqual((matrix[3, 3], matrix[3, 8], matrix.sum()), (1, 2, 3))
        self.assertEqual(confusion_matrix.worst_pair(matrix), (3, 8, 2))

    def test_a_perfect_model_has_no_worst_pair(self) -> None:
        """The diagonal does not count."""
        self.assertIsNone(confusion_matrix.worst_pair(np.eye(10, dtype=int)))


class Refusals(TaskCase):
    """Bad input ends a task with a line that says what to do."""

    def test_an_argument_out_of_bounds(self) -> None:
        """The argument is named."""
        said = self.refused("load", load.main, "--test-share", "0.9", "--seed", "1")
        self.assertIn("--test-share: must be between 0.05 and 0.5, not 0.9", said)

    def test_a_missing_input(self) -> None:
        """What is there is listed."""
        (self.root / "other").mkdir()
        (self.root / "other/rows.csv").touch()
        said = self.refused("svc", train.main, "--model", "svc", "--folds", "5", "--seed", "1")
        self.assertIn("no input load/digits.npz; the upstream tasks left: other/rows.csv", said)

    def test_nothing_to_compare(self) -> None:
        """The way out is a dependency."""
        self.assertIn("depend on training tasks", self.refused("compare", compare.main))

    def test_a_damaged_result(self) -> None:
        """The file is named."""
        (self.root / "svc").mkdir()
        (self.root / "svc/model.joblib").touch()
        (self.root / "svc/outputs.json").write_text("{")
        said = self.refused("compare", compare.main)
        self.assertIn("svc/outputs.json is not JSON", said)

    def test_a_name_that_is_no_name(self) -> None:
        """Before anything is written."""
        said = self.refused("save", save_model.main, "--name", "../best", "--run", "r1")
        self.assertIn("not '../best'", said)
        self.assertEqual(list((self.root / "save").iterdir()), [])


if __name__ == "__main__":
    unittest.main()
