"""The commands that answer without a notebook: `code`, `drg`, `look` and `check`, a module each.

The one door is `command.main`; `python3 -m spine_edu` comes here, and nobody else.
"""
