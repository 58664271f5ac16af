"""Reports, figure by figure."""
