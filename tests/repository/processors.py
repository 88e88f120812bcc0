"""Replays every lesson on another processor and says which cells differ: what test_processors.py runs in processes of their own.

python -m tests.repository.processors             on the processor that the environment names (OPENBLAS_CORETYPE and its like)
python -m tests.repository.processors imagined    on one that cannot be had: what processors disagree about is off by a bit
"""

from __future__ import annotations

import ast
import importlib.abc
import importlib.machinery
import sys

import numpy as np

DISAGREED = {
    "sin",
    "cos",
    "tan",
    "arccos",
    "arctan2",
    "atan",
    "atan2",
    "exp",
    "log10",
    "hypot",
    "dist",
    "norm",
    "einsum",
    "svd",
    "solve",
}
"""Functions of math and numpy whose last bit belongs to the library, and to the processor it was written for."""


class Imagined(importlib.abc.MetaPathFinder):
    """Loads our modules so that every disputed result in them is off by a bit: another processor, another library."""

    def find_spec(self, name, path, target=None):
        found = importlib.machinery.PathFinder.find_spec(name, path, target)
        if name.startswith("spine_edu.") and found and (found.origin or "").endswith(".py"):
            found.loader = _Loader(name, found.origin)
        return found if name.startswith("spine_edu.") else None


class _Loader(importlib.machinery.SourceFileLoader):
    def get_code(self, fullname):
        tree = _Disputed().visit(ast.parse(self.get_data(self.path)))
        return compile(ast.fix_missing_locations(tree), self.path, "exec", dont_inherit=True)

    def exec_module(self, module):
        module.__dict__.update(off_by_a_bit=off_by_a_bit, product_off_by_a_bit=product_off_by_a_bit)
        super().exec_module(module)


class _Disputed(ast.NodeTransformer):
    """Wraps products of matrices, powers and the functions of DISAGREED."""

    def visit_BinOp(self, node):
        self.generic_visit(node)
        if isinstance(node.op, ast.MatMult):
            return _call("product_off_by_a_bit", node.left, node.right)
        return _call("off_by_a_bit", node) if isinstance(node.op, ast.Pow) else node

    def visit_Call(self, node):
        self.generic_visit(node)
        named = isinstance(node.func, ast.Attribute) and node.func.attr in DISAGREED
        ours = named and ast.unparse(node.func.value) in ("math", "np", "np.linalg")
        return _call("off_by_a_bit", node) if ours else node


def _call(name, *arguments):
    return ast.copy_location(ast.Call(ast.Name(name, ast.Load()), list(arguments), []), arguments[0])


_noise = np.random.default_rng(20260114)


def _thrown():
    while True:
        yield from _noise.integers(-1, 2, 4096).tolist()


_steps = _thrown()
_BIT = float(np.finfo(float).eps)


def off_by_a_bit(value, size=None):
    """Return floats, each one bit up, one down or as it was; `size` is what the bit is one of, the value itself unless given."""
    if type(value) is float and size is None:  # two of three, and sooner
        return value + next(_steps) * _BIT * abs(value)
    if isinstance(value, tuple):
        return tuple(off_by_a_bit(part) for part in value)
    if np.asarray(value).dtype.kind != "f":
        return value
    bit = np.finfo(np.asarray(value).dtype).eps * np.abs(value if size is None else size)
    moved = value + (_noise.integers(-1, 2, np.shape(value)) * bit).astype(np.asarray(value).dtype)
    return moved if isinstance(value, np.generic | np.ndarray) else float(moved)


def product_off_by_a_bit(one, other):
    """Return a product of matrices as another order of adding could have given it."""
    return off_by_a_bit(one @ other, np.abs(one) @ np.abs(other))


if __name__ == "__main__":
    if sys.argv[1:] == ["imagined"]:
        sys.meta_path.insert(0, Imagined())
    from spine_edu.publish.replay import main  # not before: our modules are loaded by what was put in above

    sys.exit(main([]))
