"""What can be reckoned without drawing anything: residual transmission, branching, final sizes,
importation.
"""
