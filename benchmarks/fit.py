"""Fits the scorecards on the collections and writes them into the package.

Gradient boosting of oblivious trees (CatBoost), exported as plain tables. Folds are split by
registered domain; the second pass is fitted on out-of-fold scores of the first. The same data
give the same tables: seeds are fixed, and nothing depends on the clock but the date in the head,
which is an argument.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from catboost import CatBoostClassifier, Pool

from declutter.context import surroundings
from declutter.decide import logistic

from benchmarks.archives import FOLDS
from benchmarks.dataset import Row
from benchmarks.gold import UNKNOWN
from benchmarks.scoring import Scores, score_rows

TABLES = Path(__file__).parent.parent / "declutter" / "tables"

#: Total weight of a page; of a multilingual page, of which only some blocks have targets.
PAGE_WEIGHT = 100.0
PARTIAL_WEIGHT = 60.0


@dataclass(frozen=True)
class Plan:
    """How one table is fitted."""

    name: str
    features: int  # how many are kept after a fit with all of them
    trees: int
    depth: int
    rate: float


HTML = (Plan("html-1", 90, 200, 4, 0.15), Plan("html-2", 60, 100, 4, 0.12))
TEXT = (Plan("text-1", 90, 200, 4, 0.15), Plan("text-2", 60, 100, 4, 0.12))


def matrix(rows: Sequence[Row], names: Sequence[str]) -> np.ndarray:
    """All blocks of all rows, a column a feature."""
    return np.concatenate([np.stack([row.measured.columns[n] for n in names], 1) for row in rows])


def weights(row: Row) -> np.ndarray:
    """Weights of a page's blocks: the root of their words, in all the same for each page."""
    known = row.target != UNKNOWN
    weight = np.sqrt(np.maximum(row.measured.words, 1)) * known
    total = PAGE_WEIGHT if row.sample.content is not None else PARTIAL_WEIGHT
    return weight / max(weight.sum(), 1e-9) * total


def train(plan: Plan, x: np.ndarray, y: np.ndarray, w: np.ndarray) -> CatBoostClassifier:
    """One fit with fixed seeds; targets are shares, so the loss is the cross entropy."""
    model = CatBoostClassifier(
        loss_function="CrossEntropy",
        depth=plan.depth,
        iterations=plan.trees,
        learning_rate=plan.rate,
        random_seed=1,
        thread_count=2,
        verbose=0,
        border_count=64,
        boosting_type="Plain",
        bootstrap_type="Bernoulli",
        subsample=0.6,
        rsm=0.5,
        l2_leaf_reg=10,
        allow_writing_files=False,
    )
    known = w > 0
    model.fit(Pool(x[known], y[known], weight=w[known]))
    return model


class Fit:
    """The rows of one form, fitted in one or two passes."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = list(rows)
        self.y = np.concatenate([row.target for row in rows])
        self.w = np.concatenate([weights(row) for row in rows])
        self.fold = np.concatenate([np.full(len(row.target), row.fold) for row in rows])
        self.ends = np.cumsum([len(row.target) for row in rows])[:-1]

    def out_of_fold(self, plan: Plan, x: np.ndarray) -> np.ndarray:
        """Log-odds for each block by a fit that has not seen its site."""
        odds = np.zeros(len(x), dtype=np.float32)
        for fold in range(FOLDS):
            mine = self.fold == fold
            model = train(plan, x[~mine], self.y[~mine], self.w[~mine])
            odds[mine] = model.predict(x[mine], prediction_type="RawFormulaVal")
        return odds

    def select(self, plan: Plan, x: np.ndarray, names: Sequence[str]) -> list[str]:
        """The features that a fit with all of them leans on most."""
        model = train(plan, x, self.y, self.w)
        order = np.argsort(-model.get_feature_importance(), kind="stable")
        return [names[i] for i in order[: plan.features]]

    def split(self, values: np.ndarray) -> list[np.ndarray]:
        """Values of all blocks, cut into those of each row."""
        return np.split(values, self.ends)

    def run(self, plan: Plan) -> tuple[CatBoostClassifier, list[str], np.ndarray]:
        """Select features, measure out of fold, fit on everything."""
        names = list(self.rows[0].measured.columns)
        names = self.select(plan, matrix(self.rows, names), names)
        x = matrix(self.rows, names)
        odds = self.out_of_fold(plan, x)
        return train(plan, x, self.y, self.w), names, odds

    def look_around(self, odds: np.ndarray) -> None:
        """Add the second pass's columns, made of first-pass scores, to every row."""
        for row, own in zip(self.rows, self.split(odds), strict=True):
            row.measured.columns = surroundings(row.measured, logistic(own))


def table(model: CatBoostClassifier, names: Sequence[str], head: Sequence[str]) -> str:
    """A fitted model as the text that `declutter.scorecard` reads."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        data = json.loads(path.read_text())
    scale, bias = data["scale_and_bias"]
    lines = [f"# {line}" for line in head]
    lines.append(f"base\t{float(bias[0] if isinstance(bias, list) else bias):.6g}")
    for tree in data["oblivious_trees"]:
        questions = " & ".join(
            f"{names[split['float_feature_index']]} > {split['border']:.6g}" for split in tree["splits"]
        )
        values = " ".join(f"{scale * value:.5g}" for value in tree["leaf_values"])
        lines.append(f"{questions}\t{values}")
    return "\n".join(lines) + "\n"


def fit(rows: Sequence[Row], plans: Sequence[Plan], date: str) -> list[Scores]:
    """Fit both passes of one form, write their tables, and return their out-of-fold scores."""
    work = Fit(rows)
    scores = []
    for plan in plans:
        model, names, odds = work.run(plan)
        score = score_rows(work.rows, work.split(odds))
        scores.append(score)
        print(f"{plan.name}: {score.line()}", flush=True)
        head = (
            f"{plan.name}: {plan.trees} entries of {plan.depth} questions over {len(names)} features",
            f"fitted {date} on wcxb-dev and multilingual-dev, {len(rows)} pages, {FOLDS} folds by domain",
            f"out of fold: {score.line()}",
        )
        (TABLES / f"{plan.name}.tsv").write_text(table(model, names, head), "utf-8")
        np.save(f"/root/x/oof-{plan.name}.npy", odds)
        work.look_around(odds)
    return scores
