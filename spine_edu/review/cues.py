"""What gives an answer away, or leaves open what is asked: the wording of stems and options.

A learner who knows nothing of the spine should gain nothing from length, grammar, absolute words or 'all of the above'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spine_edu.review import tone
from spine_edu.review.draft import Draft, Fault, choices_in, flat, options_of, short, stems_in
from spine_edu.text.quoting import shown

# Stems: clear

_INSTRUCTION = re.compile(r"(Code|Name|Tick|Write|Choose|Mark|Order|Put|Match|Click|Tag|Answer|Sort|Read) ")


def stem_asks(draft: Draft) -> Iterator[Fault]:
    for path, stem in stems_in(draft):
        last = re.split(r"(?<=[.?!])[\"”]? ", stem)[-1]
        if not last.endswith("?") and not (last.endswith(".") and _INSTRUCTION.match(last)):
            fix = (
                "End with a question mark, or with an instruction that starts with a verb (Code, Name, Tick, Mark, Order, Match)."
            )
            yield (
                path,
                f"The stem ends with {short(last)} and asks nothing; with the options covered nobody could answer it.",
                fix,
            )


def stem_asks_for_what_is(draft: Draft) -> Iterator[Fault]:
    for path, stem in stems_in(draft):
        found = re.search(r"\bEXCEPT\b|\bNOT\b|\bexcept(ion)?\b|\b(?:is|are) (?:false|wrong|incorrect)\?$", stem)
        if found:
            yield path, f"The stem asks for an exception ({shown(found[0])}).", "Turn it round: ask for what is."


def stem_leaves_the_number_open(draft: Draft) -> Iterator[Fault]:
    """One right option and 'which are', or several and 'which is', give the number of right ones away or mislead."""
    for path, choice in choices_in(draft):
        several = choice.get("kind", "single") == "multiple"
        clue = r"(is|was|has|does)" if several else r"(are|were|have|do)"
        found = re.search(rf"\b[Ww]hich (?:one )?(?:of (?:these|them|the following) )?{clue}\b", flat(choice["stem"]))
        if found:
            number = "one, and several options are right" if several else "several, and one option is right"
            yield (*path, "stem"), f"{shown(found[0])} speaks of {number}.", "Let the verb fit the key."


def stem_fits_every_option(draft: Draft) -> Iterator[Fault]:
    for path, stem in stems_in(draft):
        found = re.search(r"\b(an?) ?(?:_{2,}|…|\.{3})|\b(an?)\s*[:?.]?$", stem)
        if found:
            article = found[1] or found[2]
            yield (
                path,
                f"The article {shown(article)} before the gap rules out some answers.",
                "Ask a whole question instead of leaving a gap.",
            )


# Options: fair

_LAZY = re.compile(r"\b(all|none|both|neither|any) of (the )?(above|these|them|options)\b|\b(A and B|none is right)\b", re.I)
_FORMS = (
    ("starts with a verb in -ing", re.compile(r"\w+ing ")),
    ("starts with 'To'", re.compile(r"To ")),
    ("gives a reason", re.compile(r".*\b(because|since)\b")),
    ("holds a remark in brackets", re.compile(r".*\(")),
)


def options_are_of_one_length(draft: Draft) -> Iterator[Fault]:
    """No option is told by its length."""
    for path, choice in choices_in(draft):
        lengths = [len(text) for text, _ in options_of(choice)]
        if max(lengths) > 1.6 * min(lengths) + 20:
            place = lengths.index(max(lengths))
            yield (
                (*path, "options", place),
                f"Its {max(lengths)} characters stand beside {min(lengths)}; length tells more than the words.",
                "Shorten it, or lengthen the others.",
            )
        right = [text for text, correct in options_of(choice) if correct]
        wrong = [text for text, correct in options_of(choice) if not correct]
        if len(right) == 1 and wrong and len(right[0]) > 1.4 * max(map(len, wrong)) + 6:
            place = [correct for _, correct in options_of(choice)].index(True)
            yield (
                (*path, "options", place),
                "The right option is by far the longest.",
                "Move what explains into `why:`, or lengthen the others.",
            )


def options_stand_alone(draft: Draft) -> Iterator[Fault]:
    for path, choice in choices_in(draft):
        for n, (text, _) in enumerate(options_of(choice)):
            found = _LAZY.search(text)
            if found:
                yield (
                    (*path, "options", n),
                    f"It speaks of the other options ({shown(found[0])}).",
                    "Say in its own words what it claims, or drop it.",
                )


def options_share_a_form(draft: Draft) -> Iterator[Fault]:
    """No option is told by its last mark, its first letter or its grammar."""
    for path, choice in choices_in(draft):
        options = options_of(choice)
        ends = [text[-1] if text[-1] in ".?!" else "" for text, _ in options]
        odd = min(range(len(ends)), key=lambda n: ends.count(ends[n]))
        if len(set(ends)) > 1:
            yield (
                (*path, "options", odd),
                "It ends with another mark than its neighbors.",
                "End all options alike, best without a mark.",
            )
        for n, (text, _) in enumerate(options):
            if text[0].isalpha() and not text[0].isupper():
                yield (*path, "options", n), "It starts with a small letter.", "Start every option with a capital."
        right = [n for n, (_, correct) in enumerate(options) if correct]
        for what, form in _FORMS if len(right) == 1 and len(options) > 3 else ():
            has = [bool(form.match(text)) for text, _ in options]
            if has.count(has[right[0]]) == 1:
                only = "alone " + what if has[right[0]] else f"is the only one that does not fit: every other {what}"
                yield (
                    (*path, "options", right[0]),
                    f"The right option {only}.",
                    "Give the options one grammar, so that form tells nothing.",
                )


def options_are_moderate_alike(draft: Draft) -> Iterator[Fault]:
    """Those who know nothing strike out what says always and never."""
    for path, choice in choices_in(draft):
        found = [(n, tone.ABSOLUTE.search(text), correct) for n, (text, correct) in enumerate(options_of(choice))]
        absolute = [(n, word[0], correct) for n, word, correct in found if word]
        if len(absolute) > 1 and not any(correct for *_, correct in absolute):
            words = " and ".join(repr(word) for _, word, _ in absolute)
            yield (
                (*path, "options", absolute[0][0]),
                f"Absolute words ({words}) stand in wrong options alone.",
                "Soften them, or let the key be as firm.",
            )


def key_is_some_of_them(draft: Draft) -> Iterator[Fault]:
    for path, choice in choices_in(draft):
        keys, all = sum(correct for _, correct in options_of(choice)), len(choice["options"])
        if choice.get("kind") == "multiple" and not 1 < keys < all:
            yield (
                (*path, "options"),
                f"{keys} of {all} options are right.",
                "Make it two or more, and not all; for one right option use `kind: single`.",
            )


CHECKS = (
    stem_asks, stem_asks_for_what_is, stem_leaves_the_number_open, stem_fits_every_option,
    options_are_of_one_length, options_stand_alone, options_share_a_form, options_are_moderate_alike, key_is_some_of_them,
)  # fmt: skip
