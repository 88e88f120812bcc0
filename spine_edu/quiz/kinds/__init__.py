"""The kinds of question, a module each: fields to read, face to show, verdict table, key; twins of widgets/static/asking/kinds/.

`quiz.bank` lists them and `quiz` hands them out; to add a kind, add a class here and a script there.
"""
