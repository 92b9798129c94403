"""A real SMTP server for one test: TLS by STARTTLS unless told not to, each mail kept as a file.

Usage: MailServer.py FOLDER CERTIFICATE KEY|none.  Prints its port.  Recipients that begin with 'refused' get 550, with 'later' 451.
"""
import pathlib, socket, ssl, sys, time
from aiosmtpd.controller import Controller

folder, certificate, key = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]

class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused"): return "550 no such user"
        if address.startswith("later"): return "451 try again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        name = f"{len(list(folder.iterdir()))}"
        lines = f"tls={session.ssl is not None}\nfrom={envelope.mail_from}\nto={','.join(envelope.rcpt_tos)}\n\n"
        (folder / name).write_bytes(lines.encode() + envelope.original_content)
        return "250 kept"

context = None
if key != "none":
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

class AnyPort(Controller):
    def _trigger_server(self):
        socket.create_connection(self.server.sockets[0].getsockname()).close()

controller = AnyPort(Handler(), hostname="127.0.0.1", port=0, tls_context=context, require_starttls=context is not None)
controller.start()
print(controller.server.sockets[0].getsockname()[1], flush=True)
time.sleep(120)
