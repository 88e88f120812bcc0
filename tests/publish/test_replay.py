"""A lesson run without a kernel: what it gives is held against what it stores, cell by cell."""

import pytest

from spine_edu.publish.notebooks import canonical, lessons, read, run
from spine_edu.publish.replay import main, replay, summary


@pytest.fixture
def lesson(tmp_path):
    """Store a lesson of the given cells, with the outputs that a kernel gives."""

    def stored(*sources):
        cells = [{"cell_type": "code", "id": f"c{n}", "metadata": {}, "source": source} for n, source in enumerate(sources)]
        path = tmp_path / "a-lesson.ipynb"
        path.write_text(canonical(run({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, path)), "utf-8")
        return path

    return stored


def changed(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return path


def test_a_cell_gives_here_what_a_kernel_gave(lesson):
    path = lesson(
        "from spine_edu.lesson import *",
        'joints_in("L3-S1")',
        'print("one")\nprint("two")',
        'question("start-joints")',
        'evidence("complication_rates").head(2)',
        'rates(evidence("complication_rates").head(3), "Three rates")',
    )
    assert [(cell.differs, cell.lacks) for cell in replay(path)] == [("", "")] * 6
    assert summary(replay(path)) == "a-lesson: 6 cells, 6 equal"


def test_where_a_cell_differs_is_said(lesson, capsys):
    path = changed(lesson('"an old word"', "len('abc')"), "an old word", "a new word")
    path = changed(path, '"3"', '"4"')
    assert main([str(path)]) == 1
    assert "a-lesson, cell 2 (len('abc')): outputs[0].data.text/plain[0]: stored '4', here '3'" in capsys.readouterr().out


def test_a_cell_that_fails_is_no_equal_cell(lesson):
    [cell] = replay(changed(lesson("1"), '"1"', '"1 / 0"'))
    assert cell.differs == "ZeroDivisionError: division by zero"


def test_a_package_that_is_not_here_is_named_also_for_the_cells_that_build_on_it(lesson, capsys):
    path = changed(lesson("import json", "json.dumps(1)", "2 + 2"), "json", "nosuch.package")
    assert [cell.lacks for cell in replay(path)] == ["nosuch", "nosuch", ""]
    assert main([str(path)]) == 1
    told = capsys.readouterr().out
    assert "3 cells, 1 equal, 2 not run for want of nosuch" in told
    assert "cell 1 (import nosuch.package): not run, nosuch is not here" in told


def test_one_lesson_knows_nothing_of_the_lesson_before(lesson):
    assert replay(lesson("kept = 1"))[0].differs == ""
    assert "NameError" in replay(changed(lesson("other = 1"), "other = 1", "kept"))[0].differs


def test_a_whole_lesson_is_the_same_without_a_kernel(capsys):
    first = lessons()[0]
    count = sum(cell["cell_type"] == "code" for cell in read(first)["cells"])
    assert main([str(first)]) == 0
    assert f"00-start-here: {count} cells, {count} equal" in capsys.readouterr().out
