"""The frame of every file that opens in a browser by itself: its head, and the policy that forbids it the network."""

from __future__ import annotations

from spine_edu.text.markup import Markup, Piece, element, join

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline' data:; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)


def html_file(title: str, css: str, *inside: Piece, policy: str = POLICY, **attributes: str | int | None) -> str:
    """Return a whole file of HTML: its title, its style, its policy, and a body with these attributes.

    >>> html_file("The column", "", element("main"), data_lesson="01").startswith("<!DOCTYPE html>")
    True
    """
    head = (
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", Markup(css)),
    )
    body = element("body", join([*inside, ""], "\n"), **attributes)
    return Markup("<!DOCTYPE html>\n") + element("html", element("head", join(head, "\n")), "\n", body, lang="en") + "\n"
