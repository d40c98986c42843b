package io.kefu.bootstrap.system;

import java.util.ArrayList;
import java.util.List;

/**
 * The status of each call for each role, as a table. Kefu {@code kefu1} serves {@code customer1}, and {@code kefu2} serves
 * {@code customer2}. {@code {self}} is the id of the caller. The reply {@code other} is {@code kefu2}'s own. The files {@code
 * own} and {@code sent} belong to {@code customer1}, the file {@code other} to {@code customer2}; messages attach {@code sent}
 * and {@code other}. If several reasons to refuse a call apply, the first of 401, 403, 400, 404 and 409 counts.
 */
final class AccessTable {
    private static final String TABLE = """
            # route                                     | body                                        | anyone | customer | kefu | admin
            GET /api/health                             |                                             | 200 | 200 | 200 | 200
            GET /health                                 |                                             | 200 | 200 | 200 | 200
            GET /health/liveness                        |                                             | 200 | 200 | 200 | 200
            GET /health/readiness                       |                                             | 200 | 200 | 200 | 200
            GET /prometheus                             |                                             | 200 | 200 | 200 | 200
            GET /                                       |                                             | 200 | 200 | 200 | 200
            GET /kefu/                                  |                                             | 200 | 200 | 200 | 200
            GET /chat/                                  |                                             | 200 | 200 | 200 | 200
            GET /widget.js                              |                                             | 200 | 200 | 200 | 200
            GET /sdk/kefu.js                            |                                             | 200 | 200 | 200 | 200
            GET /assets/0123456789abcdef/sdk/kefu.js    |                                             | 200 | 200 | 200 | 200
            GET /swagger-ui                             |                                             | 200 | 200 | 200 | 200
            GET /swagger/kefu.yml                       |                                             | 200 | 200 | 200 | 200
            GET /asyncapi.yml                           |                                             | 200 | 200 | 200 | 200
            GET /api/nowhere                            |                                             | 404 | 404 | 404 | 404

            POST /api/auth/kefu/login                   | {"kefu_id": "kefu2", "password": "password123"} | 200 | 200 | 200 | 200
            POST /api/auth/kefu/login                   | {"kefu_id": "customer2", "password": "password123"} | 401 | 401 | 401 | 401
            POST /api/auth/kefu/login                   | {"kefu_id": "kefu2"}                        | 400 | 400 | 400 | 400
            POST /api/auth/customer/login               | {"token": "a.b.c"}                          | 401 | 401 | 401 | 401
            POST /api/auth/customer/login               | {}                                          | 400 | 400 | 400 | 400
            POST /api/auth/kefu/logout                  | {"kefu_id": "kefu2"}                        | 401 | 403 | 403 | 403
            POST /api/auth/kefu/logout                  | {"kefu_id": "nobody"}                       | 401 | 403 | 403 | 403
            POST /api/auth/kefu/logout                  | {                                           | 401 | 403 | 400 | 400
            POST /api/auth/kefu/logout                  | {"kefu_id": "{self}"}                       | 401 | 403 | 200 | 200 | ends
            POST /api/auth/kefu/heartbeat               | {"kefu_id": "{self}"}                       | 401 | 403 | 200 | 200
            POST /api/auth/kefu/heartbeat               | {"kefu_id": "kefu2"}                        | 401 | 403 | 403 | 403
            POST /api/auth/kefu/heartbeat               | {"kefu_id": "kefu2", "status": "asleep"}    | 401 | 403 | 400 | 400
            POST /api/auth/logout                       |                                             | 401 | 200 | 200 | 200 | ends

            POST /api/users                             | {}                                          | 201 | 201 | 201 | 201
            POST /api/users                             | {"user_id": "{new}"}                        | 201 | 201 | 201 | 201
            POST /api/users                             | {"user_id": "{new}", "user_type": "customer"} | 201 | 201 | 201 | 201
            POST /api/users                             | {"user_id": "{new}", "user_type": "kefu", "password": "password123"} | 401 | 403 | 403 | 201
            POST /api/users                             | {"user_id": "{new}", "user_type": "admin", "password": "password123"} | 401 | 403 | 403 | 201
            POST /api/users                             | {"user_id": "{new}", "user_type": "kefu"}   | 401 | 403 | 403 | 400
            POST /api/users                             | {"user_id": "no id", "user_type": "kefu"}   | 401 | 403 | 403 | 400
            POST /api/users                             | {"user_id": "kefu2", "user_type": "kefu", "password": "password123"} | 401 | 403 | 403 | 409
            POST /api/users                             | {"user_id": "customer2"}                    | 409 | 409 | 409 | 409
            POST /api/users                             | {"user_id": "kefu2"}                        | 409 | 409 | 409 | 409
            POST /api/users                             | {"user_id": "no id"}                        | 400 | 400 | 400 | 400
            POST /api/users                             | {"user_id": "support"}                      | 400 | 400 | 400 | 400
            POST /api/users                             | {"user_type": "robot"}                      | 400 | 400 | 400 | 400
            GET /api/users/{self}                       |                                             | 401 | 200 | 200 | 200
            GET /api/users/customer1                    |                                             | 401 | 200 | 200 | 200
            GET /api/users/customer2                    |                                             | 401 | 404 | 200 | 200
            GET /api/users/kefu2                        |                                             | 401 | 404 | 200 | 200
            GET /api/users/admin2                       |                                             | 401 | 404 | 200 | 200
            GET /api/users/nobody                       |                                             | 401 | 404 | 404 | 404
            GET /api/users/no%20id                      |                                             | 401 | 404 | 404 | 404
            PUT /api/users/{self}                       | {"username": "x"}                           | 401 | 200 | 200 | 200
            PUT /api/users/customer2                    | {"username": "x"}                           | 401 | 404 | 200 | 200
            PUT /api/users/kefu2                        | {"username": "x"}                           | 401 | 404 | 404 | 200
            PUT /api/users/admin2                       | {"username": "x"}                           | 401 | 404 | 404 | 200
            PUT /api/users/nobody                       | {"username": "x"}                           | 401 | 404 | 404 | 404
            PUT /api/users/nobody                       | {"username": ""}                            | 401 | 400 | 400 | 400
            PUT /api/users/nobody                       | {"username": 5}                             | 401 | 400 | 400 | 400
            PUT /api/users/customer2                    | {"password": "password124"}                 | 401 | 404 | 403 | 403
            PUT /api/users/kefu2                        | {"password": "password123"}                 | 401 | 404 | 404 | 200
            PUT /api/users/kefu2                        | {"max_sessions": 9, "skills": [], "disabled": false} | 401 | 403 | 403 | 200
            PUT /api/users/nobody                       | {"max_sessions": 9}                         | 401 | 403 | 403 | 404
            PUT /api/users/kefu2                        | {"max_sessions": -1}                        | 401 | 400 | 400 | 400
            PUT /api/users/customer2                    | {"max_sessions": 9}                         | 401 | 403 | 403 | 400
            PUT /api/users/customer2                    | {"user_type": "kefu"}                       | 401 | 403 | 403 | 400
            PUT /api/users/kefu2                        | {"user_type": "robot"}                      | 401 | 400 | 400 | 400
            PUT /api/users/{self}                       | {"user_type": "kefu"}                       | 401 | 403 | 403 | 403
            PUT /api/users/{self}                       | {"disabled": true}                          | 401 | 403 | 403 | 403
            PUT /api/users/{self}                       | {"password": "password124", "old_password": "wrong-one"} | 401 | 403 | 403 | 403
            DELETE /api/users/nobody                    |                                             | 401 | 404 | 403 | 404
            DELETE /api/users/no%20id                   |                                             | 401 | 404 | 403 | 404
            DELETE /api/users/{self}                    |                                             | 401 | 200 | 403 | 403 | ends
            GET /api/users/customer1/export             |                                             | 401 | 200 | 403 | 200
            GET /api/users/admin2/export                |                                             | 401 | 404 | 403 | 200
            GET /api/users/nobody/export                |                                             | 401 | 404 | 403 | 404
            GET /api/users/no%20id/export               |                                             | 401 | 404 | 403 | 404
            GET /api/blocks                             |                                             | 401 | 403 | 200 | 200
            GET /api/blocks?page=0                      |                                             | 401 | 403 | 400 | 400
            POST /api/blocks                            | {"user_id": "nobody", "reason": "x"}        | 401 | 403 | 404 | 404
            POST /api/blocks                            | {"user_id": "customer2", "reason": "x", "until": "2020-01-01T00:00:00Z"} | 401 | 403 | 400 | 400
            POST /api/blocks                            | {"user_id": "customer2", "reason": ""}      | 401 | 403 | 400 | 400
            POST /api/blocks                            | {"user_id": "customer2"}                    | 401 | 403 | 400 | 400
            POST /api/blocks                            | {"user_id": "{self}", "reason": "x"}        | 401 | 403 | 403 | 403
            POST /api/blocks                            | {"user_id": "kefu2", "network": "192.0.2.0/24", "reason": "x"} | 401 | 403 | 400 | 400
            POST /api/blocks                            | {"network": "192.0.2.0/33", "reason": "x"}  | 401 | 403 | 403 | 400
            POST /api/blocks                            | {"network": "192.0.2.0/24", "reason": "x"}  | 401 | 403 | 403 | 201
            DELETE /api/blocks/block_0123456789abcdef   |                                             | 401 | 403 | 404 | 404

            GET /api/hours/now                          |                                             | 200 | 200 | 200 | 200
            GET /api/hours                              |                                             | 401 | 403 | 200 | 200
            PUT /api/hours                              | {"zone": "UTC", "weekly": {"mon": [["00:00", "24:00"]], "tue": [["00:00", "24:00"]], "wed": [["00:00", "24:00"]], "thu": [["00:00", "24:00"]], "fri": [["00:00", "24:00"]], "sat": [["00:00", "24:00"]], "sun": [["00:00", "24:00"]]}} | 401 | 403 | 403 | 200
            PUT /api/hours                              | {"zone": "UTC", "weekly": {}, "version": 99} | 401 | 403 | 403 | 409
            PUT /api/hours                              | {"zone": "Mars", "weekly": {}}              | 401 | 403 | 403 | 400
            PUT /api/hours                              | {"zone": "UTC", "weekly": {"monday": []}}   | 401 | 403 | 403 | 400
            PUT /api/hours                              | {"zone": "UTC", "weekly": {"mon": [["09:00"]]}} | 401 | 403 | 403 | 400
            PUT /api/hours                              | {"zone": "UTC", "weekly": {}, "holidays": [{"date": "2024-02-30"}]} | 401 | 403 | 403 | 400

            GET /api/users/{self}/presence              |                                             | 401 | 403 | 200 | 200
            GET /api/users/customer1/presence           |                                             | 401 | 403 | 200 | 200
            GET /api/users/customer2/presence           |                                             | 401 | 403 | 404 | 200
            GET /api/users/kefu2/presence               |                                             | 401 | 403 | 404 | 200
            GET /api/users/nobody/presence              |                                             | 401 | 403 | 404 | 404
            GET /api/users                              |                                             | 401 | 403 | 200 | 200
            GET /api/users?page=0                       |                                             | 401 | 403 | 400 | 400
            GET /api/users/online                       |                                             | 401 | 403 | 200 | 200
            GET /api/users/online?page_size=101         |                                             | 401 | 403 | 400 | 400

            POST /api/messages/send                     | {"to_user_id": "support", "content": "x"}   | 401 | 200 | 404 | 404
            POST /api/messages/send                     | {"to_user_id": "customer1", "content": "x"} | 401 | 404 | 200 | 200
            POST /api/messages/send                     | {"to_user_id": "customer2", "content": "x"} | 401 | 404 | 403 | 200
            POST /api/messages/send                     | {"to_user_id": "kefu1", "content": "x"}     | 401 | 200 | 404 | 200
            POST /api/messages/send                     | {"to_user_id": "kefu2", "content": "x"}     | 401 | 200 | 200 | 200
            POST /api/messages/send                     | {"to_user_id": "nobody", "content": "x"}    | 401 | 404 | 404 | 404
            POST /api/messages/send                     | {"to_user_id": "nobody", "content": ""}     | 401 | 400 | 400 | 400
            POST /api/messages/send                     | {"to_user_id": "nobody", "content": "x", "msg_type": "system"} | 401 | 400 | 400 | 400
            POST /api/messages/send                     | {"to_user_id": "no id", "content": "x"}     | 401 | 400 | 400 | 400
            POST /api/messages/send                     | {                                           | 401 | 400 | 400 | 400
            GET /api/messages/history/{self}            |                                             | 401 | 200 | 200 | 200
            GET /api/messages/history/customer1         |                                             | 401 | 200 | 200 | 200
            GET /api/messages/history/customer2         |                                             | 401 | 404 | 404 | 200
            GET /api/messages/history/kefu2             |                                             | 401 | 404 | 200 | 200
            GET /api/messages/history/nobody            |                                             | 401 | 404 | 404 | 404
            GET /api/messages/history/nobody?page=x     |                                             | 401 | 400 | 400 | 400
            GET /api/messages/search?user_id={self}&q=x |                                             | 401 | 200 | 400 | 400
            GET /api/messages/search?user_id=customer1&q=x |                                          | 401 | 200 | 200 | 200
            GET /api/messages/search?user_id=customer2&q=x |                                          | 401 | 404 | 404 | 200
            GET /api/messages/search?user_id=kefu2&q=x  |                                             | 401 | 404 | 200 | 200
            GET /api/messages/search?user_id=nobody&q=x |                                             | 401 | 404 | 404 | 404
            GET /api/messages/search?user_id=no%20id&q=x |                                            | 401 | 400 | 400 | 400
            GET /api/messages/search?user_id=nobody     |                                             | 401 | 400 | 400 | 400
            GET /api/messages/search?user_id=nobody&q=x&before_seq=0 |                                | 401 | 400 | 400 | 400
            GET /api/messages/search?q=x                |                                             | 401 | 400 | 400 | 400
            GET /api/messages/latest                    |                                             | 401 | 200 | 200 | 200
            GET /api/messages/latest?count=0            |                                             | 401 | 400 | 400 | 400
            GET /api/messages/history/customer1?after_seq=0 |                                         | 401 | 200 | 200 | 200
            GET /api/messages/history/customer2?before_seq=9 |                                        | 401 | 404 | 404 | 200
            GET /api/messages/history/nobody?page=1&after_seq=0 |                                     | 401 | 400 | 400 | 400
            GET /api/messages/unread                    |                                             | 401 | 200 | 200 | 200
            POST /api/messages/read                     | {"conversation_id": "conv_0123456789abcdef", "seq": 1} | 401 | 404 | 404 | 404
            POST /api/messages/read                     | {"conversation_id": "conv_0123456789abcdef"} | 401 | 400 | 400 | 400
            POST /api/messages/msg_0123456789abcdef0123456789ab/recall |                              | 401 | 404 | 404 | 404
            POST /api/messages/nonsense/recall          |                                             | 401 | 404 | 404 | 404
            GET /api/audit                              |                                             | 401 | 403 | 403 | 200
            GET /api/audit?actor=admin&action=login&target=admin&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z | | 401 | 403 | 403 | 200
            GET /api/audit?actor=no%20id                |                                             | 401 | 403 | 403 | 400
            GET /api/audit?action=cheat                 |                                             | 401 | 403 | 403 | 400
            GET /api/audit?from=now                     |                                             | 401 | 403 | 403 | 400
            GET /api/stats/websocket                    |                                             | 401 | 403 | 200 | 200

            POST /api/sessions                          | {"user_id": "customer1"}                    | 401 | 200 | 200 | 200
            POST /api/sessions                          | {"user_id": "customer2"}                    | 401 | 403 | 200 | 200
            POST /api/sessions                          | {"user_id": "kefu2"}                        | 401 | 403 | 400 | 400
            POST /api/sessions                          | {"user_id": "nobody"}                       | 401 | 403 | 404 | 404
            POST /api/sessions                          | {"user_id": "no id"}                        | 401 | 400 | 400 | 400
            POST /api/sessions                          | {}                                          | 401 | 400 | 400 | 400
            GET /api/sessions                           |                                             | 401 | 403 | 200 | 200
            GET /api/sessions?status=closed&kefu_id=kefu1&user_id=nobody&from=2026-01-01T00:00:00Z&page=2 | | 401 | 403 | 200 | 200
            GET /api/sessions?status=open               |                                             | 401 | 403 | 400 | 400
            GET /api/sessions?kefu_id=no%20id           |                                             | 401 | 403 | 400 | 400
            GET /api/sessions?user_id=no%20id           |                                             | 401 | 403 | 400 | 400
            GET /api/sessions?tag=VIP                   |                                             | 401 | 403 | 200 | 200
            GET /api/sessions?tag=                      |                                             | 401 | 403 | 400 | 400
            GET /api/sessions?from=yesterday            |                                             | 401 | 403 | 400 | 400
            GET /api/sessions?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z |                     | 401 | 403 | 400 | 400
            GET /api/sessions/{own-session}             |                                             | 401 | 200 | 200 | 200
            GET /api/sessions/{other-session}           |                                             | 401 | 404 | 200 | 200
            GET /api/sessions/sess_0123456789abcdef01234567 |                                         | 401 | 404 | 404 | 404
            GET /api/sessions/nonsense                  |                                             | 401 | 404 | 404 | 404
            GET /api/sessions/user/customer1            |                                             | 401 | 200 | 200 | 200
            GET /api/sessions/user/customer2            |                                             | 401 | 404 | 200 | 200
            GET /api/sessions/user/nobody               |                                             | 401 | 404 | 404 | 404
            GET /api/sessions/user/nobody?status=open   |                                             | 401 | 400 | 400 | 400
            GET /api/sessions/active                    |                                             | 401 | 403 | 200 | 200
            GET /api/sessions/active?page=0             |                                             | 401 | 403 | 400 | 400
            GET /api/sessions/waiting                   |                                             | 401 | 403 | 200 | 200
            GET /api/sessions/waiting?page_size=0       |                                             | 401 | 403 | 400 | 400
            POST /api/sessions/{own-session}/transfer   | {"to_kefu_id": "nobody"}                    | 401 | 403 | 404 | 404 | USER_NOT_FOUND
            POST /api/sessions/{own-session}/transfer   | {"to_kefu_id": "customer1"}                 | 401 | 403 | 404 | 404 | USER_NOT_FOUND
            POST /api/sessions/{own-session}/transfer   | {"to_kefu_id": "kefu1"}                     | 401 | 403 | 400 | 400
            POST /api/sessions/{own-session}/transfer   | {"note": ""}                                | 401 | 403 | 400 | 400
            POST /api/sessions/{own-session}/take       |                                             | 401 | 403 | 409 | 409
            POST /api/sessions/{own-session}/rating     | {"score": 5}                                | 401 | 409 | 403 | 403
            POST /api/sessions/{own-session}/rating     | {"score": 6}                                | 401 | 400 | 403 | 403
            PUT /api/sessions/{own-session}/tags        | {"tags": ["VIP", "退款"]}                     | 401 | 403 | 200 | 200
            PUT /api/sessions/{own-session}/tags        | {"tags": [" "]}                             | 401 | 403 | 400 | 400
            PUT /api/sessions/{own-session}/tags        | {}                                          | 401 | 403 | 400 | 400
            PUT /api/sessions/{other-session}/tags      | {"tags": []}                                | 401 | 403 | 403 | 200
            PUT /api/sessions/sess_0123456789abcdef01234567/tags | {"tags": ["a", null]}              | 401 | 403 | 400 | 400
            PUT /api/sessions/sess_0123456789abcdef01234567/tags | {"tags": []}                       | 401 | 403 | 404 | 404
            POST /api/sessions/{own-session}/notes      | {"content": "x"}                            | 401 | 403 | 201 | 201
            POST /api/sessions/{own-session}/notes      | {"content": ""}                             | 401 | 403 | 400 | 400
            POST /api/sessions/{other-session}/notes    | {"content": "x"}                            | 401 | 403 | 403 | 201
            POST /api/sessions/sess_0123456789abcdef01234567/notes | {}                               | 401 | 403 | 400 | 400
            POST /api/sessions/sess_0123456789abcdef01234567/notes | {"content": "x"}                 | 401 | 403 | 404 | 404
            GET /api/sessions/{own-session}/notes       |                                             | 401 | 403 | 200 | 200
            GET /api/sessions/{other-session}/notes     |                                             | 401 | 403 | 403 | 200
            GET /api/sessions/sess_0123456789abcdef01234567/notes?page=0 |                            | 401 | 403 | 400 | 400
            GET /api/sessions/sess_0123456789abcdef01234567/notes |                                   | 401 | 403 | 404 | 404
            POST /api/sessions/{own-session}/close      | {"reason": "idle"}                          | 401 | 400 | 400 | 400
            POST /api/sessions/sess_0123456789abcdef01234567/close | {}                               | 401 | 404 | 404 | 404
            POST /api/sessions/sess_0123456789abcdef01234567/take |                                   | 401 | 403 | 404 | 404
            POST /api/sessions/{other-session}/transfer | {"to_kefu_id": "kefu2"}                     | 401 | 403 | 403 | 400
            POST /api/sessions/{other-session}/close    |                                             | 401 | 404 | 403 | 200
            POST /api/sessions/{other-session}/close    | {}                                          | 401 | 404 | 403 | 409 | SESSION_CLOSED
            POST /api/sessions/{other-session}/transfer | {}                                          | 401 | 403 | 403 | 409 | SESSION_CLOSED
            POST /api/sessions/{other-session}/rating   | {"score": 5}                                | 401 | 404 | 403 | 403

            GET /api/replies                            |                                             | 401 | 403 | 200 | 200
            GET /api/replies?prefix=&q=                 |                                             | 401 | 403 | 200 | 200
            GET /api/replies?page=0                     |                                             | 401 | 403 | 400 | 400
            POST /api/replies                           | {"shortcut": "{new}", "content": "x"}       | 401 | 403 | 201 | 201
            POST /api/replies                           | {"shortcut": "{new}", "content": "x", "shared": true} | 401 | 403 | 403 | 201
            POST /api/replies                           | {"shortcut": "", "content": "x", "shared": true} | 401 | 403 | 400 | 400
            PUT /api/replies/{shared-reply}             | {"shortcut": "{new}", "content": "x"}       | 401 | 403 | 403 | 200
            PUT /api/replies/{other-reply}              | {"shortcut": "{new}", "content": "x"}       | 401 | 403 | 404 | 404
            PUT /api/replies/{other-reply}              | {"shortcut": "{new}"}                       | 401 | 403 | 400 | 400
            PUT /api/replies/nonsense                   | {"shortcut": "a\\tb", "content": "x"}        | 401 | 403 | 400 | 400
            PUT /api/replies/nonsense                   | {"shortcut": "{new}", "content": "x"}       | 401 | 403 | 404 | 404
            DELETE /api/replies/{other-reply}           |                                             | 401 | 403 | 404 | 404
            DELETE /api/replies/{shared-reply}          |                                             | 401 | 403 | 403 | 200
            DELETE /api/replies/{shared-reply}          |                                             | 401 | 403 | 404 | 404

            POST /api/files/upload                      | a file                                      | 401 | 200 | 200 | 200
            POST /api/files/upload                      | no file                                     | 401 | 400 | 400 | 400
            GET /api/files/{own-file}                   |                                             | 401 | 200 | 404 | 200
            GET /api/files/{sent-file}                  |                                             | 401 | 200 | 200 | 200
            GET /api/files/{other-file}                 |                                             | 401 | 404 | 404 | 200
            GET /api/files/file_0123456789abcdef01234567 |                                            | 401 | 404 | 404 | 404
            GET /api/files/nonsense                     |                                             | 401 | 404 | 404 | 404
            GET /api/files/{own-file}?thumbnail=5       |                                             | 401 | 400 | 404 | 400
            GET /api/files/{own-file}?signature=AAAA    |                                             | 403 | 403 | 403 | 403
            GET /api/files/{own-file}?expires=9999999999&signature=AAAA |                             | 403 | 403 | 403 | 403
            GET /api/files/{own-file}/info              |                                             | 401 | 200 | 404 | 200
            GET /api/files/{sent-file}/info             |                                             | 401 | 200 | 200 | 200
            GET /api/files/{other-file}/info            |                                             | 401 | 404 | 404 | 200
            GET /api/files/nonsense/info                |                                             | 401 | 404 | 404 | 404
            GET /api/files/{own-file}/info?signature=AAAA |                                           | 403 | 403 | 403 | 403
            POST /api/files/{own-file}/link             |                                             | 401 | 200 | 404 | 200
            POST /api/files/{sent-file}/link            |                                             | 401 | 200 | 200 | 200
            POST /api/files/{other-file}/link           |                                             | 401 | 404 | 404 | 200
            POST /api/files/{own-file}/link?signature=AAAA |                                          | 401 | 200 | 404 | 200
            POST /api/files/nonsense/link               |                                             | 401 | 404 | 404 | 404
            DELETE /api/files/{new-own-file}            |                                             | 401 | 200 | 404 | 200
            DELETE /api/files/{new-sent-file}           |                                             | 401 | 200 | 403 | 200
            DELETE /api/files/{new-other-file}          |                                             | 401 | 404 | 404 | 200
            DELETE /api/files/nonsense                  |                                             | 401 | 404 | 404 | 404
            GET /api/messages/transcript/customer1      |                                             | 401 | 200 | 200 | 200
            GET /api/messages/transcript/customer2      |                                             | 401 | 404 | 404 | 200
            GET /api/messages/transcript/kefu2          |                                             | 401 | 404 | 200 | 200
            GET /api/messages/transcript/kefu1          |                                             | 401 | 404 | 400 | 200
            GET /api/messages/transcript/nobody         |                                             | 401 | 404 | 404 | 404
            GET /api/messages/transcript/no%20id        |                                             | 401 | 404 | 404 | 404
            GET /api/analytics/messages?start_date=2026-01-01&end_date=2026-01-31 |                   | 401 | 403 | 200 | 200
            GET /api/analytics/messages?start_date=2026-01-01&end_date=2026-01-31&tz=Mars |           | 401 | 403 | 400 | 400
            GET /api/analytics/messages?start_date=2026-01-01&end_date=2026-01-31&tz=EST |            | 401 | 403 | 200 | 200
            GET /api/analytics/messages?start_date=2026-01-01&end_date=2026-01-31&tz=SystemV/AST4 |   | 401 | 403 | 400 | 400
            GET /api/analytics/messages?start_date=2026-01-01 |                                       | 401 | 403 | 400 | 400
            GET /api/analytics/messages?start_date=2026-02-01&end_date=2026-01-31 |                   | 401 | 403 | 400 | 400
            GET /api/analytics/messages?start_date=2025-01-01&end_date=2026-01-31 |                   | 401 | 403 | 400 | 400
            GET /api/analytics/messages?start_date=2026-02-30&end_date=2026-03-31 |                   | 401 | 403 | 400 | 400
            GET /api/analytics/users                    |                                             | 401 | 403 | 200 | 200
            GET /api/analytics/users?period=91d         |                                             | 401 | 403 | 400 | 400
            GET /api/analytics/users?period=week        |                                             | 401 | 403 | 400 | 400
            GET /api/analytics/kefu?start_date=2026-01-01&end_date=2026-01-31 |                       | 401 | 403 | 200 | 200
            GET /api/analytics/kefu?end_date=2026-01-31 |                                             | 401 | 403 | 400 | 400
            GET /api/analytics/kefu.csv?start_date=2026-01-01&end_date=2026-01-31 |                   | 401 | 403 | 200 | 200
            GET /api/analytics/kefu.csv                 |                                             | 401 | 403 | 400 | 400
            GET /api/analytics/queue?start_date=2026-01-01&end_date=2026-01-31 |                      | 401 | 403 | 200 | 200
            GET /api/analytics/queue?start_date=x&end_date=2026-01-31 |                               | 401 | 403 | 400 | 400
            GET /api/analytics/queue.csv?start_date=2026-01-01&end_date=2026-01-31 |                  | 401 | 403 | 200 | 200
            GET /api/analytics/queue.csv                |                                             | 401 | 403 | 400 | 400
            """;

    private AccessTable() {}

    /** The columns of the table, with the ids of their callers. */
    enum Caller {
        ANYONE("nobody"),
        CUSTOMER("customer1"),
        KEFU("kefu1"),
        ADMIN("admin");

        private final String id;

        Caller(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    /**
     * A call, and the expected status of its response.
     *
     * @param endsTheLogin whether the call ends the login of the caller, so that it needs a new user
     * @param code the error code of a 404 or 409 if it is not the default one of the path; else empty
     */
    record Cell(Caller caller, String method, String path, String body, int status, boolean endsTheLogin, String code) {

        /** Whether the call matches this route, such as {@code GET /api/users/{user_id}}. */
        boolean isOf(String route) {
            return (method + " " + path.replaceFirst("\\?.*", "")).matches(route.replaceAll("\\{.*?}", "[^/]+"));
        }

        @Override
        public String toString() {
            return "%s: %s %s %s → %d".formatted(caller, method, path, body, status);
        }
    }

    static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        TABLE.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> add(line, cells));
        return cells;
    }

    private static void add(String line, List<Cell> cells) {
        String[] columns = line.split("\\s*\\|\\s*", -1);
        String[] route = columns[0].strip().split(" ", -1);
        String last = columns[columns.length - 1];
        boolean ends = last.equals("ends");
        String code = last.endsWith("_NOT_FOUND") || last.equals("SESSION_CLOSED") ? last : "";
        int column = 2;
        for (Caller caller : Caller.values()) {
            int status = Integer.parseInt(columns[column++].strip());
            cells.add(new Cell(caller, route[0], route[1], columns[1], status, ends, code));
        }
    }
}
