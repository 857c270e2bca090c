"""A small PDF that every viewer opens."""


def pdf(marks: bytes = b"") -> bytes:
    """One empty page; `marks`, a line without its end, make its bytes unlike any other's."""
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n",
    ]
    body, offsets = b"%PDF-1.4\n% " + marks + b"\n", []
    for part in parts:
        offsets.append(len(body))
        body += part
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(body)
    trailer = b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start
    return body + b"xref\n0 4\n0000000000 65535 f \n" + table + trailer
