"""What is committed: no addresses of package indexes, no paths of somebody's machine, no broken links, no leftovers."""

from __future__ import annotations

import re
import stat
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import spine_edu

ROOT = Path(__file__).resolve().parents[2]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]

# Put together here, so that this file does not find itself.
INDEX_HOSTS = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "deb" + ".debian.org",
    "anaconda" + ".org",
    "anaconda" + ".com",
    "jsdelivr" + ".net",
    "unpkg" + ".com",
]
MACHINE_PATHS = ["/" + "work/", "/" + "root/", "/" + "home/", "/" + "opt/", "/" + "tmp/", "C:" + "\\Users", "/" + "Users/"]


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode("utf-8")
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def texts() -> dict[str, str]:
    found = {}
    for name in tracked():
        try:
            found[name] = (ROOT / name).read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
    return found


TEXTS = texts()


@pytest.mark.parametrize("word", INDEX_HOSTS + MACHINE_PATHS)
def test_no_file_names_a_package_index_or_a_machine(word):
    found = [f"{name}:{text[: text.index(word)].count(chr(10)) + 1}" for name, text in TEXTS.items() if word in text]
    assert not found, f"{word!r} stands in {found}"


def links(name: str) -> set[str]:
    """The places in this repository that a Markdown file leads to."""
    targets = re.findall(r"\]\(([^)\s]+)\)", TEXTS[name]) + re.findall(r'<img[^>]+src="([^"]+)"', TEXTS[name])
    here = (ROOT / name).parent
    return {str((here / target.partition("#")[0]).resolve()) for target in targets if not re.match(r"[a-z]+:|#", target)}


MARKDOWN = [name for name in TEXTS if name.endswith(".md")]


@pytest.mark.parametrize("name", MARKDOWN)
def test_every_link_leads_somewhere(name):
    broken = [target for target in links(name) if not Path(target).exists()]
    assert not broken, f"{name} leads to {broken}"


@pytest.mark.parametrize("name", MARKDOWN)
def test_every_picture_has_words(name):
    assert not re.findall(r"!\[\s*\]\(", TEXTS[name]), f"{name}: a picture without alt text"


def test_every_document_can_be_reached_from_the_readme():
    reached, waiting = set(), ["README.md"]
    while waiting:
        name = waiting.pop()
        if name in reached or name not in TEXTS:
            continue
        reached.add(name)
        if name.endswith(".md"):
            waiting += [str(Path(target).relative_to(ROOT)) for target in links(name) if Path(target).is_relative_to(ROOT)]
    lost = [name for name in MARKDOWN if name.startswith("docs/") and name not in reached]
    assert not lost, f"no link leads to {lost}; decisions are listed in docs/decisions/README.md"


def test_every_picture_of_the_documents_is_shown_somewhere():
    shown = {target for name in MARKDOWN for target in links(name)}
    unused = [name for name in tracked() if name.startswith("docs/images/") and str(ROOT / name) not in shown]
    assert not unused


def test_one_version_everywhere():
    assert spine_edu.__version__ == VERSION, "see spine_edu/__init__.py"
    assert f"## {VERSION}" in TEXTS["CHANGELOG.md"], "tell those who teach what this version changes"
    assert str(yaml.safe_load(TEXTS["CITATION.cff"])["version"]) == VERSION


def test_the_citation_is_complete():
    citation = yaml.safe_load(TEXTS["CITATION.cff"])
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors", "type", "license", "date-released"} <= set(citation)
    assert all("name" in author or "family-names" in author for author in citation["authors"])
    assert citation["license"] == ["BSD-3-Clause", "CC-BY-4.0"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", citation["date-released"])


def test_the_readme_tells_how_to_start_where_to_begin_and_under_which_licence():
    readme = TEXTS["README.md"]
    for needed in (
        "python3 -m spine_edu lab",
        "notebooks/00-start-here.ipynb",
        "BSD-3-Clause",
        "CC BY 4.0",
        "public domain",
        "What it covers, and what it does not",
    ):
        assert needed in readme, f"README.md no longer says {needed!r}"


def test_contributing_opens_with_what_needs_no_programming():
    headings = re.findall(r"^## (.+)$", TEXTS["CONTRIBUTING.md"], re.MULTILINE)
    assert headings[:2] == ["Fix a fact", "Add a question"]


def test_ci_runs_the_command_anybody_can_run():
    assert TEXTS[".ci/run"].rstrip().endswith("python3 -m spine_edu test"), "pytest's summary must come last"


@pytest.mark.parametrize("name", [name for name in TEXTS if name.startswith(".ci/")])
def test_every_script_of_ci_can_be_run(name):
    assert (ROOT / name).stat().st_mode & stat.S_IXUSR
    subprocess.run(["bash", "-n", str(ROOT / name)], check=True)


def test_no_command_goes_through_a_shell():
    """A folder with a space in its name would break it, and Windows gives the terminal back too early after os.exec."""
    through = re.compile(r"shell\s*=\s*True|os\.(exec|system|popen)\w*\(")
    programs = [name for name in TEXTS if name.startswith("spine_edu/") and name.endswith(".py")]
    assert len(programs) > 200
    assert not [name for name in programs if through.search(TEXTS[name])]


def test_nothing_is_committed_that_a_run_leaves_behind():
    leftovers = [
        name
        for name in tracked()
        if re.search(
            r"(^|/)(__pycache__|\.ipynb_checkpoints|\.venv[^/]*|\.pytest_cache|\.hypothesis|\.benchmarks|dist|build)/"
            r"|\.(pyc|orig|rej|log|tmp|swp|whl)$|~$",
            name,
        )
    ]
    assert not leftovers


def faults_of_lines(name: str, text: str) -> Iterator[str]:
    """Say how the lines of a file end that do not end as they should."""
    if "\r" in text:
        yield f"{name} has Windows line ends; see .gitattributes"
    if text and not text.endswith("\n"):
        yield f"{name} does not end with a line break"
    if trailing := [number for number, line in enumerate(text.split("\n"), 1) if line != line.rstrip()]:
        yield f"{name}: spaces at the end of lines {trailing[:5]}"


def test_text_files_end_their_lines_cleanly():
    written = {name: text for name, text in TEXTS.items() if not name.endswith((".csv", ".ipynb", ".svg", ".json"))}
    assert len(written) > 500
    assert not [fault for name, text in written.items() for fault in faults_of_lines(name, text)]
    assert len(list(faults_of_lines("a file", "a \r\nb"))) == 3
