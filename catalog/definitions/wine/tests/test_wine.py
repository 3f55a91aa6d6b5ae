"""Run with the requirements of the templates: python -m unittest discover -s tests"""

from __future__ import annotations

import csv
import sys
import textwrap
import unittest
from html.parser import HTMLParser
from pathlib import Path

DEMO = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(DEMO), str(DEMO.parent / "shared"), str(DEMO.parent / "shared/tests")]

import numpy as np

import load
import outliers
import profile_columns
import quality
import robust
import table
import train
from task_case import TaskCase

SPLIT = ("--test-share", "0.25", "--seed", "7")


def verdict(arguments: list[str]) -> None:
    """The script that stands in the pipeline itself."""
    text = (DEMO / "pipeline.yaml").read_text(encoding="utf-8").split("script: |\n")[1]
    script = compile(textwrap.dedent(text), "verdict", "exec")
    before, sys.argv = sys.argv, ["-c", *arguments]
    try:
        exec(script, {})
    finally:
        sys.argv = before


class Chain(TaskCase):
    """The pipeline from end to end."""

    def test_cleaning_saves_the_linear_model_and_the_forest_does_not_need_it(self) -> None:
        """Every file that the pages show is there, and the numbers say what the demo says."""
        self.run_task("load", load.main, *SPLIT, "--defects", "0.02")
        self.run_task("quality", quality.main, "--threshold", "3.5")
        self.run_task("outliers", outliers.main, "--threshold", "3.5", "--remove", "values")
        for model, kind in (("ridge", "ridge"), ("forest", "random-forest")):
            for state, path in (("as-is", "load/train.csv"), ("cleaned", "outliers/clean.csv")):
                log = self.run_task(
                    f"{model}-{state}",
                    train.main,
                    *("--model", kind, "--train", path, "--test", "load/test.csv", "--seed", "7"),
                )
                self.assertIn("fold 5/5", log)
        log = self.run_task("verdict", verdict, "ridge", "forest")

        self.assertIn("best: forest", log)
        gains = self.left("verdict/metrics.json")
        self.assertGreater(gains["gain_ridge"], 0.2)
        self.assertLess(abs(gains["gain_forest"]), 0.1)
        self.assertGreater(self.left("ridge-cleaned/metrics.json")["r2"], 0.4)
        self.assert_picture("outliers/outliers.png")
        self.assert_picture("ridge-cleaned/residuals.png")
        for path in ("ridge-cleaned/predictions.csv", "ridge-cleaned/importance.csv"):
            with (self.root / path).open(newline="") as file:
                self.assertGreater(len(list(csv.DictReader(file))), 10)


class Spoiling(unittest.TestCase):
    """``load``."""

    def test_every_fault_is_on_record(self) -> None:
        """And nothing else was touched, least of all the target."""
        sound = load.read_wines()
        spoiled, defects = load.spoil(sound, 0.05, 1)
        changed = ~np.isclose(spoiled.values, sound.values)
        self.assertEqual(int(changed.sum()), len(defects))
        self.assertFalse(changed[:, sound.columns.index(load.TARGET)].any())
        for defect in defects:
            now = spoiled.column(defect.column)[defect.row]
            if defect.kind == "missing":
                self.assertTrue(np.isnan(now))
            else:
                self.assertAlmostEqual(now, defect.true_value * 10)

    def test_the_same_seed_gives_the_same_faults(self) -> None:
        """And another seed others."""
        faults = [load.spoil(load.read_wines(), 0.02, seed)[1] for seed in (1, 1, 2)]
        self.assertEqual(faults[0], faults[1])
        self.assertNotEqual(faults[0], faults[2])


class Robust(unittest.TestCase):
    """``robust``: outliers do not hide themselves."""

    def test_one_slip_stands_out_and_moves_no_other(self) -> None:
        """The mean would have moved."""
        usual = np.arange(1.0, 10.0)
        scores = robust.modified_z(np.append(usual, 500.0)[:, None])[:, 0]
        self.assertGreater(scores[-1], 100)
        self.assertLess(np.abs(scores[:-1]).max(), 3.5)

    def test_a_constant_column_and_holes_are_no_outliers(self) -> None:
        """Nothing is divided by zero."""
        values = np.array([[5.0, np.nan], [5.0, 1.0], [5.0, 2.0]])
        scores = robust.modified_z(values)
        self.assertEqual(scores[:, 0].tolist(), [0, 0, 0])
        self.assertEqual(scores[0, 1], 0)


class TakingOut(unittest.TestCase):
    """``outliers``."""

    def setUp(self) -> None:
        """Ten rows, of which row 13 is far off in ``a`` and row 14 in the target."""
        values = np.column_stack([np.arange(10.0), np.arange(10.0), np.arange(10.0)])
        values[3, 0], values[4, 2] = 400.0, 900.0
        self.table = table.Table(("a", "b", "y"), np.arange(10, 20), values)
        self.found = outliers.find(self.table, "y", 3.5, {(13, "a")})

    def test_the_target_decides_nothing(self) -> None:
        """Only the fault in ``a`` is found, and it is known to be one."""
        self.assertEqual(
            [(one.row, one.column, one.spoiled) for one in self.found], [(13, "a", True)]
        )

    def test_removes_rows_or_values(self) -> None:
        """As one wants it."""
        rows = outliers.take_out(self.table, self.found, "rows")
        self.assertEqual(rows.rows.tolist(), [10, 11, 12, 14, 15, 16, 17, 18, 19])
        values = outliers.take_out(self.table, self.found, "values")
        self.assertEqual(len(values.rows), 10)
        self.assertEqual(np.argwhere(np.isnan(values.values)).tolist(), [[3, 0]])


class Profile(unittest.TestCase):
    """``profile_columns``."""

    def test_counts_what_is_missing_odd_and_repeated(self) -> None:
        """In a table that has all of it."""
        rows = [[float(n), 1.0, np.nan] for n in range(20)]
        spoiled = table.Table(
            ("a", "one", "none"), np.arange(22), np.array([*rows, rows[0], [900.0, 1.0, 2.0]])
        )
        a, one, none = profile_columns.profile(spoiled, 3.5)
        self.assertEqual((a.missing, a.outliers, a.maximum, a.high), (0, 1, 900.0, 19.0))
        self.assertEqual(sum(a.bins), 21)
        self.assertEqual(one.distinct, 1)
        self.assertEqual(none.missing, 21)
        said = {check.words: check.good for check in quality.checks(spoiled, [a, one, none], "a")}
        self.assertFalse(said["Columns with one value only: one, none."])

    def test_rank_correlation_is_not_moved_by_one_slip(self) -> None:
        """Pearson's would be."""
        rising = np.arange(50.0)
        slipped = rising.copy()
        slipped[49] = 1e6
        pair = table.Table(("a", "b"), np.arange(50), np.column_stack([rising, slipped]))
        self.assertAlmostEqual(profile_columns.rank_correlation(pair)[0, 1], 1.0)


class Tags(HTMLParser):
    """Collects what a page would fetch or run."""

    def __init__(self) -> None:
        """Nothing yet."""
        super().__init__()
        self.names: set[str] = set()
        self.places: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember the tag and its addresses."""
        self.names.add(tag)
        self.places += [value or "" for name, value in attrs if name in ("src", "href")]


class Report(TaskCase):
    """``quality``."""

    def test_needs_nothing_from_elsewhere(self) -> None:
        """No script, no address: it can be sent by mail."""
        self.run_task("load", load.main, *SPLIT, "--defects", "0.02")
        self.run_task("quality", quality.main, "--threshold", "3.5")
        page = (self.root / "quality/report.html").read_text(encoding="utf-8")
        tags = Tags()
        tags.feed(page)
        self.assertEqual(tags.places, [])
        self.assertTrue(tags.names.isdisjoint({"script", "link", "iframe", "object"}))
        self.assertIn("64 values were spoiled on purpose", page)
        self.assertIn('<meta name="color-scheme" content="light dark">', page)
        metrics = self.left("quality/metrics.json")
        self.assertEqual((metrics["missing_values"], metrics["duplicate_rows"]), (32, 0))

    def test_names_of_columns_are_text(self) -> None:
        """Never markup."""
        (self.root / "load").mkdir()
        (self.root / "load/train.csv").write_text("row,<b>x</b>,y\n1,1,2\n2,2,3\n")
        (self.root / "load/outputs.json").write_text('{"target": "y", "defects": 0}')
        self.run_task("quality", quality.main, "--threshold", "3.5")
        page = (self.root / "quality/report.html").read_text(encoding="utf-8")
        self.assertIn("&lt;b&gt;x&lt;/b&gt;", page)
        self.assertNotIn("<b>x</b>", page)


class Refusals(TaskCase):
    """Bad input ends a task with a line that says what to do."""

    def given(self, text: str) -> str:
        """What the quality task says of a training part like this."""
        (self.root / "load").mkdir(exist_ok=True)
        (self.root / "load/train.csv").write_text(text)
        (self.root / "load/outputs.json").write_text('{"target": "alcohol", "defects": 0}')
        return self.refused("quality", quality.main, "--threshold", "3.5")

    def test_tables_that_are_none(self) -> None:
        """The file and the fault are named."""
        self.assertIn("train.csv must begin with the column 'row'", self.given("a,b\n1,2\n"))
        self.assertIn("train.csv has no rows", self.given("row,a\n"))
        self.assertIn("train.csv must be a table of numbers", self.given("row,a\n1,x\n"))
        self.assertIn("no column 'alcohol'; there are: a, b", self.given("row,a,b\n1,2,3\n"))

    def test_an_argument_out_of_bounds(self) -> None:
        """The argument is named."""
        said = self.refused("load", load.main, *SPLIT, "--defects", "0.9")
        self.assertIn("--defects: must be between 0 and 0.1, not 0.9", said)

    def test_a_threshold_that_leaves_nothing(self) -> None:
        """The way out is named."""
        rows = table.Table(("a",), np.arange(2), np.array([[1.0], [2.0]]))
        found = [outliers.Found(row, "a", 1.0, 9.0, False) for row in (0, 1)]
        with self.assertRaises(SystemExit) as ended:
            outliers.take_out(rows, found, "rows")
        self.assertIn("raise the threshold", str(ended.exception.code))


if __name__ == "__main__":
    unittest.main()
