"""Write what the browser is told as types for its scripts: `python3 tools/contract.py`.

The TypedDicts of the modules below are the one source. Run this when one of them was changed; then
spine_edu/widgets/static/contract.d.ts says the same in the words of TypeScript.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

CLONE = Path(__file__).resolve().parent.parent
MODULES = (
    "coding/pcs/choices.py",
    "quiz/contract.py",
    "widgets/coding/answers.py",
    "widgets/coding/story.py",
    "widgets/coding/picker.py",
    "coding/reading/in_words.py",
    "coding/icd9_choices.py",
    "widgets/coding/builder.py",
    "widgets/turning/views.py",
    "widgets/glossary.py",
    "widgets/progress.py",
    "figures/alignment/column.py",
    "figures/alignment/column_bend.py",
    "figures/alignment/sagittal_profile.py",
    "figures/alignment/neck_nod.py",
    "figures/plates/bones/pedicle_screw.py",
    "figures/plates/person/root_told.py",
    "widgets/turning/body.py",
    "practice/claims/contract.py",
    "widgets/asking/worklist.py",
    "widgets/asking/exam.py",
    "room/told.py",
)
TARGET = CLONE / "spine_edu" / "widgets" / "static" / "contract.d.ts"

_NOTE = "// Written by tools/contract.py from the TypedDicts of the program; do not edit.\n"
_PLAIN = {"str": "string", "int": "number", "float": "number", "bool": "boolean", "Any": "unknown", "object": "unknown"}


def main() -> None:
    """Write the types anew."""
    TARGET.write_text(written(sources()), "utf-8", newline="\n")


def sources() -> dict[str, str]:
    """Return the modules that say what the browser is told, by name, as text."""
    return {name: (CLONE / "spine_edu" / name).read_text("utf-8") for name in MODULES}


def written(modules: Mapping[str, str]) -> str:
    """Return the TypedDicts of some modules, given as their names and texts, as interfaces.

    >>> print(written({"rows.py": 'class Row(TypedDict):\\n    "A row."\\n    n: int\\n    too: NotRequired[list[str | None]]'}))
    // Written by tools/contract.py from the TypedDicts of the program; do not edit.
    <BLANKLINE>
    // spine_edu/rows.py
    <BLANKLINE>
    /** A row. */
    export interface Row {
      n: number;
      too?: (string | null)[];
    }
    <BLANKLINE>
    """
    known = {"TypedDict"}
    parts = [_NOTE]
    for name, text in modules.items():
        parts += [f"// spine_edu/{name}\n", *_interfaces(ast.parse(text), known)]
    return "\n".join(parts)


def _interfaces(module: ast.Module, known: set[str]) -> Iterator[str]:
    """Yield each TypedDict of a module as an interface; one may build on any that came before."""
    for node in module.body:
        if not isinstance(node, ast.ClassDef):
            continue
        bases = [ast.unparse(base) for base in node.bases]
        if not known.intersection(bases):
            continue
        known.add(node.name)
        above = [base for base in bases if base != "TypedDict"]
        extends = f" extends {', '.join(above)}" if above else ""
        keys = [_key(item) for item in node.body if isinstance(item, ast.AnnAssign)]
        body = f"{{\n{''.join(keys)}}}" if keys else "{}"
        yield f"{_comment(ast.get_docstring(node) or '')}export interface {node.name}{extends} {body}\n"


def _comment(text: str) -> str:
    """Return a docstring as a comment."""
    lines = text.splitlines()
    return (
        f"/** {text} */\n" if len(lines) == 1 else "".join(["/**\n", *(f" * {line}".rstrip() + "\n" for line in lines), " */\n"])
    )


def _key(item: ast.AnnAssign) -> str:
    name, hint = ast.unparse(item.target), item.annotation
    if isinstance(hint, ast.Subscript) and ast.unparse(hint.value) == "NotRequired":
        return f"  {name}?: {_type(hint.slice)};\n"
    return f"  {name}: {_type(hint)};\n"


def _type(hint: ast.expr) -> str:
    """Return a type in the words of TypeScript; raise TypeError for what JSON cannot hold or no script of ours asks for."""
    match hint:
        case ast.Constant(value=None):
            return "null"
        case ast.Name(id=name):
            return _PLAIN.get(name, name)
        case ast.BinOp(left=one, op=ast.BitOr(), right=other):
            return f"{_type(one)} | {_type(other)}"
        case ast.Subscript(value=ast.Name(id="list"), slice=inner):
            return f"({_type(inner)})[]" if isinstance(inner, ast.BinOp) else f"{_type(inner)}[]"
        case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=inner)):
            return f"[{', '.join(map(_type, inner))}]"
        case ast.Subscript(value=ast.Name(id="dict"), slice=ast.Tuple(elts=[ast.Name(id="str"), inner])):
            return f"Record<string, {_type(inner)}>"
        case ast.Subscript(value=ast.Name(id="Literal"), slice=inner):
            values = inner.elts if isinstance(inner, ast.Tuple) else [inner]
            return " | ".join(json.dumps(ast.literal_eval(value)) for value in values)
    raise TypeError(f"{ast.unparse(hint)} has no counterpart in a script.")


if __name__ == "__main__":
    main()
