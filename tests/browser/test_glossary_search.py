"""A word of the course is found however it is spelt, in Python and in the browser alike."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import pytest

from spine_edu.errors import UnknownTerm
from spine_edu.glossary import plain, term_named, terms
from spine_edu.widgets.glossary import Glossary, glossary

TRIES = ["", "Non-union", "NONUNION", "haematoma", "Diskectomies", "vertebrae", "arthrodeses", "pseudo arthrosis", "é̂", "ÉTAGE",
         "👩‍⚕️", "عظم", "miss", "axis", "corpus", "lordoses", "autologous bone grafts",
         *(name for term in terms() for name in (term.name, *term.also))]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "term"),
    [
        pytest.param("non union", "pseudarthrosis", id="another word"),
        pytest.param("disk", "disc", id="American spelling"),
        pytest.param("ARTHRODESIS", "fusion", id="capitals"),
        pytest.param("anterior lumbar interbody fusion", "ALIF", id="in full"),
    ],
)
def test_a_term_is_found_under_its_other_names(asked: str, term: str) -> None:
    assert term_named(asked).name == term


def test_every_name_leads_to_its_own_term() -> None:
    for term in terms():
        for name in (term.name, *term.also):
            assert term_named(name) == term, f"data/glossary.yml: {name!r} of {term.name!r} leads to {term_named(name).name!r}"


def test_an_unknown_word_names_the_nearest() -> None:
    with pytest.raises(UnknownTerm, match="pseudarthrosis"):
        term_named("pseudartrosis")
    with pytest.raises(UnknownTerm, match=r"glossary\(\) lists them all"):
        term_named("📎")


def test_one_term_is_shown_with_its_source() -> None:
    shown = glossary("nonunion", "pseudarthrosis")
    assert shown.html.count("<p><strong>") == 1 and "Source:" in shown.html  # type: ignore[union-attr]
    assert shown.words.startswith("pseudarthrosis: ")  # type: ignore[union-attr]


@pytest.mark.browser
def test_the_browser_searches_as_python_does(saved_page: Callable[..., Any], violations: Callable[..., Any]) -> None:
    widget = Glossary()
    page = saved_page(widget)
    compared = page.evaluate(
        """async ([source, tries]) => {
          const m = await import('data:text/javascript;base64,' + source);
          return tries.map(m.spelling);
        }""",
        [base64.b64encode(widget.get_state()["_esm"].encode()).decode(), TRIES],
    )
    assert compared == [plain(text) for text in TRIES]
    page.get_by_label("Find a word").fill("non-un")
    assert page.locator("dl > div:visible dt").all_inner_texts() == ["pseudarthrosis"]
    assert page.locator(".told").inner_text().startswith("1 of ")
    assert violations(page, ".glossary") == []
