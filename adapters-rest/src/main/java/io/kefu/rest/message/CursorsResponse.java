package io.kefu.rest.message;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** The cursors of the caller's side in a conversation. */
@Serdeable
@Schema(name = "Cursors", example = """
                {"conversation_id": "conv_bm90IGEgcmVhbCBp", "delivered_seq": 9, "read_seq": 7}""")
record CursorsResponse(String conversationId, long deliveredSeq, long readSeq) {}
