"""A page as a package that a learning platform takes (SCORM): it tells the platform each answer, points and how far one is.

The command `export` comes here. The page is the one of `publish.page`, and judges by itself; scripts of this room run before its
own and stand between it and the platform.
"""
