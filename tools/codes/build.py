"""From the official files of an edition, and our tables of the one before, to our tables of the edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tools.codes.edition import Edition, Sources, TurnError
from tools.codes.official.addenda import disagreements, read_addenda
from tools.codes.official.appendices import read_mdcs, read_order_of_classes, read_procedure_index, read_severities, read_titles
from tools.codes.official.conversion import read_conversion
from tools.codes.official.downloads import Downloads
from tools.codes.official.gems import gems_of
from tools.codes.official.manual import read_lists
from tools.codes.official.order import read_order
from tools.codes.official.pcs_tables import read_tables
from tools.codes.official.table5 import read_table5
from tools.codes.tables import calendar, classes, diagnoses, lists, procedures
from tools.codes.tables.decisions import Decisions
from tools.codes.tables.ours import Tables
from tools.codes.tables.packed import Diagnoses

Lists = Mapping[str, frozenset[str]]
_SPINE = ("402", "426-428", "429-430", "447-448", "450-451", "456-458", "471-473", "523-525")


@dataclass
class Built:
    """Our tables after the turn, which new codes took the place of which, the order of the spinal classes, what is left open."""

    tables: Tables
    diagnoses: Diagnoses
    began: tuple[str, ...] = ()
    """Diagnoses that are new, without their dot."""
    ended: tuple[str, ...] = ()
    replaced_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hierarchy: tuple[str, ...] = ()
    open: list[str] = field(default_factory=list)


def build(ours: Tables, diagnoses: Diagnoses, files: Downloads, edition: Edition, sources: Sources) -> Built:
    """Return our tables turned to an edition; nothing is written.

    Raises TurnError where files contradict each other or a layout is unknown.
    """
    if any(row["valid_from"] >= edition.first for row in ours["eras"] if row["system"] == "ICD-10-PCS"):
        raise TurnError(
            f"data/codes/eras.csv has {edition.name} already, or a later edition; an edition is built upon the one before it."
        )
    decided = Decisions(files.get("decisions"))
    built = Built(dict(ours), diagnoses, open=list(files.missed))
    built.tables["eras"] = calendar.turned(ours["eras"], edition, sources)
    _procedures(built, files, edition, sources, decided)
    named = lists.named(read_lists(files["mdcs_08"]), files["mdcs_08"].name)
    _classes(built, files, lists.procedures_of(named), edition, sources)
    _diagnoses(built, files, lists.diagnoses_of(named), edition, sources, decided)
    if (forward := files.get("gems_forward")) and (backward := files.get("gems_backward")):
        built.tables["gems"] = gems_of(forward, backward, [row["source_code"] for row in ours["gems"]])
    return built


def _procedures(built: Built, files: Downloads, edition: Edition, sources: Sources, decided: Decisions) -> None:
    """Turn the tables of ICD-10-PCS; order file, XML and addenda must say the same."""
    order, tables = read_order(files["pcs_order"]), read_tables(files["pcs_tables"], edition)
    fusion = procedures.fusions(built.tables["icd10pcs_fusion"], order, edition, sources)
    beside = procedures.companions(built.tables["icd10pcs_companion"], order, edition, sources, decided)
    possible = set(tables.codes(frozenset(procedures.FUSION)))
    if odd := sorted(code for code in order if code[:3] in procedures.FUSION and code not in possible):
        raise TurnError(
            f"{files['pcs_order'].name} has {odd[0]}, which no row of {files['pcs_tables'].name} makes; "
            "they are not of the same edition."
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


def _classes(built: Built, files: Downloads, fusions: Lists, edition: Edition, sources: Sources) -> None:
    """Turn classes and lists, and keep the order of the spinal classes for the report."""
    tables, appendix_d = built.tables, files["appendix_d"]
    titles = read_titles(appendix, edition) if (appendix := files.get("appendix_a")) else {}
    if (table5 := files.get("table5")) and not edition.is_april:  # an update of April leaves the weights alone
        tables["ms_drg"] = classes.classes(tables["ms_drg"], read_table5(table5, edition), titles, edition, sources)
    companions = [row["code"] for row in tables["icd10pcs_companion"] if not row["valid_to"]]
    others = classes.lists_of_index(read_procedure_index(appendix_d), companions, classes.held(tables["ms_drg_lists"]))
    tables["ms_drg_lists"] = classes.lists(tables["ms_drg_lists"], {**fusions, **others}, edition)
    built.hierarchy = tuple(name for name in read_order_of_classes(appendix_d, "08") if name in _SPINE)


def _diagnoses(built: Built, files: Downloads, of_456: Lists, edition: Edition, sources: Sources, decided: Decisions) -> None:
    """Turn all diagnoses, those with a title, and the lists of 456-458."""
    titles = read_order(files["cm_order"])
    said = diagnoses.Official(titles, read_mdcs(files["appendix_b"]), read_severities(files["appendix_c"]))
    told = diagnoses.turned(built.diagnoses, said, edition, decided)
    tables = built.tables
    tables["icd10cm"] = diagnoses.titled(tables["icd10cm"], of_456, told, titles, edition, sources)
    tables["ms_drg_diagnosis_lists"] = diagnoses.listed(tables["ms_drg_diagnosis_lists"], of_456, edition)
    built.diagnoses, built.began, built.ended = told.diagnoses, tuple(told.began), tuple(told.ended)
    built.open += told.open
    if addenda := files.get("cm_addenda"):
        built.open += disagreements(addenda.name, read_addenda(addenda), told.began, told.ended)
