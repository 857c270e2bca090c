"""The courier: the only sender."""
