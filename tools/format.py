"""Write the page about the format: `python3 tools/format.py` makes docs/format.md from the vocabulary and data/words.yml.

Every word of the page is one that the program reads, since it comes from the same place; a test says when the page is stale.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from spine_edu import data  # noqa: E402
from spine_edu.operation import procedure_fields, procedure_kinds  # noqa: E402
from spine_edu.operation.words import COMMON_USE, ShopWord, shop_words  # noqa: E402
from spine_edu.text.lists import listed  # noqa: E402
from spine_edu.vocabulary import APPROACHES, COLUMNS, DIRECTIONS, MATERIALS, NO_LEVEL, STATUSES, TECHNIQUES  # noqa: E402

PAGE = ROOT / "docs" / "format.md"
_BY_RULE = {
    "joint": "a joint or a span",
    "vertebrae": "`[L4, L5]` or `L4-L5`",
    "count": "a whole number",
}
"""What stands in the fields that hold no word of a list."""


def page() -> str:
    """Return the whole page."""
    return "\n".join(_page())


def _page() -> Iterator[str]:
    """Give the page piece by piece: fields, techniques, kinds of procedure, the claim, the words."""
    yield from _beginning()
    yield from _fusions()
    yield from _procedures()
    yield from _shop_words()


def _beginning() -> Iterator[str]:
    """Give what an operation is written in, with an example."""
    yield """# How an operation is written

<!-- written by tools/format.py from the vocabulary and data/words.yml; change those, and run it -->

One text for all: `python3 -m spine_edu code FILE` codes it, the cases in [`data/cases`](../data/cases) hold it under
`operation:`, a lesson takes it in `codes_for({...})`, and the level picker of lesson 13 writes it. It is YAML or JSON. What the
note does not say is left out, or `not documented`, and the answer asks for it; what cannot be read is told with its line,
all of it in one run. Case, hyphens and blanks do not matter in a word. `python3 -m spine_edu code --words` lists all words,
`code --words materials` those of one field.

```yaml"""
    yield f"{data.text_of('examples/operation.yml')}```"
    yield """
`discharged` has to be there; 3/14/2026 is read, too, where it can be no other day.
`python3 -m spine_edu code --example` prints the same."""


def _fusions() -> Iterator[str]:
    """Give the fields of a fusion, and what a technique fills in."""
    yield """
## Fusions

One entry for each joint and column made rigid.

| field | what may stand there |
| --- | --- |"""
    yield from _rows(
        (
            "joint",
            "one joint, in any usual spelling (`L4-L5`, `L4-5`, `L5/S1`, `C7-T1`, `Occ-C1`, `SI right`, `sacrococcygeal`), "
            "a span (`L3-S1`), or several (`L3-L4, L5-S1`)",
        ),
        ("technique", f"{_words(TECHNIQUES)}; it stands for column and direction"),
        ("status", _words(STATUSES)),
        ("column", _words(COLUMNS)),
        ("direction", f"{_words(DIRECTIONS)}: from where the surgeon came"),
        ("approach", _words(APPROACHES)),
        ("materials", f"a list, or a text with commas, of {_words(MATERIALS)}"),
    )  # fmt: skip
    yield f"""
**A span** is read as one entry for each of its joints, all with what the entry says; the answer names them. A joint with another
status or another graft needs an entry of its own. Where the note names **no level**, write `{NO_LEVEL[0]}` or the region that it
names ({_words(NO_LEVEL[1:])}), or leave `joint` out: the answer asks for it, and counts nothing until it is known.

**A technique** fills in two fields, and no more; what it does not say is asked.

| technique | column | direction | done in the | beside it |
| --- | --- | --- | --- | --- |"""
    yield from _rows(
        *(
            (
                name,
                says.column,
                says.direction,
                f"{listed(says.regions, 'or')} spine" if says.regions else "whole spine",
                says.beside,
            )
            for name, says in TECHNIQUES.items()
        )
    )


def _procedures() -> Iterator[str]:
    """Give the kinds of procedure with their fields, and the claim."""
    yield """
## Procedures

Everything else, one entry each. Each kind has fields of its own, and `approach` beside them. A word for a kind may say more:
`kind: kyphoplasty` is a vertebral augmentation of that kind.

| kind | fields |
| --- | --- |"""
    yield from _rows(*((kind, "; ".join(_fields(kind)) or "none") for kind in procedure_kinds()))
    yield f"""
## A claim

`python3 -m spine_edu drg FILE` takes codes instead of an operation; the diagnoses stand as above.

```yaml
{data.text_of("examples/claim.yml")}```"""


def _shop_words() -> Iterator[str]:
    """Give the words of the operating room: those that are taken, those that ask, those that change nothing, names of fields."""
    yield """
## Words of the operating room

Those that say one thing are taken for it, and the answer says so. The table is [`data/words.yml`](../data/words.yml); a word
that is missing is welcome.

| written | in | read as | rests on |
| --- | --- | --- | --- |"""
    yield from _rows(
        *(
            (_names(word), "every field" if field == "anywhere" else f"`{field}`", meaning.means, _source(word))
            for word in shop_words()
            for field, meaning in word.meanings.items()
            if meaning.means and field != "field"
        )
    )
    yield """
Those that leave something open that a code depends on are answered with the question.

| written | in | what decides |
| --- | --- | --- |"""
    yield from _rows(
        *(
            (_names(word), f"`{field}`", meaning.ask)
            for word in shop_words()
            for field, meaning in word.meanings.items()
            if meaning.ask
        )
    )
    yield """
The order of the words and their plural do not matter, and `and`, `with` or `/` between two materials parts them. Beside another
word, these change nothing:

| written | in |
| --- | --- |"""
    yield from _rows(*((_names(word), _words(word.beside)) for word in shop_words() if word.beside))
    yield """
And these are read as the name of a field, where that field is not there as well.

| written | field |
| --- | --- |"""
    yield from _rows(*((_names(word), f"`{word.meanings['field'].means}`") for word in shop_words() if "field" in word.meanings))
    yield ""


def _rows(*rows: Iterable[str]) -> Iterator[str]:
    yield from (f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows)


def _words(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _fields(kind: str) -> Iterator[str]:
    for field, words in procedure_fields(kind).items():
        yield f"`{field}`: {_words(words) if words else _BY_RULE[field]}"


def _names(word: ShopWord) -> str:
    return ", ".join(word.names)


def _source(word: ShopWord) -> str:
    return word.source if word.source == COMMON_USE else f"[{word.source}](../data/sources.yml)"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(
        f"{PAGE.relative_to(ROOT)}: {len(procedure_kinds())} kinds of procedure, {len(shop_words())} words of the operating room"
    )
