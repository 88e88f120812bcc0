"""Items as a deck for Anki (.apkg): a card each, to be answered in one's head and compared with the back.

A package is a database of SQLite and a list of pictures in a zip, in the form that Anki calls schema 11 and every version since
2.1 reads. A note is known by its guid, the id of the item: a newer deck changes what the card says and leaves its history alone.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence

from spine_edu.publish.export.archive import zipped
from spine_edu.publish.export.words import PictureFile, body, drawn, reason, solution
from spine_edu.quiz.items import Arrange, Choose, Form, Item, Relate
from spine_edu.quiz.model import shuffled
from spine_edu.quiz.objectives import objective
from spine_edu.text.markup import NOTHING, Markup, element
from spine_edu.widgets.asking.paper import inline

DECK = "Spinal fusion and how it is coded"
FIELDS = ("Question", "Answer", "Id")
_NOTE_TYPE, _DECK_ID = 1_764_500_000_001, 1_764_500_000_002
"""Numbers by which Anki knows our cards and our deck again; they never change."""

_DECK = {"conf": 1, "dyn": 0, "collapsed": False, "newToday": [0, 0], "revToday": [0, 0], "lrnToday": [0, 0], "timeToday": [0, 0]}
_SCHEMA = """
create table col (id integer primary key, crt integer not null, mod integer not null, scm integer not null, ver integer not null,
  dty integer not null, usn integer not null, ls integer not null, conf text not null, models text not null,
  decks text not null, dconf text not null, tags text not null);
create table notes (id integer primary key, guid text not null, mid integer not null, mod integer not null, usn integer not null,
  tags text not null, flds text not null, sfld integer not null, csum integer not null, flags integer not null,
  data text not null);
create table cards (id integer primary key, nid integer not null, did integer not null, ord integer not null,
  mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null,
  ivl integer not null, factor integer not null, reps integer not null, lapses integer not null, left integer not null,
  odue integer not null, odid integer not null, flags integer not null, data text not null);
create table revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null,
  ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null, type integer not null);
create table graves (usn integer not null, oid integer not null, type integer not null);
"""
_STYLE = (
    ".card{font:1.1rem/1.5 system-ui,sans-serif;text-align:left;max-width:44rem;margin:auto;padding:0 .5rem}"
    "blockquote{margin:0;padding-left:1rem;border-left:3px solid #8a8b84;font-size:.95rem}small{opacity:.8}"
)


def write(items: Sequence[Item], seconds: int) -> bytes:
    """Return the package; `seconds` since 1970 tells Anki which of two decks is the newer one."""
    base = sqlite3.connect(":memory:")
    base.executescript(_SCHEMA)
    base.execute("insert into col values (1, 0, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, '{}')", _collection(seconds))
    for place, item in enumerate(items, 1):
        base.execute("insert into notes values (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')", _note(item, seconds))
        base.execute(
            "insert into cards values (?, ?, ?, 0, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')",
            (_number(item.id), _number(item.id), _DECK_ID, seconds, place),
        )
    base.commit()
    return _package(base.serialize(), [picture for picture in map(drawn, items) if picture])


def _number(id: str) -> int:
    """Return the number of a note in the file, the same in every deck; in the learner's collection Anki may give another."""
    return 1_000_000_000_000 + int(hashlib.sha256(id.encode()).hexdigest()[:9], 16)


def _note(item: Item, seconds: int) -> tuple[object, ...]:
    front = f"{body(item, lambda picture: picture.name)}{_choice(item)}"
    fields = (front, f"{solution(item)}{_other_answers(item.form)}", item.id)
    about = objective(item.objective)
    tags = f" spine::lesson-{about.lesson or 'none'} spine::{item.objective} "
    checksum = int(hashlib.sha1(front.encode()).hexdigest()[:8], 16)
    return _number(item.id), item.id, _NOTE_TYPE, seconds, tags, "\x1f".join(fields), front, checksum


def _choice(item: Item) -> Markup:
    """Return what there is to choose from, in an order that tells nothing of what is right."""
    match item.form:
        case Choose(answers=answers, ordered=ordered):
            texts = [answer.text for answer in answers]
            return _listed(texts if ordered else shuffled(texts, None, item.id))
        case Arrange(texts=texts):
            return _listed(shuffled(list(texts), None, item.id))
        case Relate(targets=targets, rows=rows):
            return _listed(shuffled([row.text for row in rows], None, item.id)) + _listed(targets)
    return NOTHING


def _listed(texts: Iterable[str]) -> Markup:
    return element("ul", *(element("li", inline(text)) for text in texts))


def _other_answers(form: Form) -> Markup:
    """Return the known wrong answers with the thought behind each."""
    wrong = [answer for answer in getattr(form, "answers", ()) if not answer.right]
    if not wrong:
        return NOTHING
    said = (element("li", element("em", inline(answer.text)), ": ", reason(answer)) for answer in wrong)
    return element("p", "Not right:") + element("ul", *said)


def _collection(seconds: int) -> tuple[object, ...]:
    """Return when it was made, and what Anki wants to know of a collection: the type of our notes, and the decks."""
    named = {"mod": seconds, "usn": -1}
    template = {"name": "Card", "ord": 0, "qfmt": "{{Question}}", "afmt": "{{FrontSide}}<hr id=answer>{{Answer}}", "did": None}
    note_type = {
        **named, "id": _NOTE_TYPE, "name": "Spinal fusion", "type": 0, "sortf": 0, "did": _DECK_ID, "css": _STYLE,
        "flds": [{"name": name, "ord": n, "font": "Arial", "size": 20, "media": [], "rtl": False, "sticky": False}
                 for n, name in enumerate(FIELDS)],
        "tmpls": [{**template, "bqfmt": "", "bafmt": ""}], "req": [[0, "any", [0]]], "tags": [], "vers": [],
        "latexPre": "", "latexPost": "",
    }  # fmt: skip
    decks = {str(id): {**named, **_DECK, "id": id, "name": name} for id, name in ((1, "Default"), (_DECK_ID, DECK))}
    told = [json.dumps(value) for value in ({}, {_NOTE_TYPE: note_type}, decks, {})]
    return seconds * 1000, seconds * 1000, *told


def _package(collection: bytes, pictures: Sequence[PictureFile]) -> bytes:
    """Return the package: pictures are called by numbers, and a list tells which is which."""
    names = {str(n): picture.name for n, picture in enumerate(pictures)}
    content = {"collection.anki2": collection, "media": json.dumps(names).encode()}
    content |= {str(n): picture.content for n, picture in enumerate(pictures)}
    return zipped(content)
