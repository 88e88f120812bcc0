"""Kernels whose talk stays between them and the course, however many people share the computer."""

from __future__ import annotations

import zmq
from jupyter_client.manager import KernelManager


def sealed() -> dict[str, str]:
    """Return the settings of Jupyter's KernelManager under which a kernel encrypts what it says, {} where this Jupyter cannot.

    A kernel that does not is right to warn its terminal; one that does has nothing to warn of.

    >>> sealed()
    {'transport_encryption': 'auto'}
    """
    can = zmq.has("curve") and KernelManager.class_traits().get("transport_encryption")
    return {"transport_encryption": "auto"} if can else {}
