"""Draw the picture of the demo card: real digits, laid out so that alike ones are neighbours.

python draw.py ../../../../packages/app/public/demos/digits.png
"""

from __future__ import annotations

import sys

import numpy as np
from PIL import Image, ImageDraw
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist
from sklearn.datasets import load_digits
from sklearn.manifold import TSNE

WIDTH, HEIGHT, CELL, COLUMNS, ROWS = 1280, 720, 64, 20, 12
GROUND = np.array([24, 31, 45])
COLOURS = np.array(
    [
        (92, 200, 194),
        (255, 180, 84),
        (127, 178, 255),
        (242, 143, 173),
        (166, 218, 149),
        (198, 160, 246),
        (255, 138, 101),
        (111, 195, 247),
        (240, 220, 130),
        (185, 198, 216),
    ]
)


def place(pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Choose as many pictures as there are cells; which picture, and in which cell."""
    embedding = TSNE(2, perplexity=40, init="pca", random_state=4).fit_transform(pixels)
    chosen = np.random.default_rng(3).choice(len(pixels), COLUMNS * ROWS, replace=False)
    points = embedding[chosen]
    points = (points - points.min(axis=0)) / np.ptp(points, axis=0)
    # Half of the place is rank: that fills the frame and keeps the neighbourhoods.
    rank = np.argsort(np.argsort(points, axis=0), axis=0) / (len(points) - 1)
    points = (points + rank) / 2 * [COLUMNS - 1, ROWS - 1]
    cells = np.array([(x, y) for y in range(ROWS) for x in range(COLUMNS)])
    _, cell = linear_sum_assignment(cdist(points, cells, "sqeuclidean"))
    return chosen, cells[cell]


def main(path: str) -> None:
    """Write the picture as PNG with a palette."""
    digits = load_digits()
    picture = Image.new("RGB", (WIDTH, HEIGHT), tuple(GROUND.tolist()))
    canvas = ImageDraw.Draw(picture)
    top = (HEIGHT - ROWS * CELL) // 2
    for index, (column, row) in zip(*place(digits.data)):
        colour = COLOURS[digits.target[index]]
        x, y = int(column) * CELL, int(row) * CELL + top
        tile = GROUND * 0.86 + colour * 0.14
        fill = tuple(tile.astype(int).tolist())
        canvas.rounded_rectangle([x + 3, y + 3, x + CELL - 4, y + CELL - 4], 9, fill=fill)
        ink = np.round(digits.images[index] / 16 * 6) / 6
        glyph = (tile + (colour - tile) * ink[..., None]).astype("uint8")
        enlarged = Image.fromarray(glyph).resize((48, 48), Image.Resampling.NEAREST)
        picture.paste(enlarged, (x + 8, y + 8))
    picture.quantize(96, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1])
