"""A passkey made of software, for tests without a browser: ES256, no attestation, user verified."""

import hashlib
import json
import secrets
import struct

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.utils import websafe_encode

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40  # WebAuthn, section 6.1: flags


class Passkey:
    """One passkey of one person at one site."""

    def __init__(self, origin: str = "http://testserver") -> None:
        self.origin = origin
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(32)
        self.user = ""
        self.count = 0

    def create(self, options: dict) -> str:
        """Answer `navigator.credentials.create`."""
        public = options["publicKey"]
        self.user = public["user"]["id"]
        numbers = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        credential = bytes(16) + struct.pack(">H", len(self.id)) + self.id + cbor.encode(cose)
        data = self._data(public["rp"]["id"], PRESENT | VERIFIED | ATTESTED) + credential
        statement = {"fmt": "none", "attStmt": {}, "authData": data}
        return self._answer(
            clientDataJSON=self._client("webauthn.create", public["challenge"]),
            attestationObject=cbor.encode(statement),
        )

    def get(self, options: dict, **changes: str) -> str:
        """Answer `navigator.credentials.get`."""
        public = options["publicKey"]
        client = self._client("webauthn.get", public["challenge"])
        self.count += 1
        data = self._data(public["rpId"], PRESENT | VERIFIED)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        answer = json.loads(self._answer(clientDataJSON=client, authenticatorData=data, signature=signature))
        answer["response"] |= {"userHandle": self.user} | changes
        return json.dumps(answer)

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _data(self, site: str, flags: int) -> bytes:
        return hashlib.sha256(site.encode()).digest() + struct.pack(">BI", flags, self.count)

    def _answer(self, **response: bytes) -> str:
        return json.dumps(
            {
                "id": websafe_encode(self.id),
                "rawId": websafe_encode(self.id),
                "type": "public-key",
                "response": {name: websafe_encode(value) for name, value in response.items()},
                "clientExtensionResults": {"credProps": {"rk": True}},
            }
        )
