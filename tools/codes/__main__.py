"""`python3 -m tools.codes FOLDER` says what a folder of official files changes and touches; with `--write` it builds data/codes/.

Without --year it is the edition that begins on the day after our tables end. No network is used: the files come from cms.gov by
hand
(docs/turning-the-year.md tells which, and when).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from spine_edu.errors import SpineEduError
from tools.codes.build import build
from tools.codes.edition import Edition, Sources, edition_after, edition_of, sources_of
from tools.codes.official.downloads import read_folder
from tools.codes.tables.ours import read_ours, write_ours
from tools.codes.tables.packed import read_packed
from tools.codes.telling.answers import recoded_cases
from tools.codes.telling.changes import changes_of
from tools.codes.telling.report import report
from tools.codes.telling.touched import mentions

ROOT = Path(__file__).resolve().parents[2]


def main(argv: Sequence[str]) -> int:
    """Turn the year as the arguments ask; return 0, or 2 with what is wanted on standard error."""
    parser = argparse.ArgumentParser(
        prog="python3 -m tools.codes", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="the downloads from cms.gov, zipped or unpacked")
    parser.add_argument("--year", help="fiscal year of the edition, such as FY2028")
    parser.add_argument("--april", action="store_true", help="with --year: the update of 1 April, not the edition of 1 October")
    parser.add_argument("--write", action="store_true", help="write data/codes/; without it nothing is written")
    arguments = parser.parse_args(argv)
    if arguments.april and not arguments.year:
        parser.error("--april needs --year")
    try:
        ours = read_ours(ROOT / "data" / "codes")
        edition = edition_of(arguments.year, arguments.april) if arguments.year else edition_after(ours["eras"])
        print(turn(ROOT, arguments.folder, edition, sources_of(edition), write=arguments.write))
    except SpineEduError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def turn(root: Path, folder: Path, edition: Edition, sources: Sources, *, write: bool = False) -> str:
    """Build an edition upon the tables of a clone, write them if asked, and return the report."""
    codes = root / "data" / "codes"
    before = read_ours(codes)
    built = build(before, read_packed(codes), read_folder(folder, edition), edition, sources)
    changes = changes_of(before, built, edition)
    told = report(
        edition,
        sources,
        built,
        changes,
        mentions(root, changes),
        recoded_cases(root, built.tables, built.diagnoses, edition),
        root,
    )
    if write:
        write_ours(codes, built.tables, built.diagnoses)
    return f"{told}\n\n{'data/codes/ is written.' if write else 'Nothing was written; --write writes data/codes/.'}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
