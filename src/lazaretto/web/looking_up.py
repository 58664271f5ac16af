"""Look up a person by the number on the card; the record itself asks for the reason."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lazaretto.access.declaring import requires
from lazaretto.web.forms.fields import Field
from lazaretto.web.labels.fields import FIELDS, HINTS
from lazaretto.web.showing import house_zone, show


@requires("read_person")
def look_up(request: HttpRequest) -> HttpResponse:
    """Ask for a number, and go to its record."""
    code = request.GET.get("person", "").strip()
    if code and "/" not in code:
        return HttpResponseRedirect(reverse("person", args=[code]))
    field = Field("person", str(FIELDS["person"]), "text", code, str(HINTS["person"]))
    return show(request, "web/look_up.html", zone=house_zone(), here="person", field=field)
