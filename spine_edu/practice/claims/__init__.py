"""The empty claim of a case and its key: codes, sections, single skills, and the surgeon who answers a query.

The worklist and lessons come here by `claim.dealt`; what a browser is sent is written in `contract`.
"""
