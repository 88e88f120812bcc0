"""Tables: every cell knows its side, headers are headers, and nothing else is decided here."""

from spine_edu.text.tables import framed, grouped, table


def test_every_cell_carries_its_side_where_style_sheets_are_dropped():
    page = table("Joints", ("Joint", "State"), [("L4-L5", "solid")])
    assert page.count("text-align:left") == page.count("<th ") + page.count("<td ") == 4


def test_a_group_is_headed_over_the_whole_width():
    page = grouped("Codes", ("Character", "Why", "Rule"), [("81.38", [("4", "refusion", "x")]), ("81.62", [])])
    assert page.count('scope="rowgroup" colspan="3"') == page.count("<tbody>") == 2


def test_caption_and_heads_are_text():
    page = framed(table("<script>", ("<b>",), []))
    assert "<script>" not in page
    assert "&lt;b&gt;" in page
