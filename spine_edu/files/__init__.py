"""How a file that somebody wrote is read: which files are taken, YAML and JSON within bounds, fields, and the spot of a fault.

Whatever reads data, operations, claims or drafts comes here; what the fields mean is not known in this room.
"""
