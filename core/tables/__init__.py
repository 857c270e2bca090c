"""Tables that people send or fill in: the sheets of any spreadsheet, CSV or page, each cell as its author sees it"""
