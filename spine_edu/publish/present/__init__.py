"""A lesson as scenes for a lecture hall: how its cells are cut, which scenes fit the time, and the one file that shows them.

The command `present` comes here; pages and notebooks never know that they are presented.
"""
