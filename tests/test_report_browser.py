"""The report in a real browser: the system's Chromium, driven by Selenium.

Skipped where there is no browser, unless DECLUTTER_NEEDS_BROWSER is set, as it is in CI.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fixture_pages import FIXTURES
from report_pages import HOSTILE

from declutter import Block, clean

pytestmark = pytest.mark.slow
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--disable-dev-shm-usage",
)
WIDE, PHONE = (1360, 900), (390, 844)
FIXTURE = next(fixture for fixture in FIXTURES if fixture.name == "news--full-chrome")


def no_browser(reason: str) -> None:
    if os.environ.get("DECLUTTER_NEEDS_BROWSER"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    try:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service
    except ImportError:
        no_browser("selenium is not installed; pip install -e '.[browser]'")
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        no_browser("chromium and chromedriver are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    started = webdriver.Chrome(options=options, service=Service(driver))
    yield started
    started.quit()


class Report:
    """A report open in the browser."""

    def __init__(self, browser: Any, path: Path, source: str | bytes) -> None:
        self.browser = browser
        self.document = clean(source)
        self.path = path / "report.html"
        self.path.write_text(self.document.report, "utf-8")
        self.look(*WIDE)
        self.command("Emulation.setEmulatedMedia", features=[])
        browser.get_log("performance")
        browser.get_log("browser")
        browser.get(self.path.as_uri())

    def command(self, name: str, **values: object) -> None:
        self.browser.execute_cdp_cmd(name, values)

    def look(self, width: int, height: int) -> None:
        self.command(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 600,
        )  # fmt: skip

    def run(self, script: str) -> Any:
        return self.browser.execute_script(f"return {script}")

    def find(self, selector: str) -> Any:
        return self.browser.find_element("css selector", selector)

    def choose(self, name: str) -> None:
        """Click the label of a filter or a view."""
        self.find(f"label:has(#{name})").click()

    def shown(self) -> list[Block]:
        """The blocks that can be seen."""
        ids = self.run(
            "[...document.querySelectorAll('.b')].filter(b => b.offsetParent !== null)"
            ".map(b => +b.id.slice(1))"
        )
        return [self.document.blocks[i] for i in ids]

    def panels(self) -> list[str]:
        """The texts of the panels of reasons that can be seen."""
        return self.run(
            "[...document.querySelectorAll('.why')]"
            ".filter(w => getComputedStyle(w).display !== 'none').map(w => w.innerText)"
        )

    def keys(self, *keys: str) -> None:
        self.browser.switch_to.active_element.send_keys(*keys)


@pytest.fixture
def report(browser: Any, tmp_path: Path) -> Report:
    return Report(browser, tmp_path, FIXTURE.source.read_bytes())


# -- safety ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source", [HOSTILE, HOSTILE.replace("<", "&lt;"), HOSTILE.encode("utf-16")]
)
def test_a_hostile_page_runs_no_script(browser: Any, tmp_path: Path, source: str | bytes) -> None:
    report = Report(browser, tmp_path, source)
    assert report.run("document.scripts.length") == 0
    handlers = "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes])"
    assert (
        report.run(f"{handlers}.filter(a => a.name.startsWith('on') || a.name === 'style')") == []
    )
    for link in browser.find_elements("css selector", ".article a"):
        scheme = report.run(f"new URL('{link.get_attribute('href')}', location).protocol")
        assert scheme in ("http:", "https:", "file:", "mailto:")
    assert report.run("document.title").endswith("– declutter report")
    with pytest.raises(Exception, match="no such alert"):
        browser.switch_to.alert.accept()


def test_the_policy_stops_scripts_and_requests(browser: Any, tmp_path: Path) -> None:
    """Even where something slipped through: a script and an image are written into a report."""
    report = Report(browser, tmp_path, HOSTILE)
    bad = "<script>document.title = 'run'</script><img src='https://tea.example/x.png' "
    bad += "onerror=\"document.title = 'run'\"><p style='color:red' onclick='x'>x</p>"
    text = report.path.read_text("utf-8").replace("</main>", f"{bad}</main>")
    report.path.write_text(text, "utf-8")
    browser.get(report.path.as_uri())
    assert report.run("document.title") != "run"
    assert requests(browser) == {report.path.as_uri()}
    refused = [entry["message"] for entry in browser.get_log("browser")]
    assert len([message for message in refused if "Content Security Policy" in message]) >= 3


def requests(browser: Any) -> set[str]:
    """What was asked for since the last look, without what the policy stopped."""
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked, stopped = {}, set()
    for message in messages:
        values = message["params"]
        if message["method"] == "Network.requestWillBeSent":
            asked[values["requestId"]] = values["request"]["url"]
        elif message["method"] == "Network.loadingFailed" and values.get("blockedReason") == "csp":
            stopped.add(values["requestId"])
    return {url for number, url in asked.items() if number not in stopped}


def test_it_asks_for_nothing_and_complains_of_nothing(report: Report) -> None:
    assert requests(report.browser) == {report.path.as_uri()}
    assert report.browser.get_log("browser") == []
    assert report.run("getComputedStyle(document.querySelector('.b')).borderRadius") != "0px"


# -- filters and views ----------------------------------------------------------------------


def test_everything_is_shown_first(report: Report) -> None:
    assert report.shown() == list(report.document.blocks)
    assert report.find(".article").is_displayed()
    assert report.document.blocks[-1].text in report.find(".blocks").text


def test_kept_and_removed(report: Report) -> None:
    report.choose("v-kept")
    assert report.shown() == [block for block in report.document.blocks if block.keep]
    report.choose("v-gone")
    assert report.shown() == [block for block in report.document.blocks if not block.keep]
    report.choose("v-all")
    assert len(report.shown()) == len(report.document.blocks)


def test_labels_filter_alone_and_together(report: Report) -> None:
    counts = report.document.label_counts
    for label, count in counts.items():
        report.choose(f"f-{label}")
        shown = report.shown()
        assert len(shown) == count
        assert {block.label for block in shown} == {label}
        report.choose(f"f-{label}")
    report.choose("f-nav")
    report.choose("f-body")
    assert {str(block.label) for block in report.shown()} == {"nav", "body"}
    report.choose("v-gone")
    assert {str(block.label) for block in report.shown()} == {"nav"}
    report.find("button[type=reset]").click()
    assert len(report.shown()) == len(report.document.blocks)


def test_side_by_side(report: Report) -> None:
    report.choose("v-sides")
    lefts = report.run(
        "[...document.querySelectorAll('.b')].map(b => b.getBoundingClientRect().left)"
    )
    kept = {round(x) for x, b in zip(lefts, report.document.blocks, strict=True) if b.keep}
    gone = {round(x) for x, b in zip(lefts, report.document.blocks, strict=True) if not b.keep}
    assert len(kept) == len(gone) == 1
    assert max(kept) < min(gone)


# -- reasons --------------------------------------------------------------------------------


def index_of(report: Report, start: str) -> int:
    return next(i for i, b in enumerate(report.document.blocks) if b.text.startswith(start))


def test_reasons_come_by_pointing(report: Report) -> None:
    from selenium.webdriver import ActionChains

    assert report.panels() == []
    at = index_of(report, "Also read")
    block = report.find(f"#b{at}")
    report.run("document.activeElement.blur()")
    ActionChains(report.browser).scroll_to_element(block).move_to_element(block).perform()
    (panel,) = report.panels()
    assert "Removed as related" in panel
    for reason in report.document.blocks[at].evidence:
        assert reason.where in panel
    ActionChains(report.browser).move_to_element(report.find("h1, .map")).perform()
    assert report.panels() == []


def test_reasons_come_by_keyboard(report: Report) -> None:
    from selenium.webdriver.common.keys import Keys

    report.find("button[type=reset]").send_keys(Keys.TAB)
    for number in range(3):
        assert report.run("document.activeElement.id") == f"b{number}"
        (panel,) = report.panels()
        assert f"Block {number + 1}," in panel
        report.keys(Keys.TAB)
        if report.run("document.activeElement.id") == f"w{number}":  # a long one, to scroll in
            assert len(report.panels()) == 1
            report.keys(Keys.TAB)
    report.find("#v-all").send_keys(Keys.ARROW_RIGHT)
    assert all(block.keep for block in report.shown())
    report.find("#f-body").send_keys(Keys.SPACE)
    assert {str(block.label) for block in report.shown()} == {"body"}


def test_reasons_are_described_to_screen_readers(report: Report) -> None:
    assert report.run(
        "[...document.querySelectorAll('.b')].every(b => "
        "document.getElementById(b.getAttribute('aria-describedby')).parentElement === b)"
    )


def test_the_panel_stays_within_the_window(report: Report) -> None:
    for index in (0, len(report.document.blocks) - 1):
        report.run(f"document.getElementById('b{index}').focus()")
        box = report.run(f"document.getElementById('w{index}').getBoundingClientRect().toJSON()")
        assert box["top"] >= 0
        assert box["right"] <= WIDE[0]
        assert box["bottom"] <= WIDE[1]


# -- layouts --------------------------------------------------------------------------------


def overflow(report: Report) -> int:
    return report.run("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("fixture", FIXTURES[::7], ids=lambda fixture: fixture.name)
@pytest.mark.parametrize("size", [PHONE, (320, 640), (768, 1024), WIDE], ids=str)
def test_nothing_sticks_out(browser: Any, tmp_path: Path, fixture: Any, size: Any) -> None:
    report = Report(browser, tmp_path, fixture.source.read_bytes())
    report.look(*size)
    assert overflow(report) <= 0


def test_on_a_phone(report: Report) -> None:
    report.look(*PHONE)
    report.browser.refresh()
    assert not report.find(".article").is_displayed()
    report.choose("v-article")
    assert report.find(".article").is_displayed()
    assert not report.find(".ledger").is_displayed()
    report.choose("v-all")
    at = index_of(report, "Also read")
    report.run(f"document.getElementById('b{at}').focus()")
    (panel,) = report.panels()
    assert "Removed as related" in panel
    box = report.run(f"document.getElementById('w{at}').getBoundingClientRect().toJSON()")
    assert box["left"] >= 0
    assert box["right"] <= PHONE[0]


def luminance(colour: str) -> float:
    numbers = [float(part) for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    shares = [(n / 255 / 12.92 if n <= 10 else ((n / 255 + 0.055) / 1.055) ** 2.4) for n in numbers]
    return 0.2126 * shares[0] + 0.7152 * shares[1] + 0.0722 * shares[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_read(report: Report, scheme: str) -> None:
    """Text stands out from what is behind it by 4.5 to 1, as WCAG AA asks."""
    report.command(
        "Emulation.setEmulatedMedia",
        features=[{"name": "prefers-color-scheme", "value": scheme}],
    )
    paper = luminance(report.run("getComputedStyle(document.body).backgroundColor"))
    assert (paper > 0.5) is (scheme == "light")
    # Painting on the paper resolves colours that are partly transparent, and hsl() ones.
    script = """[...document.querySelectorAll(
        '.b .t, .b .m, .b .l, .b .sc, .facts dt, .facts small, .hint.wide, .chips label')]
      .map(e => { const c = document.createElement('canvas').getContext('2d');
        const behind = []; for (let b = e; b; b = b.parentElement)
          behind.unshift(getComputedStyle(b).backgroundColor);
        for (const colour of behind) { c.fillStyle = colour; c.fillRect(0, 0, 1, 1); }
        const back = [...c.getImageData(0, 0, 1, 1).data];
        c.fillStyle = getComputedStyle(e).color; c.fillRect(0, 0, 1, 1);
        return [e.className + ' ' + e.innerText.slice(0, 20), back,
                [...c.getImageData(0, 0, 1, 1).data]]; })"""
    worst = {}
    for name, back, ink in report.run(script):
        light, dark = sorted(luminance(f"({','.join(map(str, c))})") for c in (back, ink))[::-1]
        ratio = (light + 0.05) / (dark + 0.05)
        if ratio < 4.5:
            worst[name] = round(ratio, 2)
    assert worst == {}
