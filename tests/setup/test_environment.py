"""The environment is made once, mended when broken, and every obstacle gets a sentence instead of a traceback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from spine_edu.errors import SetupError
from spine_edu.setup import environment
from spine_edu.setup.environment import Environment
from spine_edu.setup.installed import site_packages
from tests.patience import until
from tests.surroundings import without_pythonpath

ROOT = Path(__file__).resolve().parents[2]
LOOK = "see spine_edu/setup/environment.py"


def small_lock(folder: Path) -> Path:
    """Cut the block of one package, with its hashes, out of the real lock."""
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("pyyaml=="))
    end = next(i for i in range(start + 1, len(lines)) if not lines[i].startswith("    --hash"))
    lock = folder / "requirements.lock"
    lock.write_text("\n".join(lines[start:end]) + "\n", "utf-8")
    return lock


@pytest.fixture
def here(tmp_path: Path) -> Environment:
    """An environment not made yet, in a clone whose name has a space and an umlaut."""
    clone = tmp_path / "Rücken schule"
    (clone / "spine_edu").mkdir(parents=True)
    (clone / "spine_edu" / "__init__.py").write_text("")
    return Environment(clone / ".venv", small_lock(clone), clone)


class Installer:
    """Stands in for uv and pip: makes a folder that looks like an environment, or fails as told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *failures: str | BaseException) -> None:
        self.runs, self.failures = 0, list(failures)
        monkeypatch.setattr(
            Environment, "recipes", lambda me: iter([("uv", [["uv", "venv"], ["uv"]]), ("pip", [["venv"], ["pip"]])])
        )
        monkeypatch.setattr(environment, "follow", lambda commands, log, progress, guard: self.install(log.parent))

    def install(self, folder: Path) -> str:
        self.runs += 1
        made = Environment(folder, folder)
        made.python.parent.mkdir(parents=True, exist_ok=True)
        made.python.write_text("")
        failure = self.failures.pop(0) if self.failures else ""
        if isinstance(failure, BaseException):
            raise failure
        (made.folder / "pyvenv.cfg").write_text(f"home = {Path(sys.executable).parent}\n", "utf-8")
        for packages in site_packages(made.folder) or [made.folder / "lib" / "python3.11" / "site-packages"]:
            for name, files in PACKAGES.items():
                for file in (packages / name for name in files):
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_text("as it came")
                record = packages / f"{name}-1.0.dist-info" / "RECORD"
                record.parent.mkdir(exist_ok=True)
                record.write_text("".join(f"{file},sha256=x,10\n" for file in files) + f"{name}/__pycache__/x.pyc,,\n")
        return failure


PACKAGES = {
    "Soft_bone": ["Soft_bone/__init__.py", "Soft_bone/data.bin"],
    "screws": ["screws.py", "../../../share/screws/box.json"],
}
"""What the stand-in installs: names of packages, and their files as seen from the folder of packages."""


def installed(here: Environment, file: str) -> Path:
    [packages] = site_packages(here.folder)
    return packages / file


def test_a_second_start_installs_nothing(here, monkeypatch):
    installer = Installer(monkeypatch)
    here.ensure()
    here.ensure()
    assert installer.runs == 1, LOOK


def test_what_was_interrupted_is_made_anew(here, monkeypatch, capsys):
    installer = Installer(monkeypatch, KeyboardInterrupt())
    with pytest.raises(SetupError, match="run the same command again") as stopped:
        here.ensure()
    assert stopped.value.status == 130
    assert not here.is_ready
    leftover = here.folder / "lib" / "half-a-package"
    leftover.mkdir(parents=True)
    here.ensure()
    assert here.is_ready
    assert not leftover.exists(), "the half-made environment was kept; " + LOOK
    assert installer.runs == 2
    assert "making it anew" in capsys.readouterr().err


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda here: here.lock.write_text(here.lock.read_text() + "\n"), id="the lock has changed"),
        pytest.param(lambda here: here.python.unlink(), id="its Python is gone"),
        pytest.param(
            lambda here: (here.folder / "pyvenv.cfg").write_text("home = /no/such/python\n"), id="the Python it borrowed is gone"
        ),
        pytest.param(lambda here: (here.folder / "pyvenv.cfg").unlink(), id="its settings are gone"),
        pytest.param(lambda here: (here.folder / "spine-edu-stamp.txt").write_bytes(b"\xff\xfe"), id="the stamp is garbage"),
        pytest.param(lambda here: (here.folder / "spine-edu-stamp.txt").unlink(), id="the stamp is gone"),
        pytest.param(lambda here: shutil.rmtree(installed(here, "Soft_bone")), id="a package is gone"),
        pytest.param(
            lambda here: [shutil.rmtree(path) for path in installed(here, "").glob("Soft*")],
            id="a package is gone, and its list too",
        ),
        pytest.param(
            lambda here: installed(here, "screws-1.0.dist-info/RECORD").write_text(""), id="the list of a package is empty"
        ),
        pytest.param(lambda here: installed(here, "Soft_bone/data.bin").write_text(""), id="a file is empty"),
        pytest.param(lambda here: installed(here, "screws.py").write_text("as it"), id="a file is cut short"),
        pytest.param(lambda here: shutil.rmtree(here.folder / "share"), id="what lies beside the packages is gone"),
        pytest.param(lambda here: installed(here, "spine-edu-clone.pth").unlink(), id="it has forgotten the clone"),
    ],
)
def test_a_broken_environment_is_made_anew(here, monkeypatch, harm):
    installer = Installer(monkeypatch)
    here = replace(here, may_lag=True)
    here.ensure()
    harm(here)
    assert not here.is_ready, LOOK
    here.ensure()
    assert here.is_ready
    assert installer.runs == 2


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda here: installed(here, "screws.py").write_text("as it came, and a line more"), id="a file has grown"),
        pytest.param(lambda here: installed(here, "Soft_bone/mine.py").write_text(""), id="a file was added"),
        pytest.param(
            lambda here: installed(here, "screws-1.0.dist-info").rename(installed(here, "screws-2.0.dist-info")),
            id="a package was exchanged for a newer one",
        ),
        pytest.param(lambda here: installed(here, "mine-1.0.dist-info").mkdir(), id="another package was half installed"),
    ],
)
def test_what_a_teacher_changes_in_an_environment_is_left_alone(here, monkeypatch, change):
    installer = Installer(monkeypatch)
    here.ensure()
    change(here)
    here.ensure()
    assert installer.runs == 1


def test_an_environment_that_lags_and_is_damaged_is_started_over(here, monkeypatch):
    """Installers believe their lists: they would not mend it."""
    installer = Installer(monkeypatch)
    course = lags(here)
    installed(course, "screws.py").unlink()
    course.ensure()
    assert not (course.folder / "something-installed").exists()
    assert installer.runs == 2


def lags(here: Environment) -> Environment:
    """An environment made from an earlier lock, for a lesson."""
    course = replace(here, may_lag=True)
    course.ensure()
    (course.folder / "something-installed").write_text("")
    course.lock.write_text(course.lock.read_text("utf-8") + "# changed\n", "utf-8")
    return course


def test_a_changed_lock_is_followed_without_starting_over(here, monkeypatch, capsys):
    Installer(monkeypatch)
    course = lags(here).ensure()
    assert course.is_ready
    assert (course.folder / "something-installed").exists(), "it was made anew, which takes longer; " + LOOK
    assert "updating" in capsys.readouterr().err


def test_a_changed_lock_and_no_network_still_make_a_lesson(here, monkeypatch, capsys):
    Installer(monkeypatch, "", "dns error", "dns error")
    course = lags(here).ensure()
    assert (course.folder / "something-installed").exists()
    assert "those of before are used" in capsys.readouterr().err
    assert not course.is_ready, "the next start must try again"
    assert not course.ensure().is_ready
    assert course.ensure().is_ready


def test_a_changed_lock_that_cannot_be_followed_is_started_over(here, monkeypatch):
    Installer(monkeypatch, "", "No module named pip", "something else")
    course = lags(here).ensure()
    assert course.is_ready
    assert not (course.folder / "something-installed").exists()


def test_an_update_that_is_interrupted_is_not_trusted(here, monkeypatch):
    Installer(monkeypatch, "", KeyboardInterrupt())
    course = lags(here)
    with pytest.raises(SetupError):
        course.ensure()
    assert not (course.folder / "spine-edu-stamp.txt").exists()


def test_tests_never_run_with_packages_of_an_earlier_lock(here, monkeypatch):
    Installer(monkeypatch, "", "dns error")
    lags(here)
    with pytest.raises(SetupError, match="Connect to the internet"):
        here.ensure()


def test_an_environment_of_another_python_version_is_made_anew(here, monkeypatch):
    Installer(monkeypatch)
    here.ensure()
    monkeypatch.setattr(sys, "version_info", (3, 99, 0, "final", 0))
    assert not here.is_ready


def test_a_clone_that_was_moved_gets_an_environment_that_knows_its_new_place(here, monkeypatch):
    Installer(monkeypatch)
    here.ensure()
    moved = here.clone.rename(here.clone.with_name("elsewhere"))
    assert not Environment(moved / ".venv", moved / "requirements.lock", moved).is_ready


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(
            "error: Failed to fetch: `x`\n  Caused by: client error (Connect)\n  dns error: failed to lookup address",
            id="uv without a name server",
        ),
        pytest.param(
            "WARNING: Retrying after connection broken by 'NewConnectionError'\nERROR: No matching distribution found",
            id="pip without a route",
        ),
        pytest.param("error: Network connectivity is disabled", id="uv told to stay offline"),
    ],
)
def test_without_a_network_the_message_says_so_at_once(here, monkeypatch, said):
    installer = Installer(monkeypatch, said)
    with pytest.raises(SetupError, match="Connect to the internet"):
        here.ensure()
    assert installer.runs == 1, "with no network there is no use in trying pip after uv; " + LOOK


def test_when_uv_cannot_pip_is_tried(here, monkeypatch, capsys):
    installer = Installer(monkeypatch, "error: unexpected argument '--allow-existing'")
    here.ensure()
    assert here.is_ready
    assert installer.runs == 2
    assert "uv could not do it" in capsys.readouterr().err


def test_when_nothing_works_the_last_reason_and_the_log_are_named(here, monkeypatch):
    Installer(monkeypatch, "boom", "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES\nsome hint")
    with pytest.raises(SetupError, match=r"DO NOT MATCH THE HASHES.*spine-edu-install\.log"):
        here.ensure()
    assert not here.is_ready


def test_a_full_disk_is_called_a_full_disk(here, monkeypatch):
    Installer(monkeypatch, "OSError: [Errno 28] No space left on device")
    with pytest.raises(SetupError, match="disk is full"):
        here.ensure()


def test_a_file_in_the_place_of_the_folder_is_pointed_out(here):
    here.folder.write_text("")
    with pytest.raises(SetupError, match="is a file"):
        here.ensure()


def test_a_missing_lock_is_pointed_out(here):
    here.lock.unlink()
    with pytest.raises(SetupError, match=r"requirements\.lock is missing"):
        here.ensure()


def test_a_read_only_folder_sends_the_environment_to_the_users_cache(here, monkeypatch, tmp_path, capsys):
    Installer(monkeypatch)
    monkeypatch.setattr(environment, "cache_folder", lambda: tmp_path / "cache")
    mkdir = Path.mkdir

    def refuse(path, *args, **kwargs):
        if here.clone in (path, *path.parents):
            raise PermissionError(13, "Permission denied")
        return mkdir(path, *args, **kwargs)

    monkeypatch.setattr(Path, "mkdir", refuse)
    made = here.ensure()
    assert made.is_ready
    assert tmp_path / "cache" in made.folder.parents, LOOK
    assert "copy the whole course to a folder of your own" in capsys.readouterr().err


def test_a_read_only_cache_as_well_is_an_error_that_names_it(here, monkeypatch):
    def refuse(path, *args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(SetupError, match="Check its permissions"):
        here.ensure()


@pytest.mark.parametrize(
    ("lacking", "advice"),
    [
        pytest.param(("import venv", "ensurepip", "pip"), "'venv' module", id="no venv module at all"),
        pytest.param(
            ("ensurepip", "pip"), "'ensurepip' module.*apt install python3", id="Debian without python3-venv and without pip"
        ),
    ],
)
def test_a_python_that_cannot_make_environments_is_told_which_package_is_missing(here, monkeypatch, lacking, advice):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(environment, "answers", lambda command: not any(word in command[-1] for word in lacking))
    monkeypatch.setattr(environment, "pip_version", lambda python: ())
    with pytest.raises(SetupError, match=advice):
        here.ensure()


def test_a_pip_outside_can_fill_an_environment_that_has_none(here, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(environment, "answers", lambda command: "ensurepip" not in command[-1])
    monkeypatch.setattr(environment, "pip_version", lambda python: (23, 0))
    [(title, (make, fill))] = here.recipes()
    assert title == "pip"
    assert "--without-pip" in make
    assert fill[1:5] == ["-m", "pip", "--python", str(here.python)]


@pytest.mark.parametrize("tool", ["uv", "pip"])
def test_every_recipe_insists_on_hashes_and_ready_made_files(here, monkeypatch, tool):
    monkeypatch.setattr(shutil, "which", lambda name: "uv")
    monkeypatch.setattr(environment, "answers", lambda command: True)
    recipes = dict(here.recipes())
    assert {"--require-hashes", "--only-binary=:all:"} <= set(recipes[tool][-1]), LOOK


def test_a_tool_that_is_not_there_is_a_reason_not_a_traceback(here, monkeypatch):
    monkeypatch.setattr(Environment, "recipes", lambda me: iter([("a tool", [[str(here.clone / "no-such-tool")], []])]))
    with pytest.raises(SetupError, match="No such file"):
        here.ensure()


@pytest.mark.parametrize("tool", ["uv", "pip", "pip from outside"])
def test_a_real_install_from_the_lock_makes_the_clone_importable(here, monkeypatch, tool, request):
    which, answers = shutil.which, environment.answers
    if tool == "uv" and not which("uv"):
        pytest.skip("no uv on this machine")
    if tool != "uv":
        monkeypatch.setattr(shutil, "which", lambda name: None)
    if tool == "pip from outside":
        if environment.pip_version(getattr(sys, "_base_executable", sys.executable)) < (22, 3):
            pytest.skip("this Python has no pip of its own")
        monkeypatch.setattr(environment, "answers", lambda command: "ensurepip" not in command[-1] and answers(command))
    here.ensure()
    run = subprocess.run(
        [here.python, "-c", "import spine_edu, yaml; print(ascii(spine_edu.__file__))"],
        cwd=here.folder,
        env=without_pythonpath(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.strip() == ascii(str(here.clone / "spine_edu" / "__init__.py")), run.stderr + LOOK
    assert list(here.folder.glob("**/yaml/__pycache__/*.pyc")), "bytecode was not compiled: every start would be slower"


def test_a_wrong_hash_stops_the_install(here, monkeypatch):
    if not shutil.which("uv"):
        monkeypatch.setattr(shutil, "which", lambda name: None)
    text = here.lock.read_text("utf-8")
    name = text.partition(" ")[0]
    here.lock.write_text(f"{name} --hash=sha256:{'0' * 64}\n", "utf-8")
    with pytest.raises(SetupError, match="could not be installed"):
        here.ensure()
    assert not here.is_ready


def test_two_starts_at_once_install_once(here, tmp_path):
    """The second waits for the first, in another process, and then finds everything done."""
    begun, waited_for = tmp_path / "begun", tmp_path / "waited for"
    script = textwrap.dedent(
        f"""
        from pathlib import Path
        import pytest
        from spine_edu.setup.environment import Environment
        from tests.patience import until
        from tests.setup.test_environment import Installer

        def slowly(folder):
            Path({str(begun)!r}).touch()
            until(Path({str(waited_for)!r}).exists)
            return at_once(folder)

        with pytest.MonkeyPatch.context() as patch:
            installer = Installer(patch)
            at_once, installer.install = installer.install, slowly
            Environment(Path({str(here.folder)!r}), Path({str(here.lock)!r}), Path({str(here.clone)!r})).ensure()
            print(installer.runs)
        """
    )

    def start() -> subprocess.Popen[str]:
        told = subprocess.PIPE
        return subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=told, stderr=told, text=True)

    first = start()
    until(begun.exists)
    second = start()
    assert "waiting for it" in second.stderr.readline()
    waited_for.touch()
    assert [process.communicate()[0].strip() for process in (first, second)] == ["1", "0"]


@pytest.mark.skipif(os.name == "nt", reason="Windows reads the folder from LOCALAPPDATA")
def test_the_cache_folder_is_the_users(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert environment.cache_folder() == tmp_path / "spine-edu"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert environment.cache_folder().parts[-3:] == ("Library", "Caches", "spine-edu")
