"""The browser of the tests, for measuring in it."""

from tests.browser.conftest import browser, expected_errors, lab, new_page, open_notebook
from tests.conftest import chromium

__all__ = ["browser", "chromium", "expected_errors", "lab", "new_page", "open_notebook"]
