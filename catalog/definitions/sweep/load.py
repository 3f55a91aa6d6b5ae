"""Load scikit-learn's bundled measurements of tumours and keep a part that no setting sees."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.model_selection import train_test_split

from bounds import number_between, whole_between
from exchange import output_file, write_metrics, write_outputs


def main(arguments: Sequence[str] | None = None) -> None:
    """Leave ``tumours.npz``: rows of measurements, and whether each tumour is malignant."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--test-share", type=number_between(0.1, 0.5), required=True)
    parser.add_argument("--seed", type=whole_between(0, 2**31 - 1), required=True)
    options = parser.parse_args(arguments)

    tumours = load_breast_cancer()
    # scikit-learn calls benign 1; what one looks for is the malignant one.
    malignant = tumours.target == 0
    x_train, x_test, y_train, y_test = train_test_split(
        tumours.data,
        malignant,
        test_size=options.test_share,
        random_state=options.seed,
        stratify=malignant,
    )
    np.savez_compressed(
        output_file("tumours.npz"),
        x_train=x_train,
        x_test=x_test,
        y_train=y_train,
        y_test=y_test,
    )
    print(f"{len(malignant)} tumours, {tumours.data.shape[1]} measurements of each")
    for part, y in (("to train", y_train), ("to test", y_test)):
        print(f"{len(y):>4} {part}, of which {int(y.sum())} are malignant")
    write_outputs({"rows": len(malignant), "seed": options.seed})
    write_metrics({"train_rows": len(y_train), "test_rows": len(y_test)})


if __name__ == "__main__":
    main()
