@register.filter
def first_finding(line: Any) -> str:
    """Where the figure of a bottom line leads: the newest finding behind it."""
    return reverse("explain", args=[line.findings[0]]) if line.findings else ""
