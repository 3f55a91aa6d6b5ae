"""Fit a regression that predicts the alcohol of a wine, and show what it gets wrong."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import Callable, NamedTuple

import joblib
import matplotlib.pyplot as plt
import numpy as np
from sklearn.base import RegressorMixin
from sklearn.ensemble import RandomForestRegressor
from sklearn.impute import SimpleImputer
from sklearn.inspection import permutation_importance
from sklearn.linear_model import RidgeCV
from sklearn.metrics import mean_absolute_error, r2_score, root_mean_squared_error
from sklearn.model_selection import KFold, cross_val_score
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler

from bounds import whole_between
from exchange import input_file, input_json, output_file, write_metrics, write_outputs
from look import ACCENT, BEST, QUIET, save
from table import Table, read_table, write_rows

FOLDS = 5
REPEATS = 20

MODELS: Mapping[str, Callable[[int], RegressorMixin]] = {
    "ridge": lambda seed: RidgeCV(alphas=np.logspace(-2, 3, 31)),
    "random-forest": lambda seed: RandomForestRegressor(200, min_samples_leaf=2, random_state=seed),
}


class Errors(NamedTuple):
    """How far predictions are from measurements, in the unit of the target."""

    measured: np.ndarray
    predicted: np.ndarray

    @property
    def residuals(self) -> np.ndarray:
        """Measured less predicted: above zero the model said too little."""
        return self.measured - self.predicted


def make(model: str, seed: int) -> Pipeline:
    """Missing values become the median that was seen while fitting.

    All steps are fitted together, so that nothing leaks from a fold or from the test part.
    """
    return Pipeline(
        [
            ("fill", SimpleImputer(strategy="median")),
            ("scale", StandardScaler()),
            ("model", MODELS[model](seed)),
        ]
    )


def draw(errors: Errors, title: str, unit: str) -> None:
    """Leave ``residuals.png``: predictions against measurements, and what is left."""
    figure, (fit, rest, spread) = plt.subplots(
        1, 3, figsize=(11, 4.6), width_ratios=(1.1, 1.1, 0.45), layout="constrained"
    )
    both = np.concatenate([errors.measured, errors.predicted])
    ends = (both.min() - 0.1, both.max() + 0.1)
    dots = {"s": 30, "color": ACCENT, "alpha": 0.8, "linewidths": 0}
    fit.plot(ends, ends, color=QUIET, linewidth=1)
    fit.scatter(errors.predicted, errors.measured, **dots)
    fit.set(
        xlim=ends,
        ylim=ends,
        aspect="equal",
        xlabel=f"predicted, {unit}",
        ylabel=f"measured, {unit}",
    )
    fit.set_title(title, loc="left", pad=12)

    deviation = float(errors.residuals.std())
    far = np.abs(errors.residuals) > 2 * deviation
    rest.axhspan(-2 * deviation, 2 * deviation, color=QUIET, alpha=0.12, linewidth=0)
    rest.axhline(0, color=QUIET, linewidth=1)
    rest.scatter(errors.predicted[~far], errors.residuals[~far], **dots)
    rest.scatter(
        errors.predicted[far], errors.residuals[far], **{**dots, "color": BEST, "alpha": 1}
    )
    reach = float(np.abs(errors.residuals).max()) * 1.15 or 1
    rest.set(ylim=(-reach, reach), xlabel=f"predicted, {unit}", ylabel="measured less predicted")
    rest.set_title("Residuals", loc="left", pad=12)
    spread.hist(
        errors.residuals,
        bins=np.linspace(-reach, reach, 21),
        orientation="horizontal",
        color=ACCENT,
    )
    spread.set(ylim=(-reach, reach), yticks=[], xlabel="wines")
    spread.spines["left"].set_visible(False)
    spread.xaxis.get_major_locator().set_params(integer=True, nbins=4)
    figure.get_layout_engine().set(w_pad=0.14, h_pad=0.16)
    save(figure, output_file("residuals.png"))


def write_importance(model: Pipeline, table: Table, target: str, seed: int) -> list[list[object]]:
    """Leave ``importance.csv``: how much R2 is lost when a column of the test part is shuffled."""
    features = table.without(target)
    result = permutation_importance(
        model, features.values, table.column(target), n_repeats=REPEATS, random_state=seed
    )
    order = np.argsort(-result.importances_mean)
    lines = [
        [
            features.columns[i],
            f"{result.importances_mean[i]:.4f}",
            f"{result.importances_std[i]:.4f}",
        ]
        for i in order
    ]
    write_rows(output_file("importance.csv"), ["column", "lost_r2", "deviation"], lines)
    return lines


def main(arguments: Sequence[str] | None = None) -> None:
    """Leave ``residuals.png``, ``predictions.csv``, ``importance.csv`` and ``model.joblib``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", choices=sorted(MODELS), required=True)
    parser.add_argument("--train", required=True, help="the table to learn from")
    parser.add_argument("--test", required=True, help="the table to be measured on")
    parser.add_argument("--seed", type=whole_between(0, 2**31 - 1), required=True)
    options = parser.parse_args(arguments)

    train, test = read_table(input_file(options.train)), read_table(input_file(options.test))
    source = options.train.split("/")[0]
    target = str(input_json(f"{source}/outputs.json")["target"])
    print(f"{options.model} on {len(train.rows)} wines of {options.train}")

    x, y = train.without(target).values, train.column(target)
    folds = KFold(FOLDS, shuffle=True, random_state=options.seed)
    scores = cross_val_score(make(options.model, options.seed), x, y, cv=folds, scoring="r2")
    for number, score in enumerate(scores, start=1):
        print(f"  fold {number}/{FOLDS}  R2 {score:.3f}")
    model = make(options.model, options.seed).fit(x, y)
    errors = Errors(test.column(target), model.predict(test.without(target).values))
    guess = np.full(len(test.rows), y.mean())
    metrics = {
        "r2": float(r2_score(errors.measured, errors.predicted)),
        "mae": float(mean_absolute_error(errors.measured, errors.predicted)),
        "rmse": float(root_mean_squared_error(errors.measured, errors.predicted)),
        "mae_of_the_mean": float(mean_absolute_error(errors.measured, guess)),
        "cv_r2": float(scores.mean()),
        "train_rows": len(train.rows),
    }
    for name, value in metrics.items():
        print(f"{name:<16} {value:.4g}")

    draw(errors, f"{options.model}   R² {metrics['r2']:.2f}", "% vol")
    print("what it looks at (R2 lost when shuffled):")
    for column, lost, _ in write_importance(model, test, target, options.seed)[:5]:
        print(f"  {column:<30} {lost}")
    write_rows(
        output_file("predictions.csv"),
        ["row", "measured", "predicted", "residual"],
        [
            [int(row), f"{measured:g}", f"{predicted:.3f}", f"{measured - predicted:.3f}"]
            for row, measured, predicted in zip(test.rows, *errors)
        ],
    )
    joblib.dump(model, output_file("model.joblib"), compress=3)
    write_outputs({"model": options.model, "train": options.train, "r2": metrics["r2"]})
    write_metrics(metrics)


if __name__ == "__main__":
    main()
