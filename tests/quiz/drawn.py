"""Questions and answers drawn by lot: what a bank might hold one day, and what a learner might answer."""

from __future__ import annotations

import random
from typing import Any

from spine_edu.errors import DataError
from spine_edu.quiz import Question, read_question
from spine_edu.quiz.kinds.place import joints_shown

WORDS = (
    "fusion", "refusion", "Re-Fusion", "nonunion", "non-union", "arthrodesis", "tumour", "tumor", "oedema", "centres", "labelled",
    "L4-L5", "L5-S1", "the", "a", "an", "*cage*", "`0SG`", "<b>", "&amp;", "été", "ete\u0301", "Œsophagus", "straße", "ΑΣ", "İ",
    "אב", "😀", "...", "mobilize", "mobilise", "C7", "T1", "anterior", "anterioor", "1", "10", "-", "“quoted”", "’s",
    "constructor", "toString",
)  # fmt: skip
_COMMON = {
    "id": "drawn", "objective": "drawn", "verb": "recall", "stem": "Drawn?", "sources": ["pcs-guidelines"],
    "reviewed": {"on": "2026-11-24", "against": "FY2027"},
}  # fmt: skip


def phrase(draw: random.Random) -> str:
    return " ".join(draw.choices(WORDS, k=draw.randint(1, 3)))


def drawn_question(kind: str, draw: random.Random) -> Question:
    """Return a question of this kind made of words drawn by lot; what no reader would let through is drawn again."""
    while True:
        try:
            return read_question({**_COMMON, "kind": kind, **_FIELDS[kind](draw)})
        except DataError:
            continue


def drawn_answers(question: Question, draw: random.Random, n: int) -> list[Any]:
    """Return answers near the right one and far from it."""
    return [_ANSWERS[question.kind](question, draw) for _ in range(n)]


def slipped(text: str, draw: random.Random) -> str:
    """Return a text with one or two slips of the pen."""
    for _ in range(draw.randint(1, 2)):
        at, letter = draw.randrange(len(text) + 1), draw.choice("abenorstz1- É.")
        text = draw.choice([text[:at] + letter + text[at:], text[:at] + text[at + 1 :], text[:at] + letter + text[at + 1 :],
                            text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]])  # fmt: skip
    return text


def _reason(draw: random.Random) -> dict[str, str]:
    return {"why": phrase(draw), "misconception": draw.choice(["fusion-is-eternal", "approach-is-column"])}


def _text(draw: random.Random) -> dict[str, Any]:
    near = [{"forms": [phrase(draw) for _ in range(draw.randint(1, 2))], **_reason(draw)} for _ in range(draw.randint(0, 2))]
    return {
        "answer": phrase(draw),
        "accept": [phrase(draw) for _ in range(draw.randint(0, 2))],
        "why": phrase(draw),
        "near": near,
    }


def _order(draw: random.Random) -> dict[str, Any]:
    texts = [phrase(draw) for _ in range(draw.randint(3, 8))]
    pairs = [sorted(draw.sample(range(len(texts)), 2)) for _ in range(draw.randint(0, 3))]
    near = [{"before": texts[later], "after": texts[early], **_reason(draw)} for early, later in pairs]
    return {"items": [{"text": text, "why": phrase(draw)} for text in texts], "why": phrase(draw), "near": near}


def _match(draw: random.Random) -> dict[str, Any]:
    targets = [phrase(draw) for _ in range(draw.randint(2, 4))]
    items = []
    for _ in range(draw.randint(2, 6)):
        right, *wrong = draw.sample(targets, len(targets))
        near = [{"target": target, **_reason(draw)} for target in wrong[: draw.randint(0, 2)]]
        items.append({"text": phrase(draw), "match": right, "why": phrase(draw), "near": near})
    return {"headings": ["Items", "Targets"], "targets": targets, "items": items}


def _place(draw: random.Random) -> dict[str, Any]:
    shown, pick = draw.choice(["L2-S1", "C4-C7", "cervical", "sacral"]), draw.choice(["joint", "column"])
    spots = [joint.name for joint in joints_shown(shown) if pick == "joint" or joint.is_vertebral]
    spots = spots if pick == "joint" else [f"{spot} {column}" for spot in spots for column in ("anterior", "posterior")]
    draw.shuffle(spots)
    answer, rest = spots[: draw.choice([1, 1, 2, 3])], spots[3:]
    near = [{"at": spot, **_reason(draw)} for spot in rest[: draw.randint(0, 2)]]
    return {"map": shown, "pick": pick, "answer": answer, "near": near, "why": phrase(draw), "otherwise": phrase(draw)}


def _tag(draw: random.Random) -> dict[str, Any]:
    lines = [
        " ".join(phrase(draw) + draw.choice([".", ",", ";", ". Then", ""]) for _ in range(6)) for _ in range(draw.randint(1, 4))
    ]
    labels = {
        name: phrase(draw) for name in draw.sample(["status", "column", "constructor", "toString", "<b>"], draw.randint(1, 3))
    }

    def pieces(most: int) -> list[dict[str, str]]:
        found = []
        for _ in range(draw.randint(1, most)):
            words = draw.choice(lines).split()
            start = draw.randrange(len(words))
            found.append({"phrase": " ".join(words[start : start + draw.randint(1, 6)]), "label": draw.choice(list(labels))})
        return found

    near = [{**piece, **_reason(draw)} for piece in pieces(2)[: draw.randint(0, 2)]]
    evidence, also = pieces(5), pieces(3)
    for piece in also:
        same = [fact["phrase"] for fact in evidence if fact["label"] == piece["label"]]
        alone = [words for words in same if sum(words in other for other in same) == 1]
        if alone and draw.random() < 0.8:
            piece["finds"] = draw.choice(alone)
    return {
        "note": "\n\n".join(lines),
        "labels": labels,
        "evidence": evidence,
        "also": also,
        "near": near,
        "why": phrase(draw),
    }


def _spots(question: Question, draw: random.Random) -> list[str]:
    spots = question.face()["spots"]
    return draw.sample(spots, min(len(spots), draw.choice([1, 1, 1, 2, 3])))


def _marks(question: Question, draw: random.Random) -> dict[str, list[Any]]:
    right, clauses = question.solution(), question.clauses  # type: ignore[attr-defined]
    return {
        name: [n for n in right[name] if draw.random() < 0.7]
        + draw.choices([*range(len(clauses)), *clauses], k=draw.randint(0, 2))
        for name in draw.sample(list(right), len(right))
    }


def _term(question: Question, draw: random.Random) -> str:
    known = [what for what, _, _ in question.key()]
    return draw.choice([phrase, lambda draw: draw.choice(known), lambda draw: slipped(draw.choice(known), draw)])(draw)


def _sequence(question: Question, draw: random.Random) -> list[str]:
    texts = list(question.solution())
    draw.shuffle(texts)
    return draw.choice([texts, texts, texts, texts[1:], [*texts, texts[0]], [f" {text} " for text in texts]])


def _pairs(question: Question, draw: random.Random) -> dict[str, str]:
    targets = [*question.face()["targets"], *question.face()["targets"], "none of these"]
    return {text: draw.choice(targets) for text in question.solution()}


_FIELDS = {"text": _text, "order": _order, "match": _match, "place": _place, "tag": _tag}
_ANSWERS = {"text": _term, "order": _sequence, "match": _pairs, "place": _spots, "tag": _marks}
