"""Train one kind of model: choose settings by cross-validation, fit, measure on the test part."""

from __future__ import annotations

import argparse
import csv
import time
from collections.abc import Mapping, Sequence
from typing import Any, Callable, NamedTuple

import joblib
import numpy as np
from sklearn.base import ClassifierMixin
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import SVC

from bounds import whole_between
from exchange import (
    fail,
    input_file,
    input_json,
    output_file,
    write_metrics,
    write_outputs,
)

Settings = Mapping[str, Any]


class Family(NamedTuple):
    """A kind of model and the settings that are tried."""

    make: Callable[[Settings, int], ClassifierMixin]
    candidates: Sequence[Settings]


FAMILIES: Mapping[str, Family] = {
    "svc": Family(
        lambda settings, seed: SVC(random_state=seed, **settings),
        [{"C": c, "gamma": gamma} for c in (1.0, 10.0) for gamma in ("scale", 0.01, 0.1)],
    ),
    "random-forest": Family(
        lambda settings, seed: RandomForestClassifier(random_state=seed, **settings),
        [
            {"n_estimators": trees, "max_features": features}
            for trees in (100, 200)
            for features in ("sqrt", 0.25)
        ],
    ),
    "logistic-regression": Family(
        lambda settings, seed: LogisticRegression(max_iter=2000, random_state=seed, **settings),
        [{"C": c} for c in (0.1, 1.0, 10.0)],
    ),
}


class Choice(NamedTuple):
    """The best settings and their mean accuracy over the folds."""

    settings: Settings
    accuracy: float


def words(settings: Settings) -> str:
    """Settings as a line of a log."""
    return " ".join(f"{name}={value}" for name, value in settings.items())


def choose(family: Family, x: np.ndarray, y: np.ndarray, folds: int, seed: int) -> Choice:
    """Try every candidate on the same folds; the first of equally good ones wins."""
    splitter = StratifiedKFold(n_splits=folds, shuffle=True, random_state=seed)
    splits = list(splitter.split(x, y))
    best: Choice | None = None
    for number, settings in enumerate(family.candidates, start=1):
        print(f"candidate {number}/{len(family.candidates)}: {words(settings)}")
        scores = []
        for fold, (fit, check) in enumerate(splits, start=1):
            started = time.perf_counter()
            model = family.make(settings, seed).fit(x[fit], y[fit])
            score = accuracy_score(y[check], model.predict(x[check]))
            scores.append(score)
            seconds = time.perf_counter() - started
            print(f"  fold {fold}/{folds}  accuracy {score:.4f}  {seconds:.2f} s")
        mean = float(np.mean(scores))
        print(f"  mean {mean:.4f} +/- {float(np.std(scores)):.4f}")
        if best is None or mean > best.accuracy:
            best = Choice(settings, mean)
    if best is None:
        fail("no candidates to choose from")
    return best


def write_predictions(truth: np.ndarray, predicted: np.ndarray) -> None:
    """Leave ``predictions.csv``: what each test picture shows and what the model saw."""
    with output_file("predictions.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["row", "truth", "predicted"])
        for row, pair in enumerate(zip(truth.tolist(), predicted.tolist())):
            table.writerow([row, *pair])


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments, leave ``model.joblib``, ``predictions.csv`` and the metrics."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", choices=sorted(FAMILIES), required=True)
    parser.add_argument("--folds", type=whole_between(2, 10), required=True)
    parser.add_argument("--seed", type=whole_between(0, 2**31 - 1), required=True)
    parser.add_argument("--source", default="load", help="the task that left digits.npz")
    options = parser.parse_args(arguments)

    with np.load(input_file(f"{options.source}/digits.npz")) as digits:
        x_train, y_train = digits["x_train"], digits["y_train"]
        x_test, y_test = digits["x_test"], digits["y_test"]
    data = input_json(f"{options.source}/outputs.json")
    print(f"{options.model}: {len(y_train)} rows, {options.folds} folds")

    family = FAMILIES[options.model]
    choice = choose(family, x_train, y_train, options.folds, options.seed)

    print(f"fitting with {words(choice.settings)}")
    started = time.perf_counter()
    model = family.make(choice.settings, options.seed).fit(x_train, y_train)
    fit_seconds = time.perf_counter() - started
    predicted = model.predict(x_test)
    metrics = {
        "accuracy": float(accuracy_score(y_test, predicted)),
        "f1": float(f1_score(y_test, predicted, average="macro")),
        "cv_accuracy": choice.accuracy,
        "fit_seconds": fit_seconds,
    }
    for name, value in metrics.items():
        print(f"{name:<12} {value:.4f}")

    joblib.dump(model, output_file("model.joblib"), compress=3)
    write_predictions(y_test, predicted)
    write_outputs(
        {
            "model": options.model,
            "settings": choice.settings,
            "data_sha256": data.get("sha256"),
            "seed": options.seed,
            "folds": options.folds,
        }
    )
    write_metrics(metrics)


if __name__ == "__main__":
    main()
