"""What runs before anything is installed: the environments, the commands `lab` and `test`, processes and their progress.

`python3 -m spine_edu` alone comes here; standard library and `errors` only, since nothing else may be there yet.
"""
