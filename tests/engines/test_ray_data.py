"""The Ray Data adapter, on Ray."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from declutter import Options, clean
from declutter.arrow import RESULT, Layout

TEA = "<h1>Tea</h1><p>Tea is made by steeping leaves in hot water, for three or four minutes.</p>"


def test_a_dataset_of_files(ray: Any, tmp_path: Path) -> None:
    from declutter.adapters.ray_data import clean_dataset

    for number in range(20):
        (tmp_path / f"{number:02}.html").write_text(f"{TEA}<p>{number}</p>")
    (tmp_path / "empty.html").touch()
    dataset = ray.data.read_binary_files(str(tmp_path), include_paths=True)
    options, layout = Options(strictness=0.4), Layout(carry=("path",), blocks=True)
    result = clean_dataset(dataset, "bytes", options, layout, rows=3, num_cpus=1)
    rows = {Path(row["path"]).stem: row for row in result.take_all()}
    assert len(rows) == 21
    assert rows["empty"]["status"] == "empty"
    for number in range(20):
        row = rows[f"{number:02}"]
        document = clean(f"{TEA}<p>{number}</p>".encode(), options=options)
        assert row["text"] == document.text
        assert [block["text"] for block in row["blocks"]] == [b.text for b in document.blocks]
    assert result.columns() == ["path", *RESULT.names, "blocks"]


def test_what_is_null_and_what_is_no_page(ray: Any) -> None:
    from declutter.adapters.ray_data import clean_dataset

    dataset = ray.data.from_items([{"html": page} for page in (TEA, None, "")])
    rows = clean_dataset(dataset, "html", rows=None).take_all()
    assert sorted(str(row["text"]) for row in rows) == ["", "None", clean(TEA).text]
