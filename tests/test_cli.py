"""The command line, called in this process where that is enough, and for real where it is not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fixture_pages import FIXTURES

import declutter
from declutter.cli.command import main

PAGE = """<!doctype html><html lang="en"><head><title>How tea is made</title></head><body>
<nav><a href="/">Home</a> <a href="/tea">Tea</a></nav>
<main><h1>How tea is *made*</h1>
<p>Tea is made by steeping leaves in hot water, which takes three or four minutes, é and ü.</p>
<p>Then it is poured through a sieve into a warm cup, and milk is added by those who like it.</p>
</main><footer><p>© 2024 The Tea Post</p></footer></body></html>"""
FIRST = "Tea is made by steeping leaves in hot water, which takes three or four minutes, é and ü."
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"
COMMAND = (sys.executable, "-m", "declutter")


def call(*arguments: str | Path, given: str | bytes | None = None) -> Result:
    """The command, in this process; what it raises, other than its exit, fails the test."""
    words = list(map(str, arguments))
    return CliRunner().invoke(main, words, input=given, catch_exceptions=False)


def run(
    *arguments: str | Path | bytes,
    given: bytes = PAGE.encode(),
    cwd: Path | None = None,
    **environment: str,
) -> subprocess.CompletedProcess[bytes]:
    """The command, in a process of its own."""
    return subprocess.run(
        [*COMMAND, *arguments],
        input=given,
        capture_output=True,
        cwd=cwd,
        env=os.environ | environment,
        timeout=60,
        check=False,
    )


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "tea.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def one_line(text: str) -> bool:
    return text.startswith("declutter: ") and text.count("\n") == 1 and text.endswith("\n")


# -- one input ------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_stdin_to_stdout(arguments: tuple[str, ...]) -> None:
    result = call(*arguments, given=PAGE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"How tea is *made*\n\n{FIRST}\n\n")
    assert result.stdout.endswith(".\n")
    assert "Home" not in result.stdout
    assert "©" not in result.stdout


def test_file_to_stdout(page: Path) -> None:
    assert call(page).stdout == call(given=PAGE).stdout


def test_file_to_file(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "tea.txt"
    result = call(page, "-o", out)
    assert (result.exit_code, result.output) == (0, "")
    assert out.read_bytes() == call(page).stdout_bytes
    assert [path.name for path in out.parent.iterdir()] == ["tea.txt"]


def test_stdin_to_file(tmp_path: Path) -> None:
    assert call("-o", tmp_path / "tea.txt", given=PAGE).exit_code == 0
    assert FIRST in (tmp_path / "tea.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("form", "ending"), [("text", "txt"), ("markdown", "md"), ("json", "json")]
)
def test_one_file_to_a_directory(page: Path, tmp_path: Path, form: str, ending: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    assert call(page, "-o", out, "-f", form).exit_code == 0
    assert call("-o", f"{tmp_path}/new/", "-f", form, given=PAGE).exit_code == 0
    assert [path.name for path in out.iterdir()] == [f"tea.html.{ending}"]
    assert (tmp_path / "new" / f"stdin.{ending}").read_bytes() == next(out.iterdir()).read_bytes()


def test_a_file_may_be_replaced_by_its_text(page: Path) -> None:
    expected = call(page).stdout_bytes
    assert call(page, "-o", page).exit_code == 0
    assert page.read_bytes() == expected


def test_output_to_a_link_goes_to_its_target(page: Path, tmp_path: Path) -> None:
    link, target = tmp_path / "link", tmp_path / "target"
    link.symlink_to(target)
    assert call(page, "-o", link).exit_code == 0
    assert link.is_symlink()
    assert FIRST in target.read_text("utf-8")


@pytest.mark.skipif(not os.path.exists("/dev/stdout"), reason="no /dev/stdout here")
def test_output_to_a_device_leaves_it_one(page: Path) -> None:
    assert FIRST.encode() in run(page, "-o", "/dev/stdout").stdout
    assert run(page, "-o", "/dev/null").stdout == b""
    assert not Path("/dev/null").is_file()


def test_empty_input() -> None:
    result = call(given="")
    assert (result.exit_code, result.output) == (0, "")


# -- formats and options --------------------------------------------------------------------


def test_text_without_title(page: Path) -> None:
    assert call(page, "--no-title").stdout.startswith(FIRST)
    assert call(page, "--no-title", "-f", "markdown").stdout.startswith(FIRST)


def test_markdown(page: Path) -> None:
    result = call(page, "--format", "markdown")
    assert result.stdout.startswith(f"# How tea is \\*made\\*\n\n{FIRST}\n")


def test_html(page: Path) -> None:
    output = call(page, "-f", "html").stdout
    assert f"<p>{FIRST}</p>" in output
    assert "<nav" not in output


def test_json(page: Path) -> None:
    result = call(page, "-f", "json", "--url", "https://tea.example/how")
    assert result.stdout.count("\n") == 1
    values = json.loads(result.stdout)
    assert values["title"] == "How tea is *made*"
    assert values["url"] == "https://tea.example/how"
    assert values["status"] == "ok"
    assert FIRST in values["text"]
    assert {block["label"] for block in values["blocks"]} >= {"title", "body"}
    assert all(block["evidence"] for block in values["blocks"])


def test_explain(page: Path) -> None:
    lines = call(page, "-f", "explain").stdout.splitlines()
    assert len(lines) == len(declutter.clean(PAGE).blocks)
    assert {line[0] for line in lines} == {"+", "-"}
    assert any("Tea is made by steeping" in line for line in lines)


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json", "explain"])
@pytest.mark.parametrize("fixture", FIXTURES[::6], ids=lambda fixture: fixture.name)
def test_every_format_of_a_fixture(form: str, fixture: object) -> None:
    result = call(fixture.source, "-f", form)  # type: ignore[attr-defined]
    assert (result.exit_code, result.stderr) == (0, "")
    text = fixture.document.text  # type: ignore[attr-defined]
    assert result.stdout.endswith("\n") or not text
    assert not result.stdout.endswith("\n\n")


def test_kind(page: Path) -> None:
    assert "<p>" not in call(page, "--kind", "html").stdout
    assert "<main>" in call(page, "--kind", "text", "--strictness", "0", "-f", "explain").stdout


def test_keep_and_drop(page: Path) -> None:
    labels = {block.label for block in declutter.clean(PAGE).blocks if not block.keep}
    kept = call(page, *(f"--keep={label}" for label in labels)).stdout
    assert "©" in kept
    assert kept == call(page, "--keep", ",".join(labels)).stdout
    assert FIRST not in call(page, "--drop", "body").stdout


def test_strictness(page: Path) -> None:
    lengths = [len(call(page, "--strictness", value).stdout) for value in ("0", "0.5", "1")]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] > lengths[1]


def test_encoding() -> None:
    page = PAGE.replace("é and ü", "Привет").encode("koi8-r", "replace")
    assert "Привет" in call("--encoding", "koi8-r", given=page).stdout
    assert call("--encoding", "no-such-charset", given=PAGE).exit_code == 0


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help(option: str) -> None:
    result = call(option)
    assert result.exit_code == 0
    for parameter in main.params:
        assert all(name in result.stdout for name in parameter.opts if name.startswith("-"))


def test_version() -> None:
    result = call("--version")
    assert result.exit_code == 0
    assert declutter.__version__ in result.stdout


# -- several inputs -------------------------------------------------------------------------


def test_several_files_to_a_directory(page: Path, tmp_path: Path) -> None:
    other = tmp_path / "more" / "tea.html"
    other.parent.mkdir()
    other.write_text(PAGE.replace("Tea is made", "Coffee is made"), encoding="utf-8")
    out = tmp_path / "out"
    result = call(page, other, "-o", out, "-f", "markdown")
    assert (result.exit_code, result.stdout) == (0, "")
    names = ["declutter-manifest.jsonl", "tea.html-2.md", "tea.html.md"]
    assert sorted(path.name for path in out.iterdir()) == names
    assert "Coffee is made" in (out / "tea.html-2.md").read_text("utf-8")
    assert (out / "tea.html.md").read_bytes() == call(page, "-f", "markdown").stdout_bytes


def test_what_fails_is_reported_and_the_rest_is_done(page: Path, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(PDF)
    out = tmp_path / "out"
    result = call(tmp_path / "a.pdf", tmp_path / "none.html", page, "-o", out, "-q")
    assert result.exit_code == 1
    names = ["declutter-manifest.jsonl", "tea.html.txt"]
    assert sorted(path.name for path in out.iterdir()) == names
    first, second = sorted(result.stderr.splitlines())
    assert "a.pdf" in first
    assert "PDF" in first
    assert "none.html" in second


# -- what goes wrong ------------------------------------------------------------------------


def test_missing_file(tmp_path: Path) -> None:
    result = call(tmp_path / "none.html")
    assert (result.exit_code, result.stdout) == (1, "")
    assert one_line(result.stderr)
    assert "none.html" in result.stderr


def test_no_page() -> None:
    result = call(given=PDF)
    assert (result.exit_code, result.stdout) == (1, "")
    assert one_line(result.stderr)
    assert "PDF" in result.stderr


def test_nothing_is_written_for_no_page(tmp_path: Path) -> None:
    assert call("-o", tmp_path / "out.txt", given=PDF).exit_code == 1
    assert not list(tmp_path.iterdir())


def test_output_that_cannot_be_written(page: Path, tmp_path: Path) -> None:
    result = call(page, "-o", page / "below" / "a" / "file.txt")
    assert result.exit_code == 1
    assert one_line(result.stderr)
    assert [path.name for path in tmp_path.iterdir()] == ["tea.html"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("{folder}",),
        ("{page}", "{page}"),
        ("{page}", "{page}", "-o", "{page}"),
        ("{page}", "-", "-o", "{folder}"),
        ("{page}", "{page}", "-o", "{folder}/out", "--url", "https://tea.example"),
        ("-f", "docx"),
        ("--kind", "pdf"),
        ("--keep", "navigation"),
        ("--drop", "nav,navigation"),
        ("--drop", ""),
        ("--strictness", "2"),
        ("--strictness", "nan"),
        ("--strictness", "some"),
        ("--no-such-option",),
    ],
)
def test_wrong_usage(page: Path, arguments: tuple[str, ...]) -> None:
    words = [word.format(folder=page.parent, page=page) for word in arguments]
    result = call(*words, given=PAGE)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr
    assert page.read_text("utf-8") == PAGE


def test_an_unknown_label_is_told_the_known_ones() -> None:
    assert "breadcrumb" in call("--keep", "crumbs", given=PAGE).stderr


# -- a real process -------------------------------------------------------------------------


def test_the_installed_command() -> None:
    """The script that pip makes does what ``python -m declutter`` does."""
    script = Path(sys.executable).with_name("declutter")
    result = subprocess.run([script], input=PAGE.encode(), capture_output=True, check=True)
    assert result.stdout == run().stdout
    assert FIRST.encode() in result.stdout


@pytest.mark.parametrize("size", [1, 3000])
def test_a_reader_that_has_enough(size: int) -> None:
    page = f"<h1>Tea</h1>{f'<p>{FIRST}</p>' * size}"
    with subprocess.Popen(
        [*COMMAND, "-f", "markdown"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()  # before anything is written: the worst moment
        process.stdin.write(page.encode())
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX"},
        {"PYTHONIOENCODING": "utf-16"},
    ],
    ids=lambda environment: next(iter(environment)),
)
def test_any_locale(environment: dict[str, str], tmp_path: Path) -> None:
    result = run(**environment)
    assert (result.returncode, result.stderr) == (0, b"")
    assert FIRST in result.stdout.decode("utf-8")
    missing = run("tée.html", cwd=tmp_path, **environment)
    assert missing.returncode == 1
    assert b"Traceback" not in missing.stderr


def test_broken_utf8() -> None:
    result = run(given=PAGE.encode().replace(b"\xc3\xa9", b"\xc3\x28\xff"))
    assert (result.returncode, result.stderr) == (0, b"")
    assert "Tea is made by steeping leaves" in result.stdout.decode("utf-8")


@pytest.mark.parametrize("name", ["a b.html", "a\nb.html", "-tea.html", "茶.html", "\udcff.html"])
def test_odd_file_names(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    try:
        path.write_text(PAGE, encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("the file system takes no such name")
    assert FIRST.encode() in run("--", path.name, cwd=tmp_path).stdout
    path.unlink()
    result = run("--", path.name, cwd=tmp_path)
    assert result.returncode == 1
    assert one_line(result.stderr.decode("utf-8"))


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize("redirection", ["<&-", ">&-", ">/dev/full"])
def test_streams_that_do_not_work(redirection: str, page: Path) -> None:
    if "full" in redirection and not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full here")
    source = "-" if "<" in redirection else f"'{page}'"
    command = f"'{sys.executable}' -m declutter {source} {redirection}"
    result = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert result.returncode == 1
    assert one_line(result.stderr.decode())
