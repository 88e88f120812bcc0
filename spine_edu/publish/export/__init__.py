"""Ways out of the question bank: its items as files of other programs, as an exam on paper, and a class's results as a table.

The command `export` comes here. Each writer is small, takes the same items (`quiz.items`), and says what its format cannot carry.
"""
