"""Small drawings as SVG, coloured by the style of the page that they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

CELL = 22


def histogram(bins: Sequence[int], words: str) -> str:
    """Bars side by side; ``words`` say the same to those who do not see them."""
    width, height = 160, 34
    most = max(bins, default=0) or 1
    step = width / max(len(bins), 1)
    bars = "".join(
        f'<rect x="{index * step + 0.5:.1f}" y="{height - height * count / most:.1f}"'
        f' width="{step - 1:.1f}" height="{height * count / most:.1f}"/>'
        for index, count in enumerate(bins)
    )
    return svg(width, height, "histogram", words, bars)


def cell_map(missing: np.ndarray, odd: np.ndarray, names: Sequence[str], words: str) -> str:
    """One line a column and one tick a row of the table, where something is missing or odd."""
    label, step, width = 190, 16, 860
    tick = (width - label) / max(len(missing), 1)
    parts = []
    for index, name in enumerate(names):
        y = index * step
        parts.append(text(label - 10, y + 12, name, "end"))
        parts.append(
            f'<rect class="track" x="{label}" y="{y + 2}" width="{width - label}" height="12"/>'
        )
        for kind, where in (("missing", missing[:, index]), ("odd", odd[:, index])):
            parts += [
                f'<rect class="{kind}" x="{label + row * tick:.1f}" y="{y + 2}"'
                f' width="{max(tick, 3):.1f}" height="12"/>'
                for row in np.flatnonzero(where)
            ]
    return svg(width, step * len(names) + 2, "map", words, "".join(parts))


def heat_map(matrix: np.ndarray, names: Sequence[str], words: str) -> str:
    """The lower half of a matrix of numbers from -1 to 1, with the numbers in it."""
    label, size = 190, CELL * 1.7
    parts = []
    for row, name in enumerate(names):
        parts.append(text(label - 10, row * CELL + 16, name, "end"))
        for column in range(row):
            value = float(matrix[row, column])
            x = label + column * size
            kind = "plus" if value >= 0 else "minus"
            parts.append(
                f'<rect class="{kind}" fill-opacity="{abs(value):.2f}" x="{x + 1:.1f}"'
                f' y="{row * CELL + 1}" width="{size - 2:.1f}" height="{CELL - 2}" rx="3"/>'
            )
            parts.append(text(x + size / 2, row * CELL + 15, f"{value:.2f}", "middle", "value"))
    width = label + size * (len(names) - 1)
    return svg(width, CELL * len(names), "heat", words, "".join(parts))


def text(x: float, y: float, words: str, anchor: str, kind: str = "label") -> str:
    """Words inside a drawing."""
    return (
        f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">'
        f"{escape(words)}</text>"
    )


def svg(width: float, height: float, kind: str, words: str, content: str) -> str:
    """The frame around a drawing."""
    return (
        f'<svg class="{kind}" viewBox="0 0 {width:g} {height:g}" width="{width:g}"'
        f' role="img" aria-label="{escape(words)}">{content}</svg>'
    )
