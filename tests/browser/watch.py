"""What no page of the course may do, and how a test hears of it: ask another machine for something, or leave an error."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit


def is_loopback(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob", "about", "chrome", "file") or parts.hostname in ("127.0.0.1", "localhost", "::1")


@dataclass
class Watch:
    """What pages did that no page may do, while one test ran."""

    abroad: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def begin(self) -> None:
        self.abroad.clear()
        self.errors.clear()

    def end(self, expected: Sequence[str]) -> None:
        """Fail for what happened, but for errors that a test brought about on purpose."""
        assert not self.abroad, f"a browser test asked for addresses outside this machine: {sorted(set(self.abroad))}"
        surprising = [error for error in self.errors if not any(text in error for text in expected)]
        assert not surprising, f"the browser's console holds errors: {surprising}"

    def over(self, page: Any) -> None:
        """Hear of each error in this page."""
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)

    @contextlib.contextmanager
    def over_but_for(self, expected: Sequence[str]) -> Iterator[None]:
        """Forget each error that is expected just now and at no other time."""
        known = len(self.errors)
        yield
        self.errors[known:] = [error for error in self.errors[known:] if not any(text in error for text in expected)]

    def over_requests(self, context: Any) -> None:
        """Hear of each request that these pages would send to another machine."""
        context.on("request", lambda asked: None if is_loopback(asked.url) else self.abroad.append(asked.url))

    def guard(self, context: Any, asked_by_peers: Sequence[str] = ()) -> None:
        """Let no request of these pages leave the machine; what a peer asks for, and not the course, gets an empty script."""

        def stop(route: Any) -> None:
            if is_loopback(route.request.url):
                route.continue_()
            elif any(text in route.request.url for text in asked_by_peers):
                route.fulfill(content_type="text/javascript", body="")
            else:
                self.abroad.append(route.request.url)
                route.abort()

        context.route("**/*", stop)
