"""Draw the picture of the demo card: the scores over both settings, measured on a fine grid.

python draw.py ../../../../packages/app/public/demos/sweep.png
"""

from __future__ import annotations

import sys
from pathlib import Path

DEMO = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(DEMO), str(DEMO.parent / "shared")]

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import PowerNorm
from PIL import Image
from scipy.ndimage import gaussian_filter, zoom
from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import cross_val_score

from look import BEST, GROUND, INK
from settings import make

WIDTH, HEIGHT, DPI = 1280, 720, 100
COSTS, GAMMAS = np.logspace(-1.6, 2.4, 19), np.logspace(-4.6, -0.4, 31)


def scores() -> np.ndarray:
    """Balanced accuracy by cross-validation, a line for each C, a column for each gamma."""
    tumours = load_breast_cancer()
    return np.array(
        [
            [
                cross_val_score(
                    make(c, gamma), tumours.data, tumours.target, scoring="balanced_accuracy"
                ).mean()
                for gamma in GAMMAS
            ]
            for c in COSTS
        ]
    )


def main(path: str) -> None:
    """Write the picture as PNG with a palette."""
    surface = zoom(gaussian_filter(scores(), 0.8), 12, order=3)
    low, high = float(surface.min()), float(surface.max())
    levels = low + (high - low) * np.linspace(0, 1, 15) ** (1 / 4)
    figure = plt.figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor=GROUND)
    axis = figure.add_axes((0, 0, 1, 1))
    axis.axis("off")
    shade = PowerNorm(4, low, high)
    axis.contourf(surface, levels=levels, cmap=INK, norm=shade)
    axis.contour(surface, levels=levels[1:], colors=GROUND, alpha=0.35, linewidths=1.2)
    lines, columns = np.meshgrid(
        np.linspace(0.14, 0.86, 4) * surface.shape[0],
        np.linspace(0.12, 0.88, 4) * surface.shape[1],
    )
    axis.scatter(columns, lines, s=150, color=GROUND, edgecolor="white", linewidth=2.5, zorder=3)
    heights = surface[lines.astype(int), columns.astype(int)]
    place = np.unravel_index(int(heights.argmax()), heights.shape)
    axis.scatter(
        columns[place], lines[place], s=950, marker="*", color=BEST, ec=GROUND, lw=2.5, zorder=4
    )
    figure.savefig(path, dpi=DPI)
    picture = Image.open(path).convert("RGB")
    picture.quantize(160, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        path, optimize=True
    )


if __name__ == "__main__":
    main(sys.argv[1])
