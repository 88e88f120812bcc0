"""Where the facts of a lesson stand: a list of sources with their addresses."""

from __future__ import annotations

from collections.abc import Sequence

from spine_edu.data import document
from spine_edu.errors import DataError
from spine_edu.figures.drawing.picture import Picture
from spine_edu.text.markup import Markup, element
from spine_edu.text.quoting import did_you_mean, shown


def source_list(ids: Sequence[str]) -> Picture:
    """List sources in the order of their ids, numbered, each with its id, so that [id] in the text finds it.

    The list is folded: a number in the text opens its source at once, and on a phone thirty addresses fill seven screens.

    >>> source_list(["pcs-guidelines"]).words
    '[pcs-guidelines] ICD-10-PCS Official Guidelines for Coding and Reporting. CMS and NCHS, FY2025.'
    """
    known = document("sources.yml")
    for id in ids:
        if id not in known:
            meant = did_you_mean(id, known)
            raise DataError(f"There is no source {shown(id)} in data/sources.yml{f'; {meant}' if meant else '.'}")
    words = " ".join(f"[{id}] {_citation(known[id])}" for id in sorted(ids))
    items = (_item(id, known[id]) for id in sorted(ids))
    listed = element("ol", *items, style="line-height:1.6;overflow-wrap:anywhere")
    count = f"{len(ids)} sources" if len(ids) > 1 else "1 source"
    folded = element("details", element("summary", f"{count}, with what was read of each"), listed, class_="se-sources")
    return Picture(name="Sources", words=words, html=folded, caption="")


def _citation(source: dict[str, str]) -> str:
    edition = f", {source['edition']}" if source.get("edition") else ""
    return f"{source['title']}. {source['publisher']}{edition}."


def _item(id: str, source: dict[str, str]) -> Markup:
    address = source.get("address") or ""
    place = element("a", address, href=address) if address.startswith(("https://", "http://")) else address
    where = [" ", place, "."] if address else []
    read = f" Read: {source['seen']}; checked {source['checked']}."
    return element("li", element("strong", f"[{id}]"), f" {_citation(source)}", *where, read)
