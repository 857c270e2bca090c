"""Words about the workload of positions, and the productivity that follows from it"""
