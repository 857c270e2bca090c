"""Types of files, one module for each format, with the library that reads it best.

Called only in the examining child (`bot/evidence/examine.py`): strangers' bytes are opened nowhere else.
"""
