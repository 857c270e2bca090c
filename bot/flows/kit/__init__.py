"""What flows are made of: rows of buttons, pages, the calendar, lists with a search, a coordinator's guard."""
