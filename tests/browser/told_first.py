"""What a page tells before it is asked: the surroundings of each question as first seen, and its answer in them.

The surroundings run from the heading before a question to the heading after it: all that can be seen there before any click,
with what pictures say of themselves (to who hears a page, a drawing reads its words out before its fold is opened) and what the
neighbors ask, but for the card itself, whose options have to hold the answer. Of a fold its name is seen, and its inside where
it stands open. An answer is told if one sentence holds what tells it apart: a code, a name or a number as such, a place with
its column, the words of an option that neither the question nor a wrong option has. So no reader is replaced: a paraphrase goes
by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from spine_edu.publish.pieces.folds import words_on
from spine_edu.publish.pieces.outputs import LOOK
from spine_edu.quiz import Question, question_named

SEEN = """() => {
  const seen = [];
  let section = 0;
  for (const cell of document.querySelectorAll("main > section:not(.answer-key)")) {
    const texts = [];
    for (const block of cell.children) {
      if (/^H[1-6]$/.test(block.tagName)) section += 1;
      const said = [...block.querySelectorAll("img, svg"), ...(block.matches("img, svg") ? [block] : [])]
        .filter((picture) => picture.checkVisibility())
        .flatMap((picture) => picture.alt ?? [...picture.querySelectorAll(":scope > title, :scope > desc")]
          .map((told) => told.textContent));
      texts.push([section, [block.innerText ?? block.textContent, ...said].join("\\n")]);
    }
    seen.push(texts);
  }
  return seen;
}"""
SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
ON_THE_PAGE = re.compile(r"^(?:question\(|quiz\(\[)")


def told_first(page: Any, cells: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return the sentences that tell the answers of questions, by question; `page` shows the `cells` of a notebook."""
    shown = [cell for cell in cells if {"instructor", "notebook"}.isdisjoint(_tags(cell))]
    shown = [cell for before, cell in pairwise([{}, *shown]) if not _is_of_its_fold(cell, before)]
    seen = page.evaluate(SEEN)
    assert len(seen) == len(shown), "a cell of the notebook is a section of the page, unless it only speaks of a folded result"
    around: dict[int, list[str]] = {}
    asked: list[tuple[int, Question]] = []
    for cell, texts in zip(shown, seen, strict=True):
        questions = _asked_by(cell)
        for section, text in texts[:1] if questions else texts:
            around.setdefault(section, []).extend([question.stem for question in questions] or [text])
            asked += [(section, question) for question in questions]
    found = {}
    for section, question in asked:
        for sentence in _sentences(text for text in around[section] if text != question.stem):
            if any(all(piece.search(sentence) for piece in pieces) for pieces in telltales(question)):
                found.setdefault(question.id, sentence)
    return found


def _tags(cell: Mapping[str, Any]) -> Sequence[str]:
    return cell.get("metadata", {}).get("tags", [])


def _is_of_its_fold(cell: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    """Whether a text holds the words on the result before it and nothing else: a page has both in one fold."""
    words, rest = words_on("".join(cell["source"])) if cell["cell_type"] == "markdown" and LOOK in _tags(before) else ("", "")
    return bool(words) and not rest.strip()


def telltales(question: Question) -> Iterator[list[re.Pattern[str]]]:
    """Yield the ways in which a sentence tells the answer of a question: each a list of what it holds then, all of it."""
    key = question.key()
    right, wrong = [(what, why) for what, is_right, why in key if is_right], [what for what, is_right, _ in key if not is_right]
    if question.kind == "number":
        yield [_number(str(question.solution()), question.stem, getattr(question, "unit", ""))]
    elif question.kind in ("text", "code"):
        yield [re.compile(rf"\b{re.escape(what)}\b") for what, _ in right[:1]]
        for number in set(re.findall(r"\b\d\d+\b", right[0][1])) - set(re.findall(r"\d+", question.stem)):
            yield [re.compile(rf"\b(?:number|nr\.?) {number}\b", re.IGNORECASE)]
    elif question.kind == "place":
        yield [re.compile(rf"\b{re.escape(piece)}\b", re.IGNORECASE) for what, _ in right for piece in what.split()]
    elif question.kind == "match":
        yield from ([re.compile(re.escape(side), re.IGNORECASE) for side in what.split(": ")] for what, _ in right)
    elif question.kind in ("single", "multiple", "part"):
        known = _words([question.stem, *wrong])
        for words in ([word for word in _words([what]) if word not in known] for what, _ in right):
            if len(words) > 1 or any(letter.isdigit() for letter in "".join(words)):
                yield [re.compile(rf"\b{re.escape(word)}", re.IGNORECASE) for word in words]


def _asked_by(cell: Mapping[str, Any]) -> list[Question]:
    source = "".join(cell["source"])
    named = re.findall(r'"([a-z][a-z0-9-]+)"', source) if ON_THE_PAGE.match(source) else []
    return [part for id in named for part in (question_named(id), *question_named(id).parts)]


def _number(answer: str, stem: str, unit: str) -> re.Pattern[str]:
    """A small number tells nothing without what it counts; a larger one, or one with a fraction, does, and so does a share."""
    if not answer.isdigit() or int(answer) >= len(SMALL):
        share = "" if "percent" in f"{stem} {unit}" else r"(?!\s?%)"
        return re.compile(rf"(?<![\d.,]){re.escape(answer)}(?![\d.,]*\d){share}")
    counted = re.search(r"[Hh]ow many (?:\S+ )?(joints|vertebrae|bones|discs|codes|processes)", stem)
    noun = (unit or (counted[1] if counted else "")).rstrip("s")
    spelled = SMALL[int(answer)]
    return re.compile(rf"\b(?:{answer}|{spelled}) (?:\S+ )?{re.escape(noun)}" if noun else rf"\b{answer}\b", re.IGNORECASE)


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from filter(None, map(str.strip, re.split(r"\n|(?<=[.!?:;])\s", text)))


def _words(texts: Iterable[str]) -> list[str]:
    """The words of some texts that carry a meaning, codes and names of joints among them, each once."""
    words = [word for text in texts for word in re.findall(r"[\w-]+", text.lower())]
    return list(dict.fromkeys(word for word in words if len(word) > 3 or any(letter.isdigit() for letter in word)))
