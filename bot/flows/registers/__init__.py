"""Registers of OPD: their services, SOP or work units."""
