"""The instrument (instrumen): its file, the model, its rules and bands, and scoring."""
