"""A small OpenID Connect provider on a real port: discovery, authorize, token, keys, userinfo. It signs in whoever
`person` is; `tamper` changes the identity token's claims, and `forge` signs it with a key that is not its own."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET = "action-plans", "a-secret-of-the-council"


def _key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """What it knows, and what it was asked."""

    url: str = ""
    person: dict = field(default_factory=dict)
    tamper: dict = field(default_factory=dict)
    forge: bool = False
    refuse: bool = False
    down: bool = False
    key: rsa.RSAPrivateKey = field(default_factory=_key)
    other_key: rsa.RSAPrivateKey = field(default_factory=_key)
    codes: dict = field(default_factory=dict)

    def discovery(self) -> dict:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> dict:
        jwk = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**jwk, "kid": "k1", "alg": "RS256", "use": "sig"}]}

    def authorize(self, query: dict) -> str:
        """Where the browser is sent back to."""
        back = {"state": query["state"]}
        if self.refuse:
            back["error"] = "access_denied"
        else:
            back["code"] = f"code-{len(self.codes)}"
            self.codes[back["code"]] = query
        return f"{query['redirect_uri']}?{urlencode(back)}"

    def token(self, sent: dict) -> dict | None:
        """The tokens for a code, if the client and its proof key are right; a code works once."""
        asked = self.codes.pop(sent.get("code"), None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(sent.get("code_verifier", "").encode()).digest())
        known = (sent.get("client_id"), sent.get("client_secret")) == (CLIENT_ID, CLIENT_SECRET)
        if not (asked and known and proof.rstrip(b"=").decode() == asked["code_challenge"]):
            return None
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT_ID, "iat": now, "exp": now + 300, **self.person, **self.tamper}
        key = self.other_key if self.forge else self.key
        return {
            "access_token": "opens-userinfo",
            "token_type": "Bearer",
            "expires_in": 300,
            "id_token": jwt.encode(claims, key, algorithm="RS256", headers={"kid": "k1"}),
        }


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self):
        parts, it = urlsplit(self.path), self.provider
        if it.down:
            return self._answer(503, {"error": "down"})
        match parts.path:
            case "/.well-known/openid-configuration":
                return self._answer(200, it.discovery())
            case "/keys":
                return self._answer(200, it.keys())
            case "/userinfo" if self.headers["Authorization"] == "Bearer opens-userinfo":
                return self._answer(200, it.person)
            case "/authorize":
                self.send_response(302)
                self.send_header("Location", it.authorize(_flat(parts.query)))
                return self.end_headers()
        return self._answer(404, {})

    def do_POST(self):
        sent = _flat(self.rfile.read(int(self.headers["Content-Length"])).decode())
        tokens = self.provider.token(sent)
        return self._answer(200 if tokens else 400, tokens or {"error": "invalid_grant"})

    def _answer(self, status: int, body: dict):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *args):
        """A test's output is its own."""


def _flat(query: str) -> dict:
    return {key: values[0] for key, values in parse_qs(query).items()}


@contextmanager
def serving():
    """The provider, served on a free port until the block ends."""
    provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"provider": provider}))
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
