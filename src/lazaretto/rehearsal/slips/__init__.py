"""Errors as stories, family by family. Each names the clauses by which it must be found."""
