"""Whatever pytest runs here, the kernels of notebooks included, keeps its hands off the learner's log of whoever runs it.

The browser of the tests is the browser of the benchmarks, too: two in one process would be in each other's way.
"""

from __future__ import annotations

import os
import tempfile

import pytest

from tests.patience import LIMIT

pytest_plugins = ("tests.browser.pages", "tests.browser.ran", "tests.browser.lab")

_home = tempfile.TemporaryDirectory(prefix="spine-edu-", ignore_cleanup_errors=True)
os.environ["SPINE_EDU_HOME"] = _home.name


def pytest_configure(config: pytest.Config) -> None:
    """Let nbval, where it runs, wait for a kernel as long as we wait for anything: it takes a minute, which can be short."""
    if config.pluginmanager.hasplugin("nbval"):
        config.option.nbval_kernel_startup_timeout = max(LIMIT, config.option.nbval_kernel_startup_timeout)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let nbval wait for what a cell shows as long as for a kernel:
    its five seconds are short on a machine with other things to do.
    """
    for item in items:
        if hasattr(item, "output_timeout"):
            item.output_timeout = LIMIT
