"""A class that is asked together: what is asked, who answers from which seat, what is counted, and the server phones come to.

The command `room` comes here, and a deck that wants the same. State and counts are values that know no network; nobody is named.
"""
