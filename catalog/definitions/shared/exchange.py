"""How a task meets the platform: read inputs, leave results, tell a failure in one line.

``MLOPS_INPUTS`` holds one read-only folder for each upstream task, ``MLOPS_OUTPUTS`` is the
folder whose files are kept; ``outputs.json`` and ``metrics.json`` in it travel with the state.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn


def fail(message: str) -> NoReturn:
    """End the task with exit code 1 and one line that a person can act on."""
    sys.exit(f"error: {message}")


def folder(variable: str) -> Path:
    """The folder that an environment variable of the platform names."""
    value = os.environ.get(variable)
    if not value:
        fail(f"{variable} is not set; run this script as a task, or set it to a folder")
    return Path(value)


def input_file(relative: str) -> Path:
    """A file of an upstream task, such as ``load/digits.npz``; ends the task if there is none."""
    root = folder("MLOPS_INPUTS")
    path = root / relative
    if not path.is_file():
        there = sorted(p.relative_to(root).as_posix() for p in root.glob("*/*"))
        fail(f"no input {relative}; the upstream tasks left: {', '.join(there) or 'nothing'}")
    return path


def input_json(relative: str) -> dict[str, Any]:
    """A JSON object that an upstream task left."""
    path = input_file(relative)
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as problem:
        fail(f"{relative} is not JSON: {problem}")
    if not isinstance(value, dict):
        fail(f"{relative} must hold a JSON object, not {type(value).__name__}")
    return value


def output_file(name: str) -> Path:
    """Where to write a file that is to be kept."""
    path = folder("MLOPS_OUTPUTS") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def write_json(name: str, value: Mapping[str, Any]) -> None:
    """Leave a JSON file, readable by people."""
    text = json.dumps(value, indent=2, sort_keys=True, allow_nan=False)
    output_file(name).write_text(text + "\n", encoding="utf-8")


def write_outputs(values: Mapping[str, Any]) -> None:
    """Values that later tasks name as ``{{ tasks.<task>.outputs.<key> }}``."""
    write_json("outputs.json", values)


def write_metrics(metrics: Mapping[str, float]) -> None:
    """Numbers that the platform shows and compares over runs."""
    write_json("metrics.json", metrics)
