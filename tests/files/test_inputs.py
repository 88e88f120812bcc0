"""What a person names on the command line is read if it is a text of sensible size; all else is refused in one sentence."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from spine_edu import __main__ as start
from spine_edu.errors import InputError
from spine_edu.files.inputs import LARGEST, read_file, read_named

COMMANDS = ["check", "code", "drg", "page", "build"]


@pytest.fixture(
    params=["folder", "device", "pipe", "socket", "link to a device", "nothing", "a name with a null", "a name too long"]
)
def strange(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of something that is no file."""
    if request.param in ("device", "link to a device", "pipe", "socket") and os.name == "nt":
        pytest.skip("Windows has no such files")
    path = tmp_path / "strange.yml"
    if request.param == "folder":
        path.mkdir()
    elif request.param == "device":
        return "/dev/zero"
    elif request.param == "pipe":
        os.mkfifo(path)
    elif request.param == "socket":
        monkeypatch.chdir(tmp_path)  # the name of a socket must be short
        socket.socket(socket.AF_UNIX).bind("strange.yml")
    elif request.param == "link to a device":
        path.symlink_to("/dev/zero")
    elif request.param == "a name with a null":
        return "a\0b"
    elif request.param == "a name too long":
        return "x" * 10_000
    return str(path)


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_no_file_is_refused_in_one_sentence(
    command: str, strange: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert start.main([command, strange]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n"), "cannot be read" in err) == ("", 1, True), err
    assert len(err) < 500


def test_a_text_is_read_whole_without_the_mark_that_windows_puts_before_it(tmp_path: Path) -> None:
    file = tmp_path / "ä b.yml"
    file.write_bytes(b"\xef\xbb\xbfid: x\n")
    assert read_named(str(file)) == ("id: x\n", str(file))


def test_what_is_too_large_is_refused_before_it_is_read_on(tmp_path: Path) -> None:
    file = tmp_path / "large.yml"
    with file.open("wb") as content:
        content.truncate(LARGEST * 1000)
    with pytest.raises(InputError, match=r"larger than 5 MB"):
        read_file(file)


def test_what_is_no_text_says_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "latin.yml"
    file.write_bytes("Müller".encode("latin-1"))
    with pytest.raises(InputError, match="save it as UTF-8"):
        read_file(file)
