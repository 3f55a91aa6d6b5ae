"""Load scikit-learn's bundled digits and split them into a training and a test part."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from typing import NamedTuple

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

from bounds import number_between, whole_between
from exchange import output_file, write_metrics, write_outputs
from look import INK, QUIET, save


class Split(NamedTuple):
    """Rows of 64 pixels from 0 to 1, and the digit that each one shows."""

    x_train: np.ndarray
    x_test: np.ndarray
    y_train: np.ndarray
    y_test: np.ndarray


def split_digits(test_share: float, seed: int) -> Split:
    """Split so that every digit keeps its share in both parts."""
    digits = load_digits()
    parts = train_test_split(
        digits.data / 16.0,
        digits.target,
        test_size=test_share,
        random_state=seed,
        stratify=digits.target,
    )
    return Split(*parts)


def digest(split: Split) -> str:
    """SHA-256 over the numbers themselves, independent of the file format."""
    sha = hashlib.sha256()
    for part in split:
        sha.update(np.ascontiguousarray(part).tobytes())
    return sha.hexdigest()


def draw_samples(split: Split) -> None:
    """A contact sheet: ten samples of each digit, one digit a row."""
    columns = 10
    figure, axes = plt.subplots(10, columns, figsize=(7, 7.4))
    figure.suptitle("Ten samples of each digit", y=0.975, weight="bold")
    for digit, row in enumerate(axes):
        samples = split.x_train[split.y_train == digit][:columns]
        for axis in row:
            axis.axis("off")
        for axis, pixels in zip(row, samples):
            axis.imshow(pixels.reshape(8, 8), cmap=INK, vmin=0, vmax=1)
        row[0].text(
            -0.45,
            0.5,
            str(digit),
            color=QUIET,
            transform=row[0].transAxes,
            ha="center",
            va="center",
        )
    figure.subplots_adjust(0.07, 0.02, 0.98, 0.93, 0.08, 0.08)
    save(figure, output_file("samples.png"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments, leave ``digits.npz`` and ``samples.png``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--test-share", type=number_between(0.05, 0.5), required=True)
    parser.add_argument("--seed", type=whole_between(0, 2**31 - 1), required=True)
    options = parser.parse_args(arguments)

    split = split_digits(options.test_share, options.seed)
    print(f"{len(split.y_train) + len(split.y_test)} pictures of 8 x 8 pixels")
    print(f"{len(split.y_train)} to train, {len(split.y_test)} to test")
    for digit in range(10):
        count = int((split.y_train == digit).sum())
        print(f"  {digit}  {'#' * (count // 5)} {count}")
    np.savez_compressed(output_file("digits.npz"), **split._asdict())
    draw_samples(split)
    checksum = digest(split)
    print(f"sha256 {checksum}")
    write_outputs(
        {
            "rows": len(split.y_train) + len(split.y_test),
            "sha256": checksum,
            "seed": options.seed,
        }
    )
    write_metrics({"train_rows": len(split.y_train), "test_rows": len(split.y_test)})


if __name__ == "__main__":
    main()
