"""How far values lie from the middle of their column.

It is measured so that outliers do not hide themselves.
"""

from __future__ import annotations

import numpy as np

# Makes the median deviation of normally distributed values their standard deviation.
NORMAL = 0.6745


def modified_z(values: np.ndarray) -> np.ndarray:
    """Modified z-scores of each column; 0 where a value is missing or all are equal.

    B. Iglewicz and D. Hoaglin, How to Detect and Handle Outliers, 1993: the median and the median
    absolute deviation in place of mean and standard deviation; beyond 3.5 is a likely outlier.
    """
    median = np.nanmedian(values, axis=0)
    deviation = np.nanmedian(np.abs(values - median), axis=0)
    scores = NORMAL * (values - median) / np.where(deviation > 0, deviation, np.inf)
    return np.nan_to_num(scores, nan=0.0)
