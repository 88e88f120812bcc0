"""What a surgeon puts in, each shape made by its size: screws on their way through bone, rods, plates, cages, graft.

The scene comes here; which implants a patient has is decided in `plan`.
"""
