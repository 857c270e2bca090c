"""What flows are built from: rows of buttons, pages, the calendar, lists with a search, a coordinator's guard."""
