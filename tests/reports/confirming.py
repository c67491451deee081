"""Issues a paper as a browser does: asks for it, looks at its pages, and says so."""

import html
import re

from django.urls import reverse


def asked_once_more(client, url: str, sent: dict) -> tuple[str, dict]:
    """The page that asks whether a paper is to be issued, its address, and its form as a browser would send it."""
    looked = client.post(url, {**sent, "do": "issue"})
    assert looked.status_code == 302, looked.text
    address = client.get(looked.url).url.partition("#")[0]
    page = client.get(address).text
    form = page[page.index('id="issue"') :]
    form = form[form.index("<form") : form.index("</form>")]
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form):
        fields.setdefault(html.unescape(name), []).append(html.unescape(value))
    return address, fields


def issue_by_form(client, url: str, sent: dict):
    """The answer to who has looked at it and issues it."""
    address, fields = asked_once_more(client, url, sent)
    return client.post(address, {**fields, "looked": "yes"})


def supplement_by_form(client, paper, sent: dict):
    """The answer to who has looked at a supplement and issues it."""
    at = reverse("issued_paper", args=[paper.pk])
    shown = client.post(at, sent)
    assert shown.status_code == 200, shown.text
    return client.post(at, {**sent, "sign": re.search(r'name="sign" value="(\w+)"', shown.text)[1]})
