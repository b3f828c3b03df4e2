"""``python -m benchmarks COMMAND``: everything that measures or fits. README.md has the words."""

from __future__ import annotations

from pathlib import Path

import click

from benchmarks import folds
from declutter import Options

CACHE = Path(__file__).parent / ".cache"
_data = click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=CACHE,
    help="Folder the archives are unpacked in.",
)


@click.group()
def main() -> None:
    """Measure and fit declutter on the collections."""


@main.command()
@_data
@click.option(
    "--out-of-fold/--fitted",
    default=True,
    help="Scores of fits that have not seen a page's site, or the shipped tables.",
)
@click.option(
    "--form",
    type=click.Choice(["html", "html_text", "inscriptis", "w3m", "lynx"]),
    default="html",
    help="The pages as they are, or flattened to text; out of fold only.",
)
@click.option("--every", default=1, help="Take every n-th page only.")
@click.option("--strictness", default=0.5)
@click.option(
    "--worst",
    default=0,
    help="List that many of the worst pages, with what leaked and what is missing.",
)
def run(
    data: Path, out_of_fold: bool, form: str, every: int, strictness: float, worst: int
) -> None:
    """Our figures on both collections."""
    from benchmarks import run as bench
    from benchmarks.dataset import samples

    options = Options(strictness=strictness)
    text_of = folds.out_of_fold(options, form) if out_of_fold else bench.cleaned(options)
    report = bench.run(samples(data)[::every], text_of, timed=not out_of_fold)
    for line in (*report.lines(), *report.failed):
        click.echo(line)
    if worst:
        from benchmarks.worst import reasons

        by_name = {sample.name: sample for sample in samples(data) if sample.content is not None}
        for f1, name, what in sorted(report.leaks)[:worst]:
            click.echo(f"{f1:.3f} {name} {what}")
            for line in reasons(by_name[name], options):
                click.echo(line)


@main.command()
@_data
@click.option("--every", default=1, help="Take every n-th page only.")
@click.option("--rounds", default=3, show_default=True, help="Of which the quickest counts.")
def stages(data: Path, every: int, rounds: int) -> None:
    """CPU of each stage on wcxb-dev beside lxml's bare parse, and of one page's whole process."""
    from benchmarks import stages as bench
    from benchmarks.archives import wcxb

    for line in bench.lines(bench.costs(list(wcxb(data))[::every], rounds)):
        click.echo(line)
    cpu, wall = bench.process_seconds(runs=10)
    click.echo(f"one small page through the command: {cpu:.2f} s of CPU, {wall:.2f} s")


@main.command()
@_data
@click.option("--pages", default=5, help="How many of the largest pages.")
def memory(data: Path, pages: int) -> None:
    """Peak memory of the largest pages, as a multiple of their parsed trees'."""
    from benchmarks.dataset import samples
    from benchmarks.memory import measured

    largest = sorted(samples(data), key=lambda sample: -sample.path.stat().st_size)[:pages]
    for sample in largest:
        tree, clean = measured(sample.path)
        size = sample.path.stat().st_size / 1e6
        click.echo(
            f"{sample.key}: {size:.1f} MB, tree {tree / 1e3:.0f} MB, cleaning "
            f"{clean / 1e3:.0f} MB: {clean / max(tree, 1):.1f} times"
        )


@main.command()
@_data
@click.option("--every", default=1, help="Take every n-th page only.")
@click.option("--show", default=0, help="List that many wrong pages.")
@click.option("--half", default=0, help="Of this half of the domains: 0 or 1.")
@click.option("--field", type=click.Choice(["title", "author", "date"]))
@click.option("--verdict", type=click.Choice(["wrong", "missing", "invented"]))
def metadata(
    data: Path, every: int, show: int, half: int, field: str | None, verdict: str | None
) -> None:
    """Title, author and date against the gold, and what they cost."""
    from benchmarks.archives import wcxb
    from benchmarks.metadata import Report

    report = Report()
    for sample in list(wcxb(data))[::every]:
        report.add(sample)
    for line in report.lines():
        click.echo(line)
    for line in list(report.shown(field, verdict, half))[:show]:
        click.echo(line)


@main.command()
@_data
@click.option("--date", required=True, help="The day that the tables' heads name.")
@click.option(
    "--form", type=click.Choice(["html", "text"]), multiple=True, default=["html", "text"]
)
def fit(data: Path, date: str, form: tuple[str, ...]) -> None:
    """Fit the scorecards and write them into the package."""
    from benchmarks import dataset, lexicon, own_pages, reduced, synthetic
    from benchmarks import fit as fitting

    plans = {"html": fitting.HTML, "text": fitting.TEXT}
    forms = {"html": ("html",), "text": dataset.TEXT_FORMS}
    for name in form:
        rows = dataset.cached(data, data / f"rows-{name}.pkl", forms[name])
        rows = [*rows, *own_pages.build(name), *reduced.build(dataset.samples(data), name)]
        if name == "text":
            rows = [*rows, *synthetic.build(dataset.samples(data), per_source=2)]
            lexicon.fit(rows, date)
        fitting.fit(rows, plans[name], date)
        if name == "text":
            fitting.fit_titles(rows, fitting.TITLE, date)


@main.command()
@_data
@click.option("--pages", default=300, help="How many, spread evenly over both collections.")
@click.option("--shift", default=0, help="Take those that stand so many places further on.")
def roundtrip(data: Path, pages: int, shift: int) -> None:
    """Whether our Markdown, parsed by another's parser, is our text."""
    from benchmarks.dataset import samples
    from benchmarks.markdown_text import differing

    every = samples(data)
    chosen = [every[(i * len(every) // pages + shift) % len(every)] for i in range(pages)]
    found = list(differing((s.key, s.read(), s.url) for s in chosen))
    for line in found:
        click.echo(line)
    click.echo(
        f"{len(chosen) - len(found)} of {len(chosen)} pages: the Markdown parses to the text"
    )


_work = click.option(
    "--work", type=click.Path(path_type=Path), required=True, help="A folder to work in."
)


@main.command()
@_data
@_work
@click.option("--count", default=10_000, show_default=True, help="How many inputs.")
@click.option("--kills", default=5, show_default=True, help="How often the run is killed.")
@click.option("--every", default=1, help="Take every n-th page only.")
def batch(data: Path, work: Path, count: int, kills: int, every: int) -> None:
    """Many files with bad ones among them, undisturbed and killed; writes results/batch.md."""
    from benchmarks import batch as experiment

    sources = sorted(data.glob("*/html/*.html"))[::every]
    report = experiment.run(sources, work, count, kills, lambda line: click.echo(line, err=True))
    click.echo(experiment.write(report))
    if not report.holds:
        raise click.ClickException("not all is as it must be")


@main.command()
@_data
@_work
@click.option("--pages", default=1000, show_default=True, help="How many, spread evenly.")
@click.option("--rounds", default=3, show_default=True, help="How often each tool runs.")
def speed(data: Path, work: Path, pages: int, rounds: int) -> None:
    """Pages a second of directories beside trafilatura's; writes results/batch-speed.md."""
    from benchmarks import batch_speed

    every = sorted(data.glob("*/html/*.html"))
    sources = [every[number * len(every) // pages] for number in range(pages)]
    say = lambda line: click.echo(line, err=True)  # noqa: E731
    click.echo(batch_speed.run(sources, work, rounds, say))


@main.command()
@_data
@click.option("--count", default=20_000, show_default=True, help="How many pages to clean.")
@click.option(
    "--distinct", default=1_000, show_default=True, help="How many different ones: the shortest."
)
def leaks(data: Path, count: int, distinct: int) -> None:
    """Resident memory of one process over many pages; writes results/leaks.md."""
    from benchmarks import leaks as bench

    files = sorted(data.rglob("*.html"), key=lambda path: (path.stat().st_size, path))
    files = files[:distinct]
    found = []
    for reading in bench.readings(bench.around(files, count), max(count // 20, 1)):
        found.append(reading)
        click.echo(f"{reading.pages} pages, {reading.resident / 1e6:.1f} MB", err=True)
    lines = bench.table(found, distinct)
    head = (
        f"# {count:,} pages in one process",
        "",
        f"Written by `python -m benchmarks leaks`: the {distinct:,} shortest pages of both",
        f"collections (up to {files[-1].stat().st_size:,} bytes), round and round; of every "
        f"{bench.EVERYTHING_EVERY}th all outputs, of the others the text.",
        "",
    )
    target = Path(__file__).parent / "results" / "leaks.md"
    target.write_text("\n".join((*head, *lines)) + "\n", "utf-8")
    click.echo(lines[-1])


@main.command()
@_data
@click.option("--every", default=1, help="Take every n-th page only.")
@click.option(
    "--reuse", is_flag=True, help="Other tools' answers of an earlier run, where versions agree."
)
def peers(data: Path, every: int, reuse: bool) -> None:
    """Ours beside every other tool; writes results/peers.md and peers.svg."""
    from benchmarks import peers as bench
    from benchmarks.dataset import samples

    say = lambda line: click.echo(line, err=True)  # noqa: E731
    click.echo(bench.run(samples(data)[::every], data, reuse, say))


@main.command()
@_data
@click.option("--size", default=200_000, show_default=True, help="Characters of the smaller page.")
@click.option("--only", multiple=True, metavar="SHAPE", help="This shape; writes no file.")
def hostile(data: Path, size: int, only: tuple[str, ...]) -> None:
    """Hostile shapes through ours and three other tools; writes results/hostile.md."""
    from benchmarks import hostile as bench

    click.echo(bench.run(data, size, only, lambda line: click.echo(line, err=True)))


@main.command()
@_data
@click.option("--every", default=1, help="Take every n-th page only.")
def flat(data: Path, every: int) -> None:
    """Pages flattened to text: ours out of fold, and baselines; writes results/flat.md."""
    from benchmarks import flat as bench
    from benchmarks.archives import wcxb

    click.echo(bench.run(list(wcxb(data))[::every], data, lambda line: click.echo(line, err=True)))


@main.command()
@_data
@click.option("--pin", is_flag=True, help="Raise the floors to what is measured now.")
@click.option("--lower", is_flag=True, help="With --pin: let floors sink as well.")
def floors(data: Path, pin: bool, lower: bool) -> None:
    """Fail if a figure is below its floor in floors.json."""
    from benchmarks import floors as bench

    figures = bench.measure(data)
    down = bench.fallen(figures, bench.pinned())
    for name, floor in bench.pinned().items():
        now = f"{bench.rounded(figures[name]):.4f}" if name in figures else "no archives, skipped"
        click.echo(f"{name}: {now}, floor {floor:.4f}{' FALLEN' if name in down else ''}")
    if pin:
        bench.pin(figures, lower)
    if down and not (pin and lower):
        raise click.ClickException(f"{len(down)} figures are below their floors")


@main.command()
@_data
@click.option(
    "--gold",
    type=click.Path(path_type=Path),
    default=Path("../shared/labels/pages.json"),
    help="The hand-made labels of pages of wcxb-dev.",
)
@click.option("--fixtures", is_flag=True, help="The repository's own labelled pages instead.")
@click.option("--half", type=click.IntRange(0, 1), help="List this half of the sites only.")
@click.option("--top", default=30, help="Confusions to list.")
def labels(data: Path, gold: Path, fixtures: bool, half: int | None, top: int) -> None:
    """How often blocks get the right label."""
    from benchmarks import labels as bench

    found = bench.own_pages() if fixtures else bench.pages(data, gold)
    for line in bench.run(found, half, top):
        click.echo(line)


if __name__ == "__main__":
    main()
