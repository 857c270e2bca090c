"""Surveys of users: links, anonymous answers, and their value"""
