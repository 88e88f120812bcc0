"""Teaching notebooks on spinal fusion and its coding.

In a lesson: `from spine_edu.lesson import *`. In a program: `from spine_edu import api` (docs/reference.md). From a shell:
`python3 -m spine_edu --help`.

Nothing is imported here, so that `import spine_edu` costs nothing. Python 3.7 can still read this file, so that
`python3 -m spine_edu` lives to say which Python it needs.
"""

__version__ = "0.1.0"
