"""Numbers as pictures: charts of the data labs, and risks as a field of people. Each comes with its table in words.

Lessons come here with the numbers of `evidence`.
"""
