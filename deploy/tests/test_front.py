from deploy.local.front import rewritten

ASKED = (
    b"GET /cart/ HTTP/1.1\r\nHost: localhost:8000\r\nx-forwarded-for: 192.0.2.1\r\nConnection: keep-alive\r\n"
    b"X-Forwarded-Proto: https\r\nX-Request-Id: mine\r\nForwarded: for=192.0.2.1\r\nCookie: a=b\r\n\r\n"
)
SOCKET = b"GET /ws/live/ HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"


def test_whatever_a_client_says_about_itself_is_replaced() -> None:
    head = rewritten(ASKED, "127.0.0.1", socket=False).decode()
    assert head.count("X-Forwarded-For: 127.0.0.1\r\n") == 1
    assert "X-Forwarded-Proto: http\r\n" in head
    assert "Host: localhost:8000\r\nCookie: a=b\r\n" in head
    assert not {"192.0.2.1", "https", "mine"} & set(head.replace("=", " ").split())


def test_a_connection_carries_one_request() -> None:
    head = rewritten(ASKED, "127.0.0.1", socket=False)
    assert b"\r\nConnection: close\r\n" in head
    assert b"keep-alive" not in head
    assert head.endswith(b"\r\n\r\n")
    assert head.count(b"\r\n\r\n") == 1


def test_a_socket_keeps_its_upgrade() -> None:
    assert b"\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" in rewritten(SOCKET, "::1", socket=True)
