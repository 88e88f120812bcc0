"""Texts going in and out: what was typed or pasted, what is quoted in a message, lists in words, tables as HTML.

Everybody comes here; nothing of the course is imported but its errors.
"""
