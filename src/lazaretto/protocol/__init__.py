"""The protocol document as a value: read, checked, compared, published. Imports facts only."""
