"""Whatever pytest runs here, the kernels of notebooks included, keeps its hands off the learner's log of whoever runs it.

The browser of the tests is the browser of the benchmarks, too: two in one process would be in each other's way.
"""

import os
import tempfile

pytest_plugins = ("tests.browser.lab",)

_home = tempfile.TemporaryDirectory(prefix="spine-edu-", ignore_cleanup_errors=True)
os.environ["SPINE_EDU_HOME"] = _home.name
