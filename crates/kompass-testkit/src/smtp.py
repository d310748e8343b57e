"""A mail server for tests. It keeps what it takes as JSON in a folder, read by another program than the one that wrote it.

Usage: smtp.py FOLDER [CERTIFICATE KEY starttls|implicit]. Prints its port, and ends when its input does. While the folder
holds a file `closed` it asks everybody to come back later; with `mute` it takes connections and says nothing. The mailbox
`gone@…` does not exist; the sender `refused@…` may not send; the user is `kompass` with the password `secret word`.
"""

import asyncio
import email
import email.policy
import json
import os
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

folder = sys.argv[1]
certificate, key, mode = (sys.argv[2:] + [None] * 3)[:3]
count = 0


def there(name):
    return os.path.exists(os.path.join(folder, name))


class Handler:
    async def handle_MAIL(self, server, session, envelope, address, options):
        if address.startswith("refused@"):
            return "550 5.7.1 sender not allowed"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if there("closed"):
            return "451 4.7.1 come back later"
        if address.startswith("gone@"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        global count
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        parts = {part.get_content_type(): part for part in message.walk() if not part.is_multipart()}
        kept = {
            "sender": envelope.mail_from,
            "recipients": envelope.rcpt_tos,
            "headers": {name.lower(): str(value) for name, value in message.items()},
            "names": [name.lower() for name in message.keys()],
            "types": list(parts),
            "text": parts["text/plain"].get_content().replace("\r\n", "\n"),
            "html": parts["text/html"].get_content().replace("\r\n", "\n"),
        }
        count += 1
        name = os.path.join(folder, f"{count:05}.json")
        with open(name + ".part", "w", encoding="utf-8") as file:
            json.dump(kept, file)
        os.rename(name + ".part", name)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    right = (data.login, data.password) == (b"kompass", b"secret word")
    return AuthResult(success=right, handled=right)


class Mute(asyncio.Protocol):
    """Takes the connection and says nothing."""


def protocol():
    if there("mute"):
        return Mute()
    context = None
    if mode == "starttls":
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate, key)
    return SMTP(
        Handler(),
        hostname="mail.test",
        tls_context=context,
        require_starttls=context is not None,
        authenticator=authenticate,
        auth_require_tls=mode is not None and mode == "starttls",
    )


async def main():
    context = None
    if mode == "implicit":
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate, key)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(protocol, "127.0.0.1", 0, ssl=context)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
os._exit(0)
