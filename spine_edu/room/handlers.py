"""The server of a room: what phones may ask for, and what only the desk may, which sits at this computer and holds a key.

`phone_rules`, `desk_rules` and `deck_rules` are for an application of Tornado. A phone can read the question on screen and send
its own answer, nothing else; desk and deck answer this computer alone. All are asked by the address they are served at, so that
no page of the internet can have a browser ask for them.
"""

from __future__ import annotations

import re

from tornado.web import RequestHandler

from spine_edu.room.answering import Asset
from spine_edu.room.ballot import MOST_SEATS
from spine_edu.room.desk_answers import Cards, Desk, DeskEvents, DeskNow, Do, Export, Scenes
from spine_edu.room.hall import Hall
from spine_edu.room.limits import Pace
from spine_edu.room.pages import DECK, DESK
from spine_edu.room.phone_answers import Cast, Join, PhoneEvents, PhoneNow, Vote


def phone_rules(hall: Hall) -> list[tuple[str, type[RequestHandler], dict[str, object]]]:
    """Return what phones are let to, for an application of Tornado."""
    votes, looks = Pace(6, 1), Pace(30, 4)  # of each seat
    words, pages = Pace(60, 1), Pace(MOST_SEATS, 20)  # of each address, which a whole class may share
    here = f"/r/{re.escape(hall.setting.path)}/"
    return [
        ("/", Join, {"hall": hall, "pace": words}),
        ("/room/(phone)[.](js|css)", Asset, {"hall": hall}),
        (here, Vote, {"hall": hall, "pace": pages}),
        (f"{here}now", PhoneNow, {"hall": hall, "pace": looks}),
        (f"{here}events", PhoneEvents, {"hall": hall, "pace": looks}),
        (f"{here}vote", Cast, {"hall": hall, "pace": votes}),
    ]


def desk_rules(hall: Hall) -> list[tuple[str, type[RequestHandler], dict[str, object]]]:
    """Return what the desk is let to, for an application of Tornado that listens on this computer alone."""
    return [
        (DESK, Desk, {"hall": hall}),
        (f"{DESK}now", DeskNow, {"hall": hall}),
        (f"{DESK}events", DeskEvents, {"hall": hall}),
        (f"{DESK}do", Do, {"hall": hall}),
        (f"{DESK}cards", Cards, {"hall": hall}),
        (f"{DESK}votes[.](json|csv)", Export, {"hall": hall}),
        ("/room/(desk|room|cards)[.](js|css)", Asset, {"hall": hall}),
    ]


def deck_rules(hall: Hall, scenes: str) -> list[tuple[str, type[RequestHandler], dict[str, object]]]:
    """Return what shows the scenes of a lesson beside a desk; they are a page of their own, for who holds the desk's key."""
    return [(DECK, Scenes, {"hall": hall, "scenes": scenes})]
