"""Draw the picture of the demo card: every wine a line through its measurements, darker with its alcohol.

python draw.py ../../../../packages/app/public/demos/wine.png
"""

from __future__ import annotations

import sys

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from PIL import Image
from scipy.interpolate import PchipInterpolator
from scipy.stats import rankdata
from sklearn.datasets import load_wine

WIDTH, HEIGHT, DPI = 1280, 720, 100
GROUND = "#181f2d"
WINE = LinearSegmentedColormap.from_list("wine", ["#f6dfa4", "#f2a65a", "#d1495b", "#8c1c4f"])


def main(path: str) -> None:
    """Write the picture as PNG with a palette."""
    wines = load_wine()
    # Ranks fill the picture evenly, whatever the unit.
    ranks = rankdata(wines.data, axis=0) / len(wines.data)
    order = [7, 3, 1, 10, 8, 5, 6, 11, 2, 4, 9, 12, 0]
    places = np.arange(len(order))
    fine = np.linspace(0, places[-1], 600)
    figure = plt.figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor=GROUND)
    axis = figure.add_axes((-0.02, 0.05, 1.0, 0.9))
    axis.axis("off")
    for wine in np.argsort(ranks[:, 0]):
        colour = WINE(ranks[wine, 0])
        curve = PchipInterpolator(places, ranks[wine, order])(fine)
        axis.plot(fine, curve, color=colour, linewidth=1.5, alpha=0.55)
        axis.scatter(fine[-1], curve[-1], s=26, color=colour, linewidths=0, zorder=3, clip_on=False)
    axis.set(xlim=(0, places[-1] + 0.35), ylim=(-0.02, 1.03))
    figure.savefig(path, dpi=DPI, facecolor=GROUND)
    picture = Image.open(path).convert("RGB")
    picture.quantize(96, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1])
