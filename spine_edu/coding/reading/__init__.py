"""Single codes read aloud: valid from when to when, what each character says, what the official maps make of it.

Commands, lessons, the builder and the grouper come here; no operation is coded in this room.
"""
