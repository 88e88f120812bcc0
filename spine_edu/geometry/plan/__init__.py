"""What is to be seen in one patient, without shapes: implants, cuts, masses, failures, read from operation and history.

The scene builds from it and the words are told from it, so that picture and codes can be compared.
"""
