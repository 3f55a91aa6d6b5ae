"""Draw the picture of the demo card: every wine a grape, alike ones beside each other.

python draw.py ../../../../packages/app/public/demos/wine.png
"""

from __future__ import annotations

import sys
from pathlib import Path

DEMO = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(DEMO), str(DEMO.parent / "shared")]

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from PIL import Image
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist
from scipy.stats import rankdata
from sklearn.datasets import load_wine
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

from look import GROUND

WIDTH, HEIGHT, DPI = 1280, 720, 100
COLUMNS, ROWS = 18, 10
WINE = LinearSegmentedColormap.from_list("wine", ["#f7e3a8", "#f2a65a", "#d1495b", "#7d1a4a"])


def cells() -> np.ndarray:
    """The middles of a honeycomb, in steps of one grape."""
    return np.array(
        [(x + 0.5 * (y % 2), y * np.sqrt(3) / 2) for y in range(ROWS) for x in range(COLUMNS)]
    )


def main(path: str) -> None:
    """Write the picture as PNG with a palette: colour is alcohol, size the intensity of colour."""
    wines = load_wine()
    flat = PCA(2).fit_transform(StandardScaler().fit_transform(wines.data))
    # Ranks fill the frame and keep the neighbourhoods.
    points = (rankdata(flat, axis=0) - 1) / (len(flat) - 1)
    comb = cells()
    wine, cell = linear_sum_assignment(cdist(points * comb.max(axis=0), comb, "sqeuclidean"))
    alcohol = rankdata(wines.data[:, 0]) / len(flat)
    size = rankdata(wines.data[:, 9]) / len(flat)

    figure = plt.figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor=GROUND)
    axis = figure.add_axes((0, 0, 1, 1))
    axis.axis("off")
    for one, place in zip(wine, comb[cell]):
        radius = 0.24 + 0.22 * size[one]
        axis.add_patch(plt.Circle(place, radius, color=WINE(alcohol[one]), linewidth=0))
        light = place + np.array([-0.3, 0.3]) * radius
        axis.add_patch(plt.Circle(light, radius * 0.22, color="white", alpha=0.28, linewidth=0))
    middle = comb.max(axis=0) / 2
    across = COLUMNS + 1.3
    axis.set_xlim(middle[0] - across / 2, middle[0] + across / 2)
    axis.set_ylim(middle[1] - across * HEIGHT / WIDTH / 2, middle[1] + across * HEIGHT / WIDTH / 2)
    figure.savefig(path, dpi=DPI)
    plt.close(figure)
    picture = Image.open(path).convert("RGB")
    picture.quantize(160, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1])
