"""Productivity (produktivitas): the workload of positions, the need for people, efficiency and performance"""
