"""The workload of positions: of an OPD, of a region"""
