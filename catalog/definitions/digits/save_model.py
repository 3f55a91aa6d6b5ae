"""Save the best model with a card: what it is, how good it is and where it comes from."""

from __future__ import annotations

import argparse
import hashlib
import platform
import re
import shutil
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import sklearn

from exchange import (
    fail,
    input_file,
    input_json,
    output_file,
    write_json,
    write_metrics,
    write_outputs,
)

NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,62}")


def prove_usable(path: Path) -> None:
    """Load the model again and let it look at an empty picture."""
    model = joblib.load(path)
    answer = model.predict(np.zeros((1, 64)))
    if answer.shape != (1,) or int(answer[0]) not in range(10):
        fail(f"{path.name} does not answer with a digit but with {answer!r}")


def model_card(card: Mapping[str, Any]) -> str:
    """The card as Markdown."""
    metrics = "\n".join(
        f"| {name} | {value:.4f} |" for name, value in sorted(card["metrics"].items())
    )
    settings = ", ".join(f"{name} = {value}" for name, value in card["settings"].items())
    origin = card["provenance"]
    return f"""# {card["name"]}

Recognises a handwritten digit in a grey picture of 8 x 8 pixels.

- Input: rows of 64 numbers from 0 (paper) to 1 (ink), line by line.
- Output: a digit from 0 to 9.
- Model: {card["model"]} ({settings})
- File: model.joblib, SHA-256 `{card["sha256"]}`

## Metrics

| metric | value |
|---|---:|
{metrics}

`accuracy` and `f1` are measured on pictures that were not used for training;
`cv_accuracy` is the mean over {origin["folds"]} folds of the training part.

## Provenance

- Run: {origin["run"]}
- Saved: {origin["saved_at"]}
- Data: scikit-learn's bundled digits, split with seed {origin["seed"]}
- SHA-256 of the data: `{origin["data_sha256"]}`
- Made with: Python {origin["python"]}, scikit-learn {origin["scikit_learn"]}

## Limits

The pictures are small, clean and centred; other handwriting needs other data.
Load the file only with the same version of scikit-learn, and only if you trust its origin.
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Leave ``model.joblib``, ``model-card.md`` and ``model.json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", required=True, help="name of the saved model")
    parser.add_argument("--run", required=True, help="id of the run")
    parser.add_argument("--source", default="compare", help="the task that left best/")
    options = parser.parse_args(arguments)
    if not NAME.fullmatch(options.name):
        fail(f"name must be lower-case letters, digits, dots and dashes, not {options.name!r}")

    model = output_file("model.joblib")
    shutil.copyfile(input_file(f"{options.source}/best/model.joblib"), model)
    prove_usable(model)
    description = input_json(f"{options.source}/best/description.json")
    card = {
        "name": options.name,
        "model": description["model"],
        "settings": description["settings"],
        "sha256": hashlib.sha256(model.read_bytes()).hexdigest(),
        "metrics": input_json(f"{options.source}/best/metrics.json"),
        "provenance": {
            "run": options.run,
            "saved_at": datetime.now(timezone.utc).isoformat(timespec="seconds"),
            "seed": description["seed"],
            "folds": description["folds"],
            "data_sha256": description["data_sha256"],
            "python": platform.python_version(),
            "scikit_learn": sklearn.__version__,
        },
    }
    write_json("model.json", card)
    output_file("model-card.md").write_text(model_card(card), encoding="utf-8")
    print(f"saved {options.name}: {model.stat().st_size / 1024:.0f} KiB, {card['sha256']}")
    write_outputs({"name": options.name, "sha256": card["sha256"]})
    write_metrics({"size_bytes": model.stat().st_size})


if __name__ == "__main__":
    main()
