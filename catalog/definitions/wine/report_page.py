"""The data quality report as one HTML page that needs nothing from elsewhere and no script."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

import numpy as np

from drawings import cell_map, heat_map, histogram
from profile_columns import Column
from table import Table

# Colours for light and for dark grounds; the page is read on both.
COLOURS = {
    "ground": ("#ffffff", "#1b2230"),
    "raised": ("#f4f6f9", "#232c3d"),
    "line": ("#d9dee7", "#3a4559"),
    "text": ("#1b2230", "#e8ecf4"),
    "quiet": ("#566178", "#a3aec4"),
    "accent": ("#137c80", "#5cc8c2"),
    "odd": ("#a85b00", "#ffb454"),
    "good": ("#1c7a43", "#7fd69b"),
    "missing": ("#3465c4", "#7fb2ff"),
}

STYLE = """
* { box-sizing: border-box; }
body { margin: 0; padding: 24px; background: var(--ground); color: var(--text);
  font: 14px/1.5 system-ui, sans-serif; }
main { max-width: 940px; margin: 0 auto; }
h1 { margin: 0 0 4px; font-size: 22px; } h2 { margin: 32px 0 10px; font-size: 16px; }
p { margin: 0 0 10px; max-width: 75ch; } .quiet { color: var(--quiet); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(130px, 1fr)); gap: 10px;
  margin: 18px 0 0; padding: 0; list-style: none; }
.tiles li { padding: 10px 14px; border-radius: 8px; background: var(--raised); }
.tiles b { display: block; font-size: 22px; font-variant-numeric: tabular-nums; }
.checks { margin: 0; padding: 0; list-style: none; }
.checks li { display: flex; gap: 12px; padding: 6px 0; border-bottom: 1px solid var(--line); }
.checks b { flex: 0 0 52px; } .good { color: var(--good); } .look { color: var(--odd); }
.wide { overflow-x: auto; } svg { display: block; max-width: none; }
table { border-collapse: collapse; white-space: nowrap; font-variant-numeric: tabular-nums; }
th, td { padding: 5px 12px; border-bottom: 1px solid var(--line); text-align: right; }
th { color: var(--quiet); font-weight: 600; }
th:first-child { text-align: left; } tbody th { color: var(--text); font-weight: 500; }
.some { color: var(--odd); font-weight: 600; } .histogram rect { fill: var(--accent); }
svg text { fill: var(--quiet); font: 11px system-ui, sans-serif; } svg .value { fill: var(--text); }
.track { fill: var(--raised); }
rect.missing { fill: var(--missing); } rect.odd { fill: var(--odd); }
.plus { fill: var(--accent); } .minus { fill: var(--odd); }
.key i { display: inline-block; width: 10px; height: 10px; margin: 0 5px 0 14px;
  border-radius: 2px; }
"""


class Check(NamedTuple):
    """Something that was looked at, and what was found."""

    good: bool
    words: str


class Findings(NamedTuple):
    """All that the report says."""

    table: Table
    columns: Sequence[Column]
    odd: np.ndarray
    correlation: np.ndarray
    checks: Sequence[Check]
    spoiled: int
    target: str
    threshold: float


def page(found: Findings) -> str:
    """The whole page."""
    missing = np.isnan(found.table.values)
    rows, columns = found.table.values.shape
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<title>Data quality of the wines</title><style>:root {{ {colours()} }}{STYLE}</style></head>
<body><main>
<h1>Data quality of the wines</h1>
<p class="quiet">The training part, before anything is repaired. The models are to predict the
column <b>{escape(found.target)}</b> from the others.</p>
{note(found.spoiled)}
<ul class="tiles">{tile("rows", rows)}{tile("columns", columns)}
{tile("missing values", int(missing.sum()))}{tile("likely outliers", int(found.odd.sum()))}
{tile("rows without a fault", int((~(missing | found.odd).any(axis=1)).sum()))}</ul>
<h2>Checks</h2>
<ul class="checks">{"".join(map(check, found.checks))}</ul>
<h2>Columns</h2>
<p class="quiet">The histogram leaves outliers out. An outlier has a modified z-score beyond
{found.threshold:g} (median and median deviation, Iglewicz and Hoaglin 1993).</p>
<div class="wide"><table><thead><tr><th scope="col">column</th>{heads()}</tr></thead>
<tbody>{"".join(map(line, found.columns))}</tbody></table></div>
<h2>Where the faults are</h2>
<p class="quiet key">One tick a wine:<i style="background:var(--missing)"></i>missing
<i style="background:var(--odd)"></i>likely outlier</p>
<div class="wide">
{cell_map(missing, found.odd, found.table.columns, "Missing values and outliers")}</div>
<h2>Rank correlation</h2>
<p class="quiet">Spearman's coefficient, which one wrong value hardly moves. A strong one with
<b>{escape(found.target)}</b> helps the prediction; a strong one between two others says much
twice.</p>
<div class="wide">
{heat_map(found.correlation, found.table.columns, "Rank correlation of the columns")}</div>
</main></body></html>
"""


def colours() -> str:
    """The colours as variables of the style."""
    return " ".join(f"--{name}: light-dark({a}, {b});" for name, (a, b) in COLOURS.items())


def note(spoiled: int) -> str:
    """Says what is not nature."""
    if not spoiled:
        return ""
    return (
        f"<p>{spoiled} values were spoiled on purpose, because the original data have no fault:"
        " half of them are blank, in the others the decimal point slipped.</p>"
    )


def tile(words: str, number: int) -> str:
    """A number to be seen first."""
    return f'<li><b>{number}</b><span class="quiet">{escape(words)}</span></li>'


def check(one: Check) -> str:
    """Never by colour alone."""
    kind, word = ("good", "✓ fine") if one.good else ("look", "! look")
    return f'<li><b class="{kind}">{word}</b><span>{escape(one.words)}</span></li>'


def heads() -> str:
    """The heads of the columns after the first."""
    names = ("distribution", "missing", "outliers", "minimum", "median", "maximum")
    return "".join(f'<th scope="col">{name}</th>' for name in names)


def line(column: Column) -> str:
    """One column of the data is one line of the report."""
    words = f"Distribution of {column.name} from {column.low:g} to {column.high:g}"
    numbers = (column.minimum, column.median, column.maximum)
    return (
        f'<tr><th scope="row">{escape(column.name)}</th><td>{histogram(column.bins, words)}</td>'
        f"{count(column.missing)}{count(column.outliers)}"
        f"{''.join(f'<td>{number:.5g}</td>' for number in numbers)}</tr>"
    )


def count(number: int) -> str:
    """A count of faults, loud if there are any."""
    return f'<td class="some">{number}</td>' if number else '<td class="quiet">0</td>'
