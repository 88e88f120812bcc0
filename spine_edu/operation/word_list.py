"""The words of the format, field by field, each with what a coder may write for it: what `code --words` prints."""

from __future__ import annotations

from collections.abc import Iterator

from spine_edu.errors import OperationError
from spine_edu.operation.procedures import procedure_fields
from spine_edu.operation.reading import words_of
from spine_edu.operation.words import FIELDS, shop_words
from spine_edu.text.quoting import did_you_mean, shown


def word_list(field: str = "") -> str:
    """Return the words of one field, or of all fields; raise OperationError for a field that holds no words.

    >>> print(word_list("side"))
    side
      left: lt, l
      right: rt, r
      both: bilateral, both sides
    """
    if field and field not in FIELDS:
        hint = did_you_mean(field, FIELDS) or f"there are {', '.join(FIELDS)}."
        raise OperationError(f"No field {shown(field)} holds words of a list; {hint}")
    return "\n\n".join("\n".join(_of_field(name)) for name in ([field] if field else FIELDS))


def _of_field(field: str) -> Iterator[str]:
    """Yield the words of a field with those that are read as them, then those that are asked about."""
    yield {"field": "names of fields", "anywhere": "every field"}.get(field, field)
    read_as: dict[str, list[str]] = {word: [] for word in words_of(field)}
    asked: list[str] = []
    beside = [name for shop_word in shop_words() if field in shop_word.beside for name in shop_word.names]
    for shop_word in shop_words():
        if meaning := shop_word.meanings.get(field):
            names = [name for name in shop_word.names if name not in read_as]
            if meaning.ask:
                asked.append(f"{', '.join(names)}: {meaning.ask}")
            else:
                read_as[meaning.means] += names
    for word, names in read_as.items():
        fields = f" ({', '.join(procedure_fields(word)) or 'no field beside'})" if field == "kind" else ""
        yield f"  {word}{fields}{': ' if names else ''}{', '.join(names)}"
    if asked:
        yield "  asked about, as more than one thing is called so:"
        yield from (f"    {question}" for question in asked)
    if beside:
        yield f"  change nothing beside another word: {', '.join(beside)}"
