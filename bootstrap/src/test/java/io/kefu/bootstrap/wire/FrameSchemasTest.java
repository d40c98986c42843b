package io.kefu.bootstrap.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gives the schemas frames with one defect each, to prove that they refuse them. */
class FrameSchemasTest {
    private static final String RECEIPT = "{'type':'receipt','id':1,'data':{'conversation_id':'conv_bm90IGEgcmVhbCBp',"
            + "'user_id':'mei','delivered_seq':7,'read_seq':5}}";

    private static final String REPLIES = "{'type':'notification','data':{'event':'replies_changed',"
            + "'timestamp':'2026-01-01T00:00:00.000Z','shared':true}}";

    private static final FrameSchemas SCHEMAS = new FrameSchemas(SocketDocument.ofService());

    @Test
    void acceptsAndCountsDocumentedFrames() {
        FrameSchemas schemas = new FrameSchemas(SocketDocument.ofService());
        schemas.checkReceived(json(RECEIPT));
        schemas.checkReceived(json(REPLIES));
        schemas.checkReceived("{\"type\":\"typing\",\"id\":\"x\",\"data\":{}}");
        schemas.checkSent("{\"type\":\"ping\"}");
        schemas.checkClosing(1001, "going away; reconnect after 7 ms");
        assertThat(schemas.summary()).contains("3 received, 1 sent, of 4 of ", " kinds, and 1 close codes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "receipt | receipts | The document has no frame",
                "replies_changed | replies_gone | The document has no frame",
                "'delivered_seq':7 | 'delivered_seq':'7' | integer expected",
                "'read_seq':5 | 'read_seq':5.5 | integer expected",
                "'read_seq':5 | 'read_seq':-1 | minimum value of 0",
                ",'read_seq':5 | `` | required property 'read_seq'",
                "'read_seq':5 | 'read_seq':5,'more':1 | property 'more' is not defined",
                "'id':1 | 'id':1,'more':1 | property 'more' is not defined",
                "conv_ | con_ | does not match the regex pattern",
                "00.000Z | 00Z | does not match the regex pattern",
                "'shared':true | 'shared':true,'more':1 | property 'more' is not defined"
            })
    void refusesAWrongFrameOfTheService(String text, String replacement, String failure) {
        String valid = REPLIES.contains(text) ? REPLIES : RECEIPT;
        assertThat(valid).contains(text);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> SCHEMAS.checkReceived(json(valid.replace(text, replacement))))
                .withMessageContaining(failure);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{'data':{}}",
                "{'type':'pong','data':{'timestamp':'2026-01-01T00:00:00.000Z'}}",
                "{'type':'ping','id':true}",
                "{'type':'join','data':{'room':'kitchen'}}",
                "{'type':'message','data':{'to_user_id':'support'}}",
                "{'type':'message','data':{'to_user_id':'support','content':'x','msg_type':'system'}}",
                "{'type':'resume','data':{'conversations':{'x':1}}}"
            })
    void refusesAWrongFrameOfAClient(String frame) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> SCHEMAS.checkSent(json(frame)));
    }

    @Test
    void refusesAnotherCloseCodeOrReason() {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> SCHEMAS.checkClosing(4002, "blocked"));
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> SCHEMAS.checkClosing(4003, "no"));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
