"""Making an instrument without knowing its file: as a workbook that officials fill in, and when one may go live"""
