"""A kefu answers a customer through the generated Python client. It ends with an error if an answer is not as expected."""
import builtins
import enum
import importlib.util
import os
import sys
import tempfile
import types

if importlib.util.find_spec("aenum") is None:
    # Debian 12 has no aenum. Of it, the client uses only Enum, for which that of the standard library serves if the name of the
    # class is known within its body.
    sys.modules["aenum"] = types.SimpleNamespace(Enum=enum.Enum, no_arg=None)
    builtins.ErrorCode = "ErrorCode"

from kefu_client import (
    ApiClient, AuthApi, Configuration, Error, ErrorCode, FilesApi, KefuLogin, MessagesApi, NewMessage, NewSession, NewUser,
    SessionsApi, UsersApi,
)
from kefu_client.exceptions import NotFoundException

PASSWORD = "password123"


def client(token=None):
    """A client that sends this token, or none."""
    return ApiClient(Configuration(host=os.environ["KEFU_URL"], access_token=token))


def log_in(kefu_id, password):
    return client(AuthApi(client()).log_in_kefu(KefuLogin(kefu_id=kefu_id, password=password)).session_id)


def expect(expected, actual):
    if expected != actual:
        raise AssertionError(f"Expected {expected!r} but was {actual!r}")


admin = log_in("admin", os.environ["KEFU_ADMIN_PASSWORD"])
kefu = UsersApi(admin).create_user(NewUser(username="客服", user_type="kefu", password=PASSWORD))
as_kefu = log_in(kefu.user_id, PASSWORD)
customer = UsersApi(client()).create_user(NewUser(username="客户", metadata={"level": 3}))
as_customer = client(customer.session_id)

session = SessionsApi(as_customer).open_session(NewSession(user_id=customer.user_id, kefu_id=kefu.user_id))
expect("active", session.status)
sent = MessagesApi(as_kefu).send_message(NewMessage(to_user_id=customer.user_id, content="您好", client_msg_id="c-1"))
expect(1, sent.seq)
messages = MessagesApi(as_customer).read_history(customer.user_id).messages
expect("您好", messages[0].content)
expect(sent.timestamp, messages[0].timestamp)
expect("您好", SessionsApi(as_kefu).list_active_sessions().active_sessions[0].last_message.content)

with tempfile.TemporaryDirectory() as folder:
    note = os.path.join(folder, "note.txt")
    with open(note, "w", encoding="utf-8") as file:
        file.write("a note")
    uploaded = FilesApi(as_customer).upload_file(note, "file")
expect("note.txt", uploaded.filename)
expect(b"a note", bytes(FilesApi(as_customer).read_file(uploaded.file_id)))

expect({"level": 3}, UsersApi(as_kefu).read_user(customer.user_id).actual_instance.metadata)
try:
    FilesApi(as_customer).read_file_info("file_missing")
    raise AssertionError("A missing file was found")
except NotFoundException as e:
    expect(404, e.status)
    expect(ErrorCode.FILE_NOT_FOUND, Error.from_json(e.body).error.code)
