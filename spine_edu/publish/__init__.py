"""What leaves the notebooks: canonical stored notebooks, pages that need no kernel, and the server that opens the course.

Commands come here; nothing below knows that it is published.
"""
