"""The turn of the year: official files in, `data/codes/` out, and a list of all that the change touches.

`edition` says what is built. The room `official` reads one layout a module, `tables` makes our tables of what was read, `build`
calls them all, and `telling` says what changed and what it touches. See docs/turning-the-year.md.
"""
