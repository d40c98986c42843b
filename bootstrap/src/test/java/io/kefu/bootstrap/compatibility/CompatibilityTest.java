package io.kefu.bootstrap.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The present wire breaks no client of the last release, and the comparison finds each kind of break. */
class CompatibilityTest {
    private static final String RULE = "changes that break clients, see docs/compatibility.md";

    private static final String HTTP = """
            openapi: 3.0.1
            paths:
              /api/things:
                post:
                  parameters:
                    - {in: query, name: page, schema: {type: integer, maximum: 9}}
                  requestBody:
                    content: {application/json: {schema: {$ref: '#/components/schemas/NewThing'}}}
                  responses:
                    '200': {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
                    '404': {$ref: '#/components/responses/Missing'}
                  security: []
                delete:
                  responses: {}
            components:
              responses: {Missing: {content: {application/json: {schema: {type: object}}}}}
              schemas:
                NewThing:
                  type: object
                  required: [name]
                  properties: {name: {type: string, minLength: 1, pattern: a+}, size: {type: integer}, kind: {type: string, enum: [a, b]}}
                Thing:
                  type: object
                  required: [id, state]
                  properties:
                    id: {type: string, format: date-time}
                    state: {type: string, enum: [open, closed]}
                    parts: {type: array, items: {$ref: '#/components/schemas/Thing'}}
                    owner: {nullable: true, allOf: [{$ref: '#/components/schemas/Owner'}, {type: object}]}
                    choice: {anyOf: [{type: string}, {type: integer}]}
                    counts: {type: object, additionalProperties: {type: integer}}
                Owner: {type: object, required: [name], properties: {name: {type: string}}}
            """;

    private static final String SOCKET = """
            asyncapi: 3.0.0
            channels:
              socket:
                address: /ws
                x-close-codes: [{code: 4001, reason: token revoked}, {code: 4003, reason: blocked}]
            operations:
              receiveSay:
                action: receive
                messages: [{$ref: '#/components/messages/say'}]
                reply: {messages: [{$ref: '#/components/messages/ack'}]}
              sendEvents:
                action: send
                messages: [{$ref: '#/components/messages/online'}]
            components:
              securitySchemes: {bearer: {}, token: {}}
              messages:
                say: {payload: {type: object, properties: {text: {type: string, maxLength: 9}}}}
                ack: {payload: {type: object, required: [seq], properties: {seq: {type: integer}}}}
                online: {payload: {type: object, properties: {event: {type: string, const: online}, user: {type: [string, 'null']}}}}
            """;

    @Test
    void theHttpApiKeepsTheRule() {
        assertThat(HttpComparison.breaks(
                        WireDocument.read("/released/openapi.yml"), WireDocument.read("/META-INF/swagger/kefu.yml")))
                .as(RULE)
                .isEmpty();
    }

    @Test
    void theWebSocketKeepsTheRule() {
        assertThat(SocketComparison.breaks(
                        WireDocument.read("/released/asyncapi.yml"),
                        WireDocument.read("/META-INF/asyncapi/asyncapi.yml")))
                .as(RULE)
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/things: | /api/others: | POST /api/things: the operation was removed",
                "delete: | put: | DELETE /api/things: the operation was removed",
                "'404': | '410': | POST /api/things 404: the status was removed",
                "security: [] | security: [{bearer: []}] | POST /api/things: a login is required now",
                "name: page, | name: pages, | POST /api/things query page: the parameter was removed",
                "name: page, | name: page, required: true, | POST /api/things query page: the parameter is required now",
                "maximum: 9 | maximum: 8 | POST /api/things query page: maximum is lower now",
                "requestBody: | requestBody: {required: true}\\n      x-old: | POST /api/things: a body is required now",
                "{application/json: {schema: {$ref: '#/components/schemas/NewThing'}}} | {text/plain: {}} | the content type application/json was removed",
                "required: [name]\\n      properties: {name: {type: string, min | required: [name, size]\\n      properties: {name: {type: string, min | POST /api/things body.size: the field is required now",
                ", size: {type: integer} | `` | POST /api/things body.size: the field was removed",
                "size: {type: integer} | size: {type: string} | POST /api/things body.size: the type was [integer] and is [string]",
                "minLength: 1 | minLength: 2 | POST /api/things body.name: minLength is higher now",
                "pattern: a+ | pattern: b+ | POST /api/things body.name: the pattern was changed",
                "enum: [a, b] | enum: [a] | POST /api/things body.kind: the value b was removed",
                "size: {type: integer} | size: {type: integer, enum: [1]} | POST /api/things body.size: only the values [1] are allowed now",
                "        id: {type: string, format: date-time} | `` | POST /api/things 200.id: the field was removed",
                "format: date-time | format: date | POST /api/things 200.id: the format was",
                "id: {type: string, | id: {type: integer, | POST /api/things 200.id: the type was [string] and is [integer]",
                "id: {type: string, | id: {nullable: true, type: string, | POST /api/things 200.id: the type was [string] and is [null, string]",
                "required: [id, state] | required: [id] | POST /api/things 200.state: the field may be absent now",
                "enum: [open, closed] | enum: [open] | POST /api/things 200.state: the value closed was removed",
                "{name: {type: string}}} | {other: {type: string}}} | POST /api/things 200.owner.name: the field was removed",
                "{type: array, items: {$ref: '#/components/schemas/Thing'}} | {type: array} | POST /api/things 200.parts[]: the schema was removed",
                "anyOf: [{type: string}, {type: integer}] | anyOf: [{type: string}] | POST /api/things 200.choice|1: the schema was removed",
                "additionalProperties: {type: integer} | additionalProperties: {type: string} | POST /api/things 200.counts.*: the type was"
            })
    void findsABreakOfTheHttpApi(String text, String replacement, String found) {
        assertThat(breaksOfHttp(text, replacement)).anyMatch(line -> line.contains(found));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "address: /ws | address: /socket | socket: the address was changed",
                ", {code: 4003, reason: blocked} | `` | socket close code 4003 blocked: was removed",
                "reason: blocked | reason: away | socket close code 4003 blocked: was removed",
                ", token: {} | `` | way to send the token token: was removed",
                "#/components/messages/say | #/components/messages/online | receive say: the frame was removed",
                "[{$ref: '#/components/messages/ack'}] | [] | send ack: the frame was removed",
                "[{$ref: '#/components/messages/online'}] | [] | send online: the frame was removed",
                "const: online | const: here | send online.event: the value online was removed",
                "maxLength: 9 | maxLength: 8 | receive say.text: maxLength is lower now",
                "required: [seq] | required: [] | send ack.seq: the field may be absent now",
                "say: {payload: {type: object, | say: {payload: {type: object, required: [text], | receive say.text: the field is required now",
                "seq: {type: integer} | seq: {type: number} | send ack.seq: the type was"
            })
    void findsABreakOfTheWebSocket(String text, String replacement, String found) {
        assertThat(breaksOfSocket(text, replacement)).anyMatch(line -> line.contains(found));
    }

    /** What may be added, and what the service may accept or promise in addition. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/things: | /api/more: {get: {responses: {}}}\\n  /api/things:",
                "'404': | '409': {}\\n        '404':",
                "parameters: | parameters:\\n        - {in: query, name: new, schema: {type: string}}",
                "maximum: 9 | maximum: 10",
                "size: {type: integer} | size: {type: number}, new: {type: string}",
                "minLength: 1, pattern: a+ | minLength: 0",
                "enum: [a, b] | enum: [a, b, c]",
                "enum: [open, closed] | enum: [open, closed, paused]",
                "required: [id, state] | required: [id, state, parts, new]\\n      x-y: z",
                "owner: {nullable: true, | new: {type: string}\\n        owner: {nullable: false,"
            })
    void permitsAdditions(String text, String replacement) {
        assertThat(breaksOfHttp(text, replacement)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x-close-codes: [ | x-close-codes: [{code: 4010, reason: new}, ",
                "[{$ref: '#/components/messages/online'}] | [{$ref: '#/components/messages/online'}, {$ref: '#/components/messages/say'}]",
                "seq: {type: integer} | seq: {type: integer}, new: {type: string}",
                "type: [string, 'null'] | type: string",
                "maxLength: 9 | maxLength: 10"
            })
    void permitsAdditionsToTheWebSocket(String text, String replacement) {
        assertThat(breaksOfSocket(text, replacement)).isEmpty();
    }

    private static List<String> breaksOfHttp(String text, String replacement) {
        return HttpComparison.breaks(WireDocument.parse(HTTP), changed(HTTP, text, replacement));
    }

    private static List<String> breaksOfSocket(String text, String replacement) {
        return SocketComparison.breaks(WireDocument.parse(SOCKET), changed(SOCKET, text, replacement));
    }

    private static WireDocument changed(String yaml, String text, String replacement) {
        String before = text.replace("\\n", "\n");
        assertThat(yaml).contains(before);
        return WireDocument.parse(yaml.replace(before, replacement.replace("\\n", "\n")));
    }
}
