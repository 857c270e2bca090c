"""For who runs the machine: doctor, backup, archive, export, alarms, who can be reached."""
