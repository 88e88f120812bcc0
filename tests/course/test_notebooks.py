"""Every lesson as it is stored: run to the end, in order, canonical, readable, and true to its links and sources."""

import itertools
import json
import re
from pathlib import Path

import pytest

from spine_edu.data import document
from spine_edu.publish.notebooks import canonical, lessons
from spine_edu.text.cited import parted

NOTEBOOKS = [(path, json.loads(path.read_text(encoding="utf-8"))) for path in lessons()]
TAGS = {"hide-input", "solution", "instructor", "notebook", "look", "raises-exception", "nbval-ignore-output"}
IMPORT = "from spine_edu.lesson import *"
FIGURES = ("level_map(", "timeline(", "note(", "eras(", "anatomy_of(", "codes_for(", "sources(")

every_notebook = pytest.mark.parametrize(("path", "notebook"), NOTEBOOKS, ids=[path.stem for path, _ in NOTEBOOKS])


def code(notebook):
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def prose(notebook):
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]


def text(cell):
    return "".join(cell["source"])


def told(cell):
    """What the outputs of a cell say in words."""
    return "\n".join("".join(output.get("data", {}).get("text/plain", "")) for output in cell.get("outputs", []))


def cited_in(ids):
    return set(re.split("[,;] ?", ids)) & set(document("sources.yml"))


def cited_by_figures(cell):
    return {mark.strip(" \n[]") for mark in parted(told(cell))[1::2]} & set(document("sources.yml"))


def test_the_course_has_its_start_page_and_the_refusion_lesson():
    assert {"00-start-here", "12-refusion"} <= {path.stem for path, _ in NOTEBOOKS}


@every_notebook
def test_every_code_cell_was_run_once_in_order(path, notebook):
    counts = [cell["execution_count"] for cell in code(notebook)]
    assert counts == list(range(1, len(counts) + 1)), f"{path.name}: run python3 -m spine_edu build"


@every_notebook
def test_no_cell_stores_an_error_or_a_warning(path, notebook):
    for cell in code(notebook):
        for output in cell["outputs"]:
            bad = output["output_type"] == "error" or output.get("name") == "stderr"
            assert not bad or "raises-exception" in cell["metadata"].get("tags", []), f"{path.name}: {text(cell)}"


@every_notebook
def test_it_is_stored_in_canonical_form(path, notebook):
    assert canonical(notebook) == path.read_text(encoding="utf-8"), f"{path.name}: run python3 -m spine_edu build"


@every_notebook
def test_it_opens_with_one_heading_one_and_one_import_cell(path, notebook):
    first_lines = [text(cell).splitlines() for cell in prose(notebook)]
    tops = [line for lines in first_lines for line in lines if line.startswith("# ")]
    assert len(tops) == 1, f"{path.name}: one title, and no more"
    assert text(notebook["cells"][0]).startswith("# "), f"{path.name}: the title comes first"
    assert [text(cell) for cell in code(notebook)].count(IMPORT) == 1, f"{path.name}: the import cell is {IMPORT!r}"
    assert text(code(notebook)[0]) == IMPORT, f"{path.name}: the import cell comes before any other code"


@every_notebook
def test_headings_never_skip_a_level(path, notebook):
    levels = [len(match[1]) for cell in prose(notebook) for match in re.finditer(r"^(#+) ", text(cell), re.MULTILINE)]
    for above, below in itertools.pairwise(levels):
        assert below <= above + 1, f"{path.name}: a heading of level {below} follows one of level {above}"


@every_notebook
def test_cells_are_short_and_never_end_in_a_semicolon(path, notebook):
    for cell in code(notebook):
        lines = text(cell).splitlines()
        longest = 40 if text(cell).startswith("sources(") else 12  # a list of sources is no code to follow
        assert 1 <= len(lines) <= longest, f"{path.name}: {lines[0] if lines else 'an empty cell'}"
        assert not lines[-1].rstrip().endswith(";"), f"{path.name}: nbval fails on a trailing ';': {lines[-1]}"


@every_notebook
def test_tags_are_known_and_cell_ids_unique(path, notebook):
    tags = {tag for cell in notebook["cells"] for tag in cell["metadata"].get("tags", [])}
    assert tags <= TAGS, f"{path.name}: unknown tags {tags - TAGS}"
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids), f"{path.name}: a cell id stands twice"


@every_notebook
def test_every_figure_carries_words(path, notebook):
    for cell in code(notebook):
        if text(cell).splitlines()[-1].startswith(FIGURES):
            said = ["".join(output["data"].get("text/plain", "")) for output in cell["outputs"] if "data" in output]
            assert said, f"{path.name}: {text(cell)} shows nothing"
            assert all(len(words) > 20 for words in said), f"{path.name}: {text(cell)} has no words"


@every_notebook
def test_outputs_tell_nothing_of_the_machine(path, notebook):
    stored = path.read_text(encoding="utf-8")
    folders = [rf"[\s\"'=]/{name}/" for name in ("home", "root", "tmp", "Users")]
    for pattern in (r" at 0x[0-9a-f]{6,}", *folders, "Traceback"):
        assert not re.search(pattern, stored), f"{path.name}: {pattern} is stored"


@every_notebook
def test_links_lead_to_a_lesson_and_a_heading_that_exist(path, notebook):
    headings = {
        other.name: {
            match[1].strip().replace(" ", "-")
            for cell in prose(content)
            for match in re.finditer(r"^#+ (.+)$", text(cell), re.MULTILINE)
        }
        for other, content in NOTEBOOKS
    }
    for cell in prose(notebook):
        for target in re.findall(r"\]\(([^)]+)\)", text(cell)):
            if target.startswith("https://"):
                continue
            file, _, anchor = target.partition("#")
            assert (Path(path).parent / file).is_file(), f"{path.name}: {target} leads nowhere"
            assert not anchor or anchor in headings[file], f"{path.name}: {target} names no heading of {file}"


@every_notebook
def test_no_brackets_hold_two_sources(path, notebook):
    """Each source has brackets of its own: so each becomes a number that opens it."""
    said = "\n".join(text(cell) + told(cell) for cell in notebook["cells"])
    lists = [ids for ids in re.findall(r"\[([a-z0-9-]+(?:[,;] ?[a-z0-9-]+)+)\]", said) if cited_in(ids)]
    assert not lists, f"{path.name}: {lists}"


@every_notebook
def test_every_source_in_the_text_is_known_and_listed_at_the_end(path, notebook):
    cited = {id for cell in prose(notebook) for id in re.findall(r"\[([a-z][a-z0-9-]+)\](?!\()", text(cell))}
    cited |= {id for cell in code(notebook) if not text(cell).startswith("sources(") for id in cited_by_figures(cell)}
    listed = {id for cell in code(notebook) if text(cell).startswith("sources(") for id in re.findall(r'"([^"]+)"', text(cell))}
    assert cited <= set(document("sources.yml")), f"{path.name}: not in data/sources.yml: {cited - set(document('sources.yml'))}"
    assert cited == listed, f"{path.name}: cited but not listed {cited - listed}; listed but not cited {listed - cited}"


@pytest.mark.parametrize("needed", ["## Recall", "**After this lesson you can**", "## Key points", "## Sources"])
def test_the_refusion_lesson_has_the_rhythm_of_a_lesson(needed):
    lesson = next(notebook for path, notebook in NOTEBOOKS if path.stem == "12-refusion")
    assert any(needed in text(cell) for cell in prose(lesson))


def test_the_refusion_lesson_asks_ten_mastery_questions_and_predicts_five_times():
    lesson = next(notebook for path, notebook in NOTEBOOKS if path.stem == "12-refusion")
    cells = [text(cell) for cell in code(lesson)]
    assert any('quiz("refusion", n=10' in cell for cell in cells)
    assert sum(cell.startswith("question(") for cell in cells) >= 5
