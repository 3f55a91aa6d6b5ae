"""Run with: python -m unittest discover -s tests"""

from __future__ import annotations

import json
import os
import sys
import unittest
from argparse import ArgumentTypeError
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import bounds
import exchange
from task_case import TaskCase


class Bounds(unittest.TestCase):
    """Arguments say what they accept."""

    def test_numbers_out_of_bounds(self) -> None:
        """The message names the bounds and the value."""
        with self.assertRaisesRegex(ArgumentTypeError, "between 2 and 10, not 11"):
            bounds.whole_between(2, 10)("11")
        with self.assertRaisesRegex(ArgumentTypeError, "must be a number, not 'many'"):
            bounds.number_between(0, 1)("many")
        with self.assertRaisesRegex(ArgumentTypeError, "not nan"):
            bounds.number_between(0, 1)("nan")


class Exchange(TaskCase):
    """What goes in and out of a task."""

    def test_outside_of_the_platform(self) -> None:
        """The variable is named."""
        with mock.patch.dict(os.environ, clear=True), self.assertRaises(SystemExit) as ended:
            exchange.output_file("rows.csv")
        self.assertIn("MLOPS_OUTPUTS is not set", str(ended.exception.code))

    def test_a_missing_input(self) -> None:
        """What is there is listed."""
        (self.root / "other").mkdir()
        (self.root / "other/rows.csv").touch()
        said = self.refused("late", lambda _: exchange.input_json("load/outputs.json"))
        self.assertIn("no input load/outputs.json; the upstream tasks left: other/rows.csv", said)

    def test_an_input_that_is_damaged(self) -> None:
        """The file is named, and what is wrong with it."""
        (self.root / "load").mkdir()
        for text, problem in (("{", "is not JSON"), ("[]", "must hold a JSON object, not list")):
            (self.root / "load/outputs.json").write_text(text)
            said = self.refused("late", lambda _: exchange.input_json("load/outputs.json"))
            self.assertIn(f"load/outputs.json {problem}", said)

    def test_no_number_is_no_metric(self) -> None:
        """JSON has no NaN, and the platform would refuse it."""
        with self.assertRaisesRegex(ValueError, "not JSON compliant"):
            self.run_task("bad", lambda _: exchange.write_metrics({"r2": float("nan")}))

    def test_values_come_back(self) -> None:
        """As they were written."""
        self.run_task("make", lambda _: exchange.write_outputs({"best": "svc", "rows": 3}))
        text = (self.root / "make/outputs.json").read_text()
        self.assertEqual(json.loads(text), {"best": "svc", "rows": 3})


if __name__ == "__main__":
    unittest.main()
