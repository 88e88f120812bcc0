"""QTI, in which examinations travel between systems: items of version 3.0 in a package, and the older versions."""
