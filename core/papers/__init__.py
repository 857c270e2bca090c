"""Papers and files that people print or fill in: PDF by typst, XLSX by XlsxWriter. Pure: values in, bytes out.

Made in a child process or by a command, never by `pandu run` itself.
"""
