"""From the official files of an edition, and our tables of the one before, to our tables of the edition."""

from __future__ import annotations

from dataclasses import dataclass, field

from tools.codes import calendar, classes, diagnoses, lists, procedures
from tools.codes.addenda import disagreements, read_addenda
from tools.codes.appendices import read_mdcs, read_order_of_classes, read_severities, read_titles
from tools.codes.conversion import read_conversion
from tools.codes.downloads import Downloads
from tools.codes.edition import Edition, Sources, TurnError
from tools.codes.gems import gems_of
from tools.codes.manual import read_lists
from tools.codes.order import read_order
from tools.codes.ours import Tables
from tools.codes.pcs_tables import read_tables
from tools.codes.table5 import read_table5

_SPINE = ("402", "426-428", "429-430", "447-448", "450-451", "456-458", "471-473", "523-525")


@dataclass
class Built:
    """Our tables after the turn; which new codes took the place of which old ones; the order of the spinal classes; what is left
    to decide.
    """

    tables: Tables
    replaced_by: dict[str, tuple[str, ...]] = field(default_factory=dict)
    hierarchy: tuple[str, ...] = ()
    open: list[str] = field(default_factory=list)


def build(ours: Tables, files: Downloads, edition: Edition, sources: Sources) -> Built:
    """Return our tables turned to an edition; nothing is written. Raise TurnError where files contradict each other or a layout
    is unknown.
    """
    if any(row["valid_from"] >= edition.first for row in ours["eras"] if row["system"] == "ICD-10-PCS"):
        raise TurnError(
            f"data/codes/eras.csv has {edition.name} already, or a later edition; an edition is built upon the one before it."
        )
    built = Built(dict(ours), open=list(files.missed))
    built.tables["eras"] = calendar.turned(ours["eras"], edition, sources)
    _procedures(built, files, edition, sources)
    _classes_and_diagnoses(built, files, edition, sources)
    if (forward := files.get("gems_forward")) and (backward := files.get("gems_backward")):
        built.tables["gems"] = gems_of(forward, backward, [row["source_code"] for row in ours["gems"]])
    return built


def _procedures(built: Built, files: Downloads, edition: Edition, sources: Sources) -> None:
    """Turn the codes of procedures, after looking whether order file and tables are of one edition."""
    order, tables = read_order(files["pcs_order"]), read_tables(files["pcs_tables"], edition)
    fusion = procedures.fusions(built.tables["icd10pcs_fusion"], order, edition, sources)
    beside = procedures.companions(built.tables["icd10pcs_companion"], order, edition, sources)
    possible = set(tables.codes(frozenset(procedures.FUSION)))
    if odd := sorted(code for code in order if code[:3] in procedures.FUSION and code not in possible):
        raise TurnError(
            f"{files['pcs_order'].name} has {odd[0]}, which no row of {files['pcs_tables'].name} makes; they are not of "
            "the same edition."
        )
    valid = [row["code"] for table in (fusion, beside) for row in table.rows if not row["valid_to"]]
    built.tables["icd10pcs_fusion"], built.tables["icd10pcs_companion"] = fusion.rows, beside.rows
    built.tables["icd10pcs_axes"] = procedures.axes(built.tables["icd10pcs_axes"], valid, tables.labels)
    built.open += [*fusion.open, *beside.open]
    if addenda := files.get("pcs_addenda"):
        began, ended = [*fusion.began, *beside.began], [*fusion.ended, *beside.ended]
        built.open += disagreements(addenda.name, read_addenda(addenda), began, ended)
    if table := files.get("conversion"):
        built.replaced_by = read_conversion(table, edition)


def _classes_and_diagnoses(built: Built, files: Downloads, edition: Edition, sources: Sources) -> None:
    """Turn the classes, their lists and the diagnoses."""
    tables = built.tables
    named = lists.named((*read_lists(files["mdcs_01"]), *read_lists(files["mdcs_08"])), "mdcs_00_07.txt and mdcs_08_11.txt")
    titles = read_titles(appendix, edition) if (appendix := files.get("appendix_a")) else {}
    if (table5 := files.get("table5")) and not edition.is_april:  # an update of April leaves the weights alone
        tables["ms_drg"] = classes.classes(tables["ms_drg"], read_table5(table5, edition), titles, edition, sources)
    tables["ms_drg_lists"] = classes.lists(tables["ms_drg_lists"], lists.procedures_of(named), edition)
    said = diagnoses.official(read_order(files["cm_order"]), read_mdcs(files["appendix_b"]), read_severities(files["appendix_c"]))
    before = {row["code"] for name in ("icd10cm", "ms_drg_diagnosis_lists") for row in tables[name] if not row["valid_to"]}
    tables["icd10cm"] = diagnoses.held(tables["icd10cm"], said, edition, sources)
    tables["ms_drg_diagnosis_lists"] = diagnoses.listed(
        tables["ms_drg_diagnosis_lists"], lists.diagnoses_of(named), said, edition, sources
    )
    now = frozenset(row["code"] for name in ("icd10cm", "ms_drg_diagnosis_lists") for row in tables[name] if not row["valid_to"])
    tables["ms_drg_cc_exclusions"] = diagnoses.pairs(tables["ms_drg_cc_exclusions"], now, said, edition, sources)
    if addenda := files.get("cm_addenda"):
        began, ended = ([code.replace(".", "") for code in sorted(codes)] for codes in (now - before, before - now))
        new = [code for code in began if diagnoses.dotted(code) in said.titles]
        built.open += disagreements(addenda.name, read_addenda(addenda), new, ended)
    if appendix := files.get("appendix_d"):
        order = read_order_of_classes(appendix, "08")
        built.hierarchy = tuple(name for name in order if name in _SPINE)
