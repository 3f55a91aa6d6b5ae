"""One point of the sweep: how good the model is with these two settings, by cross-validation."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import numpy as np
from sklearn.model_selection import StratifiedKFold, cross_validate

from bounds import whole_between
from exchange import input_file, write_metrics, write_outputs
from settings import add_settings, make

SCORES = ("balanced_accuracy", "accuracy", "roc_auc")


def main(arguments: Sequence[str] | None = None) -> None:
    """Leave the score as values and as metrics."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_settings(parser)
    parser.add_argument("--score", choices=SCORES, required=True)
    parser.add_argument("--folds", type=whole_between(2, 10), required=True)
    parser.add_argument("--seed", type=whole_between(0, 2**31 - 1), required=True)
    parser.add_argument("--source", default="load", help="the task that left tumours.npz")
    options = parser.parse_args(arguments)

    with np.load(input_file(f"{options.source}/tumours.npz")) as tumours:
        x, y = tumours["x_train"], tumours["y_train"]
    print(f"C = {options.c:g}, gamma = {options.gamma:g}, {options.folds} folds")
    found = cross_validate(
        make(options.c, options.gamma),
        x,
        y,
        # The same folds at every point, so that the points can be compared.
        cv=StratifiedKFold(options.folds, shuffle=True, random_state=options.seed),
        scoring=options.score,
        return_train_score=True,
    )
    for fold, score in enumerate(found["test_score"], start=1):
        print(f"  fold {fold}/{options.folds}  {options.score} {score:.4f}")
    metrics = {
        "score": float(found["test_score"].mean()),
        "deviation": float(found["test_score"].std()),
        "train_score": float(found["train_score"].mean()),
        "fit_seconds": float(found["fit_time"].sum()),
    }
    print(f"score {metrics['score']:.4f} +/- {metrics['deviation']:.4f}", end=", ")
    print(f"on what it learnt from {metrics['train_score']:.4f}")
    write_outputs({"c": options.c, "gamma": options.gamma, "measure": options.score})
    write_metrics(metrics)


if __name__ == "__main__":
    main()
