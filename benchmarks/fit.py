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

from benchmarks import folds
from benchmarks.archives import FOLDS
from benchmarks.dataset import Row
from benchmarks.gold import UNKNOWN
from benchmarks.metrics import words
from benchmarks.scoring import Scores, score_rows
from declutter.decide import logistic
from declutter.score.context import surroundings
from declutter.verdicts.headline import FEWEST_WORDS, MAX_WORDS

TABLES = Path(__file__).parent.parent / "declutter" / "score" / "tables"

#: Total weight of a page; of a multilingual page, of which only some blocks have targets.
PAGE_WEIGHT = 100.0
PARTIAL_WEIGHT = 60.0
#: Of a made-up page: there are many, and they are simpler than the web.
SYNTHETIC_WEIGHT = 25.0
#: Of a page made small and bare: at 30 the real pages lose .002, at 15 nothing that is more than
#: the noise, and the small ones gain as much (word F1 of the made-up ones .697 without, .975).
REDUCED_WEIGHT = 15.0
#: Of a page of our own, labelled line by line after the guide.
OWN_WEIGHT = {"own html": 30.0, "own text": 150.0}


@dataclass(frozen=True)
class Plan:
    """How one table is fitted."""

    name: str
    features: int  # how many are kept after a fit with all of them
    trees: int
    depth: int
    rate: float
    select_every: int = 1  # the features are chosen on every so many-th page


HTML = (Plan("html-1", 90, 300, 4, 0.10), Plan("html-2", 60, 250, 4, 0.05))
TEXT = (Plan("text-1", 120, 250, 5, 0.10, 5), Plan("text-2", 70, 120, 4, 0.10, 5))
#: Which line of a plain text is its headline; reads the columns of the second pass.
TITLE = Plan("text-title", 60, 120, 4, 0.12, 5)


def matrix(rows: Sequence[Row], names: Sequence[str]) -> np.ndarray:
    """All blocks of all rows, a column a feature."""
    return np.concatenate([np.stack([row.measured.columns[n] for n in names], 1) for row in rows])


def weights(row: Row) -> np.ndarray:
    """Weights of a page's blocks: the root of their words, in all the same for each page."""
    known = row.target != UNKNOWN
    weight = np.sqrt(np.maximum(row.measured.words, 1)) * known
    total = PAGE_WEIGHT if row.sample.content is not None else PARTIAL_WEIGHT
    made = {"synthetic": SYNTHETIC_WEIGHT, "reduced": REDUCED_WEIGHT, **OWN_WEIGHT}
    total = made.get(row.form, total)
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
        self.rows = [row for row in rows if len(row.target)]  # a page may hold no text
        self.y = np.concatenate([row.target for row in self.rows])
        self.w = np.concatenate([weights(row) for row in self.rows])
        self.fold = np.concatenate([np.full(len(row.target), row.fold) for row in self.rows])
        self.ends = np.cumsum([len(row.target) for row in self.rows])[:-1]

    def out_of_fold(self, plan: Plan, x: np.ndarray, names: Sequence[str]) -> np.ndarray:
        """Log-odds for each block by a fit that has not seen its site; keeps each fold's table.

        Our own pages stand in no fold; they get the mean of all fits.
        """
        odds = np.zeros(len(x), dtype=np.float32)
        own = self.fold < 0
        for fold in range(FOLDS):
            mine = self.fold == fold
            model = train(plan, x[~mine], self.y[~mine], self.w[~mine])
            folds.write(plan.name, fold, table(model, names, [f"fitted without fold {fold}"]))
            odds[mine] = model.predict(x[mine], prediction_type="RawFormulaVal")
            if own.any():
                odds[own] += model.predict(x[own], prediction_type="RawFormulaVal") / FOLDS
        return odds

    def select(self, plan: Plan) -> list[str]:
        """The features that a fit with all of them leans on most."""
        names = list(self.rows[0].measured.columns)
        parts = list(zip(self.rows, self.split(self.y), self.split(self.w), strict=True))
        rows, y, w = zip(*parts[:: plan.select_every], strict=True)
        model = train(plan, matrix(rows, names), np.concatenate(y), np.concatenate(w))
        order = np.argsort(-model.get_feature_importance(), kind="stable")
        return [names[i] for i in order[: plan.features]]

    def split(self, values: np.ndarray) -> list[np.ndarray]:
        """Values of all blocks, cut into those of each row."""
        return np.split(values, self.ends)

    def run(self, plan: Plan) -> tuple[CatBoostClassifier, list[str], np.ndarray]:
        """Select features, measure out of fold, fit on everything."""
        names = self.select(plan)
        x = matrix(self.rows, names)
        odds = self.out_of_fold(plan, x, names)
        return train(plan, x, self.y, self.w), names, odds

    def look_around(self, odds: np.ndarray) -> None:
        """Add the second pass's columns, made of first-pass scores, to every row."""
        for row, own in zip(self.rows, self.split(odds), strict=True):
            row.measured.columns = surroundings(row.measured, logistic(own))


def table(model: CatBoostClassifier, names: Sequence[str], head: Sequence[str]) -> str:
    """A fitted model as the text that `declutter.score.scorecard` reads."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        data = json.loads(path.read_text())
    scale, bias = data["scale_and_bias"]
    lines = [f"# {line}" for line in head]
    lines.append(f"base\t{float(bias[0] if isinstance(bias, list) else bias):.6g}")
    for tree in data["oblivious_trees"]:
        questions = " & ".join(
            f"{names[split['float_feature_index']]} > {split['border']:.6g}"
            for split in tree["splits"]
        )
        values = " ".join(f"{scale * value:.5g}" for value in tree["leaf_values"])
        lines.append(f"{questions}\t{values}")
    return "\n".join(lines) + "\n"


def fit(rows: Sequence[Row], plans: Sequence[Plan], date: str) -> list[Scores]:
    """Fit both passes of one form, write their tables and those of the folds.

    Returns the out-of-fold scores of each pass, the second's with the first's as the engine
    takes them.
    """
    work = Fit(rows)
    scores = []
    passes: list[np.ndarray] = []
    for plan in plans:
        model, names, odds = work.run(plan)
        passes.append(odds)
        odds = np.mean(passes, axis=0)  # as `declutter.decide.scored` takes them
        score = score_rows(work.rows, work.split(odds))
        scores.append(score)
        print(f"{plan.name}: {score.line()}", flush=True)
        head = (
            f"{plan.name}: {plan.trees} entries of {plan.depth} questions "
            f"over {len(names)} features",
            f"fitted {date} on wcxb-dev and multilingual-dev, {len(rows)} pages, "
            f"{FOLDS} folds by domain",
            f"out of fold: {score.line()}",
        )
        write(plan, model, names, head)
        if len(passes) == 1:
            work.look_around(odds)
    return scores


def write(plan: Plan, model: CatBoostClassifier, names: Sequence[str], head: Sequence[str]) -> None:
    """Put a table into the package."""
    (TABLES / f"{plan.name}.tsv").write_text(table(model, names, head), "utf-8")


def fit_titles(rows: Sequence[Row], plan: Plan, date: str) -> float:
    """Fit the card that finds a plain text's headline; returns the share found out of fold.

    The rows must have the second pass's columns. A headline is found if the line with the
    highest score is the gold title, holds it or is held by it, by words.
    """
    rows = [row for row in rows if row.sample.gold.get("title")]
    work = Fit(rows)
    marks = [_title_marks(row) for row in rows]
    work.y = np.concatenate(marks)
    work.w = np.concatenate([_title_weights(row, m) for row, m in zip(rows, marks, strict=True)])
    model, names, odds = work.run(plan)
    real = [
        (mark, own)
        for row, mark, own in zip(rows, marks, work.split(odds), strict=True)
        if row.form == "html_text"
    ]
    share = sum(mark[int(np.argmax(own))] > 0 for mark, own in real) / len(real)
    head = (
        f"{plan.name}: {plan.trees} entries of {plan.depth} questions over {len(names)} features",
        f"fitted {date} on wcxb-dev flattened and on made-up pages, {FOLDS} folds by domain",
        f"out of fold: headline found on {share:.3f} of the pages",
    )
    write(plan, model, names, head)
    print(head[-1], flush=True)
    return share


def _title_weights(row: Row, marks: np.ndarray) -> np.ndarray:
    """Headlines weigh as much as all other lines; those that none can be, by length, nothing."""
    weight = np.where(marks > 0, 1 / max(marks.sum(), 1), 1 / max(len(marks), 1))
    possible = (row.measured.words >= FEWEST_WORDS) & (row.measured.words <= MAX_WORDS)
    return np.where(possible, weight, 0)


def _title_marks(row: Row) -> np.ndarray:
    """1 for the lines that are the gold title or nearly so, else 0."""
    gold = " ".join(words(str(row.sample.gold["title"])))
    marks = np.zeros(len(row.texts))
    for i, text in enumerate(row.texts):
        plain = " ".join(words(text))
        inside = len(plain) > 10 and len(plain) > 0.5 * len(gold) and plain in gold
        around = len(gold) > 10 and gold in plain and len(plain) < 1.6 * len(gold)
        marks[i] = bool(plain) and (plain == gold or inside or around)
    return marks
