"""The sections of a claim: which diagnoses, which class, what to ask; each row with its reason and the phrase that decides."""

from __future__ import annotations

from collections.abc import Mapping

from spine_edu.data import table
from spine_edu.practice.case import PracticeCase
from spine_edu.practice.chance import Chance
from spine_edu.practice.claims.contract import ClaimRow, ClaimSection, claim_row
from spine_edu.practice.plans.tables import patients

_ASKS: Mapping[str, str] = {
    "": "nothing: the note is enough",
    "graft": "whose bone or what graft it was",
    "column": "which column was fused",
    "status": "whether the joint was fused before",
    "level": "which joint it was",
}
"""What can be asked for, by the gap."""
_GAP_IDEA = "guess-when-silent"


def diagnoses(found: PracticeCase) -> ClaimSection | None:
    """Ask of each diagnosis that the note names whether it is the principal one, a secondary one, or not reported."""
    stay, note = found.plan.stay, found.note
    if found.answer.icd9_applies:
        return None
    heading = note.text.split("\n\n")[0]
    rows: list[ClaimRow] = []
    for one in stay.reasons:
        several = len(stay.reasons) > 1
        why = (
            "Several reasons weigh the same: any one of them may stand first."
            if several
            else "This is why the patient was admitted."
        )
        rows.append(claim_row(f"{one.code} {one.words}", [0, 1] if several else [0], why, heading))
    mishaps = {decided.value: phrase for decided, phrase in note.facts("complication")}
    mishaps.update((patients().dural_tear.code, phrase) for _, phrase in note.facts("dural repair"))
    broken_off = {"after decompression": "not done", "before anything": "exploration"}.get(found.plan.given_up, "")
    mishaps.update((patients().given_up.code, phrase) for _, phrase in note.facts(broken_off))
    beside = [
        *((one, heading) for one in stay.implants),
        *((one, _saying(note.text, one.told)) for one in stay.comorbidities),
        *((one, mishaps.get(one.code, "")) for one in stay.mishaps),
    ]
    for one, phrase in beside:
        rows.append(claim_row(f"{one.code} {one.words}", [1], "The note tells it, and it is not why the patient came.", phrase))
    left_out = {decided.value: phrase for decided, phrase in note.facts("left out")}
    for one in stay.left_out:
        why = "It is feared, ruled out, or of somebody else: the note does not say that this patient has it."
        rows.append(
            claim_row(
                f"{one.code} {one.words}",
                [2],
                why,
                left_out.get(one.code, ""),
                "scan-is-a-diagnosis",
            )
        )
    rows = Chance(found.number).stream("diagnoses").shuffled(rows)
    return {
        "name": "diagnoses", "legend": "Diagnoses: which one is principal, which are reported beside it?",
        "options": ["principal", "secondary", "not reported"], "rows": rows, "one": 0,
    }  # fmt: skip


def _saying(text: str, told: tuple[str, ...]) -> str:
    """Return the words by which a note tells something; '' if it uses others."""
    return next((words.strip() for words in told if words.strip() in text), "")


def drg_class(found: PracticeCase) -> ClaimSection | None:
    """Ask for the MS-DRG, among all classes of the version that our tables know."""
    grouping = found.answer.grouping
    if grouping is None or grouping.drg is None or grouping.version is None:
        return None
    classes = sorted(
        (row["drg"], row["title"])
        for row in table("ms_drg")
        if row["version"] == grouping.version.split(".")[0] and row["mdc"] == "08"
    )
    drgs = [drg for drg, _ in classes]
    if grouping.drg not in drgs:
        return None
    row = claim_row(f"MS-DRG {grouping.version}", [drgs.index(grouping.drg)], " ".join(grouping.because), "")
    return {
        "name": "class",
        "legend": "Which MS-DRG will it be?",
        "options": [f"{drg} {title}" for drg, title in classes],
        "rows": [row],
        "one": -1,
    }


def asked(found: PracticeCase, but: str = "none") -> ClaimSection:
    """Ask what the note leaves out; `but` names a gap that is not offered."""
    gap = found.plan.gap
    asks = {one: words for one, words in _ASKS.items() if one != but or one == gap}
    why = " ".join(query.ask for query in found.open) or "Every character is told. Nothing has to be asked."
    phrase = next((phrase for _, phrase in found.note.facts("query")), "")
    row = claim_row("The note leaves out", [list(asks).index(gap)], why, phrase, _GAP_IDEA if gap else "")
    return {
        "name": "query", "legend": "What must the surgeon be asked?", "options": list(asks.values()), "rows": [row], "one": -1,
    }  # fmt: skip
