"""The survey of a service's users (survei pengguna): its questions, what a filled-in page says, its value"""
