"""A package on a learning platform, in a real Chromium, under a run-time that is not ours: answered, killed, and gone on with."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from typing import Any

import pytest

from spine_edu.publish.export.scorm.manifest import SCORM12, SCORM2004
from spine_edu.publish.export.scorm.package import of_questions
from tests.npm import node_modules
from tests.quiz.samples import MULTIPLE, NUMBER, SINGLE

pytestmark = pytest.mark.browser

ASKED = (SINGLE, MULTIPLE, NUMBER)
PLATFORM = """
(kept) => {
  const api = new window[NAMES.made]({ autocommit: false, logLevel: 4 });
  if (kept) api.loadFromJSON(JSON.parse(kept));
  window[NAMES.api] = api;
  window.refused = [];
  window.ended = 0;
  api.on(NAMES.kept, () => { window.kept = JSON.stringify(api.cmi); });
  api.on(NAMES.ended, () => { window.ended += 1; });
  for (const name of ["LMSSetValue", "SetValue"].filter((name) => name in api)) {
    const set = api[name].bind(api);
    api[name] = (field, value) => {
      const done = set(field, value);
      if (done !== "true") refused.push([field, value]);
      return done;
    };
  }
  const frame = document.createElement("iframe");
  frame.src = "/index.html";
  frame.style = "width: 100%; height: 780px; border: 0";
  document.body.append(frame);
}
"""
EDITIONS = {
    "1.2": (
        SCORM12,
        "scorm12.min.js",
        {"made": "Scorm12API", "api": "API", "kept": "LMSCommit", "ended": "LMSFinish"},
        {
            "wrong": {
                "interactions.0.student_response": "a",
                "interactions.0.correct_responses.0.pattern": "b",
                "interactions.0.result": "wrong",
                "core.lesson_status": "incomplete",
                "core.score.raw": "0.00",
                "core.exit": "suspend",
            },
            "done": {"core.lesson_status": "completed", "core.score.raw": "66.67", "core.score.max": "100"},
        },
    ),
    "2004": (
        SCORM2004,
        "scorm2004.min.js",
        {"made": "Scorm2004API", "api": "API_1484_11", "kept": "Commit", "ended": "Terminate"},
        {
            "wrong": {
                "interactions.0.learner_response": "a_Revision",
                "interactions.0.correct_responses.0.pattern": "b_Fusion",
                "interactions.0.result": "incorrect",
                "completion_status": "incomplete",
                "progress_measure": "0.3333",
                "exit": "suspend",
            },
            "done": {
                "completion_status": "completed",
                "progress_measure": "1.0000",
                "score.raw": "66.67",
                "score.scaled": "0.6667",
            },
        },
    ),
}


class Learner:
    """A learner before a platform in one window; what the platform last kept outlives the window."""

    def __init__(self, page: Any, host: str, content: str, kept: str | None = None) -> None:
        self.page = page
        pages = {"platform": host, "index.html": content}
        page.context.route(
            "http://localhost/*",
            lambda route: route.fulfill(
                body=pages[route.request.url.rpartition("/")[2]], content_type="text/html; charset=utf-8"
            ),
        )
        page.goto("http://localhost/platform")
        page.evaluate(PLATFORM, kept)
        self.lesson = page.frame_locator("iframe")
        self.lesson.locator("body[data-ready]").wait_for()

    def check(self, n: int) -> str:
        """Check the card at this place; return what the platform holds when it holds one answer more."""
        count = self.page.evaluate("Object.keys(JSON.parse(window.kept).interactions).length")
        self.lesson.locator("button.check").nth(n).click()
        self.page.wait_for_function("n => Object.keys(JSON.parse(window.kept).interactions).length > n", arg=count)
        return self.page.evaluate("window.kept")


def flat(told: Any, name: str = "") -> dict[str, Any]:
    """What a platform holds, by the names that a page has for it."""
    if not isinstance(told, dict):
        return {name: told}
    return {field: value for part, held in told.items() for field, value in flat(held, f"{name}.{part}".strip(".")).items()}


@pytest.mark.parametrize("edition", EDITIONS)
def test_who_is_thrown_out_in_the_middle_goes_on_where_they_were(new_page, pytestconfig, edition):
    packed, library, names, fields = EDITIONS[edition]
    runtime = (node_modules(pytestconfig.cache, "SCORM was not played") / "scorm-again/dist" / library).read_text("utf-8")
    with zipfile.ZipFile(BytesIO(of_questions(ASKED, "sample", "Refusion", packed))) as archive:
        content = archive.read("index.html").decode()
    host = f"<!DOCTYPE html><title>Platform</title><body><script>{runtime}</script><script>NAMES = {json.dumps(names)}</script>"

    first = Learner(new_page(), host, content)
    first.lesson.get_by_label("Revision").check()
    kept = first.check(0)
    told = flat(json.loads(kept))
    assert told["interactions.0.id"] == SINGLE.id
    assert told["interactions.0.objectives.0.id"] == SINGLE.objective
    assert told["interactions.0.objectives.1.id"] == "belief.revision-surgery-is-revision"
    assert {name: told[name] for name in fields["wrong"]} == fields["wrong"]
    first.page.close()  # as a crash closes it: nothing is said good-bye to

    second = Learner(new_page(), host, content, kept)
    assert second.lesson.get_by_label("Revision").is_checked(), "who comes back sees what they answered"
    assert second.lesson.get_by_text("The surgeon wrote").first.is_visible(), "and what was said of it"
    second.lesson.get_by_label("Taking out the broken pedicle screws").check()
    second.lesson.get_by_label("Taking bone from the iliac crest through a second cut").check()
    second.check(1)
    second.lesson.get_by_label("Your answer").fill("4")
    kept = second.check(2)
    told = flat(json.loads(kept))
    assert told["interactions.1.result"] == told["interactions.2.result"] == "correct"
    assert {name: told[name] for name in fields["done"]} == fields["done"]
    second.page.evaluate("document.querySelector('iframe').remove()")
    assert second.page.evaluate("window.ended") == 1, "who leaves is said good-bye to"
    assert second.page.evaluate("window.refused") == [], "the platform took all that it was told"
