"""What can be touched: widgets over the pure parts. They show, and pass on; they decide nothing.

Lessons come here, and pages, which carry the same scripts without a kernel. Scripts lie in `static`, in rooms of the same names.
"""
