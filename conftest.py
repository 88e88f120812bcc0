"""Whatever pytest runs here, the kernels of notebooks included, keeps its hands off the learner's log of whoever runs it."""

import os
import tempfile

_home = tempfile.TemporaryDirectory(prefix="spine-edu-", ignore_cleanup_errors=True)
os.environ["SPINE_EDU_HOME"] = _home.name
