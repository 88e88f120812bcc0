"""What we install and ship: locks that agree with pyproject.toml, an environment.yml that works, a wheel that is whole."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.surroundings import in_ci, without_pythonpath

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
GROUPS = PROJECT["dependency-groups"]
CARD = {"jupyterlab", "ipywidgets", "pandas", "plotly", "nbval"}
RELOCK = "run `python3 tools/lock.py`"
CAN_ASK_AN_INDEX = in_ci()


def pins(name: str) -> dict[str, list[Requirement]]:
    """Read a lock: canonical name to its pins, which markers tell apart."""
    found: dict[str, list[Requirement]] = {}
    for line in (ROOT / name).read_text("utf-8").splitlines():
        if re.match(r"[A-Za-z0-9]", line):
            requirement = Requirement(line.removesuffix("\\").strip())
            found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


def pinned_version(requirement: Requirement) -> Version:
    [specifier] = requirement.specifier
    assert specifier.operator == "==", f"{requirement} is not pinned; {RELOCK}"
    return Version(specifier.version)


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        pytest.param("requirements.lock", PROJECT["project"]["dependencies"], id="what a learner needs"),
        pytest.param(
            "requirements-test.lock",
            PROJECT["project"]["dependencies"] + GROUPS["build"] + [line for line in GROUPS["test"] if isinstance(line, str)],
            id="what the tests need",
        ),
    ],
)
def test_the_lock_holds_what_pyproject_asks_for(lock, wanted):
    locked = pins(lock)
    for requirement in map(Requirement, wanted):
        found = locked.get(canonicalize_name(requirement.name))
        assert found, f"{lock} lacks {requirement.name}; {RELOCK}"
        for pin in found:
            assert requirement.specifier.contains(pinned_version(pin)), (
                f"{lock} holds {pin}, pyproject.toml asks for {requirement}; {RELOCK}"
            )


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_every_file_of_a_lock_is_pinned_by_its_hash(lock):
    text = (ROOT / lock).read_text("utf-8")
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    bare = [entry.splitlines()[0] for entry in entries if not re.search(r"^ +--hash=sha256:[0-9a-f]{64}\b", entry, re.MULTILINE)]
    assert len(entries) > 50
    assert not bare, f"{lock}: no hash for {bare}; {RELOCK}"


def test_learners_and_tests_have_the_same_versions():
    tests = pins("requirements-test.lock")
    different = {
        name: pin for name, pin in pins("requirements.lock").items() if list(map(str, pin)) != list(map(str, tests.get(name, [])))
    }
    assert not different, f"tests run with other versions than learners have: {different}; {RELOCK}"


def test_the_plain_list_is_the_lock_without_hashes():
    assert {name: list(map(str, pin)) for name, pin in pins("requirements.txt").items()} == {
        name: list(map(str, pin)) for name, pin in pins("requirements.lock").items()
    }, RELOCK
    assert "--hash" not in (ROOT / "requirements.txt").read_text("utf-8")


def environment_file() -> tuple[list[str], list[str]]:
    """Return the conda part and the pip section of environment.yml."""
    dependencies = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    [pip] = [entry["pip"] for entry in dependencies if isinstance(entry, dict)]
    return [entry for entry in dependencies if isinstance(entry, str)], pip


def test_conda_brings_python_and_pip_and_nothing_else():
    """No conda channel can be asked by our tests: what conda brings is kept to what can be known without it."""
    conda, _ = environment_file()
    names = {re.split(r"[=<>]", entry)[0]: entry for entry in conda}
    assert set(names) == {"python", "pip"}, "see environment.yml"
    wanted = names["python"].removeprefix("python=")
    assert wanted in Requirement(f"python{PROJECT['project']['requires-python']}").specifier
    if CAN_ASK_AN_INDEX:
        assert wanted == ".".join(map(str, sys.version_info[:2])), "environment.yml promises a Python that CI does not run"


def test_the_five_packages_of_the_course_are_installed_by_environment_yml():
    _, pip = environment_file()
    assert pip == ["-r requirements.txt", "-e ."], "see environment.yml"
    assert set(pins("requirements.txt")) >= CARD


def new_python(folder: Path) -> Path:
    """Make an environment and return its Python; uv or the pip beside our own Python fills it from outside."""
    venv.create(folder)
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install(python: Path, *args: str, cwd: Path) -> None:
    uv, base = shutil.which("uv"), getattr(sys, "_base_executable", sys.executable)
    with_pip = [base, "-m", "pip", "--python", str(python), "install", "--no-compile", "--quiet"]
    command = [uv, "pip", "install", "--python", str(python)] if uv else with_pip
    run = subprocess.run([*command, *args], cwd=cwd, capture_output=True, text=True, check=False)
    if run.returncode == 0:
        return
    if not CAN_ASK_AN_INDEX and re.search(
        r"name resolution|dns error|connection|network", run.stderr + run.stdout, re.IGNORECASE
    ):
        pytest.skip("no package index can be reached from here; CI installs it")
    pytest.fail(f"{' '.join([*command, *args])}\n{run.stdout[-2000:]}{run.stderr[-2000:]}", pytrace=False)


def test_the_pip_section_of_environment_yml_installs_the_whole_course(fresh_clone, tmp_path):
    """As conda does it: the section becomes one requirements file beside environment.yml, and pip installs from it."""
    _, pip = environment_file()
    section = fresh_clone / "condaenv.requirements.txt"
    section.write_text("\n".join(pip) + "\n", "utf-8")
    python = new_python(tmp_path / "conda")
    install(python, "-r", section.name, cwd=fresh_clone)
    section.unlink()
    script = (
        f"import {', '.join(sorted(CARD))}, anywidget, numpy, yaml, spine_edu; "
        "from importlib import metadata; print(metadata.version('spine-edu'))"
    )
    said = [PROJECT["project"]["version"], ascii(str(fresh_clone / "spine_edu" / "anatomy.py"))]
    where = "from spine_edu import anatomy; print(ascii(anatomy.__file__))"
    for asked, answer in zip((script, where), said, strict=True):
        run = subprocess.run(
            [python, "-c", asked], cwd=tmp_path, env=without_pythonpath(), capture_output=True, text=True, check=False
        )
        assert run.stdout.strip() == answer, run.stderr


def test_pip_itself_accepts_the_pip_section(tmp_path):
    """conda uses pip, and pip refuses hashes beside `-e .`: uv would not notice."""
    _, pip = environment_file()
    for name in (entry.removeprefix("-r ") for entry in pip if entry.startswith("-r ")):
        assert "--hash" not in (ROOT / name).read_text("utf-8"), (
            "pip cannot install this beside `-e .`; see docs/decisions/0002-two-environments.md"
        )


@pytest.fixture(scope="module")
def wheel(fresh_clone, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    run = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=fresh_clone,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    [built] = out.glob("*.whl")
    return built


def test_the_wheel_carries_data_notebooks_and_licences(wheel, fresh_clone):
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("data", "notebooks"):
        tracked = subprocess.run(
            ["git", "ls-files", "-z", folder], cwd=fresh_clone, capture_output=True, text=True, check=True
        ).stdout
        missing = [name for name in filter(None, tracked.split("\0")) if f"spine_edu/{name}" not in names]
        assert not missing, f"the wheel lacks {missing}; see pyproject.toml"
    assert any(name.endswith("licenses/LICENSE-CONTENT") for name in names)
    for part in ("etc/jupyter/jupyter_server_config.d/spine-edu.json", "share/jupyter/labextensions/spine-edu/package.json"):
        assert any(name.endswith(f".data/data/{part}") for name in names), f"Jupyter would not find the course without {part}"
    strangers = [name for name in names if not name.startswith(("spine_edu/", "spine_edu-"))]
    assert not strangers, f"the wheel would put {strangers} into everybody's site-packages"


def test_an_installed_package_works_outside_the_clone(wheel, tmp_path):
    python = new_python(tmp_path / "installed")
    install(python, "--no-deps", str(wheel), cwd=tmp_path)
    [packages] = (tmp_path / "installed").glob("[Ll]ib/**/site-packages")
    shutil.copytree(Path(yaml.__file__).parent, packages / "yaml")
    elsewhere = tmp_path / "somewhere else"
    elsewhere.mkdir()

    def spine_edu(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*map(str, command)], cwd=elsewhere, env=without_pythonpath(), capture_output=True, text=True, check=False
        )

    script = python.with_name("spine-edu.exe" if os.name == "nt" else "spine-edu")
    looked = spine_edu(str(script), "look", "81.38", "--json")
    assert looked.returncode == 0, looked.stderr
    assert "Refusion" in looked.stdout
    assert str(ROOT) not in looked.stdout
    examples = spine_edu(
        str(python),
        "-c",
        "import doctest, sys; from spine_edu import anatomy, data; "
        "sys.exit(sum(doctest.testmod(m).failed for m in (anatomy, data)))",
    )
    assert examples.returncode == 0, examples.stdout + examples.stderr
