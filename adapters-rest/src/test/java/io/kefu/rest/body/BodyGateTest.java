package io.kefu.rest.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.domain.error.DomainException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BodyGateTest extends BodyGateScenario {
    @Test
    void aBodyThatIsNotStreamedIsPassedOnAsAWhole() {
        begin(WHOLE);
        for (int i = 0; i < 60_000; i++) {
            write("x");
        }
        channel.flushInbound();
        assertThat(pieces()).isEmpty();
        assertThat(sent).allMatch(buffer -> buffer.refCnt() == 0);
        end("y");
        assertThat(pieces()).containsExactly("x".repeat(60_000) + "y.");
    }

    @Test
    void aBodyOfOnePieceIsNotCopied() {
        begin(WHOLE);
        end("whole");
        LastHttpContent last = channel.readInbound();
        assertThat(last.content()).extracting(ByteBuf::unwrap).isSameAs(sent.getFirst());
        last.release();
    }

    @Test
    void aBodyThatIsTooLargeFailsAndTheNextOneIsPassedOn() {
        begin(WHOLE);
        write("x".repeat(65_536));
        channel.flushInbound();
        assertThat(write("y")).isInstanceOf(ContentLengthExceededException.class);
        write("z".repeat(65_536));
        end("z");
        assertThat(pieces()).containsExactly(".");
        begin(WHOLE);
        end("next");
        assertThat(pieces()).containsExactly("next.");
    }

    @Test
    void theMemoryOfAllBodiesIsLimited() {
        int heap = (int) (Runtime.getRuntime().maxMemory() / 8);
        assertThat(limits.reserve(heap - 10)).isTrue();
        begin(WHOLE);
        write("x".repeat(10));
        assertThat(write("y")).isInstanceOf(DomainException.class);
        end("z");
        assertThat(pieces()).containsExactly(".");
        begin(WHOLE);
        end("whole");
        assertThat(pieces()).containsExactly("whole.");
        limits.release(heap - 10);
    }

    @Test
    void smallPiecesOfAStreamedBodyThatArriveTogetherAreJoined() {
        begin(STREAMED + "?x=1");
        for (int i = 0; i < 20_000; i++) {
            write("x");
        }
        channel.flushInbound();
        assertThat(pieces()).containsExactly("x".repeat(16 * 1024 + 1), "x".repeat(20_000 - 16 * 1024 - 1));
        write("y");
        write("z".repeat(2000));
        assertThat(pieces()).containsExactly("y", "z".repeat(2000));
        end("end");
        assertThat(pieces()).containsExactly("end.");
    }

    @Test
    void unreadPiecesOfAStreamedBodyAreLimited() {
        begin(STREAMED);
        int pieces = 0;
        for (@Nullable Throwable failure = null; failure == null; pieces++) {
            failure = write("x");
            channel.pipeline().fireChannelReadComplete();
        }
        assertThat(pieces).isBetween(4000, 4200);
    }

    @Test
    void anUpgradeRemovesTheGate() {
        begin("/ws");
        end("");
        channel.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS));
        assertThat(channel.pipeline().get(BodyGate.class)).isNull();
        pieces();
    }
}
