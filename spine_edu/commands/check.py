"""The command `check`: what is to be mended in what authors write, each kind of file by its own reviewer."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path as File

from spine_edu import data
from spine_edu.files.inputs import read_named


def checked(arguments: argparse.Namespace) -> object:
    """Answer `check`: what is to be mended in the files named, or in all of ours, each kind of file by its own reviewer."""
    from spine_edu.practice.authors import to_mend
    from spine_edu.review.cases import holds_cases, review_case_file
    from spine_edu.review.draft import Finding
    from spine_edu.review.fairness import review_files
    from spine_edu.review.shelf import review_shelf_file, shelf_of

    ours = {(data.root() / name).resolve(): name for name in data.written()}
    given = {name: text for text, name in map(read_named, arguments.files)}
    asked = {File(file).resolve() for file in arguments.files}
    rest = {f"data/{name}": data.text_of(name) for path, name in ours.items() if path not in asked}
    texts, others = (given, rest) if arguments.files else (rest, {})
    findings, questions = [], {}
    for file, text in texts.items():
        if shelf := shelf_of(text):
            findings += review_shelf_file(text, file, shelf)
        elif (slips := to_mend(text, file)) is not None:
            findings += [Finding(file, one.line, "", one.place, one.text, one.fix) for one in slips]
        elif holds_cases(text):
            findings += review_case_file(text, file)
        else:
            questions[file] = text
    findings += review_files(questions, {file: text for file, text in others.items() if file.startswith("data/questions/")})
    arguments.status = 1 if findings else 0
    if arguments.json:
        return [asdict(finding) for finding in findings]
    files = "1 file" if len(texts) == 1 else f"{len(texts)} files"
    return "\n".join(map(str, findings)) or f"Nothing to mend in {files}."
