"""The model whose settings are searched: support vectors with a radial kernel."""

from __future__ import annotations

from argparse import ArgumentParser

from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from bounds import number_between


def add_settings(parser: ArgumentParser) -> None:
    """The two settings as arguments."""
    parser.add_argument(
        "--c", type=number_between(1e-6, 1e6), required=True, help="cost of a mistake"
    )
    parser.add_argument(
        "--gamma",
        type=number_between(1e-6, 1e6),
        required=True,
        help="how near a neighbour must be",
    )


def make(c: float, gamma: float) -> Pipeline:
    """Brings measurements of all sizes to one scale first; the scale is learnt with the model."""
    return make_pipeline(StandardScaler(), SVC(C=c, gamma=gamma, class_weight="balanced"))
