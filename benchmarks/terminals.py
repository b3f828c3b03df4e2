"""Pages as text: by the libraries and terminal browsers that flatten them in practice.

None of them was shaped to our segmenter. ``w3m`` and ``lynx`` are Debian's packages of that name.
"""

from __future__ import annotations

import shutil
import subprocess

COMMANDS = {
    "w3m": ("w3m", "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", "80"),
    "lynx": (
        *("lynx", "-dump", "-stdin", "-force_html", "-width=80"),
        *("-assume_charset=utf-8", "-display_charset=utf-8"),
    ),
}
FORMS = ("html_text", "inscriptis", *COMMANDS)
#: Seconds by the clock for one page.
LIMIT = 60.0


def installed() -> list[str]:
    """The forms that this machine can make."""
    return [form for form in FORMS if form not in COMMANDS or shutil.which(form)]


def flatten(html: str, form: str) -> str:
    """A decoded page as text, as other programs flatten it; some of them fail on some pages."""
    if form == "html_text":
        import html_text

        return str(html_text.extract_text(html, guess_layout=True))
    if form == "inscriptis":
        from inscriptis import get_text

        return str(get_text(html))
    done = subprocess.run(
        COMMANDS[form], input=html.encode("utf-8", "replace"), capture_output=True,
        timeout=LIMIT, check=True,
    )  # fmt: skip
    return done.stdout.decode("utf-8", "replace")


def dumped(html: str, form: str) -> str:
    """A decoded page as text in a form; empty where the flattener fails on it."""
    try:
        return flatten(html, form)
    except Exception:  # a page that cannot be flattened counts as an empty one, for every tool
        return ""
