"""Types of command line arguments that say what they accept."""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import Callable


def number_between(low: float, high: float) -> Callable[[str], float]:
    """A number from ``low`` to ``high``, both included."""

    def parse(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            raise ArgumentTypeError(f"must be a number, not {text!r}") from None
        if not low <= value <= high:
            raise ArgumentTypeError(f"must be between {low:g} and {high:g}, not {text}")
        return value

    return parse


def whole_between(low: int, high: int) -> Callable[[str], int]:
    """A whole number from ``low`` to ``high``, both included."""

    def parse(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            raise ArgumentTypeError(f"must be a whole number, not {text!r}") from None
        if not low <= value <= high:
            raise ArgumentTypeError(f"must be between {low} and {high}, not {text}")
        return value

    return parse
