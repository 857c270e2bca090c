"""The pictures: PNG that read on a 360-pixel phone, in print and without colour vision.

Pure: equal numbers give equal bytes. `drawings` loads matplotlib and belongs in the drawing child or a command, never
in `pandu run` itself.
"""
