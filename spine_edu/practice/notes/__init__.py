"""From a plan to its operative note, with the words that decide each fact: phrases, an author's pen, and what dictation spoils.

`practice.case` comes here by `writer.note_of`; which sentences there are is told in data/practice/phrases.yml.
"""
