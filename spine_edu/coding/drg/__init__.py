"""MS-DRG: the class of a whole claim among the spinal classes, and why it is not another one.

`coding.engine` and the command `drg` come here; stays that our lists do not decide are said to be not covered.
"""
