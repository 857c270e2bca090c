"""Tables of positions: read, stored, removed, and for how long their names are kept"""
