"""Where a request comes from: the machine that asks, or the one for which a trusted proxy asks."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

_NUMBER = re.compile(r"[A-Za-z0-9-]{8,64}")


@dataclass(frozen=True, slots=True)
class Proxies:
    """Which of the machines before this one are believed: so many, or those of these networks. None by default."""

    count: int = 0
    networks: tuple = ()

    def client(self, peer: str, forwarded: str) -> str:
        """The address that asked: `peer` is the machine at the other end of the connection, `forwarded` the header
        X-Forwarded-For as it came, to which each proxy adds the address that it was asked by. What somebody who is no
        trusted proxy wrote there is never believed."""
        came = [address.strip() for address in forwarded.split(",") if address.strip()]
        if self.count:
            return _plain(came[-self.count]) or peer if len(came) >= self.count else peer
        at = peer
        while came and self._is_trusted(at):
            at = _plain(came.pop()) or at
        return at

    def believes(self, peer: str) -> bool:
        return bool(self.count) or self._is_trusted(peer)

    def _is_trusted(self, address: str) -> bool:
        try:
            return any(ipaddress.ip_address(address) in network for network in self.networks)
        except ValueError:
            return False


def proxies(words: list[str], *, default: int = 0) -> Proxies:
    """Those that TRUSTED_PROXIES names: a number, or addresses and networks. Raises ImproperlyConfigured."""
    if not words:
        return Proxies(count=default)
    if len(words) == 1 and words[0].isdigit():
        return Proxies(count=int(words[0]))
    try:
        return Proxies(networks=tuple(ipaddress.ip_network(word, strict=False) for word in words))
    except ValueError as error:
        raise ImproperlyConfigured(
            f"TRUSTED_PROXIES can't be read ({error}). Set it to how many proxies stand before this machine, such as "
            "1, or to their addresses, such as 10.0.0.5,10.1.0.0/24."
        ) from error


def client_of(request) -> str:
    """The address that this request comes from; empty where it comes by a socket of this machine."""
    meta = request.META
    found = settings.PROXIES.client(meta.get("REMOTE_ADDR", ""), meta.get("HTTP_X_FORWARDED_FOR", ""))
    return _plain(found)


def number_given(request) -> str:
    """The number that a trusted proxy gave the request, where it is one that fits into a line; else empty."""
    number = request.META.get("HTTP_X_REQUEST_ID", "")
    believed = settings.PROXIES.believes(request.META.get("REMOTE_ADDR", ""))
    return number if believed and _NUMBER.fullmatch(number) else ""


def _plain(address: str) -> str:
    """An address without its port or brackets; empty for what is none."""
    for text in (address, address.rpartition(":")[0], address.partition("]")[0]):
        try:
            found = ipaddress.ip_address(text.strip("[]"))
        except ValueError:
            continue
        return str(getattr(found, "ipv4_mapped", None) or found)
    return ""
