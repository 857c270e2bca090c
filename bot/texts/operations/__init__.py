"""For who runs the machine: the command line, doctor, alarms, wrong settings, the demo."""
