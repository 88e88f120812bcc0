"""The tools of maintainers, tried as a maintainer would use them."""
