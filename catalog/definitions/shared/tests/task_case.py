"""What the tests of all demos stand on."""

from __future__ import annotations

import contextlib
import io
import json
import os
import tempfile
import unittest
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock


class TaskCase(unittest.TestCase):
    """Gives every test a folder with the outputs of all its tasks."""

    def setUp(self) -> None:
        """Make the folder."""
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.root = Path(temporary.name)

    def run_task(self, name: str, main: Callable[[list[str]], None], *arguments: str) -> str:
        """Run the script as the task ``name`` and answer its log."""
        outputs = self.root / name
        outputs.mkdir(exist_ok=True)
        places = {"MLOPS_INPUTS": str(self.root), "MLOPS_OUTPUTS": str(outputs)}
        log = io.StringIO()
        with mock.patch.dict(os.environ, places), contextlib.redirect_stdout(log):
            main(list(arguments))
        return log.getvalue()

    def refused(self, name: str, main: Callable[[list[str]], None], *arguments: str) -> str:
        """Run the script, expect it to end with an error, answer what it says."""
        said = io.StringIO()
        with contextlib.redirect_stderr(said), self.assertRaises(SystemExit) as ended:
            self.run_task(name, main, *arguments)
        self.assertNotIn(ended.exception.code, (0, None))
        return f"{said.getvalue()}{ended.exception.code}"

    def left(self, path: str) -> dict[str, Any]:
        """A JSON file that a task left."""
        value = json.loads((self.root / path).read_text())
        assert isinstance(value, dict)
        return value

    def assert_picture(self, path: str) -> None:
        """A task left a PNG there."""
        self.assertEqual((self.root / path).read_bytes()[:4], b"\x89PNG", path)
