"""The pages of a room: where a phone gives the word, where it votes, the desk, and cards of letters for a room without phones."""

from __future__ import annotations

from collections.abc import Iterable

from spine_edu.quiz import Question
from spine_edu.room.hall import Hall
from spine_edu.room.lesson_questions import title_of
from spine_edu.room.ways_in import qr_code
from spine_edu.text.markup import NOTHING, Markup, Piece, element, join, shape

DESK, DECK = "/desk/", "/"
_CARDS = (
    ("A", shape("circle", cx=50, cy=50, r=44)),
    ("B", shape("rect", x=8, y=8, width=84, height=84)),
    ("C", shape("path", d="M50 4 98 92H2Z")),
    ("D", shape("path", d="M50 2 98 50 50 98 2 50Z")),
)
"""Letters to be held up: each has a shape of its own, for eyes that take no colours or no letters apart from afar."""


def join_page(told: str = "") -> Markup:
    """Return the page that asks for the room word; `told` says why the last one did not open it."""
    form = element(
        "form",
        element("label", "The four letters on the screen", for_="word"),
        element(
            "input", id="word", name="word", maxlength=4, required=True, autocomplete="off", autocapitalize="characters",
            spellcheck="false", aria_describedby="told",
        ),
        element("button", "Go in"),
        method="get",
        action="/",
    )  # fmt: skip
    return _page("Go in", "phone", element("main", element("h1", "Go in"), form, element("p", told, id="told", role="status")))


def vote_page(nonce: str) -> Markup:
    """Return the page of a phone; its script fills it. `nonce` lets the drawings of our own bring their style."""
    main = element("main", element("p", "One moment …", class_="soft"), id="place")
    said = element("p", id="said", role="status")
    off = element("noscript", element("p", "This page needs JavaScript. Raise your hand instead."))
    return _page("Vote", "phone", main, said, off, nonce=nonce)


def desk_page(hall: Hall, nonce: str) -> Markup:
    """Return the teacher's desk, which is also what the class sees; its script fills it."""
    title = title_of(hall.setting.lesson)
    return _page(
        f"The room · {title}",
        "desk",
        element("main", id="place", data_title=title),
        way_in(hall),
        _list(hall.questions.values()),
        nonce=nonce,
    )


def way_in(hall: Hall) -> Markup:
    """Return how phones come in: square, address and word; and where the network is shut out, that hands are counted."""
    setting = hall.setting
    if not setting.address:
        return element("aside", element("p", "No phones: this room is counted by hands."), class_="way-in", hidden=True)
    square = element("div", qr_code(f"{setting.address}r/{setting.path}/"), class_="qr", role="img", aria_label="QR code")
    short = setting.address.removeprefix("http://").rstrip("/")
    return element(
        "aside",
        square,
        element("p", element("span", short, class_="address"), " ", element("b", setting.word, class_="word")),
        class_="way-in",
        aria_label="How phones come in",
    )


def beside_scenes(hall: Hall) -> Markup:
    """Return what a page of scenes needs for taking part: which questions the room is asked, how phones come in, the script."""
    return join(
        [
            element("template", way_in(hall), id="room", data_asks=" ".join(hall.questions)),
            element("link", rel="stylesheet", href="/room/room.css"),
            element("script", type="module", src="/room/room.js"),
        ],
        "\n",
    )


def cards_page() -> Markup:
    """Return the letters A to D to print, a page each."""
    pages = (
        element(
            "section",
            shape("svg", form, viewBox="0 0 100 100", aria_hidden="true", class_="form"),
            element("h1", letter),
            class_="card",
        )
        for letter, form in _CARDS
    )
    how = "Print one set for each pair of students. Everybody holds up one letter; the desk counts them (H)."
    return _page("Letters to hold up", "cards", element("p", how, class_="how"), element("main", *pages))


def _list(questions: Iterable[Question]) -> Markup:
    """Return the questions of the room, to choose from."""
    listed = [element("option", f"{n}. {_short(q.stem)}", value=q.id) for n, q in enumerate(questions, 1)]
    return element("template", element("select", *listed, aria_label="Question"), id="questions")


def _short(stem: str, most: int = 90) -> str:
    plain = " ".join(stem.replace("*", "").replace("`", "").split())
    return plain if len(plain) <= most else f"{plain[: most - 2].rsplit(' ', 1)[0]} …"


def _page(title: str, name: str, *body: Piece, nonce: str = "") -> Markup:
    script = element("script", type="module", src=f"/room/{name}.js", nonce=nonce) if nonce else NOTHING
    head = (
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("link", rel="stylesheet", href=f"/room/{name}.css"),
        element("link", rel="icon", href="data:,"),
    )
    html = element("html", element("head", *head), element("body", *body, script, class_=name), lang="en")
    return Markup("<!DOCTYPE html>\n") + html
