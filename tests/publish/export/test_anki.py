"""The deck as Anki itself takes it in: a card a question, with its map; a newer deck changes the card and keeps its history."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from spine_edu.publish.export import anki
from spine_edu.quiz.items import Item
from tests.quiz import samples
from tests.quiz.samples import HOSTILE, LINKED, SAMPLES

ITEMS = [item for question in (*SAMPLES.values(), *LINKED.values()) for item in question.elsewhere()]
MONDAY, TUESDAY = 1_800_000_000, 1_800_086_400


class Learner:
    """A learner's own collection, into which decks are taken."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.collection = Collection(str(folder / "collection.anki2"))

    def take(self, items: list[Item], seconds: int) -> dict[str, int]:
        """Take a deck in, as a double click on its file does; return what Anki counts."""
        file = self.folder / "deck.apkg"
        file.write_bytes(anki.write(items, seconds))
        log = self.collection.import_anki_package(
            ImportAnkiPackageRequest(package_path=str(file), options=ImportAnkiPackageOptions())
        ).log
        return {name: len(getattr(log, name)) for name in ("new", "updated", "duplicate", "conflicting")}

    def card(self, id: str) -> Any:
        (found,) = self.collection.find_cards(f"Id:{id}")
        return self.collection.get_card(found)


@pytest.fixture
def learner(tmp_path):
    one = Learner(tmp_path)
    yield one
    one.collection.close()


def test_each_item_becomes_a_card_with_its_map(learner):
    counted = learner.take(ITEMS, MONDAY)
    assert counted == {"new": len(ITEMS), "updated": 0, "duplicate": 0, "conflicting": 0}
    assert learner.collection.card_count() == len(ITEMS)
    assert anki.DECK in [deck.name for deck in learner.collection.decks.all_names_and_ids()]
    picture = f"{samples.PLACE.id}.svg"
    assert picture in learner.card(samples.PLACE.id).question()
    assert (Path(learner.collection.media.dir()) / picture).read_bytes().startswith(b"<svg")


def test_the_front_asks_and_the_back_answers(learner):
    learner.take(ITEMS, MONDAY)
    card = learner.card(samples.NUMBER.id)
    right = samples.NUMBER.solution()
    assert "How many" in card.question() and f"<li>{right} " not in card.question()
    assert f"<li>{right} " in card.answer()


def test_a_changed_question_changes_its_card_and_keeps_its_history(learner):
    learner.take(ITEMS, MONDAY)
    learner.collection.decks.select(learner.collection.decks.id(anki.DECK))
    asked = learner.collection.get_card(learner.collection.sched.get_queued_cards().cards[0].card.id)
    asked.start_timer()
    learner.collection.sched.answerCard(asked, 3)
    id = asked.note()["Id"]

    assert learner.take(ITEMS, MONDAY)["duplicate"] == len(ITEMS), "the same deck again adds nothing"
    changed = [replace(item, stem="In other words?") if item.id == id else item for item in ITEMS]
    assert learner.take(changed, TUESDAY) == {"new": 0, "updated": len(ITEMS), "duplicate": 0, "conflicting": 0}

    again = learner.card(id)
    assert (again.id, again.reps) == (asked.id, 1)
    assert "In other words?" in again.question()
    assert len(learner.collection.card_stats_data(again.id).revlog) == 1


def test_a_text_is_a_text_whatever_it_holds(learner):
    items = [item for n, question in enumerate(HOSTILE) for item in replace(question, id=f"hostile-{n}").elsewhere()]
    learner.take(items, MONDAY)
    assert learner.collection.card_count() == len(items)
    cards = [learner.collection.get_card(id) for id in learner.collection.find_cards("")]
    assert not any("<script" in card.question() + card.answer() for card in cards)


def test_the_same_bank_on_the_same_day_is_the_same_file():
    assert anki.write(ITEMS, MONDAY) == anki.write(ITEMS, MONDAY)
