"""Fit the model with the settings that won, and measure it on what no setting has seen."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import joblib
import matplotlib.pyplot as plt
import numpy as np
from sklearn.metrics import balanced_accuracy_score, precision_score, recall_score, roc_auc_score

from exchange import input_file, output_file, write_metrics, write_outputs
from look import ACCENT, BEST, QUIET, save
from settings import add_settings, make


def draw(distance: np.ndarray, malignant: np.ndarray, title: str) -> None:
    """Leave ``separation.png``: how far from the border the tumours of each kind lie."""
    figure, axis = plt.subplots(figsize=(8, 4.4), layout="constrained")
    bins = np.linspace(distance.min(), distance.max(), 31)
    for kind, colour, words in ((~malignant, ACCENT, "benign"), (malignant, BEST, "malignant")):
        axis.hist(distance[kind], bins=bins, color=colour, alpha=0.8, label=words)
    axis.axvline(0, color=QUIET, linewidth=1)
    axis.set(
        xlabel="distance from the border; right of it the model says malignant", ylabel="tumours"
    )
    axis.set_title(title, loc="left", pad=12)
    axis.legend(frameon=False)
    figure.get_layout_engine().set(w_pad=0.14, h_pad=0.14)
    save(figure, output_file("separation.png"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Leave ``model.joblib``, ``separation.png`` and the metrics."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_settings(parser)
    parser.add_argument("--source", default="load", help="the task that left tumours.npz")
    options = parser.parse_args(arguments)

    with np.load(input_file(f"{options.source}/tumours.npz")) as tumours:
        model = make(options.c, options.gamma).fit(tumours["x_train"], tumours["y_train"])
        x, malignant = tumours["x_test"], tumours["y_test"]
    said, distance = model.predict(x), model.decision_function(x)
    metrics = {
        "balanced_accuracy": float(balanced_accuracy_score(malignant, said)),
        "recall": float(recall_score(malignant, said)),
        "precision": float(precision_score(malignant, said)),
        "roc_auc": float(roc_auc_score(malignant, distance)),
        "overlooked": int((malignant & ~said).sum()),
        "false_alarms": int((~malignant & said).sum()),
    }
    print(f"C = {options.c:g}, gamma = {options.gamma:g}, {len(malignant)} tumours")
    for name, value in metrics.items():
        print(f"{name:<18} {value:.4g}")
    draw(
        distance,
        malignant,
        f"{metrics['balanced_accuracy']:.1%} right, both kinds weighing the same",
    )
    joblib.dump(model, output_file("model.joblib"), compress=3)
    write_outputs({"c": options.c, "gamma": options.gamma})
    write_metrics(metrics)


if __name__ == "__main__":
    main()
