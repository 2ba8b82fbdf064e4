"""Three browsers behind one small interface: Chromium, Firefox and WebKit's GTK port.

Chromium is driven by Playwright, Firefox by its own WebDriver BiDi, WebKit by Debian's
WebKitWebDriver. That one has no headless mode: it gets a screen of its own from Xvfb.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from websockets.sync.client import ClientConnection, connect

#: Keys that have no letter, as WebDriver and BiDi write them.
KEYS = {"Enter": "\ue007", "Escape": "\ue00c"}
#: Firefox as Debian names it, and as all others do.
FIREFOX = ("firefox-esr", "firefox")


class Engine(Protocol):
    """A browser with one page."""

    def open(self, url: str) -> None:
        """Load a page."""

    def evaluate(self, expression: str) -> Any:
        """The JSON value of an expression in the page."""

    def press(self, key: str) -> None:
        """Press a key, as a person would."""

    def click(self, selector: str) -> None:
        """Press the middle of an element, as a person would."""


class Firefox:
    """Firefox, asked in WebDriver BiDi: https://www.w3.org/TR/webdriver-bidi/."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._sent = 0
        self._call("session.new", capabilities={})
        self._context = self._call("browsingContext.getTree")["contexts"][0]["context"]
        size = {"width": 1440, "height": 900}
        self._call("browsingContext.setViewport", context=self._context, viewport=size)

    def _call(self, method: str, **params: object) -> Any:
        self._sent += 1
        message = {"id": self._sent, "method": method, "params": params}
        self._connection.send(json.dumps(message))
        while (answer := json.loads(self._connection.recv(60))).get("id") != self._sent:
            pass
        assert answer["type"] == "success", answer
        return answer["result"]

    def open(self, url: str) -> None:
        self._call("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def evaluate(self, expression: str) -> Any:
        answer = self._call(
            "script.evaluate",
            expression=f"Promise.resolve({expression}).then((value) => JSON.stringify(value))",
            target={"context": self._context},
            awaitPromise=True,
            userActivation=True,
        )
        assert answer["type"] == "success", answer
        return json.loads(answer["result"].get("value", "null"))

    def press(self, key: str) -> None:
        value = KEYS.get(key, key)
        strokes = [{"type": kind, "value": value} for kind in ("keyDown", "keyUp")]
        self._perform({"type": "key", "id": "keyboard", "actions": strokes})

    def click(self, selector: str) -> None:
        x, y = self.evaluate(_middle(selector))
        moves = [
            {"type": "pointerMove", "x": round(x), "y": round(y)},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._perform({"type": "pointer", "id": "mouse", "actions": moves})

    def _perform(self, actions: dict[str, object]) -> None:
        self._call("input.performActions", context=self._context, actions=[actions])


def _middle(selector: str) -> str:
    return (
        f"((e) => (e.scrollIntoView({{ block: 'nearest', behavior: 'instant' }}), "
        f"((b) => [b.x + b.width / 2, b.y + b.height / 2])(e.getBoundingClientRect())))"
        f"(document.querySelector({json.dumps(selector)}))"
    )


@contextmanager
def firefox() -> Iterator[Firefox]:
    """Firefox with a profile of its own; it closes with the block."""
    command = next(filter(shutil.which, FIREFOX))
    arguments = ["--headless", "--no-remote", "--remote-debugging-port", "0"]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        Path(profile, "user.js").write_text(
            'user_pref("media.autoplay.default", 0);\nuser_pref("app.update.enabled", false);\n',
            encoding="utf-8",
        )
        with subprocess.Popen(
            [command, *arguments, "--profile", profile],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            try:
                assert process.stderr
                found = (re.search(r"BiDi listening on (ws://\S+)", s) for s in process.stderr)
                address = next(filter(None, found))[1]
                with connect(f"{address}/session", max_size=None) as connection:
                    yield Firefox(connection)
            finally:
                process.terminate()


class WebKit:
    """WebKit's GTK port, asked in WebDriver."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver
        driver.set_window_size(1440, 1000)

    def open(self, url: str) -> None:
        self._driver.get(url)

    def evaluate(self, expression: str) -> Any:
        script = (
            f"const done = arguments[0]; Promise.resolve({expression}).then("
            "(value) => done({ value }), (error) => done({ error: String(error) }))"
        )
        answer = self._driver.execute_async_script(script)
        assert "error" not in answer, answer
        return answer.get("value")

    def press(self, key: str) -> None:
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self._driver).send_keys(KEYS.get(key, key)).perform()

    def click(self, selector: str) -> None:
        from selenium.common.exceptions import ElementNotInteractableException
        from selenium.webdriver.common.by import By
        from selenium.webdriver.support.wait import WebDriverWait

        element = self._driver.find_element(By.CSS_SELECTOR, selector)
        # What is still scrolling cannot be pressed for a moment.
        wait = WebDriverWait(self._driver, 25, ignored_exceptions=[ElementNotInteractableException])
        wait.until(lambda _: element.click() is None)


@contextmanager
def webkit() -> Iterator[WebKit]:
    """WebKit on a screen of its own; both close with the block."""
    from selenium import webdriver
    from selenium.webdriver.webkitgtk.options import Options
    from selenium.webdriver.webkitgtk.service import Service

    options = Options()
    options.binary_location = str(mini_browser())
    options.add_argument("--automation")
    with _screen() as display:
        service = Service(
            executable_path=shutil.which("WebKitWebDriver"),
            log_output=subprocess.DEVNULL,
            env={**os.environ, "DISPLAY": display},
        )
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
            driver = webdriver.WebKitGTK(options=options, service=service)
        try:
            yield WebKit(driver)
        finally:
            with suppress(Exception):  # a browser that has gone cannot be closed
                driver.quit()


def mini_browser() -> Path | None:
    """The browser that Debian's driver drives: it comes with the library, off the path."""
    return next(iter(sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))), None)


@contextmanager
def _screen() -> Iterator[str]:
    """A display of Xvfb's own choice."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(
        command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        os.close(write)
        try:
            with os.fdopen(read) as pipe:
                yield f":{pipe.readline().strip()}"
        finally:
            process.terminate()
