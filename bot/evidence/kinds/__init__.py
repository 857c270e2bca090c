"""What a file is, one module for each format, each with the library that knows it best.

They are called in the examining child only (`bot/evidence/examine.py`): strangers' bytes are opened nowhere else.
"""
