package io.kefu.rest.body;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

/** Bytes of a body that have arrived and were not passed on. Their memory is reserved in {@link BodyLimits}. */
final class CollectedBytes {
    private final BodyLimits limits;
    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

    CollectedBytes(BodyLimits limits) {
        this.limits = limits;
    }

    /** Copies a piece, so that the buffer in which it arrived can be released. Returns false if there is not enough memory. */
    boolean add(ByteBuf piece, ByteBufAllocator allocator) {
        int size = piece.readableBytes();
        if (!limits.reserve(size)) {
            return false;
        }
        try {
            if (!bytes.isReadable()) {
                bytes = allocator.buffer(size);
            }
            bytes.writeBytes(piece);
            return true;
        } catch (OutOfMemoryError e) {
            limits.release(size);
            return false;
        }
    }

    int size() {
        return bytes.readableBytes();
    }

    /** Removes the bytes and returns them without free capacity. The server's form decoder fails on buffers that have some. */
    ByteBuf take() {
        ByteBuf taken = bytes;
        limits.release(taken.readableBytes());
        bytes = Unpooled.EMPTY_BUFFER;
        return taken.slice();
    }
}
