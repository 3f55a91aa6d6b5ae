"""One look for all pictures: a dark ground of their own, right on light and on dark pages."""

from __future__ import annotations

from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

GROUND = "#1b2230"
TEXT = "#e8ecf4"
QUIET = "#93a0b8"
ACCENT = "#5cc8c2"
BEST = "#ffb454"
INK = LinearSegmentedColormap.from_list("ink", ["#232c3d", "#2f6f8f", ACCENT, "#f6f3e4"])
MISTAKE = LinearSegmentedColormap.from_list("mistake", [GROUND, "#a8642a", BEST])

plt.switch_backend("Agg")
plt.rcParams.update(
    {
        "figure.facecolor": GROUND,
        "axes.facecolor": GROUND,
        "axes.edgecolor": QUIET,
        "axes.labelcolor": QUIET,
        "axes.titlecolor": TEXT,
        "axes.titlesize": 13,
        "axes.titleweight": "bold",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "text.color": TEXT,
        "xtick.color": QUIET,
        "ytick.color": QUIET,
        "font.size": 11,
    }
)


def save(figure: Figure, path: Path) -> None:
    """Write the figure as PNG, without the name of the program: equal runs leave equal files."""
    figure.savefig(path, dpi=120, metadata={"Software": None})
    plt.close(figure)
